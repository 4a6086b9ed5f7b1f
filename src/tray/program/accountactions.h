// What the user does with the account: signing in and out, its devices, its organisations, the proxy's
// password. Asks, does it on the sync thread, and reports failures.
#pragma once

#include "sync/status/syncstatus.h"
#include "teams/authmanager.h"
#include "tray/program/keyactions.h"

#include <QObject>
#include <QPointer>

class QInputDialog;

namespace mimir {

struct Account;

class PasswordDialog;
class Questions;
class SettingsDialog;
class SignInDialog;
class SyncThread;

class AccountActions : public QObject {
    Q_OBJECT
public:
    /// References must outlive it.
    AccountActions(SyncThread &thread, Questions &questions);
    ~AccountActions() override;

    /// Connects its pages.
    void setWindow(SettingsDialog *window);
    void setStatus(const SyncStatus &status) { m_status = status; }
    void showSignIn();
    void loadDevices();
    static QInputDialog *organizationChooser(const std::vector<Organization> &organizations, QWidget *window);

Q_SIGNALS:
    /// What the window shows of the account is stale.
    void changed();

private:
    void askAboutOthers();
    void askAdopt(const LeftByAccount &left, const QString &present);
    void askRename();
    void askRevoke(const std::string &deviceId, const QString &name);
    void chooseOrganization();
    void askSignOut();
    void askPassword();
    void changePassword(const std::string &current, const std::string &next);
    void confirmSignOut(const Account &account, const QString &loss);
    void keepProxyPassword(const QString &password);

    SyncThread &m_thread;
    Questions &m_questions;
    KeyActions m_keys {m_thread, m_questions};
    QPointer<SettingsDialog> m_window;
    QPointer<SignInDialog> m_signIn;
    QPointer<PasswordDialog> m_password;
    SyncStatus m_status;
};

} // namespace mimir
