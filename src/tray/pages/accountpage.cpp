#include "tray/pages/accountpage.h"

#include "tray/widgets/rowlist.h"
#include "ui_accountpage.h"

namespace mimir {
namespace {

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("–") : text;
}

bool hasAccount(const SyncStatus &status)
{
    return status.state != SyncState::Local && status.state != SyncState::SignedOut;
}

} // namespace

AccountPage::AccountPage(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::AccountPage>())
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    stretchColumns(m_ui->deviceList, {0});
    connect(m_ui->signInButton, &QPushButton::clicked, this, &AccountPage::signInRequested);
    connect(m_ui->signOutButton, &QPushButton::clicked, this, &AccountPage::signOutRequested);
    connect(m_ui->switchButton, &QPushButton::clicked, this, &AccountPage::switchRequested);
    connect(m_ui->addressButton, &QPushButton::clicked, this, &AccountPage::addressRequested);
    connect(m_ui->passwordButton, &QPushButton::clicked, this, &AccountPage::passwordRequested);
    connect(m_ui->refreshButton, &QPushButton::clicked, this, &AccountPage::devicesRequested);
    connect(m_ui->revokeButton, &QPushButton::clicked, this, [this] {
        const int row = currentRow(m_ui->deviceList);
        if (row >= 0)
            Q_EMIT revokeRequested(
                m_devices[static_cast<std::size_t>(row)].id, m_devices[static_cast<std::size_t>(row)].name);
    });
    connect(m_ui->deviceList, &QTreeWidget::currentItemChanged, this, &AccountPage::enableRevoking);
    connect(m_ui->adoptButton, &QPushButton::clicked, this, &AccountPage::adoptRequested);
    connect(m_ui->renameButton, &QPushButton::clicked, this, &AccountPage::renameRequested);
    connect(m_ui->confirmButton, &QPushButton::clicked, this, &AccountPage::confirmRequested);
    setKey({}, false);
    m_ui->othersLabel->hide();
    m_ui->adoptButton->hide();
    enableDevices(false);
    setAccount({}, TokenStore::Kind::Keyring);
    setDevices({});
}

AccountPage::~AccountPage() = default;

void AccountPage::setStatus(const SyncStatus &status)
{
    const bool account = hasAccount(status);
    m_ui->signInButton->setText(
        account && !status.run.needsSignIn() ? tr("Cha&nge account…") : tr("Sign &in…"));
    m_ui->signOutButton->setEnabled(account && !status.server.empty());
    m_ui->switchButton->setEnabled(account && !status.server.empty());
    m_ui->addressButton->setEnabled(account && !status.server.empty());
    m_ui->passwordButton->setEnabled(account && !status.server.empty());
    if (const bool signedIn = account && !status.server.empty();
        signedIn != m_ui->deviceList->isEnabledTo(this)) {
        enableDevices(signedIn);
        m_ui->devicesIntro->setText(devicesText()); // otherwise it may say what is wrong
    }
    QStringList others;
    for (const LeftByAccount &left : status.leftByOthers)
        others << leftByOthersSentence(left);
    m_ui->othersLabel->setText(others.join(u'\n'));
    m_ui->othersLabel->setVisible(!others.isEmpty());
    m_ui->adoptButton->setVisible(!others.isEmpty());
    m_ui->introLabel->setText(introText(status));
}

QString AccountPage::introText(const SyncStatus &status)
{
    if (status.copy)
        return statusSentence(status, 0);
    if (status.state == SyncState::Local)
        return tr("You are not signed in: history stays on this device. Sign in to keep it in step with your "
                  "other devices.");
    if (!hasAccount(status))
        return tr("You are signed out. What you record is kept here and sent after you sign in.");
    if (!status.askedAbout.empty())
        return status.question ? questionSentence(*status.question) : notInUseYetSentence(status.askedAbout);
    return tr("History on this device is synced with this account.");
}

void AccountPage::setAccount(const Account &account, TokenStore::Kind tokenStore)
{
    m_ui->serverValue->setText(orDash(account.server));
    m_ui->emailValue->setText(orDash(account.email));
    m_ui->organisationValue->setText(orDash(account.organisation));
    m_ui->teamValue->setText(orDash(account.team));
    m_ui->deviceValue->setText(orDash(account.device));
    switch (tokenStore) {
    case TokenStore::Kind::Keyring:
        m_ui->tokenValue->setText(tr("in the system's keyring"));
        break;
    case TokenStore::Kind::Memory:
        m_ui->tokenValue->setText(tr("only in memory – sign in again after a restart"));
        break;
    case TokenStore::Kind::File:
        m_ui->tokenValue->setText(tr("in a file that only you can read"));
        break;
    }
    if (account.server.isEmpty())
        m_ui->tokenValue->setText(orDash({}));
}

void AccountPage::setDevices(std::vector<ListedDevice> devices)
{
    m_devices = std::move(devices);
    m_ui->deviceList->clear();
    for (const ListedDevice &device : m_devices) {
        const QString name = orDash(device.name);
        addRow(m_ui->deviceList,
            {device.present ? tr("%1 (this device)").arg(name) : name, whenText(device.lastUsed),
                device.signedIn ? tr("yes") : tr("no")});
    }
    m_ui->deviceList->setCurrentItem(m_ui->deviceList->topLevelItem(0));
    enableRevoking();
    m_ui->devicesIntro->setText(devicesText());
}

// Leave the box itself readable: it says how to begin.
void AccountPage::enableDevices(bool signedIn)
{
    m_ui->deviceList->setEnabled(signedIn);
    m_ui->renameButton->setEnabled(signedIn);
    m_ui->refreshButton->setEnabled(signedIn);
    enableRevoking();
}

void AccountPage::enableRevoking()
{
    const auto row = static_cast<std::size_t>(currentRow(m_ui->deviceList)); // -1 is past the end
    const ListedDevice *device = row < m_devices.size() ? &m_devices[row] : nullptr;
    m_ui->revokeButton->setEnabled(
        m_ui->deviceList->isEnabledTo(this) && device && !device->present && device->signedIn);
}

QString AccountPage::devicesText() const
{
    return m_devices.empty() && !m_ui->deviceList->isEnabledTo(this)
        ? tr("Every device that is signed in with your account is listed here. Sign in above, and with the "
             "same account on your other devices.")
        : tr("You can sign out a lost device here: it receives nothing more, and what it has not sent stays "
             "on it.");
}

void AccountPage::setKey(const QString &text, bool canConfirm)
{
    m_ui->keyLabel->setText(text);
    m_ui->keyLabel->setVisible(!text.isEmpty());
    m_ui->confirmButton->setVisible(canConfirm);
}

void AccountPage::setDevicesError(const QString &sentence)
{
    setDevices({});
    m_ui->devicesIntro->setText(sentence);
}

} // namespace mimir
