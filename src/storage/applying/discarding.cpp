#include "storage/applying/discarding.h"

#include "storage/outbox/outboxlist.h"
#include "storage/tables/fieldinstants.h"
#include "storage/tables/shadows.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/trash/rowremoval.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kDiscarded = "discarded";

} // namespace

Result<Discarding::Outcome> Discarding::discard(std::span<const std::string> ids)
{
    Outcome outcome;
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        for (const std::string &id : ids) {
            const auto failed = OutboxList(m_database).failed(id);
            MIMIR_TRY(failed);
            for (const QueuedItem &item : *failed)
                MIMIR_TRY(discardOne(item, outcome));
        }
    }
    MIMIR_TRY(transaction.commit());
    return outcome;
}

Result<void> Discarding::discardOne(const QueuedItem &item, Outcome &outcome)
{
    // This is the only copy: discarding it would lose the conversation of what was sent after it, and the
    // user's text.
    if (item.action == wire::Action::Create && !Shadows(m_database).has(item.type, item.pk)) {
        ++outcome.keptHere;
        return m_outbox.keepHere(item.type, item.pk);
    }
    const auto team = TeamRegistry(m_database).find(item.team.value_or(0));
    MIMIR_TRY(team);
    if (!*team)
        return Error {ErrorCode::NotFound, "its team is no longer known on this device"};
    ++outcome.reverted;
    return revert(**team, item);
}

Result<void> Discarding::revert(const Team &team, const QueuedItem &item)
{
    const auto shadow = Shadows(m_database).extract(item.type, item.pk);
    MIMIR_TRY(shadow);
    std::optional<wire::PulledRow> theirs;
    if (*shadow && (*shadow)->payload) {
        auto parsed = RowAdoption::parsed(item.type, *(*shadow)->payload, (*shadow)->rev);
        MIMIR_TRY(parsed);
        theirs = std::move(*parsed);
    }
    MIMIR_TRY(giveUp(item, theirs ? &*theirs : nullptr));
    MIMIR_TRY(giveUpInstants(item));
    MIMIR_TRY(m_outbox.remove(item.type, item.pk));
    if (theirs)
        return m_adoption.adopt(team, *theirs);
    if (*shadow)
        return RowRemoval(m_database, m_clock).drop(team, item.type, item.id, (*shadow)->rev);
    return item.action == wire::Action::Delete ? Result<void>() : fetchAgain(team, item);
}

Result<void> Discarding::giveUp(const QueuedItem &item, const wire::PulledRow *theirs)
{
    if (item.action != wire::Action::Delete) {
        MIMIR_TRY(
            m_lost.storeEdits({item.type, item.id, item.pk, kDiscarded, theirs, Conflict::State::Dismissed}));
        return {};
    }
    const auto head = EntityTable::of(item.type).head(m_database, item.id);
    MIMIR_TRY(head);
    return *head && (*head)->deleted ? RowRemoval(m_database, m_clock).undoDelete(item.type, item.pk, item.id)
                                     : Result<void>();
}

Result<void> Discarding::giveUpInstants(const QueuedItem &item)
{
    const auto change = m_outbox.change(item.type, item.pk);
    MIMIR_TRY(change);
    if (!*change || (*change)->action == wire::Action::Delete)
        return {};
    auto instants = FieldInstants::read(m_database, item.type, item.pk);
    MIMIR_TRY(instants);
    for (const auto &[field, at] : (*change)->changed)
        instants->giveUp(field);
    if ((*change)->action == wire::Action::Create)
        for (const json::Member &field : (*change)->record.fields.members())
            instants->giveUp(field.key);
    return instants->write(m_database, item.type, item.pk);
}

// Only the server still has the row as it was.
Result<void> Discarding::fetchAgain(const Team &team, const QueuedItem &item)
{
    MIMIR_TRY(m_database.run(
        "UPDATE " + std::string(tableName(item.type)) + " SET base_rev = max(base_rev - 1, 0) WHERE pk = ?",
        item.pk));
    return m_database.run("UPDATE teams SET cursor = '', full_pull = 1 WHERE pk = ?", team.pk);
}

} // namespace mimir
