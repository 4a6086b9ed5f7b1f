#include "tray/setup/signinform.h"

#include "app/teamchoice.h"
#include "core/plaintext.h"
#include "tray/widgets/rowlist.h"
#include "ui_signinform.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFontDatabase>

namespace mimir {

SignInForm::SignInForm(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::SignInForm>())
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    m_ui->messageLabel->hide();
    m_ui->progressBar->hide();
    m_ui->codeBox->hide();
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(font.pointSizeF() * 1.8);
    font.setBold(true);
    m_ui->codeValue->setFont(font);
    for (QLineEdit *edit : {m_ui->serverEdit, m_ui->emailEdit, m_ui->passwordEdit})
        connect(edit, &QLineEdit::textChanged, this, &SignInForm::changed);
    connect(m_ui->openButton, &QPushButton::clicked, this, [this] {
        if (!QDesktopServices::openUrl(m_page))
            say(tr("No browser could be started. Open the address on any device and enter the code."));
    });
    connect(m_ui->copyButton, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_ui->codeValue->text()); });
    m_ui->form->setRowVisible(m_ui->teamEdit, false);
    setWay(Way::Password);
}

// No one is waiting for the answer any more.
SignInForm::~SignInForm()
{
    if (m_busy)
        m_thread->cancelSignIn();
}

void SignInForm::setThread(SyncThread *thread, SyncThread::AfterSignIn after)
{
    m_thread = thread;
    m_after = after;
}

void SignInForm::setWay(Way way)
{
    m_way = way;
    showRows();
    m_ui->codeBox->hide();
    Q_EMIT changed();
}

void SignInForm::showDetails()
{
    m_detailed = true;
    m_ui->form->setRowVisible(m_ui->teamEdit, true);
    showRows();
}

// In the browser the server asks for the organisation.
void SignInForm::showRows()
{
    const bool typed = m_way == Way::Password;
    m_ui->form->setRowVisible(m_ui->emailEdit, typed);
    m_ui->form->setRowVisible(m_ui->passwordEdit, typed);
    m_ui->form->setRowVisible(m_ui->orgEdit, typed && m_detailed);
}

void SignInForm::setAccount(const Account &account)
{
    if (m_ui->serverEdit->text().isEmpty())
        m_ui->serverEdit->setText(account.server);
    if (m_ui->emailEdit->text().isEmpty())
        m_ui->emailEdit->setText(account.email);
    if (!account.server.isEmpty() && !account.email.isEmpty() && m_way == Way::Password)
        m_ui->passwordEdit->setFocus();
}

void SignInForm::setMoving(const Account &account)
{
    m_moving = true;
    m_ui->emailEdit->setText(account.email);
    m_ui->orgEdit->setText(account.organisation);
    m_ui->form->setRowVisible(m_ui->teamEdit, false);
    m_ui->serverEdit->setFocus();
    say(tr("The current address is %1. Enter the same server's new address, and your password there. Nothing "
           "is sent until the new address has shown that it has the same history.")
            .arg(account.server));
}

bool SignInForm::isReady() const
{
    if (m_busy || m_ui->serverEdit->text().trimmed().isEmpty())
        return false;
    return m_way == Way::Browser
        || (!m_ui->emailEdit->text().trimmed().isEmpty() && !m_ui->passwordEdit->text().isEmpty());
}

void SignInForm::start()
{
    SignInRequest request;
    request.server = m_ui->serverEdit->text().trimmed();
    request.sameTeams = m_moving;
    request.orgSlug = m_ui->orgEdit->text().trimmed().toStdString();
    request.teamSlug = m_ui->teamEdit->text().trimmed().toStdString();
    if (m_way == Way::Password) {
        request.email = m_ui->emailEdit->text().trimmed().toStdString();
        request.password = m_ui->passwordEdit->text().toStdString();
    }
    start(request);
}

