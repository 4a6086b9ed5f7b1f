#include "tray/signindialog.h"

#include "tray/syncthread.h"
#include "ui_signindialog.h"

#include <QPushButton>

namespace mimir {

SignInDialog::SignInDialog(SyncThread *thread, QWidget *parent)
    : QDialog(parent), m_thread(thread), m_ui(std::make_unique<Ui::SignInDialog>())
{
    m_ui->setupUi(this);
    m_ui->messageLabel->hide();
    m_ui->progressBar->hide();
    m_signIn = m_ui->buttonBox->addButton(tr("Sign &in"), QDialogButtonBox::AcceptRole);
    m_signIn->setDefault(true);
    connect(m_signIn, &QPushButton::clicked, this, &SignInDialog::signIn);
    const auto check = [this] {
        m_signIn->setEnabled(!m_ui->serverEdit->text().trimmed().isEmpty()
            && !m_ui->emailEdit->text().trimmed().isEmpty() && !m_ui->passwordEdit->text().isEmpty());
    };
    for (QLineEdit *edit : {m_ui->serverEdit, m_ui->emailEdit, m_ui->passwordEdit})
        connect(edit, &QLineEdit::textChanged, this, check);
    check();
    adjustSize();
}

SignInDialog::~SignInDialog() = default;

void SignInDialog::setAccount(const Account &account)
{
    if (m_ui->serverEdit->text().isEmpty())
        m_ui->serverEdit->setText(account.server);
    if (m_ui->emailEdit->text().isEmpty())
        m_ui->emailEdit->setText(account.email);
    if (!account.server.isEmpty() && !account.email.isEmpty())
        m_ui->passwordEdit->setFocus();
}

void SignInDialog::signIn()
{
    Session::SignInRequest request;
    request.server = m_ui->serverEdit->text().trimmed();
    request.email = m_ui->emailEdit->text().trimmed().toStdString();
    request.password = m_ui->passwordEdit->text().toStdString();
    request.orgSlug = m_ui->orgEdit->text().trimmed().toStdString();
    request.teamSlug = m_ui->teamEdit->text().trimmed().toStdString();
    setBusy(true);
    m_thread->signIn(request, this, [this](const Result<SignIn> &result) {
        setBusy(false);
        if (result) {
            m_ui->passwordEdit->clear();
            accept();
            return;
        }
        say(result.error().code == ErrorCode::NotFound
                ? tr("Your account has no organisation or team of that name on this server.")
                : errorSentence(result.error().code));
        if (result.error().code == ErrorCode::Unauthorized) {
            m_ui->passwordEdit->setFocus();
            m_ui->passwordEdit->selectAll();
        }
    });
}

void SignInDialog::setBusy(bool busy)
{
    m_ui->progressBar->setVisible(busy);
    m_ui->messageLabel->setVisible(false);
    m_signIn->setEnabled(!busy);
    for (QLineEdit *edit : findChildren<QLineEdit *>())
        edit->setEnabled(!busy);
    adjustSize();
}

void SignInDialog::say(const QString &message)
{
    m_ui->messageLabel->setText(message);
    m_ui->messageLabel->show();
    adjustSize();
}

} // namespace mimir
