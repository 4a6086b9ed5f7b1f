// The values that lost in one push, on their way to conflict records.
#pragma once

#include "core/randomsource.h"
#include "server/sync/batchcontext.h"

namespace mimir::server {

/// Lives for one push, inside its transaction.
class PushLosers {
public:
    PushLosers(BatchContext &context, RandomSource &random) : m_batch(context), m_random(random) { }

    enum class InAnswer : std::uint8_t { No, Yes };
    /// `whose`: the user whose devices are told, and the row. InAnswer::Yes: the answer to the present item
    /// names the record.
    void keep(const OwnedKey &whose, Loser loser, InAnswer inAnswer);
    /// Stores what was kept since the last call. Each value gets its own record, or that of an equal one.
    Result<void> store();

private:
    struct Kept {
        ConflictRow row;
        std::size_t item;
        InAnswer inAnswer;
    };

    Result<std::vector<std::optional<std::string>>> knownIds(std::span<const ConflictRow> rows);

    BatchContext &m_batch;
    RandomSource &m_random;
    std::vector<Kept> m_kept;
};

} // namespace mimir::server
