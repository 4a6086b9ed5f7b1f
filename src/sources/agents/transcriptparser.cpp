#include "sources/agents/transcriptparser.h"

#include "core/text.h"

namespace mimir {
namespace {

constexpr std::size_t kMaxKindBytes = 60;

void date(FoundRow &row, Millis time)
{
    const auto set = [&row, time](std::string_view field) {
        if (row.record.fields.isNullOrAbsent(field))
            row.record.fields.setInteger(field, time);
    };
    const EntityType type = row.record.type;
    if (type == EntityType::ToolCall && row.onlyChange && !row.record.fields.isNullOrAbsent("status"))
        set("completed_at");
    if (row.onlyChange)
        return;
    if (type == EntityType::Message || type == EntityType::AuditLog)
        return set("timestamp");
    if (type == EntityType::ToolCall)
        return set("started_at");
    if (!row.record.fields.isNullOrAbsent("native_id")) {
        set("created_at");
        set("updated_at");
    }
}

} // namespace

void TranscriptParser::addAll(std::vector<FoundRow> rows)
{
    for (FoundRow &row : rows)
        add(std::move(row));
}

std::optional<Millis> TranscriptParser::dated(std::optional<Millis> own)
{
    const bool isFirst = !m_time;
    if (own)
        m_time = own;
    else if (isFirst && ++m_undated > kMaxUndated)
        m_time = kStartOfTime;
    if (isFirst && m_time)
        for (FoundRow &row : std::exchange(m_early, {})) {
            date(row, *m_time);
            m_found.push_back(std::move(row));
        }
    return m_time;
}

void TranscriptParser::count(std::map<std::string, std::int64_t, std::less<>> &kinds, std::string_view kind)
{
    const std::string name = scrubbed(kind.substr(0, kMaxKindBytes));
    const auto at = kinds.find(name);
    if (at != kinds.end())
        ++at->second;
    else if (kinds.size() < kMaxKinds)
        kinds.emplace(name, 1);
    else
        ++kinds["…"];
}

} // namespace mimir
