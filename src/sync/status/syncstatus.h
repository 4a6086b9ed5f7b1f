// The one truth about the state that every surface shows: icon, tooltip, menu, window and `mimir sync status`
// alike (docs/product.md, "One truth about the state").
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "storage/store.h"
#include "sync/status/runstate.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// In order of precedence; the sentence adds what a state hides. "Synced" is impossible while the outbox is
/// not empty, a conflict is unseen, the last pull failed or the server's last answer is older than
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
std::optional<SyncState> stateNamed(std::string_view name);

struct TeamStatus {
    std::string slug;
    std::int64_t pending = 0;
    std::int64_t failed = 0;
    std::optional<Millis> lastPull;
    bool revoked = false; ///< the user is no longer in it
};

/// What only the user can decide, in terms that every surface has (storage/teams/teamquestions.h).
struct StatusQuestion {
    TeamQuestion::Kind kind = TeamQuestion::Kind::OtherHistory;
    std::string server, formerServer;
    std::vector<std::string> teams; ///< "acme/core", as they are called at `server`
    std::int64_t unsent = 0;
    friend bool operator==(const StatusQuestion &, const StatusQuestion &) = default;
};

/// Deletions by a server that wait for the user's answer (storage/trash/massdeletion.h).
struct StatusDeletions {
    std::int64_t conversations = 0;
    std::int64_t items = 0;         ///< messages and tool calls of conversations that stay
    std::int64_t present = 0;       ///< the user's own conversations of these teams that are here
    std::vector<std::string> teams; ///< names

    std::int64_t count() const { return conversations + items; }
    friend bool operator==(const StatusDeletions &, const StatusDeletions &) = default;
};

struct SyncStatus {
    SyncState state = SyncState::Local;
    std::int64_t pending = 0, held = 0, kept = 0, failed = 0, conflicts = 0, quarantined = 0;
    /// Unseen cases where a server has another value for something write-once; not in `conflicts`.
    std::int64_t rewritten = 0;
    std::int64_t unsendable = 0;       ///< of `failed`: not sent by this device, without asking a server
    std::int64_t forbidden = 0;        ///< of `pending`: an organisation allows nothing to be sent
    std::int64_t waitingForParent = 0; ///< changes whose conversation is not here yet; not in `pending`
    std::int64_t parentDeleted = 0;    ///< changes whose conversation was deleted; not in `pending`
    std::optional<Millis> lastPush, lastPull;
    std::optional<Millis> nextTry; ///< of the connection, or of the first item that the server wants to
                                   ///< receive later
    bool triedInVain = false; ///< the last try was to be repeated later, and no program is there to do it
    bool behind = false;      ///< not everything the server has has been fetched
    bool unproven = false;    ///< the server's last answer is too old to say anything about now
    /// Whether a process asks the server automatically: this or another one; another one that does not
    /// answer; none.
    enum class Owner : std::uint8_t { Present, Silent, Nobody };
    Owner owner = Owner::Present;
    std::int64_t ownerProcess = 0; ///< of a silent owner; 0 = not known
    std::string server, team, deviceId;
    std::string askedAbout; ///< the server that a sign-in named and that is not in use yet; empty = none
    std::vector<TeamStatus> teams;
    std::vector<std::string> revokedTeams; ///< names; the user is no longer a member, what is here stays here
    std::int64_t teamRevoked = 0;          ///< changes that wait for one of them; not in `pending`
    std::int64_t teamless
        = 0; ///< changes of no team, while the account has no default team; not in `pending`
    std::vector<LeftByAccount> leftByOthers; ///< what waits for other accounts; not in `pending`
    std::optional<StatusQuestion> question;
    std::optional<StatusDeletions> deletions;
    /// Changes of teams for which the user wants nothing sent; not in `pending`.
    std::int64_t teamUnknown = 0;
    bool historyLeft = false;    ///< such a team has conversations here that no server has any more
    bool copy = false;           ///< of another profile, and not signed in to yet
    bool setupPending = false;   ///< signed in, but the user has not decided yet what may be sent
    bool signInIsInFile = false; ///< not in the keyring
    bool privacyMode = false;
    bool privacyForbidden = false;    ///< by the organisation; the mode may still be on, from before
    std::int64_t privacyRevision = 0; ///< PrivacyRules::revision()
    RunState run;

