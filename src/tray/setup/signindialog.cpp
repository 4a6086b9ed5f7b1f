#include "tray/setup/signindialog.h"

#include "tray/setup/signinform.h"
#include "ui_signindialog.h"

#include <QPushButton>

namespace mimir {

SignInDialog::SignInDialog(SyncThread *thread, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::SignInDialog>())
{
    m_ui->setupUi(this);
    m_ui->form->setThread(thread, SyncThread::AfterSignIn::Sync);
    m_ui->form->showDetails();
    m_signIn = m_ui->buttonBox->addButton(tr("Sign &in"), QDialogButtonBox::ApplyRole);
    m_browser = m_ui->buttonBox->addButton(tr("With the &browser…"), QDialogButtonBox::ActionRole);
    m_password = m_ui->buttonBox->addButton(tr("With a pass&word…"), QDialogButtonBox::ActionRole);
    m_ui->buttonBox->button(QDialogButtonBox::Cancel)->setText(tr("&Cancel"));
    // In Qt 6.4 Tab goes from the box's first button to the box, which hands focus back: it would get stuck.
    m_ui->buttonBox->setFocusProxy(nullptr);
    m_signIn->setDefault(true);
    connect(
        m_password, &QPushButton::clicked, this, [this] { m_ui->form->setWay(SignInForm::Way::Password); });
    connect(m_signIn, &QPushButton::clicked, this, &SignInDialog::signIn);
    connect(m_browser, &QPushButton::clicked, this, [this] {
        m_ui->form->setWay(SignInForm::Way::Browser);
        if (m_ui->form->isReady())
            signIn();
    });
    connect(m_ui->form, &SignInForm::changed, this, &SignInDialog::update);
    connect(m_ui->form, &SignInForm::signedIn, this, &QDialog::accept);
    update();
}

SignInDialog::~SignInDialog() = default;

SignInForm *SignInDialog::form()
{
    return m_ui->form;
}

void SignInDialog::setAccount(const Account &account)
{
    m_ui->form->setAccount(account);
}

void SignInDialog::setMoving(const Account &account)
{
    setWindowTitle(tr("Change address"));
    m_signIn->setText(tr("C&hange address"));
    m_ui->form->setMoving(account);
    update();
}

void SignInDialog::signIn()
{
    m_ui->form->start();
}

void SignInDialog::update()
{
    m_signIn->setEnabled(m_ui->form->isReady());
    m_browser->setVisible(m_ui->form->way() == SignInForm::Way::Password);
    m_browser->setEnabled(!m_ui->form->isBusy());
    m_password->setVisible(m_ui->form->way() == SignInForm::Way::Browser);
    m_password->setEnabled(!m_ui->form->isBusy());
    adjustSize();
}

void SignInDialog::done(int result)
{
    m_ui->form->cancel();
    QDialog::done(result);
}

} // namespace mimir
