// Teams that turn up elsewhere: the same id at another address, or the same name on a server that was set up
// again (docs/protocol.md, "A team is its id").
//
// A team that a sign-in finds at another address is stored next to the known one as Unproven. SyncEngine asks
// the new address whether it has the history of the known one; only then does that one move to the address,
// with its cursor, its outbox and everything bound to it. If the address has another history, or if a server
// no longer knows any of the teams known from it, nothing moves until the user has answered (TeamQuestions).
#pragma once

#include "storage/teams/teamregistry.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// An address that claims to have a team. `asked` is the known team as it is used to ask that address: its
/// cursor and history, at the new server.
struct AddressClaim {
    Team asked;
    std::int64_t candidate = 0;   ///< pk of the Unproven team
    std::int64_t predecessor = 0; ///< pk of the known one
};

class TeamSuccession {
public:
    explicit TeamSuccession(Database &database) : m_database(database) { }

    /// Call before TeamRegistry::signedIn(): all teams of the account, of every organisation. If all teams
    /// first known from this server are missing, and others have their names, the server was set up again,
    /// and the missing ones become Unknown.
    Result<void> noteListed(std::string_view server, const std::vector<Team> &listed);
    /// A team that the user signed in to: Unproven if it is known at another address, the successor of an
    /// Unknown team with its name.
    Result<void> pair(const Team &team);
    /// The team is at another address, and is not known at this one.
    bool belongsElsewhere(std::string_view server, std::string_view teamId) const;
    /// The same server may also be at `secured` (http to https on the same host): each of its teams becomes
    /// Unproven there.
    Result<void> noteAddress(std::string_view server, std::string_view secured);

    /// Of the signed-in teams, the claims that can be checked, in order.
    Result<std::vector<AddressClaim>> claims() const;
    /// The same with those of teams in which, by the last answer there, the user is not any more.
    Result<std::vector<AddressClaim>> claimsOfRemovedToo() const;
    /// The address has the team's history: it is the team's address from now on. Cursor, outbox and bindings
    /// stay; what was bound to the claim, or quarantined because of it, belongs to the team again, through a
    /// pull from the start.
    Result<void> accept(const AddressClaim &claim);
    /// It does not: the claim waits for the user, the team stays where it is.
    Result<void> markOtherHistory(const AddressClaim &claim);

    /// Whether a row of `other` may be skipped when `team` delivers it: its team had the name of `team` on an
    /// earlier server, so it waits for the user's answer, after which all of `team` is pulled again.
    bool waitsFor(const Team &team, std::int64_t other) const;

private:
    bool isSamePerson(const Team &known, const std::vector<Team> &listed) const;
    Result<void> markUnknown(const Team &team);
    Result<void> dropEmptyClaims(const Team &team);
    /// No other address is known to have it: the successor of an Unknown team with its name.
    Result<void> pairWithUnknown(std::optional<std::int64_t> team);
    Result<Team> team(std::int64_t pk) const;

    Database &m_database;
};

} // namespace mimir
