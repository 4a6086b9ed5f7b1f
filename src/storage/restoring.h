// Rows that come back under new ids: out of the trash, and those that a server wants deleted and the person
// keeps. A deleted id stays deleted everywhere.
#pragma once

#include "core/randomsource.h"
#include "core/record.h"
#include "storage/massdeletion.h"
#include "storage/trash.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

class Store;

class Restoring {
public:
    explicit Restoring(Store &store, RandomSource &random) : m_store(store), m_random(random) { }

    /// Makes a new row of one in the trash, of a conversation with all that went with it and was recorded into
    /// it since; it belongs to the team it came from. Returns the new id. Errors: NotFound.
    Result<std::string> fromTrash(std::string_view id);

    /// What was recorded into a conversation after it was deleted: it is here alone and waits for the
    /// conversation, which fromTrash() brings back, out of the trash or as a new one.
    struct Orphans {
        std::string conversation;
        std::int64_t team = 0; ///< whose server deleted it; 0 = not known
        std::int64_t count = 0;
        Millis since = 0;
    };
    Result<std::vector<Orphans>> orphans() const;
    Result<std::vector<Record>> orphansOf(std::string_view conversation) const;

    enum class Answer : std::uint8_t {
        Delete, ///< as the server says; the trash has it
        Keep,   ///< what is here stays, under new ids, and is sent again
    };
    /// How many items it changed, as MassDeletion counts them.
    struct Answered {
        std::int64_t count = 0;
        std::int64_t purged = 0; ///< of these the trash has none: they were removed for privacy on another device
    };
    /// What the person says to all deletions that are held (MassDeletion).
    Result<Answered> answerDeletions(Answer answer);

private:
    /// Of those that were held.
    Result<std::int64_t> purgedOf(const std::vector<HeldDeletion> &held) const;
    Result<void> answerOne(const HeldDeletion &held, Answer answer);
    /// Writes copies of rows that belong together, a conversation first, under new ids. Returns the id of the
    /// first.
    Result<std::string> writeCopies(std::vector<Record> records, std::int64_t team, std::string_view title);
    Result<void> write(const Record &record, const std::string &former, std::int64_t team);
    Result<void> noteFormer(const Record &record, const std::string &former);
    /// What fromTrash() brings back. Errors: NotFound.
    struct Found {
        std::vector<Record> records;
        std::int64_t team = 0;
        std::string title;
        std::optional<Trash::Entry> entry;
    };
    Result<Found> find(std::string_view id) const;
    /// Own ones that are here; of a conversation what belongs to it as well.
    Result<std::vector<Record>> rowsOf(EntityType type, std::string_view id);

    Store &m_store;
    RandomSource &m_random;
};

} // namespace mimir
