// Settings that belong to the store: what triggers and every process beside the owner must see at once.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "storage/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

class StoreSettings {
public:
    explicit StoreSettings(Database &database) : m_database(database) { }

    /// An error reads as the fallback: only for what nothing leaves this device by.
    std::string text(std::string_view key, std::string_view fallback = {}) const;
    std::int64_t integer(std::string_view key, std::int64_t fallback = 0) const;
    /// Empty where nothing is kept.
    Result<std::string> readText(std::string_view key) const;
    Result<void> set(std::string_view key, std::string_view value);
    Result<void> set(std::string_view key, std::int64_t value);
    Result<void> remove(std::string_view key);

    /// Signed in, but what may leave has not been decided: nothing is frozen, by no process.
    Result<bool> setupPending() const { return isOn("setup_pending"); }
    Result<void> setSetupPending(bool pending);

    /// Whoever cannot read it sends nothing. A value that is neither on nor off is on.
    Result<bool> privacyMode() const { return isOn("privacy_mode"); }
    /// Error: Forbidden (on, and privacyModeForbidden()). Off is never refused.
    Result<void> setPrivacyMode(bool on, Millis now);
    /// The organisation this store is signed in to does not allow the mode. It may still be on from before:
    /// then it holds until the person ends it.
    Result<bool> privacyModeForbidden() const;
    /// What the organisation signed in to says; others that the account is in do not count.
    Result<void> noteRules(bool privacyModeAllowed, Millis now);
    /// When noteRules() was last called for this organisation; 0 = never.
    Millis rulesReadAt() const;

    /// UUID made with the store; made now if it is not there yet.
    Result<std::string> deviceId(Millis now, RandomSource &random);
    /// A new identity for this store (docs/protocol.md, "Recovery"): every team counts from 1 again, queue
    /// rows stay.
    Result<std::string> rotateDevice(Millis now, RandomSource &random);
    enum class StoreOrigin : std::uint8_t {
        Home,
        Replaced, ///< another file where this store was: it came back from a backup
        Copied,   ///< another machine or directory
    };
    /// `home` names this machine and directory, `file` the store's own file; empty = unknown. A store that
    /// finds itself to be another one gets a new device id before its first request: the server cannot tell
    /// twins apart.
    Result<StoreOrigin> detectCopiedStore(std::string_view home, std::string_view file, Millis now, RandomSource &random);
    /// Was `id` ever this store's identity?
    bool wasDevice(std::string_view id) const;

private:
    Result<bool> isOn(std::string_view key) const;
    /// Empty = signed out.
    Result<std::string> organization() const;

    Database &m_database;
};

} // namespace mimir
