// Who is signed in where, and on which devices.
#pragma once

#include "sync/status/syncstatus.h"
#include "teams/tokenstore.h"
#include "tray/model/storelists.h"

#include <QWidget>

#include <memory>

namespace mimir {

namespace Ui {
class AccountPage;
}

/// A device of the account, as the server lists it. Texts are untrusted.
struct ListedDevice {
    std::string id;
    QString name;
    Millis lastUsed = 0; ///< 0 = never
    bool signedIn = false;
    bool present = false; ///< this one
};

class AccountPage : public QWidget {
    Q_OBJECT
public:
    explicit AccountPage(QWidget *parent = nullptr);
    ~AccountPage() override;

    void setStatus(const SyncStatus &status);
    void setAccount(const Account &account, TokenStore::Kind tokenStore);
    void setDevices(std::vector<ListedDevice> devices);
    /// Why there is no list.
    void setDevicesError(const QString &sentence);
    /// Whether this device has the person's key, and how it gets it; empty = there is nothing to say.
    void setKey(const QString &text, bool canConfirm);

Q_SIGNALS:
    void signInRequested();
    void signOutRequested();
    void switchRequested();
    void addressRequested();
    void passwordRequested();
    void devicesRequested();
    /// What other accounts left here: send it as the current account, or keep it here.
    void adoptRequested();
    void renameRequested();
    /// Another device is to get the key.
    void confirmRequested();
    void revokeRequested(const std::string &deviceId, const QString &name);

private:
    static QString introText(const SyncStatus &status);
    QString devicesText() const;
    void enableDevices(bool signedIn);
    void enableRevoking();

    std::unique_ptr<Ui::AccountPage> m_ui;
    std::vector<ListedDevice> m_devices;
};

} // namespace mimir
