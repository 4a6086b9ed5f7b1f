// The way out for changes that the server refuses permanently: back to its version, without losing anything.
#include "storage/replica.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kDiscarded = "discarded";

bool editsWhatIsWrittenOnce(const SyncQueue &queue, const QueuedItem &item)
{
    const auto change = queue.change(item.type, item.pk);
    return change && *change && std::ranges::any_of((*change)->changed, [&](const auto &edit) {
        return mergeRule(item.type, edit.first) == MergeRule::Once;
    });
}

} // namespace

Result<Replica::DiscardOutcome> Replica::discard(std::span<const std::string> ids)
{
    DiscardOutcome outcome;
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        for (const std::string &id : ids) {
            const auto failed = m_queue.failed(id);
            MIMIR_TRY(failed);
            for (const SyncQueue::Row &row : *failed)
                MIMIR_TRY(discardOne(row, outcome));
        }
    }
    MIMIR_TRY(transaction.commit());
    return outcome;
}

Result<void> Replica::discardOne(const SyncQueue::Row &row, DiscardOutcome &outcome)
{
    const QueuedItem &item = row.item;
    const bool hasShadow = m_database
                               .integer("SELECT 1 FROM sync_shadow WHERE entity_type = ? AND entity_pk = ?",
                                   static_cast<int>(item.type), item.pk)
                               .has_value();
    // This is the only copy: discarding it would lose the conversation of what was sent after it, and the
    // user's text.
    if (item.action == wire::Action::Create && !hasShadow) {
        ++outcome.keptHere;
        return m_queue.keepHere(item.type, item.pk);
    }
    const auto team = TeamRegistry(m_database).find(item.team.value_or(0));
    MIMIR_TRY(team);
    if (!*team)
        return Error {ErrorCode::NotFound, "its team is no longer known on this device"};
    ++outcome.reverted;
    return revertEdit(**team, item);
}

Result<void> Replica::revertEdit(const Team &team, const QueuedItem &item)
{
    auto shadow = takeShadow(item.type, item.pk);
    MIMIR_TRY(shadow);
    std::optional<wire::PulledRow> theirs;
    if (*shadow && (*shadow)->payload) {
        auto parsed = parsedRow(item.type, *(*shadow)->payload, (*shadow)->rev);
        MIMIR_TRY(parsed);
        theirs = std::move(*parsed);
    }
    if (item.action == wire::Action::Delete) {
        const auto head = EntityTable::of(item.type).head(m_database, item.id);
        MIMIR_TRY(head);
        if (*head && (*head)->deleted)
            MIMIR_TRY(restoreAfterRefusedDelete(item.type, item.pk, item.id));
    } else {
        MIMIR_TRY(keepEdits({item.type, item.id, item.pk, kDiscarded, theirs ? &*theirs : nullptr,
            Conflict::State::Dismissed}));
    }
    const bool once = editsWhatIsWrittenOnce(m_queue, item);
    if (once) // the server's version counts, as if nothing of the row were confirmed
        MIMIR_TRY(m_database.run(
            "UPDATE " + std::string(tableName(item.type)) + " SET base_rev = 0 WHERE pk = ?", item.pk));
    MIMIR_TRY(m_queue.removeAcknowledged(item.type, item.pk));
    if (theirs)
        return adopt(team, *theirs);
    if (*shadow)
        return drop(team, item.type, item.id, (*shadow)->rev);
    if (item.action == wire::Action::Delete)
        return {};
    // Only the server still has the row as it was before the edit: the next pull fetches it.
    MIMIR_TRY(m_database.run(
        "UPDATE " + std::string(tableName(item.type)) + " SET base_rev = max(base_rev - 1, 0) WHERE pk = ?",
        item.pk));
    return m_database.run("UPDATE teams SET cursor = '', full_pull = 1 WHERE pk = ?", team.pk);
}

} // namespace mimir
