// What is stored of the person's key for the account that is signed in. Internal to KeyExchange.
#pragma once

#include "app/keyexchange.h"
#include "privacy/keys/sealing.h"

namespace mimir {

struct KeyExchange::Own {
    std::string server, account; ///< empty server = no one is signed in
    StoredPersonKey stored;

    std::optional<keys::DeviceCode> code() const
    {
        return keys::DeviceCode::of(stored.publicKey, stored.codeDigits);
    }

    Result<void> becomeDevice(const std::string &id)
    {
        if (stored.deviceId == id && !stored.publicKey.empty())
            return {};
        keys::DevicePair pair = keys::makeDevicePair();
        if (pair.publicKey.empty())
            return Error {ErrorCode::Unknown, "there is no source of chance"};
        stored.deviceId = id;
        stored.publicKey = std::move(pair.publicKey);
        stored.privateKey = std::move(pair.privateKey);
        stored.codeDigits.clear();
        return {};
    }
};

/// The id of a key as it is stored; empty = there is none.
inline std::string storedKeyId(const std::string &key)
{
    const auto raw = keys::fromBase64Url(key);
    return raw && !raw->empty() ? keys::keyIdOf(*raw) : std::string();
}

} // namespace mimir
