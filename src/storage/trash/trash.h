// The user's own rows that a server deleted, stored only on this device for 30 days. Restoring one creates a
// new row: its old id stays deleted at the server permanently.
//
// What the user removed for privacy on another device is not stored, except what was written here: only the
// fact that it existed is recorded for the same time (purges).
//
// Age is counted by the trash's own clock, which advances by no more than a day at a time: a device whose
// clock was wrong once does not empty it.
#pragma once

#include "storage/tables/entitytable.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

class Trash {
public:
    static constexpr Millis kDay = 86'400'000;
    static constexpr int kDays = 30;

    Trash(Database &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    struct Entry {
        EntityType type = EntityType::Conversation;
        std::string id;
        std::string conversationId; ///< for a conversation, its own id
        std::string title;          ///< of the conversation, for display; hostile text
        std::int64_t team = 0;
        Millis at = 0;          ///< when it was deleted here
        std::int64_t parts = 0; ///< messages and tool calls that went with a conversation
        Millis left = 0;        ///< it is stored at least this long, longer where the clock jumps
        int daysLeft() const { return static_cast<int>((left + kDay - 1) / kDay); }
    };

    /// A row that is about to be removed. `title`: of its conversation; `authored`: written on this device.
    Result<void> put(const LocalRow &row, std::int64_t team, std::string_view title, bool authored);
    /// A row that is about to be removed and is not stored.
    Result<void> notePurge(const Record &record);
    /// Drops what was put here of it and must not be stored any more.
    Result<void> purge(EntityType type, std::string_view id);
    struct Row {
        Record record;
        bool authored = false; ///< written on this device
    };
    /// Takes one row out, for it is here again; nullopt: it is not here.
    Result<std::optional<Row>> takeOut(EntityType type, std::string_view id);
    /// How many were not stored, as shown to the user: what was deleted with its conversation counts as part
    /// of that.
    Result<std::int64_t> purged() const;
    /// Drops a conversation with everything that belongs to it, or one row.
    Result<void> remove(EntityType type, std::string_view id);

    /// Newest first, without expired entries. What was deleted with its conversation is counted there.
    Result<std::vector<Entry>> list() const;
    Result<std::optional<Entry>> find(std::string_view id) const;
    /// The entry's row; for a conversation, followed by everything that was deleted with it.
    Result<std::vector<Record>> contents(const Entry &entry) const;

    /// What was recorded into a conversation after it was deleted: it exists only here and waits for the
    /// conversation, which Restoring brings back, from the trash or as a new one.
    struct Orphans {
        std::string conversation;
        std::int64_t team = 0; ///< whose server deleted it; 0 = not known
        std::int64_t count = 0;
        Millis since = 0;
    };
    Result<std::vector<Orphans>> orphans() const;
    Result<std::vector<Record>> orphansOf(std::string_view conversation) const;

    /// Advances the clock: what has been here for kDays is dropped.
    Result<void> advanceClock();

private:
    Millis age() const;
    /// Time since then, as far as the trash's clock follows it.
    Millis passed() const;

    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
