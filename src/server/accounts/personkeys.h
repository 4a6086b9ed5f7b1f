// What the server has of a person's key (docs/protocol.md, "The person's key"): which key it is, the public keys of the
// person's devices, and for each of them the key sealed, which only that device can open. It learns nothing of the key
// itself, and what it adds or changes here gets it nothing: devices seal only for a public key that the person has
// confirmed, and open only what a confirming device has sealed.
//
// Thread: the database's.
#pragma once

#include "core/clock.h"
#include "server/db/sqlconnection.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir::server {

struct DeviceKey {
    std::string device, publicKey;
    std::string keyId; ///< of the key that the device says it has; "" = none
};

class PersonKeys {
public:
    PersonKeys(SqlConnection &sql, const Clock &clock) : m_sql(sql), m_clock(clock) { }

    static constexpr std::size_t kMostDevices = 64;
    static constexpr std::size_t kPublicKeyCharacters = 43; ///< 32 bytes in base64url
    static constexpr std::size_t kMostSealedCharacters = 1024;

    struct Found {
        std::string keyId; ///< of the person's key; "" = none yet
        std::vector<DeviceKey> devices;
        std::string sealed; ///< that key, for the device that asks; "" = not given to it
    };
    Result<Found> of(std::int64_t user, std::string_view device);

    enum class Published : std::uint8_t { Done, TooMany };
    /// What was sealed for another public key of this device is gone.
    Result<Published> publish(
        std::int64_t user, std::string_view device, std::string_view publicKey, std::string_view keyId);
    /// Compare and set: the person's key is `keyId` from now on if it was `after`. Returns the id that it has then.
    Result<std::string> begin(std::int64_t user, std::string_view keyId, std::string_view after);

    enum class Given : std::uint8_t { Done, NoSuchDevice, AnotherKey };
    /// `sealed`: the key `keyId`, for this public key of that device.
    Result<Given> give(std::int64_t user, const DeviceKey &to, std::string_view sealed);

    /// Of a device that was signed out by its owner.
    static Result<void> forget(SqlConnection &sql, std::int64_t user, std::string_view device);

private:
    Result<std::string> keyIdOf(std::int64_t user);

    SqlConnection &m_sql;
    const Clock &m_clock;
};

} // namespace mimir::server
