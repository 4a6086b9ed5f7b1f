#include "server/accounts/retentionclock.h"

#include <algorithm>
#include <charconv>

namespace mimir::server {
namespace {

constexpr std::string_view kName = "retention_clock";

Result<std::optional<Millis>> stored(SqlConnection &sql)
{
    const auto rows = sql.query("SELECT value FROM settings WHERE name=?1", kName);
    MIMIR_TRY(rows);
    Millis at = 0;
    if (rows->empty())
        return std::optional<Millis>();
    const std::string text(rows->text(0, 0));
    std::from_chars(text.data(), text.data() + text.size(), at);
    return std::optional(at);
}

} // namespace

Result<Millis> RetentionClock::now()
{
    const auto known = stored(m_sql);
    MIMIR_TRY(known);
    return *known ? std::min(**known, m_clock.now()) : m_clock.now();
}

Result<Millis> RetentionClock::advance(Millis passed)
{
    const Millis clock = m_clock.now();
    const auto known = stored(m_sql);
    MIMIR_TRY(known);
    const Millis next = *known ? std::min(clock, **known + passed + kCatchUp) : clock;
    if (!*known || next > **known)
        MIMIR_TRY(
            m_sql.run("INSERT INTO settings(name, value) VALUES(?1, ?2) ON CONFLICT (name) DO UPDATE SET "
                      "value=excluded.value",
                kName, std::to_string(next)));
    return next;
}

Result<Millis> behindCommits(SqlConnection &sql, Millis now)
{
    const auto last = sql.query("SELECT coalesce(max(commit_ms), 0) FROM teams");
    MIMIR_TRY(last);
    return std::max<Millis>(0, last->integer(0, 0) - now);
}

} // namespace mimir::server
