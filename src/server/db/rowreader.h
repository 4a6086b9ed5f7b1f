// Reads every row of a team for commands that process all of them (check, export), a limited number of bytes
// at a time.
#pragma once

#include "server/db/sqlconnection.h"

#include <optional>
#include <string>

namespace mimir::server {

/// A row of `entities` as stored.
struct EntityRow {
    std::int64_t type = 0;
    std::string id;
    std::int64_t owner = 0;
    std::int64_t rev = 0;
    std::int64_t commitMs = 0;
    bool deleted = false;
    std::int64_t scope = 0;
    std::optional<std::string> conversationId;
    std::int64_t editedAt = 0;
    std::int64_t device = 0;
    std::int64_t madeRev = 0;
    bool redacted = false;
    bool forgotten = false;
    std::optional<std::string> stamps;
    std::optional<std::string> payload;
};

/// What is wrong with a row's content, looking at the row alone: "" = nothing.
std::string contentFault(std::int64_t type, std::string_view id, bool redacted, const std::string &payload);

class RowReader {
public:
    /// Needs a Snapshot transaction that lives as long, so that it sees one moment.
    RowReader(SqlConnection &sql, std::int64_t team) : m_sql(sql), m_team(team) { }

    /// By owner, then by revision; nullopt at the end.
    Result<std::optional<EntityRow>> next();

private:
    Result<bool> nextOwner();
    Result<void> readPage();

    SqlConnection &m_sql;
    std::int64_t m_team;
    std::int64_t m_owner = -1;
    std::int64_t m_rev = 0;
    std::size_t m_pageRows = 16;
    std::vector<EntityRow> m_page; // in reverse order
};

} // namespace mimir::server
