// Changes the password of the account: the present one, the new one twice. Says what is wrong before the server is asked.
#pragma once

#include <QDialog>

#include <memory>

class QPushButton;

namespace mimir {

namespace Ui {
class PasswordDialog;
}

class PasswordDialog : public QDialog {
    Q_OBJECT
public:
    /// `email` says whose it is.
    explicit PasswordDialog(const QString &email, QWidget *parent = nullptr);
    ~PasswordDialog() override;

    /// What did not work: nothing was changed, and the person may try again.
    void say(const QString &sentence);

Q_SIGNALS:
    void changeRequested(const std::string &current, const std::string &next);

private:
    void ask();
    void setBusy(bool busy);

    std::unique_ptr<Ui::PasswordDialog> m_ui;
    QPushButton *m_change;
};

} // namespace mimir
