// Settings that belong to the store: what triggers and every process, not only the owner, must see at once.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "storage/sqlite/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

class StoreSettings {
public:
    explicit StoreSettings(Database &database) : m_database(database) { }

    /// An error reads as the fallback: only for settings that cannot cause anything to be sent.
    std::string text(std::string_view key, std::string_view fallback = {}) const;
    std::int64_t integer(std::string_view key, std::int64_t fallback = 0) const;
    /// Empty when nothing is stored.
    Result<std::string> readText(std::string_view key) const;
    Result<void> set(std::string_view key, std::string_view value);
    Result<void> set(std::string_view key, std::int64_t value);
    Result<void> remove(std::string_view key);

    /// Not in privacy mode, and not before the user has decided what may be sent.
    Result<bool> maySend() const;
    /// Signed in, but the user has not decided yet what may be sent: nothing is sent, by any process.
    Result<bool> setupPending() const { return isOn("setup_pending"); }
    Result<void> setSetupPending(bool pending);

    /// A caller that cannot read it sends nothing. A value that is neither on nor off counts as on.
    Result<bool> privacyMode() const { return isOn("privacy_mode"); }
    /// Error: Forbidden (on, and privacyModeForbidden()). Turning it off is never refused.
    Result<void> setPrivacyMode(bool on, Millis now);
    /// The organisation that this store is signed in to does not allow the mode. It may still be on from
    /// before: then it applies until the user ends it.
    Result<bool> privacyModeForbidden() const;
    /// What the organisation signed in to says; the account's other organisations do not count.
    Result<void> noteRules(bool privacyModeAllowed, Millis now);
    /// When noteRules() was last called for this organisation; 0 = never.
    Millis rulesReadAt() const;

    /// UUID created with the store; created now if it does not exist yet.
    Result<std::string> deviceId(Millis now, RandomSource &random);
    /// UUID of the store's file, by which its log is recognised: never changes, also in copies. The same otherwise.
    Result<std::string> storeId(Millis now, RandomSource &random);
    /// A new identity for this store (docs/protocol.md, "Recovery"): every team counts from 1 again, outbox
    /// rows stay.
    Result<std::string> rotateDevice(Millis now, RandomSource &random);
    enum class StoreOrigin : std::uint8_t {
        Home,
        Replaced, ///< another file where this store was: it was restored from a backup
        Moved,    ///< the same directory and file under another name
        Copied,   ///< another machine or directory
    };
    /// Where a store is; empty = unknown.
    struct Place {
        std::string_view home; ///< identifies this machine and the directory's path
        std::string_view file; ///< identifies the store's own file
        /// Identifies this machine, directory and file whatever they are called: a move keeps it, a copy does not.
        std::string_view nodes = {};
    };
    /// A store that turns out to be a copy gets a new device id before its first request: the server cannot tell
    /// twins apart.
    Result<StoreOrigin> detectCopiedStore(const Place &place, Millis now, RandomSource &random);
    /// Whether `id` was ever this store's identity.
    bool wasDevice(std::string_view id) const;

private:
    Result<bool> isOn(std::string_view key) const;
    /// Empty = signed out.
    Result<std::string> organization() const;

    Database &m_database;
};

} // namespace mimir
