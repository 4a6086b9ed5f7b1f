// The one truth about the state that every surface shows: icon, tooltip, menu, window and `mimir sync status`
// alike (docs/product.md, "One truth about the state").
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "storage/store.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// In order of precedence; the sentence says beside it what a state hides. "Synced" is impossible while the
/// queue is not empty, a conflict is unseen, the last pull failed or the server's last word is older than
/// tuning::kProofAge.
enum class SyncState : std::uint8_t {
    SignedOut,
    Attention,
    Offline,
    Waiting,
    Paused,
    Syncing,
    Conflict,
    Private,
    Synced,
    Local
};

/// "signed_out", "attention", …
std::string_view stateName(SyncState state);

/// What only the process that owns syncing knows; saved in the store after each run, so that others can tell
/// too.
struct RunState {
    bool running = false;
    std::int64_t done = 0; ///< items of this run that are through
    std::int64_t total = 0;
    bool fetching = false;     ///< the server has more than what has come in this run
    std::int64_t received = 0; ///< rows in this run
    bool offline = false;
    bool portal = false;
    bool authExpired = false;
    bool keyringLocked
        = false; ///< or silent or absent: the sign-in cannot be read, and nobody asks for it again
    std::optional<ErrorCode> storeError; ///< disk full, corrupt, …: needs attention
    std::optional<Millis> nextTry;       ///< while backing off
    std::optional<Millis> pausedUntil;   ///< kPausedForGood = until resumed
    ErrorCode lastError = ErrorCode::Unknown;
    /// The server had nothing new for any team, which nobody has written down.
    std::optional<Millis> lastHeard;
    std::optional<Millis> offlineAt; ///< when it was last asked in vain, while `offline`
    enum class Hold : std::uint8_t { None, Metered, Battery };
    Hold hold = Hold::None; ///< what pauses syncing beside the person

    /// This run is more than a look whether there is something.
    bool busy() const { return running && (total > 0 || fetching); }
    /// Nobody knows how much is to come.
    bool onlyFetches() const { return fetching && done >= total; }
    /// The sign-in is in a keyring that is not running: it comes, or the person signs in again.
    bool waitsForKeyring() const { return keyringLocked && lastError == ErrorCode::KeyringAbsent; }
    /// Signing in again helps.
    bool needsSignIn() const { return authExpired || keyringLocked; }
    /// By whomever; resume() helps.
    bool paused() const { return pausedUntil || hold != Hold::None; }
    static constexpr Millis kPausedForGood = INT64_MAX;
};

struct TeamStatus {
    std::string slug;
    std::int64_t pending = 0;
    std::int64_t failed = 0;
    std::optional<Millis> lastPull;
    bool revoked = false; ///< the person is no longer in it
};

/// What only the person can decide, in words that every surface has (storage/teamsuccession.h).
struct StatusQuestion {
    TeamQuestion::Kind kind = TeamQuestion::Kind::OtherHistory;
    std::string server, formerServer;
    std::vector<std::string> teams; ///< "acme/core", as they are called at `server`
    std::int64_t unsent = 0;
    friend bool operator==(const StatusQuestion &, const StatusQuestion &) = default;
};

/// Deletions by a server that wait for the person's word (storage/massdeletion.h).
struct StatusDeletions {
    std::int64_t conversations = 0;
    std::int64_t items = 0;   ///< messages and tool calls of conversations that stay
    std::int64_t present = 0; ///< the person's own conversations of these teams, which are here
    std::vector<std::string> teams; ///< names

    std::int64_t count() const { return conversations + items; }
    friend bool operator==(const StatusDeletions &, const StatusDeletions &) = default;
};

