// Teams that turn up elsewhere: the same id at another address, or the same name on a server that was set up
// anew (docs/protocol.md, "A team is its id").
//
// A team that a sign-in finds at another address stands beside the known one as Unproven. SyncEngine asks the
// new address whether it holds the history of the known one; only then does that one take the address, with
// its cursor, its outbox and all that is bound to it. Where the address holds another history, and where a
// server no longer knows any team that is known of it, nothing moves before the person has answered.
#pragma once

#include "storage/teamregistry.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

class Replica;

/// An address that says it has a team. `asked` is the known team as that address is asked for it: its cursor
/// and history, at the new server.
struct AddressClaim {
    Team asked;
    std::int64_t candidate = 0;   ///< pk of the Unproven team
    std::int64_t predecessor = 0; ///< pk of the known one
};

/// What only a person can decide: whether what is here of these teams is sent to where they turned up.
struct TeamQuestion {
    enum class Kind : std::uint8_t {
        OtherHistory, ///< another address has the team, but not its history
        SetUpAnew,    ///< the server has teams of these names, and knows nothing of what is here
    };
    struct Pair {
        Team from, to; ///< OtherHistory: the known and the found; SetUpAnew: the lost and the new one
    };
    Kind kind = Kind::OtherHistory;
    std::vector<Pair> teams; ///< never empty, all of one server
    std::int64_t unsent = 0; ///< changes of theirs that no server has
    bool answered = false;   ///< with Answer::Keep
    const std::string &server() const { return teams.front().to.server; }
    const std::string &formerServer() const { return teams.front().from.server; }
};

class TeamSuccession {
public:
    explicit TeamSuccession(Database &database) : m_database(database) { }

    /// Before TeamRegistry::signedIn(): all teams of the account, of every organisation. Where all that were
    /// known of this server first are missing, and others have their names, the server was set up anew, and
    /// those become Unknown.
    Result<void> noteListed(std::string_view server, const std::vector<Team> &listed);
    /// A team that the person signed in to: Unproven if it is known at another address, the successor of an
    /// Unknown one of its name.
    Result<void> pair(const Team &team);
    /// The team lives at another address, and is not known at this one.
    bool belongsElsewhere(std::string_view server, std::string_view teamId) const;
    /// The same server is perhaps at `secured`, too (http to https on the same host): each of its teams is
    /// Unproven there.
    Result<void> noteAddress(std::string_view server, std::string_view secured);

    /// Of what is signed in, the ones that can be asked, in order.
    Result<std::vector<AddressClaim>> claims() const;
    /// The address holds the team's history: it is the team's from now on. Cursor, outbox and bindings stay;
    /// what was bound to the claim, or put aside because of it, is the team's again, by a pull from the
    /// start.
    Result<void> accept(const AddressClaim &claim);
    /// It does not: the claim waits for the person, the team stays where it is.
    Result<void> markOtherHistory(const AddressClaim &claim);

    /// The oldest of those that are signed in; unanswered ones before answered ones.
    Result<std::optional<TeamQuestion>> question() const;
    enum class Answer : std::uint8_t {
        Send, ///< all that is here of the teams is offered there; Replica::resetEpoch()
        Keep, ///< nothing moves; what no server has stays on this device
    };
    /// Keep may be changed into Send later.
    Result<void> answer(const TeamQuestion &question, Answer answer, Replica &replica);

    /// Changes bound to teams that nothing is sent of: Left, or Unknown without a successor.
    Result<std::int64_t> leftHere() const;
    /// May a row of `other` be skipped when `team` brings it? Its team had the name of `team` on a server that
    /// was there before: it waits for the person's answer, and all of `team` is pulled again after it.
    bool waitsFor(const Team &team, std::int64_t other) const;

    /// Accounts at addresses that teams have left, whose tokens are of no use any more.
    struct Account {
        std::string server, orgSlug;
    };
    std::vector<Account> formerAccounts() const;
    Result<void> forgetFormerAccounts();

private:
    bool isSamePerson(const Team &known, const std::vector<Team> &listed) const;
    Result<void> markUnknown(const Team &team);
    Result<Team> team(std::int64_t pk) const;
    Result<std::vector<TeamQuestion::Pair>> pairs(TeamQuestion::Kind kind, bool answered) const;
    /// Everything bound to `from` is bound to `into`; operations of `from` that are under way are abandoned.
    Result<void> rebind(std::int64_t from, std::int64_t into);
    Result<void> takeAddress(const Team &team, const Team &from);
    Result<void> keep(const TeamQuestion::Pair &pair, TeamQuestion::Kind kind);
    Result<void> send(const TeamQuestion::Pair &pair, TeamQuestion::Kind kind, Replica &replica);
    Result<void> noteFormerAccount(const Team &team);

    Database &m_database;
};

} // namespace mimir
