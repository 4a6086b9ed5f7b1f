// Makes batches of what waits in the outbox: what is due, parents first, each change with a number.
#pragma once

#include "storage/batches/batchselection.h"

#include <set>

namespace mimir {

struct LocalRow;

class BatchBuilder {
public:
    BatchBuilder(Database &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    enum class Deletes : std::uint8_t {
        Included,
        LeftOut, ///< they cannot be expressed to a server of the original contract
    };
    /// Selects up to a batch of due rows of a team, parents first, and gives each its opSeq in one durable
    /// transaction. `only` restricts it to these keys: halves of a batch that was refused as a whole. Empty
    /// while privacy mode is on; what may not be sent by the user's rules is kept here (Outbox::State::Kept), what
    /// only the organisation's minimum keeps back waits. What is
    /// too large for the server, or has an invalid time or id, is marked as failed (unsendable). The rows are
    /// as they are here: PrivacyPolicy derives from them what is sent, and noteWithheld() records it before
    /// sending.
    Result<PendingBatch> build(std::int64_t team, const BatchLimits &limits,
        const std::set<OutboxKey> *only = nullptr, Deletes deletes = Deletes::Included);
    /// The folders of the conversations that items of a batch are of, once each; "" for those without one.
    Result<std::set<std::string>> workspacesOf(const wire::Batch &batch) const;
    /// Stores the forms of a batch: when they come back, they do not replace their original values (Replica).
    Result<void> noteWithheld(const PendingBatch &pending);
    /// Whether a row of this team could be sent now; for the simulation.
    bool hasDue(std::int64_t team, Millis now) const;

    /// What PrivacyPolicy would be given for this entity: its change as build() would build it now, or the
    /// whole row when nothing of it waits. opSeq 0 where no number was given yet. Errors: NotFound.
    struct Preview {
        wire::Item item; ///< as it is here
        PrivacyLevel level = PrivacyLevel::Nothing;
        std::int64_t team = 0; ///< 0 = none yet
        bool isKept = false;   ///< its change stays here, whatever its level is by now
    };
    Result<Preview> preview(EntityType type, std::string_view id);

private:
    Result<void> select(
        BatchSelection &selection, std::int64_t team, const std::set<OutboxKey> *only, Deletes deletes);
    /// A row of this team, or of any, may have to wait.
    bool mayAnyWait(std::int64_t team) const;
    Result<void> addHeading(PendingBatch &pending, std::int64_t team, std::int64_t lastOpSeq);
    /// The change of a row, or the whole row, which is taken out of `stored`.
    Result<wire::Item> outgoing(LocalRow &stored) const;

    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
