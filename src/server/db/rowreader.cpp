#include "server/db/rowreader.h"

#include "core/records/record.h"
#include "server/sync/storedrow.h"

#include <algorithm>

namespace mimir::server {
namespace {

// Pages grow and shrink to contain about this much, however large the rows are.
constexpr std::size_t kPageBytes = 8u << 20;
constexpr std::size_t kMostRows = 1000;

constexpr std::string_view kPage
    = "SELECT type, id, rev, commit_ms, deleted, scope, conversation_id, edited_at, device, made_rev, "
      "redacted,"
      " stamps, payload FROM entities WHERE team=?1 AND owner=?2 AND rev>?3 ORDER BY rev LIMIT ?4";

std::optional<std::string> optionalText(const SqlRows &rows, std::size_t row, std::size_t column)
{
    return rows.isNull(row, column) ? std::nullopt : std::optional(rows.text(row, column));
}

} // namespace

std::string contentFault(std::int64_t type, std::string_view id, bool redacted, const std::string &payload)
{
    auto object = json::parseObject(payload, json::Author::Store);
    if (!object)
        return "content that cannot be read";
    if (object->text("id") != id)
        return "content with another id than its row";
    auto record = recordFromObject(static_cast<EntityType>(type), std::move(*object));
    // A blanked row may lack what a new row must have.
    if (!record || !normalize(*record, redacted ? Completeness::Partial : Completeness::Full))
        return "content that is not one of our rows";
    return {};
}

Result<std::optional<EntityRow>> RowReader::next()
{
    while (m_page.empty()) {
        if (m_owner >= 0)
            MIMIR_TRY(readPage());
        if (!m_page.empty())
            break;
        const auto more = nextOwner();
        MIMIR_TRY(more);
        if (!*more)
            return std::optional<EntityRow>();
    }
    std::optional<EntityRow> row = std::move(m_page.back());
    m_page.pop_back();
    m_rev = row->rev;
    return row;
}

Result<bool> RowReader::nextOwner()
{
    const auto rows = m_sql.query(
        "SELECT owner FROM entities WHERE team=?1 AND owner>?2 ORDER BY owner LIMIT 1", m_team, m_owner);
    MIMIR_TRY(rows);
    if (rows->empty())
        return false;
    m_owner = rows->integer(0, 0);
    m_rev = 0;
    return true;
}

Result<void> RowReader::readPage()
{
    const auto rows = m_sql.query(kPage, m_team, m_owner, m_rev, m_pageRows);
    MIMIR_TRY(rows);
    std::size_t bytes = 0;
    for (std::size_t row = rows->size(); row-- > 0;) {
        m_page.push_back({rows->integer(row, 0), rows->text(row, 1), m_owner, rows->integer(row, 2),
            rows->integer(row, 3), rows->integer(row, 4) != 0, rows->integer(row, 5),
            optionalText(*rows, row, 6), rows->integer(row, 7), rows->integer(row, 8), rows->integer(row, 9),
            rows->integer(row, 10) != 0,
            rows->integer(row, 10) == static_cast<std::int64_t>(Redaction::Forgotten),
            optionalText(*rows, row, 11), optionalText(*rows, row, 12)});
        bytes += rows->text(row, 12).size() + rows->text(row, 11).size();
    }
    if (bytes > kPageBytes)
        m_pageRows = std::max<std::size_t>(1, m_pageRows / 2);
    else if (bytes < kPageBytes / 2)
        m_pageRows = std::min(kMostRows, m_pageRows * 2);
    return {};
}

} // namespace mimir::server
