// What a signed-in user may ask the server about their account: organisations and devices. Each call gets a
// token for (server, organisation) from AuthManager, and a second one if the first is refused.
#pragma once

#include "teams/authmanager.h"

namespace mimir {

/// One of the account's devices, as the server knows it; its name came from that device.
struct AccountDevice {
    std::string id, name;
    Millis lastSeen = 0; ///< by the server's clock; 0 = never
    bool signedIn = false;
    bool current = false; ///< this device
};

/// What an organisation requires of its members' clients, as far as this version supports it.
struct OrganizationRules {
    bool privacyModeAllowed = true;
    PrivacyLevel maxPrivacyLevel = PrivacyLevel::Full;
};

/// What the server has of the person's key (docs/protocol.md, "The person's key"); nothing in it is trusted.
struct AccountKeys {
    struct Device {
        std::string id, name;
        std::string publicKey;
        std::string keyId; ///< of the key that it says it has; empty = none
        bool current = false;
    };
    std::string keyId;  ///< of the person's key; empty = none yet
    std::string sealed; ///< the key, for this device; empty = not given to it
    std::vector<Device> devices;
};

class AccountApi : public QObject {
    Q_OBJECT
public:
    /// References must outlive the object and belong to its thread.
    AccountApi(HttpNetwork &network, AuthManager &auth, const Clock &clock, QObject *parent = nullptr);

    struct Account {
        std::string server, orgSlug, deviceId;
    };
    using Organizations = std::function<void(Result<std::vector<Organization>>)>;
    using Devices = std::function<void(Result<std::vector<AccountDevice>>)>;
    using Rules = std::function<void(Result<OrganizationRules>)>;
    using Finished = std::function<void(Result<void>)>;
    using Keys = std::function<void(Result<AccountKeys>)>;

    // Errors: SignedOut, NotFound (an older server, or no such device), Offline, …
    void organizations(const Account &account, Organizations done);
    /// The rules of `account.orgSlug`.
    void rules(const Account &account, Rules done);
    void devices(const Account &account, Devices done);
    /// Signs that device out; it is refused until it signs in again.
    void revokeDevice(const Account &account, const std::string &deviceId, Finished done);
    /// Changes the account's password; every other device is signed out. Errors also: Unauthorized (the
    /// present one is wrong), Validation (the new one is too short or too long), ServerBusy (too many
    /// attempts: `retryAfter`).
    void changePassword(
        const Account &account, const std::string &current, const std::string &next, Finished done);

    void keys(const Account &account, Keys done);
    /// The person's key is `keyId` from now on, if it was `after`. Errors also: Refused (it was another one).
    void beginKey(const Account &account, const std::string &keyId, const std::string &after, Finished done);
    /// The public key of this device, and the id of the key that it has, if any. Errors also: Refused (too many devices).
    void publishDeviceKey(
        const Account &account, const std::string &publicKey, const std::string &keyId, Finished done);
    /// The key `to.keyId`, sealed for the device `to`. Errors also: Refused (it is not the person's key any more).
    void giveKey(
        const Account &account, const AccountKeys::Device &to, const std::string &sealed, Finished done);

private:
    struct ApiCall;
    enum class Attempt : std::uint8_t { First, WithNewToken };
    void ask(const ApiCall &call, Attempt attempt = Attempt::First);

    HttpNetwork &m_network;
    AuthManager &m_auth;
    const Clock &m_clock;
};

} // namespace mimir
