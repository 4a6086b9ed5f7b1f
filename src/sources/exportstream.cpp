#include "sources/exportstream.h"

#include "storage/entitytable.h"

namespace mimir {
namespace {

Error refused()
{
    return Error {ErrorCode::Cancelled, "the output cannot be written"};
}

// A deferred transaction, because Transaction would take the write lock.
class Snapshot {
public:
    explicit Snapshot(Database &database) : m_database(database), m_nested(database.inTransaction())
    {
        if (!m_nested)
            m_begun = database.run("BEGIN DEFERRED");
    }
    ~Snapshot()
    {
        if (!m_nested && m_begun)
            (void)m_database.run("ROLLBACK");
    }
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;
    const Result<void> &begun() const { return m_begun; }

private:
    Database &m_database;
    bool m_nested;
    Result<void> m_begun;
};

} // namespace

Result<std::vector<Record>> childrenOf(Database &database, EntityType type, std::string_view conversation)
{
    std::vector<std::int64_t> keys;
    {
        Query rows = database.once("SELECT pk FROM " + std::string(tableName(type))
            + " WHERE conversation_id = ? AND deleted = 0 ORDER BY id");
        rows.bind(1, conversation);
        while (rows.next())
            keys.push_back(rows.integer(0));
        MIMIR_TRY(rows.status());
    }
    std::vector<Record> records;
    records.reserve(keys.size());
    for (const std::int64_t key : keys) {
        auto row = EntityTable::of(type).byPk(database, key);
        MIMIR_TRY(row);
        if (*row)
            records.push_back(std::move((*row)->record));
    }
    return records;
}

Result<std::int64_t> ExportStream::inSnapshot(const std::function<Result<std::int64_t>()> &read)
{
    const Snapshot snapshot(m_database);
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
    const auto records = mimir::childrenOf(m_database, type, conversation);
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
