// What a signed-in person may ask the server about their account: organisations and devices. Each call takes
// a token of (server, organisation) from AuthManager, and a second one when the first is refused.
#pragma once

#include "teams/authmanager.h"

namespace mimir {

/// One device of the account, as the server knows it; its name came from that device.
struct ListedDevice {
    std::string id, name;
    Millis lastSeen = 0; ///< by the server's clock; 0 = never
    bool signedIn = false;
    bool current = false; ///< this one
};

/// What an organisation asks of its members' clients, as far as this one obeys it.
struct OrganizationRules {
    bool privacyModeAllowed = true;
    PrivacyLevel maxPrivacyLevel = PrivacyLevel::Full;
};

class AccountApi : public QObject {
    Q_OBJECT
public:
    /// References must outlive the object and belong to its thread.
    AccountApi(
        QNetworkAccessManager &network, AuthManager &auth, const Clock &clock, QObject *parent = nullptr);

    struct Account {
        std::string server, orgSlug, deviceId;
    };
    using Organizations = std::function<void(Result<std::vector<Organization>>)>;
    using Devices = std::function<void(Result<std::vector<ListedDevice>>)>;
    using Rules = std::function<void(Result<OrganizationRules>)>;
    using Finished = std::function<void(Result<void>)>;

    // Errors: SignedOut, NotFound (an older server, or no such device), Offline, …
    void organizations(const Account &account, Organizations done);
    /// Those of `account.orgSlug`.
    void rules(const Account &account, Rules done);
    void devices(const Account &account, Devices done);
    /// That device is signed out and refused until it signs in again.
    void revokeDevice(const Account &account, const std::string &deviceId, Finished done);
    /// The account's password; every other device is signed out. Errors also: Unauthorized (the present one is another),
    /// Validation (the new one is too short or too long), ServerBusy (too many attempts: `retryAfter`).
    void changePassword(
        const Account &account, const std::string &current, const std::string &next, Finished done);

private:
    struct ApiCall;
    void ask(const ApiCall &call, bool again);

    QNetworkAccessManager &m_network;
    AuthManager &m_auth;
    const Clock &m_clock;
};

} // namespace mimir
