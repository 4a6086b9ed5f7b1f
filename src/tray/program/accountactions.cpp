#include "tray/program/accountactions.h"

#include "app/passwordchange.h"
#include "app/signout.h"
#include "core/plaintext.h"
#include "tray/model/syncthread.h"
#include "tray/pages/accountpage.h"
#include "tray/pages/formpage.h"
#include "tray/pages/settingsdialog.h"
#include "tray/pages/statuspage.h"
#include "tray/setup/passworddialog.h"
#include "tray/setup/signindialog.h"
#include "tray/widgets/questions.h"

#include <QInputDialog>

#include <algorithm>

namespace mimir {

AccountActions::AccountActions(SyncThread &thread, Questions &questions)
    : m_thread(thread), m_questions(questions)
{
}

AccountActions::~AccountActions()
{
    delete m_signIn;
    delete m_password;
}

void AccountActions::setWindow(SettingsDialog *window)
{
    m_window = window;
    m_keys.setWindow(window);
    AccountPage *page = window->accountPage();
    connect(page, &AccountPage::signInRequested, this, &AccountActions::showSignIn);
    connect(page, &AccountPage::devicesRequested, this, &AccountActions::loadDevices);
    connect(page, &AccountPage::revokeRequested, this, &AccountActions::askRevoke);
    connect(page, &AccountPage::switchRequested, this, &AccountActions::chooseOrganization);
    connect(page, &AccountPage::adoptRequested, this, &AccountActions::askAboutOthers);
    connect(page, &AccountPage::renameRequested, this, &AccountActions::askRename);
    connect(page, &AccountPage::passwordRequested, this, &AccountActions::askPassword);
    connect(page, &AccountPage::signOutRequested, this, &AccountActions::askSignOut);
    connect(window->statusPage(), &StatusPage::signInRequested, this, &AccountActions::showSignIn);
    connect(window->syncPage(), &SyncPage::proxyPasswordChanged, this, &AccountActions::keepProxyPassword);
}

void AccountActions::showSignIn()
{
    if (!m_signIn) {
        m_signIn = new SignInDialog(&m_thread, m_window);
        m_thread.ask(
            m_signIn, [](Session &session) { return Result<Account>(readAccount(session.store())); },
            [this](const Result<Account> &account) {
                if (account)
                    m_signIn->setAccount(*account);
            });
        connect(m_signIn, &QDialog::accepted, this, &AccountActions::changed);
        connect(m_signIn, &QDialog::accepted, this, &AccountActions::askAboutOthers);
    }
    raiseWindow(m_signIn);
}

void AccountActions::loadDevices()
{
    if (!m_window || m_status.server.empty() || m_status.state == SyncState::SignedOut)
        return;
    m_keys.load();
    using Answer = Result<std::vector<AccountDevice>>;
    m_thread.askServer<Answer>(
        m_window, [](Session &session, const AccountApi::Devices &done) { session.devices(done); },
        [this](const Answer &devices) {
            if (!devices)
                return m_window->accountPage()->setDevicesError(devices.error().code == ErrorCode::NotFound
                        ? tr("This server does not list devices.")
                        : errorSentence(devices.error().code));
            std::vector<ListedDevice> listed;
            for (const AccountDevice &device : *devices)
                listed.push_back(
                    {device.id, plain(device.name), device.lastSeen, device.signedIn, device.current});
            m_window->accountPage()->setDevices(std::move(listed));
        });
}

void AccountActions::askRevoke(const std::string &deviceId, const QString &name)
{
    const auto revoke = [this, deviceId] {
        m_thread.askServer<Result<void>>(
            this,
            [deviceId](
                Session &session, const AccountApi::Finished &done) { session.revokeDevice(deviceId, done); },
            [this](const Result<void> &done) {
                if (!done)
                    m_questions.tell(tr("Sign device out"), errorSentence(done.error().code));
                loadDevices();
            });
    };
    m_questions.confirm({tr("Sign device out"), tr("Sign out the device “%1”?").arg(name),
        tr("It receives and sends nothing more until someone signs in there again. Its own history stays on "
           "it."),
        {{tr("Sign &out"), revoke}}});
}

// After each sign-in, and from the page. Nothing depends on an answer: without one, it is kept here.
void AccountActions::askAboutOthers()
{
    using Found = std::pair<std::vector<LeftByAccount>, std::string>; // and the signed-in account
    m_thread.ask(
        this,
        [](Session &session) -> Result<Found> {
            const auto left = session.store().accounts().leftByOthers();
            MIMIR_TRY(left);
            return Found {*left, session.store().settings().text("email")};
        },
        [this](const Result<Found> &found) {
            if (!found)
                m_questions.tell(tr("Another account"), errorSentence(found.error().code));
            else if (!found->first.empty())
                askAdopt(found->first.front(), plain(found->second));
        });
}

void AccountActions::askAdopt(const LeftByAccount &left, const QString &present)
{
    const auto send = [this, left] {
        m_thread.ask(
            this, [left](Session &session) { return session.store().accounts().sendAsPresent(left.account); },
            [this](const Result<SentAsPresent> &sent) {
                if (!sent)
                    m_questions.tell(tr("Another account"), errorSentence(sent.error().code));
                m_thread.syncNow();
                Q_EMIT changed();
            });
    };
    const bool areOurs = left.changes == 0 && left.inTheirs == 0;
    m_questions.confirm({tr("Another account"), leftByOthersSentence(left),
        (areOurs ? tr(
             "Sent as %1, these changes are on all devices of that account, as if made there. This cannot be "
             "undone.")
                 : tr(
                     "Sent as %1, these conversations belong to that account from then on. Of what the other "
                     "account has at its server, that is a copy. This cannot be undone."))
            .arg(present),
        {{tr("&Keep here"), {}, QDialogButtonBox::RejectRole}, {tr("&Send as %1").arg(present), send}}});
}

void AccountActions::askRename()
{
    m_thread.ask(
        m_window, [](Session &session) { return Result<std::string>(session.deviceName()); },
        [this](const Result<std::string> &name) {
            auto *dialog = new QInputDialog(m_window);
            dialog->setWindowTitle(tr("Rename this device"));
            dialog->setLabelText(tr("&Name, as shown on your other devices:"));
            dialog->setTextValue(name ? QString::fromStdString(*name) : QString());
            dialog->setOkButtonText(tr("&Rename"));
            dialog->setCancelButtonText(tr("&Cancel"));
            connect(dialog, &QDialog::accepted, this, [this, dialog] {
                m_thread.ask(
                    this,
                    [typed = dialog->textValue().toStdString()](
                        Session &session) { return session.renameDevice(typed); },
                    [this](const Result<void> &renamed) {
                        if (!renamed)
                            m_questions.tell(tr("Rename this device"), errorSentence(renamed.error().code));
                        loadDevices();
                        Q_EMIT changed();
                    });
            });
            raiseWindow(dialog);
        });
}

QInputDialog *AccountActions::organizationChooser(
    const std::vector<Organization> &organizations, QWidget *window)
{
    auto *dialog = new QInputDialog(window);
    QStringList names;
    for (const Organization &one : organizations)
        names += plain(one.name + " (" + one.slug + ")");
    dialog->setWindowTitle(tr("Organisations"));
    dialog->setLabelText(tr("&Organisation to sync with from now on:"));
    dialog->setComboBoxItems(names);
    dialog->setOkButtonText(tr("S&witch"));
    dialog->setCancelButtonText(tr("&Cancel"));
    return dialog;
}

void AccountActions::chooseOrganization()
{
    using Answer = Result<std::vector<Organization>>;
    m_thread.askServer<Answer>(
        m_window,
        [](Session &session, const AccountApi::Organizations &done) { session.organizations(done); },
        [this](const Answer &organizations) {
            if (!organizations)
                return m_questions.tell(tr("Organisations"), errorSentence(organizations.error().code));
            if (organizations->size() < 2)
                return m_questions.tell(
                    tr("Organisations"), tr("Your account is in no other organisation on this server."));
            QInputDialog *dialog = organizationChooser(*organizations, m_window);
            connect(dialog, &QDialog::accepted, this, [this, dialog, all = *organizations] {
                const auto index = static_cast<std::size_t>(
                    std::max<qsizetype>(0, dialog->comboBoxItems().indexOf(dialog->textValue())));
                m_thread.switchOrganization(all[index].slug, this, [this](const Result<SignIn> &done) {
                    if (!done)
                        m_questions.tell(tr("Organisations"), errorSentence(done.error().code));
                    Q_EMIT changed();
                });
            });
            raiseWindow(dialog);
        });
}

void AccountActions::askPassword()
{
    m_thread.ask(
        m_window, [](Session &session) { return Result<Account>(readAccount(session.store())); },
        [this](const Result<Account> &account) {
            if (!account)
                return m_questions.tell(tr("Change password"), errorSentence(account.error().code));
            if (!m_password) {
                m_password = new PasswordDialog(account->email, m_window);
                connect(m_password, &PasswordDialog::changeRequested, this, &AccountActions::changePassword);
            }
            raiseWindow(m_password);
        });
}

void AccountActions::changePassword(const std::string &current, const std::string &next)
{
    m_thread.askServer<Result<void>>(
        this,
        [current, next](Session &session, const AccountApi::Finished &done) {
            session.changePassword(current, next, done);
        },
        [this](const Result<void> &changed) {
            if (changed) {
                if (m_password)
                    m_password->close();
                m_questions.tell(tr("Change password"), passwordChangedSentence());
                loadDevices();
                return;
            }
            const QString said = passwordErrorSentence(changed.error());
            const QString sentence = said.isEmpty() ? errorSentence(changed.error().code) : said;
            if (m_password)
                m_password->say(sentence);
            else
                m_questions.tell(tr("Change password"), sentence);
        });
}

void AccountActions::askSignOut()
{
    using Found = std::pair<Store::OnlyHere, Account>;
    m_thread.ask(
        m_window,
        [](Session &session) -> Result<Found> {
            auto onlyHere = session.store().onlyHere();
            MIMIR_TRY(onlyHere);
            return Found {*onlyHere, readAccount(session.store())};
        },
        [this](const Result<Found> &found) {
            if (found)
                confirmSignOut(found->second, lossText(found->first));
            else
                m_questions.tell(tr("Sign out"), errorSentence(found.error().code));
        });
}

// Keeping is the default: removing what was never sent cannot be undone.
void AccountActions::confirmSignOut(const Account &account, const QString &loss)
{
    const auto signOut = [this](SyncThread::LocalData data) {
        return [this, data] {
            m_thread.signOut(data, this, [this](const Result<void> &done) {
                if (!done)
                    m_questions.tell(tr("Sign out"), signOutErrorText(done.error()));
                Q_EMIT changed();
            });
        };
    };
    m_questions.confirm({tr("Sign out"), tr("Sign out and keep the history on this device?"),
        (account.email.isEmpty() ? QString()
                                 : tr("%1 at %2").arg(account.email, account.server) + QStringLiteral("\n\n"))
            + tr("If you keep it, it stays readable here, and new work is recorded and sent after you sign "
                 "in again. ")
            + loss,
        {{tr("Sign out and &keep"), signOut(SyncThread::LocalData::Keep)},
            {tr("Sign out and &remove"), signOut(SyncThread::LocalData::Remove),
                QDialogButtonBox::DestructiveRole}},
        0});
}

void AccountActions::keepProxyPassword(const QString &password)
{
    m_thread.askServer<Result<void>>(
        m_window,
        [secret = password.isEmpty() ? std::nullopt : std::optional(password.toStdString())](Session &session,
            const std::function<void(Result<void>)> &done) { session.proxy().setPassword(secret, done); },
        [this](const Result<void> &kept) {
            if (!kept)
                m_window->syncPage()->showError(errorSentence(kept.error().code));
        });
}

} // namespace mimir
