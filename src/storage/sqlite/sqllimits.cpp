#include "storage/sqlite/sqllimits.h"

#include "core/json/json.h"
#include "core/records/entity.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <sqlite3.h>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 2> kReadPragmas {"table_info", "table_xinfo"};
constexpr std::string_view kSchemaTable = "sqlite_master";
constexpr std::string_view kReplace = "replace";
// Columns that say where a row stands between here and the server.
constexpr std::array<std::string_view, 7> kLocalColumns {
    "pk", "id", "team", "base_rev", "edited_at", "deleted", "own"};

bool isEntityTable(std::string_view table)
{
    return std::any_of(kEntityTypes.begin(), kEntityTypes.end(),
        [table](EntityType type) { return tableName(type) == table; });
}

std::string_view viewOf(const char *text)
{
    return text ? std::string_view(text) : std::string_view();
}

// Prepared and thrown away: only to learn whether there is a statement, and what comes after it.
struct Prepared {
    int code = 0;
    bool isStatement = false;
    bool isReadOnly = true;
    int parameters = 0;
    std::string_view rest;
    std::string error;
};

Prepared prepare(sqlite3 *handle, std::string_view sql)
{
    sqlite3_stmt *statement = nullptr;
    const char *end = sql.data();
    Prepared found;
    found.code = sqlite3_prepare_v2(handle, sql.data(), static_cast<int>(sql.size()), &statement, &end);
    if (found.code != SQLITE_OK)
        found.error = sqlite3_errmsg(handle);
    found.isStatement = statement != nullptr;
    found.isReadOnly = !statement || sqlite3_stmt_readonly(statement) != 0;
    found.parameters = statement ? sqlite3_bind_parameter_count(statement) : 0;
    found.rest = sql.substr(static_cast<std::size_t>(end - sql.data()));
    sqlite3_finalize(statement);
    return found;
}

// The position behind the quoted text or comment that begins at `at`; `at` itself where none does.
std::size_t behindQuoted(std::string_view sql, std::size_t at)
{
    const auto after = [sql](std::string_view end, std::size_t from) {
        const std::size_t found = sql.find(end, from);
        return found == std::string_view::npos ? sql.size() : found + end.size();
    };
    const char c = sql[at];
    if (c == '\'' || c == '"' || c == '`')
        return after(std::string_view(&sql[at], 1), at + 1);
    if (c == '[')
        return after("]", at + 1);
    if (sql.substr(at, 2) == "--")
        return after("\n", at + 2);
    return sql.substr(at, 2) == "/*" ? after("*/", at + 2) : at;
}

bool isWordCharacter(char c)
{
    return isLetterOrDigit(c) || c == '_';
}

bool isReplace(std::string_view word)
{
    return word.size() == kReplace.size() && asciiLowered(word) == kReplace;
}

// The keyword, not the function replace(): SQLite takes rows away for it without asking a trigger.
bool replacesRows(std::string_view sql)
{
    for (std::size_t at = 0; at < sql.size();) {
        if (const std::size_t behind = behindQuoted(sql, at); behind != at) {
            at = behind;
            continue;
        }
        std::size_t end = at;
        while (end < sql.size() && isWordCharacter(sql[end]))
            ++end;
        const std::size_t next = sql.find_first_not_of(kWhiteSpace, end);
        if (isReplace(sql.substr(at, end - at)) && (next == std::string_view::npos || sql[next] != '('))
            return true;
        at = std::max(end, at + 1);
    }
    return false;
}

bool isInput(int code)
{
    return code == SQLITE_ERROR || code == SQLITE_RANGE || code == SQLITE_MISUSE || code == SQLITE_TOOBIG;
}

} // namespace

SqlLimits::SqlLimits(Database &database, May may) : m_database(database), m_may(may)
{
    sqlite3_set_authorizer(m_database.handle(), &SqlLimits::decide, this);
}

SqlLimits::~SqlLimits()
{
    sqlite3_set_authorizer(m_database.handle(), nullptr, nullptr);
}

int SqlLimits::decide(
    void *self, int action, const char *first, const char *second, const char *, const char *trigger)
{
    auto *limits = static_cast<SqlLimits *>(self);
    if (limits->allows(action, viewOf(first), viewOf(second), trigger != nullptr)) {
        limits->m_writesHistory
            |= (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE)
            && viewOf(first) != kSchemaTable;
        return SQLITE_OK;
    }
    limits->m_denied = true;
    return SQLITE_DENY;
}

bool SqlLimits::allows(int action, std::string_view first, std::string_view second, bool inTrigger) const
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
        return true;
    case SQLITE_PRAGMA:
        return isOneOf(first, kReadPragmas);
    case SQLITE_INSERT:
    case SQLITE_DELETE:
        return m_may == May::WriteHistory && (inTrigger || isEntityTable(first));
    case SQLITE_UPDATE:
        // Asked for where a table-valued function is met first; SQLite lets no statement really do it.
        if (first == kSchemaTable)
            return true;
        return m_may == May::WriteHistory
            && (inTrigger || (isEntityTable(first) && !isOneOf(second, kLocalColumns)));
    default:
        return false;
    }
}

Result<void> SqlLimits::check(std::string_view sql, std::size_t values)
{
    if (!isStorable(sql))
        return Error {ErrorCode::Validation, "the statement is not UTF-8, or contains a NUL"};
    const Prepared found = prepare(m_database.handle(), sql);
    // VACUUM asks no authorizer before it runs.
    if (m_denied || (!found.isReadOnly && !m_writesHistory))
        return Error {ErrorCode::Forbidden,
            m_may == May::Read
                ? "a query may only read"
                : "a statement may change the fields of conversations, messages, tool_calls and "
                  "audit_logs, and nothing else"};
    if (isInput(found.code))
        return Error {ErrorCode::Validation, found.error};
    if (found.code != SQLITE_OK)
        return m_database.lastError();
    if (!found.isStatement)
        return Error {ErrorCode::Validation, "there is no statement"};
    if (static_cast<std::size_t>(found.parameters) != values)
        return Error {ErrorCode::Validation,
            "the statement takes " + std::to_string(found.parameters) + " values, not "
                + std::to_string(values)};
    if (m_may == May::WriteHistory && replacesRows(sql))
        return Error {ErrorCode::Forbidden,
            "REPLACE would drop rows that are waiting to be sent: use ON CONFLICT (id) DO UPDATE"};
    const Prepared next = prepare(m_database.handle(), found.rest);
    if (next.isStatement || next.code != SQLITE_OK)
        return Error {ErrorCode::Validation, "one statement at a time"};
    return {};
}

} // namespace mimir
