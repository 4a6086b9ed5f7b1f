// What only the process that owns syncing knows, and the user's pause. Both are saved in the store, so that
// other processes can show them, too.
#pragma once

#include "core/clock.h"
#include "core/json/json.h"
#include "core/result.h"
#include "storage/store.h"

#include <optional>
#include <string_view>

namespace mimir {

/// What pauses syncing apart from the user.
enum class PauseReason : std::uint8_t { None, Metered, Battery };

/// "metered", "battery"
std::string_view reasonName(PauseReason reason);

struct RunState {
    bool running = false;
    std::int64_t done = 0; ///< items of this run that are finished
    std::int64_t total = 0;
    bool fetching = false;     ///< the server has more than was received in this run
    std::int64_t received = 0; ///< rows in this run
    bool offline = false;
    bool portal = false;
    bool authExpired = false;
    bool keyringLocked
        = false; ///< or silent or absent: the sign-in cannot be read, and is not asked for again
    std::optional<ErrorCode> storeError; ///< disk full, corrupt, …: needs attention
    std::optional<Millis> nextTry;       ///< while backing off
    std::optional<Millis> pausedUntil;   ///< by the user; kPausedForGood = until resumed
    ErrorCode lastError = ErrorCode::Unknown;
    /// When the server last had nothing new for any team; not stored anywhere else.
    std::optional<Millis> lastConfirmed;
    std::optional<Millis> offlineAt; ///< when the server was last asked without success, while `offline`
    PauseReason pauseReason = PauseReason::None;

    /// This run does more than check whether there is anything to do.
    bool busy() const { return running && (total > 0 || fetching); }
    /// It is unknown how much is still to come.
    bool onlyFetches() const { return fetching && done >= total; }
    /// The sign-in is in a keyring that is not running: it may start, or the user signs in again.
    bool waitsForKeyring() const { return keyringLocked && lastError == ErrorCode::KeyringAbsent; }
    /// Signing in again helps.
    bool needsSignIn() const { return authExpired || keyringLocked; }
    /// For any reason; resume() ends it.
    bool paused() const { return pausedUntil || pauseReason != PauseReason::None; }
    static constexpr Millis kPausedForGood = INT64_MAX;

    /// What is saved; the progress of a run is not.
    json::Object toObject() const;
    static RunState of(const json::Object &object);
};

/// What was saved last; without it, the defaults.
RunState loadRunState(const StoreSettings &settings);
/// By the owner. The saved pause stays as it is: it is the user's decision, and another process may just have
/// saved a new one.
Result<void> saveRunState(Store &store, const RunState &run);
/// The user's decision, which every process may save; nullopt ends the pause. The process that saves it then tells the
/// owner. An owner that begins meanwhile listens first and reads the pause after that, so it learns of it
/// either way (SyncWorker::start()).
Result<void> savePause(Store &store, std::optional<Millis> until);
/// The owner changes `before` to `after`, unless the user has decided something else meanwhile.
Result<void> replacePause(Store &store, std::optional<Millis> before, std::optional<Millis> after);

} // namespace mimir
