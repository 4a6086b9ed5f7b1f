#include "tray/setup/passworddialog.h"

#include "app/passwordchange.h"
#include "ui_passworddialog.h"

#include <QPushButton>

namespace mimir {

PasswordDialog::PasswordDialog(const QString &email, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::PasswordDialog>())
{
    m_ui->setupUi(this);
    m_ui->accountLabel->setText(email);
    m_ui->messageLabel->hide();
    m_change = m_ui->buttonBox->addButton(tr("Change &password"), QDialogButtonBox::ApplyRole);
    m_ui->buttonBox->button(QDialogButtonBox::Cancel)->setText(tr("&Cancel"));
    m_ui->buttonBox->setFocusProxy(nullptr); // as in SignInDialog
    m_change->setDefault(true);
    connect(m_change, &QPushButton::clicked, this, &PasswordDialog::ask);
    for (QLineEdit *field : {m_ui->currentEdit, m_ui->nextEdit, m_ui->againEdit})
        connect(field, &QLineEdit::textChanged, this, [this] { setBusy(false); });
    setBusy(false);
}

PasswordDialog::~PasswordDialog() = default;

void PasswordDialog::ask()
{
    if (const QString problem = newPasswordProblem(m_ui->nextEdit->text(), m_ui->againEdit->text());
        !problem.isEmpty())
        return say(problem);
    setBusy(true);
    Q_EMIT changeRequested(m_ui->currentEdit->text().toStdString(), m_ui->nextEdit->text().toStdString());
}

void PasswordDialog::say(const QString &sentence)
{
    m_ui->messageLabel->setText(sentence);
    m_ui->messageLabel->show();
    setBusy(false);
    adjustSize();
}

void PasswordDialog::setBusy(bool busy)
{
    m_change->setEnabled(!busy && !m_ui->currentEdit->text().isEmpty() && !m_ui->nextEdit->text().isEmpty()
        && !m_ui->againEdit->text().isEmpty());
}

} // namespace mimir
