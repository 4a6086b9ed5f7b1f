// The teams this profile syncs with, and which workspace belongs to which team (docs/protocol.md, "Teams").
#pragma once

#include "core/clock.h"
#include "storage/schema/storedenums.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

struct Team {
    using Standing = TeamStanding;

    std::int64_t pk = 0;
    std::string server; ///< base URL
    std::string orgSlug;
    std::string teamId;  ///< the server's id of it, sent in X-Team-ID
    std::string account; ///< who signed in to it: the server's id of the account (accountregistry.h)
    std::string slug;
    std::string name;
    std::string role;
    bool isDefault = false;
    bool active = true;   ///< signed in
    bool revoked = false; ///< the server said team_access_revoked; unsent changes stay here
    std::string cursor;
    std::int64_t position = 0; ///< highest revision seen by a pull
    std::string epoch;
    std::string proof; ///< of the server's history, the highest it has given; empty = none
    std::int64_t proofPosition = 0;
    bool fullPull = false; ///< until a pull has caught up, it also fetches what this device wrote
    std::int64_t lastOpSeq = 0;
    std::optional<Millis> lastPush, lastPull;
    bool pullFailed = false;
    Standing standing = Standing::Live;
    std::optional<std::int64_t> predecessor; ///< pk of the team that this one continues (TeamSuccession)
};

class TeamRegistry {
public:
    explicit TeamRegistry(Database &database) : m_database(database) { }

    enum class Occasion : std::uint8_t {
        SignIn,  ///< the user entered this address
        Refresh, ///< a token was renewed: this never changes a team's address
    };
    /// The teams that a sign-in returned. Known teams keep their cursors; everything unbound is bound, once,
    /// to the default team that it named. Teams of other organisations on the same server are left as they
    /// are. A team known at another address is Unproven here until that server has shown its history; one
    /// that continues a team of the same name that is Unknown is Live, and the user is asked
    /// (TeamSuccession).
    Result<void> signedIn(const std::vector<Team> &teams, Occasion occasion = Occasion::SignIn);
    /// The same for a token that was renewed, with all teams of the account in the organisation: one that is not among
    /// them, of which the server has never sent anything and nothing is here, was no team of the account.
    Result<void> refreshed(const std::vector<Team> &all);
    /// Teams stop syncing; rows, outbox and cursors stay.
    Result<void> signedOut(std::string_view server, std::string_view orgSlug);

    /// What is synced now: Live, signed in and not revoked.
    Result<std::vector<Team>> active() const;
    /// Signed in, but the server revoked access; what waits for them stays here.
    Result<std::vector<Team>> revoked() const;
    /// Of every standing.
    Result<std::vector<Team>> all() const;
    Result<std::optional<Team>> find(std::int64_t pk) const;
    std::optional<Team> defaultTeam() const;
    /// Error: Cancelled (the team has another address by now: what was asked at `team.server` is answered from
    /// another history).
    Result<void> checkAddress(const Team &team) const;

    Result<void> notePush(std::int64_t pk, Millis at);
    Result<void> notePull(std::int64_t pk, Millis at);
    /// The pull failed, or has not caught up yet.
    Result<void> notePullUnfinished(std::int64_t pk);
    /// The server said team_access_revoked.
    Result<void> noteRevoked(std::int64_t pk);
    Result<void> noteAccess(std::int64_t pk);
    Result<void> advance(
        std::int64_t pk, std::string_view cursor, std::int64_t position, std::string_view epoch);
    /// Ignored if a higher one is known.
    Result<void> noteProof(std::int64_t pk, std::string_view proof, std::int64_t position);
    /// No position that the team's server has named, `position` among them, allows a revision this high: it was
    /// believed once, and is wrong. False while none is known.
    Result<bool> isImpossible(
        std::int64_t pk, std::int64_t rev, const std::optional<std::int64_t> &position) const;
    /// The full pull has caught up.
    Result<void> endFullPull(std::int64_t pk);
    /// The server does not know our position: everything is pulled again, nothing is offered.
    Result<void> forgetCursor(std::int64_t pk);

    /// Maps a path or a git remote (normalised) to a team. Binds waiting conversations of that workspace;
    /// those already bound never move.
    Result<void> mapWorkspace(const std::optional<std::string> &path,
        const std::optional<std::string> &remote, std::int64_t team, Millis now,
        std::optional<Millis> expiresAt = std::nullopt);
    /// Binds conversations written by other programs, whose folder only the file system can resolve, to their
    /// teams.
    Result<void> bindWaiting();

private:
    Result<void> noteTeam(const Team &team, Occasion occasion);
    /// Ends what only an answer has ever named, and this one, to the same account, does not.
    Result<void> endUnlisted(const std::vector<Team> &listed);
    Result<void> setDefault(const Team &team);
    Result<void> bindUnbound();

    Database &m_database;
};

} // namespace mimir
