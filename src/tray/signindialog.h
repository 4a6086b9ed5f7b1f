// Asks for server, e-mail and password and signs in. The password is wiped from the field when it has been
// used.
#pragma once

#include "tray/storelists.h"

#include <QDialog>

#include <memory>

class QPushButton;

namespace mimir {

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

    /// Fills in what is known from before.
    void setAccount(const Account &account);

private:
    void signIn();
    void setBusy(bool busy);
    void say(const QString &message);

    SyncThread *m_thread;
    std::unique_ptr<Ui::SignInDialog> m_ui;
    QPushButton *m_signIn;
};

} // namespace mimir
