#include "storage/tables/synclog.h"

#include "core/json/json.h"

#include <algorithm>

namespace mimir {

Result<void> SyncLog::add(const SyncLogEntry &e)
{
    MIMIR_TRY(m_database.run(
        "INSERT INTO sync_log(at, team, direction, conversations, messages, tool_calls, audit_logs, "
        "bytes, outcome, held, kept, withheld, touched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        e.at, e.team, e.direction, e.counts[0], e.counts[1], e.counts[2], e.counts[3], e.bytes, e.outcome,
        e.held, e.kept, e.withheld, e.touched.toJson()));
    return m_database.run("DELETE FROM sync_log WHERE id <= ?", m_database.lastInsertId() - kRowsKept);
}

Result<std::vector<SyncLogEntry>> SyncLog::latest(std::size_t limit) const
{
    Query rows = m_database.query(
        "SELECT at, team, direction, conversations, messages, tool_calls, audit_logs, bytes, "
        "outcome, held, kept, withheld, touched FROM sync_log ORDER BY id DESC LIMIT ?",
        limit);
    std::vector<SyncLogEntry> out;
    while (rows.next())
        out.push_back({rows.integer(0), rows.integer(1), rows.string(2),
            {static_cast<int>(rows.integer(3)), static_cast<int>(rows.integer(4)),
                static_cast<int>(rows.integer(5)), static_cast<int>(rows.integer(6))},
            static_cast<std::size_t>(rows.integer(7)), rows.string(8), rows.integer(9), rows.integer(10),
            rows.string(11), Touched::fromJson(rows.text(12))});
    MIMIR_TRY(rows.status());
    return out;
}

// If it was not recorded yet, an earlier version entered the totals themselves.
Result<SyncStayed> SyncLog::stayedBefore(const std::string &key, std::int64_t team) const
{
    const auto noted = m_database.readText("SELECT value FROM settings WHERE key = ?", key);
    MIMIR_TRY(noted);
    const auto parts = json::parseArray(noted->value_or("[]"), json::Author::Store);
    if (parts && parts->size() == 2)
        return SyncStayed {
            json::toInteger((*parts)[0]).value_or(0), json::toInteger((*parts)[1]).value_or(0)};
    Query row = m_database.query(
        "SELECT held, kept FROM sync_log WHERE team = ? AND direction = 'push' ORDER BY id "
        "DESC LIMIT 1",
        team);
    SyncStayed before;
    if (row.next())
        before = {row.integer(0), row.integer(1)};
    MIMIR_TRY(row.status());
    return before;
}

Result<SyncStayed> SyncLog::stayedSince(std::int64_t team, const SyncStayed &now)
{
    const std::string key = "ledger_stayed|" + std::to_string(team);
    const auto before = stayedBefore(key, team);
    MIMIR_TRY(before);
    MIMIR_TRY(m_database.run(
        "INSERT INTO settings VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2 WHERE value <> ?2", key,
        '[' + std::to_string(now.held) + ',' + std::to_string(now.kept) + ']'));
    return SyncStayed {std::max<std::int64_t>(0, now.held - before->held),
        std::max<std::int64_t>(0, now.kept - before->kept)};
}

Result<std::vector<SyncTraffic>> SyncLog::traffic(Millis from, Millis step, std::size_t count) const
{
    Query rows
        = m_database.query("SELECT (at - ?1) / ?2, direction = 'push', outcome = 'ok', "
                           "SUM(conversations + messages + tool_calls + audit_logs), SUM(bytes), COUNT(*) "
                           "FROM sync_log WHERE at >= ?1 AND at < ?1 + ?2 * ?3 GROUP BY 1, 2, 3",
            from, step, count);
    std::vector<SyncTraffic> out(count);
    while (rows.next()) {
        SyncTraffic &piece = out[static_cast<std::size_t>(rows.integer(0))];
        if (rows.integer(2) == 0) {
            piece.failures += static_cast<int>(rows.integer(5));
            continue;
        }
        (rows.integer(1) ? piece.itemsUp : piece.itemsDown) += rows.integer(3);
        (rows.integer(1) ? piece.bytesUp : piece.bytesDown) += rows.integer(4);
    }
    MIMIR_TRY(rows.status());
    return out;
}

} // namespace mimir