void SignInForm::start(const SignInRequest &request)
{
    setBusy(true);
    const quint64 attempt = ++m_attempt;
    const auto done = [this, attempt](const Result<SignIn> &result) {
        if (attempt == m_attempt)
            finished(result);
    };
    if (m_way == Way::Browser && request.password.empty())
        m_thread->signInByBrowser(
            request, m_after, this,
            [this, attempt](const BrowserCode &code) {
                if (attempt == m_attempt)
                    showCode(code);
            },
            done);
    else
        m_thread->signIn(request, m_after, this, done);
}

void SignInForm::cancel()
{
    if (!m_busy)
        return;
    ++m_attempt;
    m_thread->cancelSignIn();
    setBusy(false);
}

void SignInForm::showCode(const BrowserCode &code)
{
    m_page = code.completePage.isValid() ? code.completePage : code.page;
    m_ui->codeLabel->setText(tr("Open %1 and enter this code. This window continues automatically.")
                                 .arg(plain(code.page.toString().toStdString(), 200)));
    m_ui->codeValue->setText(plain(code.userCode, 40));
    m_ui->codeBox->show();
    m_ui->openButton->setFocus();
    Q_EMIT changed();
}

void SignInForm::finished(const Result<SignIn> &result)
{
    setBusy(false);
    if (result) {
        m_ui->passwordEdit->clear();
        Q_EMIT signedIn();
        return;
    }
    switch (result.error().code) {
    case ErrorCode::NotFound:
        sayNotFound(result.error());
        break;
    case ErrorCode::Offline:
        say(tr("The server cannot be reached. Check the address, and whether you are online. Nothing was "
               "sent."));
        break;
    case ErrorCode::Forbidden:
        say(m_way == Way::Browser ? tr("The sign-in was denied in the browser. Nothing was changed.")
                                  : errorSentence(result.error().code));
        break;
    case ErrorCode::Timeout:
        say(m_way == Way::Browser ? tr("No one approved the code in time. Try again.")
                                  : errorSentence(result.error().code));
        break;
    case ErrorCode::TooManyRequests:
        say(errorSentence(result.error().code) + QStringLiteral(" (%1)").arg(errorDetail(result.error())));
        break;
    case ErrorCode::Usage:
        say(tr("This is not a server address; one looks like https://mimir.example.org. Nothing was sent."));
        break;
    default:
        say(errorSentence(result.error().code));
    }
    if (result.error().code == ErrorCode::Unauthorized) {
        m_ui->passwordEdit->setFocus();
        m_ui->passwordEdit->selectAll();
    }
}

void SignInForm::sayNotFound(const Error &error)
{
    QStringList teams;
    for (const std::string &team : teamsToChoose(error))
        teams += plain(team, 40);
    if (error.message == AccountMove::kOtherTeams)
        return say(
            tr("This is another server: it has none of your teams. The address was not changed and nothing "
               "was sent."));
    if (error.message == BrowserCode::kNotOffered)
        return say(tr("This server does not support signing in with a browser. Use e-mail and password."));
    if (teams.isEmpty())
        return say(tr("Your account has no organisation or team with that name on this server."));
    m_ui->form->setRowVisible(m_ui->teamEdit, true);
    say(tr("Which of your teams? Enter one of these: %1").arg(teams.join(QStringLiteral(", "))));
    m_ui->teamEdit->setFocus();
}

void SignInForm::setBusy(bool busy)
{
    m_busy = busy;
    m_ui->progressBar->setVisible(busy);
    m_ui->messageLabel->hide();
    if (!busy)
        m_ui->codeBox->hide();
    for (QLineEdit *edit : findChildren<QLineEdit *>())
        edit->setEnabled(!busy);
    Q_EMIT changed();
}

void SignInForm::say(const QString &message)
{
    m_ui->messageLabel->setText(message);
    m_ui->messageLabel->show();
    Q_EMIT changed();
}

} // namespace mimir
