// What a command works with: the profile, its store, the owner's socket and the terminal.
#pragma once

#include "app/settings.h"
#include "cli/terminal.h"
#include "storage/store.h"
#include "sync/owner/ownerclient.h"
#include "sync/profile.h"
#include "sync/status/syncstatus.h"

#include <memory>
#include <optional>

namespace mimir::cli {

/// What scripts rely on (docs/product.md, "Exit codes").
enum ExitCode : int {
    Done = 0,
    Failed = 1,
    WrongUsage = 2,
    Undecided = 3,       ///< offline: nothing could be decided
    AttentionNeeded = 4, ///< refused or quarantined items, or the user must sign in
};

class Context {
public:
    explicit Context(Profile profile, Terminal::Paging paging = Terminal::Paging::Allowed)
        : m_profile(std::move(profile)), m_terminal(paging)
    {
    }

    Terminal &terminal() { return m_terminal; }
    const Profile &profile() const { return m_profile; }
    const Clock &clock() const { return m_clock; }
    RandomSource &random() { return m_random; }

    /// Opened on the first call.
    Result<Store *> store();
    /// The same after looking whether the profile is a copy (detectCopiedProfile()), which is then a device of
    /// its own.
    Result<Store *> storeOfThisDevice();
    /// Read on the first call; reports a damaged file.
    Settings &settings();

    /// Asks the process that owns syncing. Errors: NotFound (there is no owner), Timeout, Forbidden.
    Result<json::Object> askOwner(const OwnerCommand &command, int timeoutMs = 5000) const;
    /// The same for a decision that is saved already: reports an owner that does not answer (Timeout).
    Result<json::Object> tellOwner(const OwnerCommand &command);
    /// The same where all that matters is that it was heard: Undecided if not, and the user was told.
    ExitCode tellOwnerOf(const OwnerCommand &command);
    /// Error: OwnerSilent, if there is an owner that does not answer within `timeoutMs`.
    Result<void> checkOwnerAnswers(int timeoutMs) const;
    /// The same status that every interface shows, within two seconds.
    SyncStatus status(Store &store) const;
    /// How the last run ended, as far as it still holds.
    RunState runState(Store &store) const;
    /// After a write: wakes the owner; if there is none, keeps the write-ahead log from growing forever.
    void wrote();

    /// For --json: from now on a failure is also printed to standard output, as
    /// {"error":{"code":…,"message":…}}.
    void speakJson() { m_speaksJson = true; }
    /// Tells the user and returns the matching exit code.
    ExitCode fail(const Error &error);
    ExitCode fail(const QString &sentence);
    ExitCode misused(const QString &sentence);

private:
    void tell(std::string_view code, const QString &text);

    Profile m_profile;
    SystemClock m_clock;
    SystemRandom m_random;
    Terminal m_terminal;
    bool m_speaksJson = false;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Settings> m_settings;
};

/// The owner did not answer a question, or what it was told.
bool isSilence(const Result<json::Object> &answer);
/// {"code":…,"message":…}
std::string errorJson(std::string_view code, const QString &text);
/// {"error":{"code":…,"message":…}}, as printed by every command given --json.
std::string failureJson(std::string_view code, const QString &text);
/// The exit code of an error, by what it means to scripts.
ExitCode exitCodeOf(ErrorCode code);

} // namespace mimir::cli
