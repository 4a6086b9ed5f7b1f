// What servers have from this store, conversation by conversation: to look again, by the rules of today, at what was
// sent by those of its day. What was sent is not stored; of what was withheld of it there are digests (WithheldForms).
#pragma once

#include "storage/batches/outgoinglevels.h"
#include "storage/tables/withheldforms.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct SentRow {
    wire::Item item; ///< as it is here, as an update of nothing
    std::int64_t pk = 0;
    std::int64_t team = 0;
    OutgoingLevel level;
    bool isThere = false;                   ///< a server has acknowledged it
    bool recordedHere = false;              ///< otherwise it is as a server gave it
    bool waits = false;                     ///< its masked form waits to be sent (OutboxWriter::reform)
    std::vector<WithheldForms::Form> forms; ///< of these values, in which the server may have them

    /// By which it is to be judged: what another device recorded has gone by that one's rules; what no one may send
    /// goes from there as well.
    PrivacyLevel levelToday() const
    {
        return recordedHere || level.level() == PrivacyLevel::Nothing ? level.level() : PrivacyLevel::Full;
    }
};

class SentRows {
public:
    explicit SentRows(Database &database) : m_database(database), m_levels(database) { }

    /// How many rows servers have.
    Result<std::int64_t> count() const;
    /// The present account's conversations of which a server has something; "" for entries without one.
    Result<std::vector<std::string>> conversations() const;
    /// Whether a server has anything of it.
    Result<bool> isSent(std::string_view conversation) const;
    /// The rows of one, parents first, also those that no server has yet. An error of `visit` ends it.
    using Visit = std::function<Result<void>(SentRow &row)>;
    Result<void> each(std::string_view conversation, const Visit &visit);
    Result<std::optional<SentRow>> read(EntityType type, std::int64_t pk);

private:
    Result<std::vector<std::int64_t>> keys(EntityType type, std::string_view conversation) const;
    Result<void> readState(SentRow &row) const;

    Database &m_database;
    OutgoingLevels m_levels;
};

} // namespace mimir
