#include "sources/exportstream.h"

#include "storage/tables/entitytable.h"
#include "storage/views/conversationitems.h"
#include "storage/views/readsnapshot.h"

namespace mimir {
namespace {

Error refused()
{
    return Error {ErrorCode::Cancelled, "the output cannot be written"};
}

} // namespace

Result<std::int64_t> ExportStream::inSnapshot(const std::function<Result<std::int64_t>()> &read)
{
    const ReadSnapshot snapshot(m_database);
    MIMIR_TRY(snapshot.begun());
    return read();
}

Result<std::int64_t> ExportStream::rowsOf(EntityType type)
{
    std::int64_t lines = 0;
    bool taken = true;
    const auto visit = [&](const LocalRow &row) {
        taken = m_sink(row.record.toLine());
        lines += taken ? 1 : 0;
        return taken;
    };
    MIMIR_TRY(EntityTable::of(type).forEach(m_database, visit));
    if (!taken)
        return refused();
    return lines;
}

Result<std::int64_t> ExportStream::all()
{
    return inSnapshot([this]() -> Result<std::int64_t> {
        std::int64_t lines = 0;
        for (const EntityType type : kEntityTypes) {
            const auto written = rowsOf(type);
            MIMIR_TRY(written);
            lines += *written;
        }
        return lines;
    });
}

Result<std::int64_t> ExportStream::childrenOf(EntityType type, std::string_view conversation)
{
    const auto records = itemsById(m_database, type, conversation);
    MIMIR_TRY(records);
    for (const Record &record : *records)
        if (!m_sink(record.toLine()))
            return refused();
    return static_cast<std::int64_t>(records->size());
}

Result<std::int64_t> ExportStream::conversation(std::string_view id)
{
    return inSnapshot([this, id]() -> Result<std::int64_t> {
        const auto row = EntityTable::of(EntityType::Conversation).byId(m_database, id);
        MIMIR_TRY(row);
        if (!*row || (*row)->deleted)
            return Error {ErrorCode::NotFound, "no conversation with this id"};
        if (!m_sink((*row)->record.toLine()))
            return refused();
        std::int64_t lines = 1;
        for (const EntityType type : {EntityType::Message, EntityType::ToolCall, EntityType::AuditLog}) {
            const auto written = childrenOf(type, id);
            MIMIR_TRY(written);
            lines += *written;
        }
        return lines;
    });
}

} // namespace mimir
