// When each field of a row that the server has was edited, and whether this device wrote it: column
// `instants` of the entity tables, {field: [instant, 0|1]}, "*" for every field without its own entry. NULL:
// all are as old as the row, and written here if it was created here.
//
// They tell a server that was restored from a backup which of two values is newer (wire::Offer).
#pragma once

#include "core/records/record.h"
#include "core/wire/wire.h"
#include "storage/sqlite/database.h"

#include <map>
#include <string>

namespace mimir {

class FieldInstants {
public:
    struct Entry {
        Millis at = 0;
        bool own = false; ///< written by this device, not replaced as far as it knows
        bool operator==(const Entry &) const = default;
    };

    /// Of a row here; audit entries have none.
    static Result<FieldInstants> read(Database &database, EntityType type, std::int64_t pk);
    Result<void> write(Database &database, EntityType type, std::int64_t pk) const;

    Entry of(std::string_view field) const;
    /// The value here comes from this device: of a field that is written once, as the row does.
    bool isWrittenHere(EntityType type, std::string_view field) const;
    const std::map<std::string, Entry, std::less<>> &separately() const { return m_separately; }
    Entry whole() const { return m_whole; }
    bool isStored() const { return m_stored; }
    void set(const std::string &field, Entry entry) { m_separately.insert_or_assign(field, entry); }

    /// Records the edits of a change that the server accepted at `serverTime`, the latest instant they can
    /// have. An offer's own fields keep their instants.
    void noteTaken(const wire::Item &change, Millis serverTime);
    /// The value here is not to stay: any version of the server's replaces it, also one without the field.
    void giveUp(const std::string &field);
    bool isGivenUp(std::string_view field) const;
    /// The server's row, which does not have the field, is said to have had it cleared after it was written
    /// here.
    bool isClearedLater(std::string_view field, const wire::Instants &at) const;
    /// The result when the row, with the values `ours`, becomes `adopted`, from what the server sent: the
    /// server's instants; values of this device that stay the same remain its own, and what the server's row
    /// left out keeps its instant.
    FieldInstants adopting(
        const wire::PulledRow &sent, const json::Object &ours, const json::Object &adopted) const;

    /// Makes an edit later than the value it replaced here, whatever the clocks say.
    void raise(wire::Item &item) const;
    /// Turns `item`, a whole row, into its offer.
    void offer(wire::Item &item) const;

private:
    bool m_madeHere = false; ///< the row was created on this device
    bool m_stored = false;   ///< otherwise m_whole is a guess
    Millis m_made = 0;       ///< the time that people see of the row; 0 = unknown
    Entry m_whole;
    std::map<std::string, Entry, std::less<>> m_separately;
};

} // namespace mimir
