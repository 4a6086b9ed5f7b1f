// Stores as conflicts what lost: values of this device that another version replaced, and what a server says
// without an edit that explains it.
#pragma once

#include "core/randomsource.h"
#include "storage/applying/beliefs.h"
#include "storage/applying/conflictlog.h"
#include "storage/outbox/queueditem.h"
#include "storage/tables/entitytable.h"
#include "storage/teams/teamregistry.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

class LostValues {
public:
    LostValues(Database &database, const Clock &clock, RandomSource &random)
        : m_database(database), m_clock(clock), m_random(random), m_log(database)
    {
    }

    /// The fields of a change that lost according to the answer to it; the whole row without a `winner`,
    /// which is gone then. `here`: the row with the values that lost.
    Result<void> storeLosers(const QueuedItem &sent, const wire::ItemResult &result, const LocalRow &here,
        const wire::PulledRow *winner);
    /// Every field in which `theirs`, which was written later, differs. Returns how many.
    Result<int> storeReplaced(const LocalRow &here, const Record &theirs, Millis writtenAt);

    struct LostChange {
        EntityType type;
        std::string_view id;
        std::int64_t pk;
        std::string_view reason;
        const wire::PulledRow *winner; ///< the server's version; nullptr = gone or unknown
        Conflict::State state;
    };
    /// The edits of an open change, all its fields if it is a new row, one conflict per field. Returns how many.
    Result<int> storeEdits(const LostChange &change);

    /// What a server says of fields of `here`. Each is stored once: the user is told once.
    Result<void> storeContradictions(
        const Team &team, const Record &here, const std::vector<Contradiction> &contradictions);
    /// The row was made equal to `theirs`: of what is withheld there, conflicts about it say no more, either.
    Result<void> reduce(const wire::PulledRow &theirs, const Record &before);
    /// What the server reports; only this device's own values are stored. Returns whether it is new.
    Result<bool> storeNote(const wire::ConflictNote &note);

private:
    struct Values {
        std::string field;
        const std::string *losing; ///< nullptr = nothing
        const wire::PulledRow *winner;
    };
    /// A conflict without its id and values, detected now; a value of this device lost.
    Conflict lostHere(EntityType type, std::string_view id, std::string_view reason) const;
    /// Adds what the whole row was.
    void describe(Conflict &conflict, const Record &here) const;
    /// Stores it for one field of the row `pk`.
    Result<void> add(Conflict &conflict, std::int64_t pk, const Values &values,
        std::optional<std::string> id = std::nullopt);
    std::string titleOf(const Conflict &conflict) const;

    Database &m_database;
    const Clock &m_clock;
    RandomSource &m_random;
    ConflictLog m_log;
};

} // namespace mimir