struct SyncStatus {
    SyncState state = SyncState::Local;
    std::int64_t pending = 0, held = 0, kept = 0, failed = 0, conflicts = 0, quarantined = 0;
    /// What a server says otherwise of something that is written once, and nobody has looked at; not in `conflicts`.
    std::int64_t rewritten = 0;
    std::int64_t unsendable = 0; ///< of `failed`: this device does not send it, no server was asked
    std::int64_t parentless = 0; ///< changes whose conversation is not here yet; not in `pending`
    std::int64_t orphaned = 0;   ///< changes whose conversation was deleted; not in `pending`
    std::optional<Millis> lastPush, lastPull;
    std::optional<Millis> nextTry; ///< of the connection, or of the first item that the server wants later
    bool behind = false;           ///< not everything that the server has has been fetched
    bool unproven = false;         ///< the server's last word is too old to say anything of now
    /// Whether somebody asks the server by itself: this process or another one; another one that does not
    /// answer; nobody.
    enum class Owner : std::uint8_t { Present, Silent, Nobody };
    Owner owner = Owner::Present;
    std::int64_t ownerProcess = 0; ///< of one that is silent; 0 = not known
    std::string server, team, deviceId;
    std::string askedAbout; ///< the server that a sign-in names and that is not in use yet; empty = none
    std::vector<TeamStatus> teams;
    std::vector<std::string>
        revokedTeams;          ///< names; the person is no longer in them, what is here stays here
    std::int64_t stranded = 0; ///< changes that wait for one of them; not in `pending`
    std::vector<LeftByAccount> leftByOthers; ///< what waits for other accounts; not in `pending`
    std::optional<StatusQuestion> question;
    std::optional<StatusDeletions> deletions;
    std::int64_t left = 0; ///< changes of teams that the person lets move nowhere; not in `pending`
    bool copy = false;                       ///< of another profile, and nobody has signed in to it yet
    bool setupPending = false;               ///< signed in, but what may leave has not been decided
    bool signInIsInFile = false;             ///< not in the keyring
    bool privacyMode = false;
    bool privacyForbidden = false;    ///< by the organisation; the mode may be on all the same, from before
    std::int64_t privacyRevision = 0; ///< PrivacyRules::revision()
    RunState run;

    /// Removed from a team that something waits for, or from all: a person should know.
    bool removed() const
    {
        return stranded > 0 || (!revokedTeams.empty() && revokedTeams.size() == teams.size());
    }
    /// What a server did not take.
    std::int64_t refused() const { return failed - unsendable; }
    /// What is to be looked at on the list of conflicts.
    std::int64_t unseen() const { return conflicts + rewritten; }
    /// Something waits for the person, beside a sign-in.
    bool asksForAttention() const
    {
        return failed > 0 || quarantined > 0 || orphaned > 0 || removed() || question || deletions;
    }
    /// The fixed JSON of docs/product.md, "JSON", one line.
    std::string toJson() const;
};

/// nullopt: none waits.
Result<std::optional<StatusDeletions>> heldDeletions(Store &store);

/// Reads the store; a failing store, or one whose file is another by now, shows as Attention with
/// run.storeError set. A pause that is over is none. `owner`: who syncs, as far as the caller knows.
SyncStatus computeStatus(
    Store &store, const RunState &run, SyncStatus::Owner owner = SyncStatus::Owner::Present);

/// Of what happens to the data, the first that holds of Offline, Waiting, Paused and Syncing by what the run and
/// its owner say; nullopt where they say nothing special.
std::optional<SyncState> stateOfData(const SyncStatus &status);

/// What every surface says, translated: one plain sentence on what the state means for the user's data and
/// what happens next, and one for each thing that the state hides and that a person should know. `now` is for
/// "in 2 minutes".
QString statusSentence(const SyncStatus &status, Millis now);
/// What another account has left on this device, and when it goes.
QString leftByOthersSentence(const LeftByAccount &left);
/// What the person is asked, what each answer means, without the answers' names; empty without a question.
QString questionSentence(const StatusQuestion &question);
/// "Send what is here to acme/core?"
QString questionTitle(const StatusQuestion &question);
/// What a server wants deleted, and that nothing of it goes before the person decides.
QString deletionsSentence(const StatusDeletions &deletions);
/// What stays here because the person said so; empty where nothing does.
QString leftSentence(std::int64_t left);
/// How far a run is that is busy: "Syncing 3 of 10".
QString progressSentence(const RunState &run);
/// Two or three words for a tooltip or a list: "Synced", "Offline".
QString statusTitle(SyncState state);
/// What a person is told about an error, translated from its code: what happened, what it means, what to do.
QString errorSentence(ErrorCode code);
/// What its message adds to that, in the person's language; empty where nothing of it is for people.
QString errorDetail(const Error &error);
/// For where there is no room for a sentence and a detail: the detail, else the sentence.
QString errorReason(const Error &error);
/// Why privacy mode cannot be turned on, or what its being on means where it is forbidden; empty where it is
/// allowed.
QString privacyRuleSentence(bool forbidden, bool on);
/// Why an item was refused, or cannot be sent, translated from the server's or the store's word for it.
QString refusalSentence(const std::string &code);

/// When a pause until tomorrow ends: six in the morning of the next day, local time.
Millis tomorrow(Millis now);

/// What only the owner knows at this moment, from SyncStatus::toJson(), over what the store says.
void overlay(SyncStatus &status, const json::Object &fromOwner);

/// The owner's RunState across processes.
Result<void> saveRunState(StoreSettings &settings, const RunState &run);
RunState loadRunState(const StoreSettings &settings);

} // namespace mimir
