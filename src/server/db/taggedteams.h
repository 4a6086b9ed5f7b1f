// Which teams need no further tag of their history (historyproof.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

namespace mimir::server {

/// The teams that have retained a tag since the database was opened.
class TaggedTeams {
public:
    bool has(std::int64_t team) const { return m_teams.contains(team); }
    /// Takes effect once the present transaction is committed.
    void add(std::int64_t team) { m_pending.insert(team); }
    void committed() { m_teams.merge(m_pending); }
    void rolledBack() { m_pending.clear(); }
    /// Clears everything if the database has been opened again since.
    void opened(std::string_view opening)
    {
        if (m_opening == opening)
            return;
        m_opening = opening;
        m_teams.clear();
    }

private:
    std::string m_opening;
    std::unordered_set<std::int64_t> m_teams;
    std::unordered_set<std::int64_t> m_pending;
};

} // namespace mimir::server
