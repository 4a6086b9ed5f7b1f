// Changes the password of the account: the current one, the new one twice. Reports mistakes before asking the
// server.
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
    /// `email` says whose password it is.
    explicit PasswordDialog(const QString &email, QWidget *parent = nullptr);
    ~PasswordDialog() override;

    /// What failed: nothing was changed, and the user may try again.
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
