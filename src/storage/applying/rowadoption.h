// Makes rows here equal to the server's. What a server may not change stays as it is here: the originals of what
// was withheld, write-once fields, and what it leaves out without an edit; what it says is stored as a conflict.
//
// Only inside TriggerSuppressor.
#pragma once

#include "core/wire/wire.h"
#include "storage/applying/lostvalues.h"
#include "storage/tables/fieldinstants.h"

#include <string_view>

namespace mimir {

class RowAdoption {
public:
    RowAdoption(Database &database, const Clock &clock, RandomSource &random)
        : m_database(database), m_lost(database, clock, random)
    {
    }

    /// A row as the server sent it; `rev` is that of its envelope, in case it has none itself.
    static Result<wire::PulledRow> parsed(EntityType type, std::string_view json, std::int64_t rev);

    /// Precondition: no row here has its id.
    Result<void> insert(const Team &team, const wire::PulledRow &row);
    /// The same for a row that was deleted here before the server lost its history: it is stored, but hidden
    /// until the pull has caught up and it is known what else has arrived (Rebuilding).
    Result<void> insertHidden(const Team &team, const wire::PulledRow &row);
    /// Replaces the row that is here, if there is one. A version that waited next to it is dropped.
    Result<void> adopt(
        const Team &team, const wire::PulledRow &row, PageSource source = PageSource::Revisions);

private:
    /// Returns its pk.
    Result<std::int64_t> add(const Team &team, const wire::PulledRow &row);
    Result<void> replace(
        const Team &team, const wire::PulledRow &row, const EntityTable::Head &head, PageSource source);
    Result<bool> wouldSendMore(const Record &here, const Record &theirs) const;
    /// Tells of what the server says, unless something of the value was withheld here, or nothing of it has been
    /// confirmed; and notes the server's forms as those of the values here.
    Result<void> noteRetained(
        const Team &team, const LocalRow &here, std::int64_t baseRev, const Retained &retained);
    /// For a conversation that a teammate shares: stores that teammate's name, if the server gives it.
    Result<void> noteSharer(const wire::PulledRow &row, std::int64_t pk);
    struct RowBefore {
        FieldInstants instants;
        json::Object fields;
    };
    /// Stores the server's instants of a row that is here now, with the values `adopted`.
    Result<void> noteInstants(
        const wire::PulledRow &row, std::int64_t pk, const RowBefore &before, const json::Object &adopted);

    Database &m_database;
    LostValues m_lost;
};

} // namespace mimir
