// Rows of one entity table as Records: the only place that knows how a column maps to a wire field.
#pragma once

#include "core/clock.h"
#include "core/records/record.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// A stored row with its local columns.
struct LocalRow {
    std::int64_t pk = 0;
    std::optional<std::int64_t> team; ///< teams.pk; nullopt = not bound yet
    std::int64_t baseRev = 0;
    bool deleted = false;
    Record record;
    /// Fields that are no column: unknown ones, and those whose value is of another kind than the column.
    std::vector<std::string> extra;

    /// What `extra` contains, as far as no column says it.
    void addExtra(const json::Object &fields);
    void removeExtra();
};

/// Statements for one entity type. Stateless and shared: of() may be called from any thread.
class EntityTable {
public:
    static const EntityTable &of(EntityType type);
    explicit EntityTable(EntityType type);

    Result<std::optional<LocalRow>> byId(Database &database, std::string_view id) const;
    Result<std::optional<LocalRow>> byPk(Database &database, std::int64_t pk) const;
    /// Those of these rows that are here.
    Result<std::vector<Record>> records(Database &database, const std::vector<std::int64_t> &pks) const;
    /// All local columns without the fields; a third of the cost of byId().
    struct Head {
        std::int64_t pk, baseRev;
        std::optional<std::int64_t> team;
        bool deleted;
        bool own; ///< false: a teammate shares it
    };
    Result<std::optional<Head>> head(Database &database, std::string_view id) const;

    /// Returns the new pk. `editedAt` is never NULL in a row written by us: the triggers treat NULL as a
    /// foreign writer.
    Result<std::int64_t> insert(Database &database, const Record &record, std::optional<std::int64_t> team,
        std::int64_t baseRev, Millis editedAt) const;
    /// Writes every field of the record (absent ones become NULL) and the given local columns. `editedAt` is
    /// raised above the row's own, so that the triggers always see a stamped edit; nullopt = not an edit.
    Result<void> update(Database &database, std::int64_t pk, const Record &record, std::int64_t baseRev,
        std::optional<Millis> editedAt) const;

    /// A stored value as JSON of the field's kind; empty = none.
    static std::string fieldJson(const Query &row, int column, const FieldSpec &field);
    /// 32 hex digits that identify a value.
    static std::string digest(std::string_view canonicalJson);

    /// All rows that are not deleted, ordered by id, for export. `visit` returns false to stop.
    template <typename Visit>
    Result<void> forEach(Database &database, Visit visit) const
    {
        Query rows = database.query(m_selectAll);
        while (rows.next())
            if (!visit(read(rows)))
                break;
        return rows.status();
    }

private:
    LocalRow read(const Query &row) const;
    void bindFields(Query &query, int first, const Record &record, std::string *scratch) const;

    EntityType m_type;
    std::string m_select, m_selectById, m_selectByPk, m_selectHead, m_selectAll, m_insert, m_update;
};

} // namespace mimir
