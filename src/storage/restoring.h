// Rows that come back under new ids: from the trash, and rows that a server wants deleted and the user keeps.
// A deleted id stays deleted everywhere.
#pragma once

#include "core/randomsource.h"
#include "core/records/record.h"
#include "storage/trash/massdeletion.h"
#include "storage/trash/trash.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

class Store;

class Restoring {
public:
    explicit Restoring(Store &store, RandomSource &random) : m_store(store), m_random(random) { }

    /// Creates a new row from one in the trash; a conversation comes with everything that was deleted with it
    /// and everything recorded into it since. It belongs to the team it came from. Returns the new id.
    /// Errors: NotFound.
    Result<std::string> fromTrash(std::string_view id);

    enum class Answer : std::uint8_t {
        Delete, ///< as the server says; it goes to the trash
        Keep,   ///< what is here stays, under new ids, and is sent again
    };
    /// How many items changed, as MassDeletion counts them.
    struct Answered {
        std::int64_t count = 0;
        std::int64_t purged = 0; ///< those that are not in the trash: they were removed for privacy on
                                 ///< another device
    };
    /// The user's answer to all held deletions (MassDeletion).
    Result<Answered> answerDeletions(Answer answer);

private:
    /// Of those that were held.
    Result<std::int64_t> purgedOf(const std::vector<HeldDeletion> &held) const;
    Result<void> answerOne(const HeldDeletion &held, Answer answer);
    /// Writes copies of related rows under new ids, a conversation first. Returns the id of the first.
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
    /// The user's own rows that are here; for a conversation, what belongs to it as well.
    Result<std::vector<Record>> rowsOf(EntityType type, std::string_view id);

    Store &m_store;
    RandomSource &m_random;
};

} // namespace mimir
