#include "sync/engine/transferledger.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kPush = "push", kPull = "pull";

void count(std::array<int, 4> &counts, EntityType type)
{
    ++counts[static_cast<std::size_t>(type) - 1];
}

std::array<int, 4> countsOf(const PendingBatch &sent)
{
    std::array<int, 4> out {};
    for (const QueuedItem &item : sent.items)
        count(out, item.type);
    return out;
}

std::array<int, 4> countsOf(const wire::Page &page)
{
    std::array<int, 4> out {};
    for (const wire::PulledRow &row : page.rows)
        count(out, row.record.type);
    for (const wire::Deletion &deletion : page.deleted)
        count(out, deletion.type);
    return out;
}

Touched touchedBy(const wire::Page &page)
{
    TouchedCounter counter;
    for (const wire::PulledRow &row : page.rows)
        counter.count(conversationOf(row.record), row.record.type);
    for (const wire::Deletion &deletion : page.deleted) {
        if (deletion.type == EntityType::Conversation)
            counter.count(deletion.id, deletion.type);
        if (!deletion.isWithdrawal())
            counter.countDeleted(deletion.type);
    }
    return counter.result();
}

std::size_t bytesThatLeft(const PendingBatch &sent, const SyncReply &reply)
{
    return reply.status > 0 && reply.bytesSent == 0 ? sent.bytes : std::min(reply.bytesSent, sent.bytes);
}

std::string outcomeOf(const SyncReply &reply)
{
    if (reply.status == 200)
        return "ok";
    const std::string code = wire::errorCodeOf(reply.body);
    return code.empty() ? "failed" : code;
}

} // namespace

Touched touchedBy(const wire::Batch &batch)
{
    TouchedCounter counter;
    for (const wire::Item &item : batch.items) {
        counter.count(conversationOf(item.record), item.record.type);
        if (item.action == wire::Action::Delete)
            counter.countDeleted(item.record.type);
    }
    return counter.result();
}

void TransferLedger::pushed(const Team &team, const PendingBatch &sent, const SyncReply &reply)
{
    addBatch(team, sent, bytesThatLeft(sent, reply), outcomeOf(reply));
}

void TransferLedger::cutOff(const Team &team, const PendingBatch &sent, const SyncReply &reply)
{
    if (const std::size_t bytes = bytesThatLeft(sent, reply); bytes > 0)
        addBatch(team, sent, bytes, "cut_off");
}

void TransferLedger::pulled(const Team &team, const wire::Page &page, std::size_t bytes)
{
    if (page.rows.empty() && page.deleted.empty())
        return;
    SyncLogEntry entry;
    entry.team = team.pk;
    entry.direction = kPull;
    entry.counts = countsOf(page);
    entry.touched = touchedBy(page);
    entry.bytes = bytes;
    entry.outcome = "ok";
    add(std::move(entry));
}

void TransferLedger::pullFailed(const Team &team, const SyncReply &reply)
{
    SyncLogEntry entry;
    entry.team = team.pk;
    entry.direction = kPull;
    entry.outcome = outcomeOf(reply);
    add(std::move(entry));
}

void TransferLedger::addBatch(
    const Team &team, const PendingBatch &sent, std::size_t bytes, std::string_view outcome)
{
    SyncLogEntry entry;
    entry.team = team.pk;
    entry.direction = kPush;
    entry.counts = countsOf(sent);
    entry.touched = sent.touched;
    entry.withheld = sent.withheld;
    entry.bytes = bytes;
    entry.outcome = outcome;
    if (const auto here = m_store.outboxSummary().counts(team.pk))
        if (const auto stayed = m_store.log().stayedSince(team.pk, {here->held, here->kept})) {
            entry.held = stayed->held;
            entry.kept = stayed->kept;
        }
    add(std::move(entry));
}

void TransferLedger::add(SyncLogEntry entry)
{
    entry.at = m_clock.now();
    (void)m_store.log().add(entry);
}

} // namespace mimir
