// The person's key and this device's pair for it, for each account of this store. Values only: what they are and how
// they travel is in privacy/keys and app/keyexchange.h. All text is base64url.
#pragma once

#include "core/clock.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// What is stored for one account.
struct StoredPersonKey {
    std::string deviceId, publicKey, privateKey; ///< the pair, and the device that made it
    std::string codeDigits;                      ///< of the code that is shown; empty = none is
    std::string key;                             ///< the person's; empty = this device does not have it
    std::string offered;                         ///< made here, and perhaps the person's
    std::string named;   ///< the id of the key by the server's last word; empty = no word
    std::string refused; ///< what was not opened; it is not tried again
    Millis askedAt = 0;  ///< when the server was last asked; 0 = never
    friend bool operator==(const StoredPersonKey &, const StoredPersonKey &) = default;
};

class PersonKeyStore {
public:
    explicit PersonKeyStore(Database &database) : m_database(database) { }

    /// nullopt = there is nothing yet.
    Result<std::optional<StoredPersonKey>> of(std::string_view server, std::string_view account) const;
    Result<void> set(std::string_view server, std::string_view account, const StoredPersonKey &stored);
    /// The keys of this account at any address: when its server has moved, they are still the account's.
    Result<std::vector<std::string>> atAnyAddress(std::string_view account) const;
    /// The account's keys are also those of this other address of its server.
    Result<void> copy(std::string_view server, std::string_view address);

    /// What keys the digests of placeholders in this team: made of its account's key, and another one for each
    /// organisation. Empty = this device does not have the key, so they carry none.
    Result<std::string> placeholderKey(std::int64_t team) const;

private:
    Database &m_database;
};

} // namespace mimir
