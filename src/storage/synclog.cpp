#include "storage/synclog.h"

namespace mimir {

Result<void> SyncLog::add(const SyncLogEntry &e)
{
    MIMIR_TRY(m_database.run(
        "INSERT INTO sync_log(at, team, direction, conversations, messages, tool_calls, audit_logs, "
        "bytes, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        e.at, e.team, e.direction, e.counts[0], e.counts[1], e.counts[2], e.counts[3], e.bytes, e.outcome));
    return m_database.run("DELETE FROM sync_log WHERE id <= ?", m_database.lastInsertId() - kRowsKept);
}

Result<std::vector<SyncLogEntry>> SyncLog::latest(std::size_t limit) const
{
    Query rows = m_database.query(
        "SELECT at, team, direction, conversations, messages, tool_calls, audit_logs, bytes, "
        "outcome FROM sync_log ORDER BY id DESC LIMIT ?",
        limit);
    std::vector<SyncLogEntry> out;
    while (rows.next())
        out.push_back({rows.integer(0), rows.integer(1), rows.string(2),
            {static_cast<int>(rows.integer(3)), static_cast<int>(rows.integer(4)),
                static_cast<int>(rows.integer(5)), static_cast<int>(rows.integer(6))},
            static_cast<std::size_t>(rows.integer(7)), rows.string(8)});
    MIMIR_TRY(rows.status());
    return out;
}

} // namespace mimir
