// When each field of a row that the server has was edited, and whether this device wrote it: column
// `instants` of the entity tables, {field: [instant, 0|1]}, "*" for every field without one of its own. NULL:
// all as old as the row, written here if it was made here.
//
// A server that was set back is told by them which of two values is the newer one (wire::Offer).
#pragma once

#include "core/record.h"
#include "core/wire.h"
#include "storage/database.h"

#include <map>
#include <string>

namespace mimir {

class FieldInstants {
public:
    struct Entry {
        Millis at = 0;
        bool own = false; ///< this device's words, not replaced as far as it knows
        bool operator==(const Entry &) const = default;
    };

    /// Of a row here; audit entries have none.
    static Result<FieldInstants> read(Database &database, EntityType type, std::int64_t pk);
    Result<void> write(Database &database, EntityType type, std::int64_t pk) const;

    Entry of(std::string_view field) const;
    const std::map<std::string, Entry, std::less<>> &separately() const { return m_separately; }
    Entry whole() const { return m_whole; }
    void setWhole(Entry entry) { m_whole = entry; }
    void set(const std::string &field, Entry entry) { m_separately.insert_or_assign(field, entry); }

    /// Edits of a change that the server took at `serverTime`, which is as late as they count. An offer's own
    /// fields keep theirs.
    void noteTaken(const wire::Item &change, Millis serverTime);
    /// What holds when the row becomes `theirs`: the server's instants; words of this device that stand in
    /// `theirs` as in `ours` stay its own.
    FieldInstants adopting(const wire::Instants &at, const json::Object &ours, const json::Object &theirs,
        EntityType type) const;

    /// An edit is later than the value it replaced here, whatever the clocks say.
    void raise(wire::Item &item) const;
    /// Makes `item`, a whole row, the offer of it.
    void offer(wire::Item &item) const;

private:
    bool m_stored = false; ///< else m_whole is a guess
    Entry m_whole;
    std::map<std::string, Entry, std::less<>> m_separately;
};

} // namespace mimir
