// Invariants of a server's database, checked over all of it (`mimir-teams-server check`). Only reads; alongside
// a running `serve` it sees one moment.
#pragma once

#include "core/clock.h"
#include "server/db/storage.h"

#include <functional>
#include <string>
#include <vector>

namespace mimir::server {

class IntegrityCheck {
public:
    /// The most faults of one kind that are listed.
    static constexpr std::size_t kListed = 20;

    /// `progress` is called with the number of rows checked.
    IntegrityCheck(Storage &storage, std::function<void(std::size_t)> progress);

    /// One line of text per fault; none = all is well. Errors: the database's.
    Result<std::vector<std::string>> run();

private:
    Result<void> askEngine();
    Result<bool> askSchema(); ///< true = the rest can be checked
    Result<void> askClock();
    Result<void> askRules();
    Result<void> readTeam(std::int64_t team, const std::string &id);
    void fault(const std::string &kind, const std::string &where);

    Storage &m_storage;
    SqlConnection &m_sql;
    std::function<void(std::size_t)> m_progress;
    std::size_t m_rows = 0;
    std::vector<std::pair<std::string, std::size_t>> m_counts; ///< by kind
    std::vector<std::string> m_faults;
};

/// What is odd about the clock without a fault in the data: it is more than an hour ahead of the time used for
/// deletion, after a jump or a time when the server was off. Empty = nothing. Errors: the database's.
Result<std::string> clockRemark(SqlConnection &sql, const Clock &clock);

} // namespace mimir::server
