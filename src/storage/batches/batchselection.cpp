#include "storage/batches/batchselection.h"

#include "core/ids.h"
#include "core/records/timecheck.h"
#include "storage/batches/sentrows.h"

#include <algorithm>

namespace mimir {
namespace {

// Other programs write rows by plain SQL, in whatever unit they like.
Result<void> timesToSend(const wire::Item &item)
{
    const bool isNew = item.action == wire::Action::Create && item.baseRev == 0 && !item.offer;
    return checkStoredTimes(item.record, [&item, isNew](std::string_view field) {
        return isNew
            || (!item.offer
                && std::ranges::find(item.changed, field, &std::pair<std::string, Millis>::first)
                    != item.changed.end());
    });
}

} // namespace

BatchSelection::Fault BatchSelection::faultOf(const OutboxItem &out) const
{
    const Record &record = out.item.record;
    if (!isValidId(record.id))
        return {Outbox::kBadId,
            std::string(typeName(record.type))
                + ": \"id\" must be 1 to 64 characters from A-Z a-z 0-9 _ . : -"};
    if (out.bytes > m_limits.itemBytes)
        return {Outbox::kTooLarge, "larger than the server accepts"};
    if (const auto times = timesToSend(out.item); !times)
        return {Outbox::kOddTime, times.error().message};
    return {};
}

Result<void> BatchSelection::consider(QueuedItem item, const Query &row)
{
    const bool suspect = item.errorCode == Outbox::kBatchRefused;
    // Its children come after it and must not overtake it.
    m_isFull = suspect && !m_pending.empty();
    if (m_isFull)
        return {};
    auto out = readOutboxItem(m_database, row);
    MIMIR_TRY(out);
    if (!*out) { // another program replaced the row: the new one is queued by itself
        m_nowhere.push_back(std::move(item));
        return {};
    }
    follow(item, (*out)->item);
    const auto level = m_levels.of((*out)->item, item.team);
    MIMIR_TRY(level);
    if (level->level() == PrivacyLevel::Nothing) {
        if (level->own == PrivacyLevel::Nothing)
            m_private.push_back(std::move(item));
        return {}; // what only the organisation keeps back waits
    }
    if ((*out)->item.action == wire::Action::Delete && !isValidId(item.id))
        m_nowhere.push_back(std::move(item));
    else if (Fault fault = faultOf(**out); !fault.code.empty())
        m_unfit.push_back({std::move(item), std::move(fault)});
    else
        return addAtLevel(std::move(item), std::move(**out), level->level());
    return {};
}

Result<void> BatchSelection::addAtLevel(QueuedItem item, OutboxItem out, PrivacyLevel level)
{
    if (out.item.forPrivacy && out.item.action != wire::Action::Delete) {
        const auto row = SentRows(m_database).read(item.type, item.pk);
        MIMIR_TRY(row);
        level = *row ? (*row)->levelToday() : level;
    }
    add(std::move(item), std::move(out), level);
    return {};
}

// Another program gave the row another id before it was sent: it is sent under that one, as a new operation.
void BatchSelection::follow(QueuedItem &item, const wire::Item &row)
{
    if (row.action == wire::Action::Delete || row.record.id == item.id)
        return;
    item.id = row.record.id;
    item.opSeq = 0;
    m_renamed.push_back(item);
}

void BatchSelection::add(QueuedItem item, OutboxItem out, PrivacyLevel level)
{
    if (!m_pending.empty() && m_bytes + out.bytes > m_limits.bytes) {
        m_isFull = true;
        return;
    }
    m_isFull = m_pending.suspect = item.errorCode == Outbox::kBatchRefused;
    m_bytes += out.bytes;
    item.opSeq = item.opSeq > 0 ? item.opSeq : ++m_lastOpSeq;
    out.item.opSeq = item.opSeq;
    m_pending.items.push_back(std::move(item));
    m_pending.batch.items.push_back(std::move(out.item));
    m_pending.levels.push_back(level);
}

Result<void> BatchSelection::store()
{
    for (const QueuedItem &item : m_renamed)
        MIMIR_TRY(m_database.run(
            "UPDATE sync_queue SET id = ?3, op_seq = NULL WHERE entity_type = ?1 AND entity_pk = ?2",
            item.type, item.pk, item.id));
    for (const QueuedItem &item : m_pending.items)
        MIMIR_TRY(m_database.run(
            "UPDATE sync_queue SET op_seq = ?3 WHERE entity_type = ?1 AND entity_pk = ?2 AND op_seq IS NULL",
            item.type, item.pk, item.opSeq));
    Outbox outbox(m_database);
    for (const Unfit &one : m_unfit)
        MIMIR_TRY(outbox.markFailed(one.item, one.fault.code, one.fault.message));
    for (const QueuedItem &item : m_nowhere)
        MIMIR_TRY(outbox.remove(item.type, item.pk));
    for (const QueuedItem &item : m_private)
        MIMIR_TRY(outbox.keepHere(item.type, item.pk));
    return {};
}

} // namespace mimir
