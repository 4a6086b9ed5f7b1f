// Signing in, again or as another user, outside the first-run wizard.
#pragma once

#include "tray/model/storelists.h"

#include <QDialog>

#include <memory>

class QPushButton;

namespace mimir {

class SignInForm;
class SyncThread;
namespace Ui {
class SignInDialog;
}

class SignInDialog : public QDialog {
    Q_OBJECT
public:
    /// `thread` must outlive the dialog.
    explicit SignInDialog(SyncThread *thread, QWidget *parent = nullptr);
    ~SignInDialog() override;

    /// Fills in what is already known.
    void setAccount(const Account &account);
    /// Asks for the new address of the account's server.
    void setMoving(const Account &account);
    SignInForm *form();
    void done(int result) override;

private:
    void signIn();
    void update();

    std::unique_ptr<Ui::SignInDialog> m_ui;
    QPushButton *m_signIn;
    QPushButton *m_browser;
    QPushButton *m_password;
};

} // namespace mimir