    /// Removed from a team that changes wait for, or from all teams: the user should know.
    bool removed() const
    {
        return teamRevoked > 0 || (!revokedTeams.empty() && revokedTeams.size() == teams.size());
    }
    /// What a server refused.
    std::int64_t refused() const { return failed - unsendable; }
    /// What is to be looked at in the list of conflicts.
    std::int64_t unseen() const { return conflicts + rewritten; }
    /// Something waits for the user, apart from a sign-in.
    bool asksForAttention() const
    {
        return failed > 0 || quarantined > 0 || parentDeleted > 0 || removed() || teamless > 0 || question
            || deletions;
    }
    /// The fixed JSON of docs/product.md, "JSON", on one line.
    std::string toJson() const;
};

/// nullopt: none are held.
Result<std::optional<StatusDeletions>> heldDeletions(Store &store);

/// Reads the store; a failing store, or one whose file has been replaced, shows as Attention with
/// run.storeError set. A pause that is over does not count. `owner`: who syncs, as far as the caller knows.
SyncStatus computeStatus(
    Store &store, const RunState &run, SyncStatus::Owner owner = SyncStatus::Owner::Present);

/// The state that comes first, by everything else in `status`; no server in it = never signed in.
SyncState decideState(const SyncStatus &status, bool isSignedIn);

/// The first of Offline, Waiting, Paused and Syncing that applies to the data, by what the run and its owner
/// say; nullopt when none does.
std::optional<SyncState> stateOfData(const SyncStatus &status);

/// The translated text that every surface shows: one plain sentence on what the state means for the user's
/// data and what happens next, and one for each thing that the state hides and the user should know, the most
/// important first. `now` is for "in 2 minutes".
QStringList statusSentences(const SyncStatus &status, Millis now);
/// The same where statusTitle() stands above it: the first sentence does not begin with the title again.
QStringList sentencesBelowTitle(const SyncStatus &status, Millis now);
/// The same as one text.
QString statusSentence(const SyncStatus &status, Millis now);
/// What another account has left on this device, and when it is sent.
QString leftByOthersSentence(const LeftByAccount &left);
/// What the user is asked and what each answer means, without the answers' names; empty without a question.
QString questionSentence(const StatusQuestion &question);
/// "Send what is here to acme/core?"
QString questionTitle(const StatusQuestion &question);
/// What it means that a sign-in named `server` and it is not in use yet (SyncStatus::askedAbout).
QString notInUseYetSentence(const std::string &server);
/// What a server wants deleted, and that nothing of it is deleted before the user decides.
QString deletionsSentence(const StatusDeletions &deletions);
/// What stays here because the user said so; empty when nothing does.
QString teamUnknownSentence(const SyncStatus &status);
/// Progress of a busy run: "Syncing 3 of 10".
QString progressSentence(const RunState &run);
/// Two or three words for a tooltip or a list: "Synced", "Offline".
QString statusTitle(SyncState state);
/// The text for an error, translated from its code: what happened, what it means, what to do.
QString errorSentence(ErrorCode code);
/// What its message adds to that, in the user's language; empty when nothing of it is for users.
QString errorDetail(const Error &error);
/// Where there is no room for a sentence and a detail: the detail, otherwise the sentence.
QString errorReason(const Error &error);
enum class PrivacyMode : std::uint8_t { Off, On };
/// The organisation does not allow privacy mode: why it cannot be turned on, or what it means that it is on.
QString privacyForbiddenSentence(PrivacyMode present);
/// Why an item was refused, or cannot be sent, translated from the server's or the store's code for it.
QString refusalSentence(const std::string &code);

/// When a pause until tomorrow ends: six in the morning of the next day, local time.
Millis tomorrow(Millis now);

/// Applies what only the owner knows at this moment, from SyncStatus::toJson(), over what the store says.
void overlay(SyncStatus &status, const json::Object &fromOwner);

} // namespace mimir
