#include "sources/agents/auditentry.h"

#include "sources/agents/agentids.h"

namespace mimir {
namespace {

constexpr std::size_t kMaxMode = 100;

} // namespace

FoundRow auditEntry(const EntrySource &source, std::string_view about, std::string key)
{
    FoundRow row {
        {EntityType::AuditLog, agentRowId({source.conversation, about, source.native}), {}}, std::move(key)};
    setText(row.record, "conversation_id", source.conversation);
    setText(row.record, "agent", source.agent);
    setText(row.record, "evidence", "transcript");
    row.record.fields.setBool("inferred", false);
    setInteger(row.record, "timestamp", source.at);
    return row;
}

FoundRow modeEntry(const EntrySource &source, std::string_view mode)
{
    FoundRow row = auditEntry(source, "mode", "p|" + std::string(source.native));
    setText(row.record, "event_type", "permission");
    setText(row.record, "action", "mode");
    setText(row.record, "status", cutText(mode, kMaxMode));
    return row;
}

FoundRow errorEntry(const EntrySource &source)
{
    FoundRow row = auditEntry(source, "error", "e|" + std::string(source.native));
    setText(row.record, "event_type", "error");
    setText(row.record, "action", "api_error");
    return row;
}

} // namespace mimir
