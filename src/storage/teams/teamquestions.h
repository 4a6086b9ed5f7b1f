// What is asked when a team turned up elsewhere and nothing shows that it is the same one (TeamSuccession): only
// the user knows whether what is here is sent there.
#pragma once

#include "storage/teams/teamregistry.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// A question only the user can answer: whether what is here of these teams is sent to where they turned up.
struct TeamQuestion {
    enum class Kind : std::uint8_t {
        OtherHistory, ///< another address has the team, but not its history
        SetUpAgain,   ///< the server has teams with these names, but knows nothing of what is here
    };
    struct Pair {
        Team from, to; ///< OtherHistory: the known and the found team; SetUpAgain: the lost and the new one
    };
    Kind kind = Kind::OtherHistory;
    std::vector<Pair> teams; ///< never empty, all of one server
    std::int64_t unsent = 0; ///< their changes that are on no server
    bool answered = false;   ///< with Answer::Keep
    const std::string &server() const { return teams.front().to.server; }
    const std::string &formerServer() const { return teams.front().from.server; }
};

class TeamQuestions {
public:
    explicit TeamQuestions(Database &database) : m_database(database) { }

    /// The oldest question of those signed in; unanswered ones before answered ones.
    Result<std::optional<TeamQuestion>> question() const;
    enum class Answer : std::uint8_t {
        Send, ///< everything here of the teams is offered there (EpochReset)
        Keep, ///< nothing is sent; what is on no server stays on this device
    };
    /// Keep may be changed to Send later.
    Result<void> answer(const TeamQuestion &question, Answer answer);

    /// Changes bound to teams for which nothing is sent: Left, or Unknown without a successor.
    Result<std::int64_t> leftHere() const;
    /// Whether such a team has the user's conversations that only its former server had.
    Result<bool> hasHistoryLeftHere() const;

private:
    Result<std::vector<TeamQuestion::Pair>> pairs(TeamQuestion::Kind kind, bool answered) const;
    Result<void> keep(const TeamQuestion::Pair &pair, TeamQuestion::Kind kind);
    Result<void> send(const TeamQuestion::Pair &pair, TeamQuestion::Kind kind);

    Database &m_database;
};

} // namespace mimir
