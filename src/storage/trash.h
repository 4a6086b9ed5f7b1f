// The person's own rows that a server deleted, kept on this device alone for 30 days. Restoring one makes a
// new row: its old id stays deleted at the server for good.
//
// What the person removed for privacy on another device is not kept, but for what was written here: only that it was
// there is noted for as long (purges).
//
// Age is counted by a clock of the trash's own, which goes on by no more than a day at a time: a device whose
// clock was wrong once does not empty it.
#pragma once

#include "storage/entitytable.h"

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
        std::string conversationId; ///< its own id, of a conversation
        std::string title;          ///< of the conversation, for people; hostile text
        std::int64_t team = 0;
        Millis at = 0;          ///< when it was deleted here
        std::int64_t parts = 0; ///< messages and tool calls that went with a conversation
        Millis left = 0; ///< it is kept as long, and longer where the clock jumps
        int daysLeft() const { return static_cast<int>((left + kDay - 1) / kDay); }
    };

    /// A row that is about to go. `title`: of its conversation; `authored`: written on this device.
    Result<void> put(const LocalRow &row, std::int64_t team, std::string_view title, bool authored);
    /// A row that is about to go and is not kept.
    Result<void> notePurge(const Record &record);
    /// What of it was put here and is not to be kept any more.
    Result<void> purge(EntityType type, std::string_view id);
    /// How many are not kept, as a person counts: what went with its conversation is part of that.
    Result<std::int64_t> purged() const;
    /// A conversation with all that belongs to it, or one row.
    Result<void> remove(EntityType type, std::string_view id);

    /// Newest first, without what is due to go. What went with its conversation is counted there.
    Result<std::vector<Entry>> list() const;
    Result<std::optional<Entry>> find(std::string_view id) const;
    /// The entry's row; of a conversation, all that went with it as well, after it.
    Result<std::vector<Record>> contents(const Entry &entry) const;

    /// Lets time pass: what has been here for kDays goes.
    Result<void> advanceClock();

private:
    Millis age() const;
    /// Since then, as far as the trash's clock goes along.
    Millis passed() const;

    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
