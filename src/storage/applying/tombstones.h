// What the ids of deleted rows say about a row that a server sends.
//
// After the server lost its history, tombstones are in doubt: they hide no row that the new history still has
// (Rebuilding).
#pragma once

#include "core/wire/wire.h"
#include "storage/teams/teamregistry.h"

#include <optional>
#include <string_view>

namespace mimir {

class Tombstones {
public:
    explicit Tombstones(Database &database) : m_database(database) { }

    bool has(EntityType type, std::string_view id) const { return find(type, id).has_value(); }
    /// The row, or its conversation, was deleted in a history that this team continues only if the user says
    /// so.
    bool isWaitingFor(const Team &team, const Record &record) const;

    enum class Verdict : std::uint8_t {
        None,    ///< nothing was deleted
        Doubted, ///< the user's own row, deleted before the server lost its history
        Deleted, ///< the row or its conversation was deleted after this version of it
    };
    Verdict verdict(const Team &team, const wire::PulledRow &row) const;
    /// The server has a later version of the row, which is here again: it is not deleted any more.
    Result<void> remove(const Team &team, const wire::PulledRow &row);

private:
    struct Tombstone {
        std::int64_t rev;
        bool doubted;
        std::int64_t team; ///< 0 = not known
    };
    std::optional<Tombstone> find(EntityType type, std::string_view id) const;
    bool isOf(const Team &team, std::int64_t other) const;
    bool isParentDeleted(const Team &team, const wire::PulledRow &row) const;

    Database &m_database;
};

} // namespace mimir
