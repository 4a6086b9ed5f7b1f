// Fetches what a team's server has, a page at a time.
#include "sync/engine/syncengine.h"

#include "core/ids.h"
#include "storage/tables/servertime.h"
#include "sync/engine/replymeaning.h"
#include "sync/tuning.h"

#include <algorithm>
#include <utility>

namespace mimir {

// A refused item may be at the server anyway, through a send whose answer was lost; its echo is not sent
// back. So the server is asked for it, a few in each run, until it is known.
Result<std::vector<std::string>> SyncEngine::unsettledItems()
{
    std::vector<std::string> names;
    if (minimalServer() || m_run.breaks > 0)
        return names; // after a page broke off, it is requested again without them
    OutboxKey &after = m_askedFor.try_emplace(m_team.pk, EntityType::Conversation, 0).first->second;
    const std::size_t most = std::min(tuning::kAskedItems, m_window.pageRows());
    const auto items = m_store.outboxList().unsettled(m_team.pk, after, most);
    MIMIR_TRY(items);
    for (const QueuedItem &item : *items)
        if (isValidId(item.id)) // no server has any other, and asking for one makes the whole page fail
            names.push_back(itemName(item.type, item.id));
    after = items->size() < most ? OutboxKey(EntityType::Conversation, 0)
                                 : OutboxKey(items->back().type, items->back().pk);
    MIMIR_TRY(addHeld(names, most - std::min(most, names.size())));
    return names;
}

// What a server asked to delete, and still has, it did not delete.
Result<void> SyncEngine::addHeld(std::vector<std::string> &names, std::size_t most)
{
    if (most == 0)
        return {}; // refused items fill this page
    const MassDeletion held(m_store.database(), m_clock);
    const MassDeletion::Key first(EntityType::Conversation, "");
    MassDeletion::Key &after = m_askedHeld.try_emplace(m_team.pk, first).first->second;
    const auto asked = held.asked(m_team, after, most);
    MIMIR_TRY(asked);
    for (const auto &[type, id] : *asked)
        if (isValidId(id))
            names.push_back(itemName(type, id));
    after = asked->size() < most ? first : asked->back();
    return {};
}

void SyncEngine::pull()
{
    SyncRequest pull = request(SyncRequest::Kind::Pull);
    auto items = unsettledItems();
    if (!items)
        return fail(items.error());
    pull.items = std::move(*items);
    pull.since = m_team.cursor;
    pull.limit = m_window.pageRows();
    if (!m_checked.contains(m_team.pk))
        pull.lastOpSeq = m_team.lastOpSeq;
    send(pull, [this, asked = pull.items](const SyncReply &reply) { pulled(reply, asked); });
}

void SyncEngine::pulled(const SyncReply &reply, const std::vector<std::string> &asked)
{
    if (isDeviceRollback(reply))
        return rotateDevice();
    if (reply.status != 200)
        return pullFailed(reply);
    auto page = wire::decodePage(reply.body);
    if (!page)
        return pageUnusable(unusable(page.error(), reply));
    const auto noted = noteProtocol(page->cursor.empty() ? 0 : wire::kProtocol);
    if (!noted)
        return fail(noted.error());
    if (!minimalServer() && (page->cursor.empty() || page->epoch.empty()))
        return pageUnusable(wrongAnswer());
    if (!m_team.epoch.empty() && !page->epoch.empty() && page->epoch != m_team.epoch)
        return startOver();
    if (!isPlausible(*page, asked))
        return pageUnusable(wrongAnswer());
    if (!page->hasMore && isBelowProof(page->position)) {
        (void)m_store.teams().notePullUnfinished(m_team.pk);
        return doubtPosition();
    }
    if (const auto member = m_removedTeams.isMember(m_team); !member)
        return fail(member.error());
    m_run.caughtUpAt = page->hasMore ? std::nullopt : page->position;
    auto reconciliation = m_store.replica().reconciliation();
    if (const auto compared
        = page->position ? reconciliation.notePosition(m_team, *page->position) : Result<void>();
        !compared)
        return fail(compared.error());
    if (isEmptyPage(*page))
        return emptyPageCame(*page);
    pageCame(*page, reply.body.size());
}

// Of a page that cannot be understood as a whole nothing is used: the cursor stays. Nor does it count as the check:
// nothing is sent in a history of which nothing is stored yet.
void SyncEngine::pageUnusable(const SyncReply &why)
{
    (void)m_store.teams().notePullUnfinished(m_team.pk);
    failConnection(why);
}

void SyncEngine::pullFailed(const SyncReply &reply)
{
    (void)m_store.teams().notePullUnfinished(m_team.pk);
    m_ledger.pullFailed(m_team, reply);
    const auto shrink = [this] { return m_window.pageBroke(m_window.pageRows()); };
    if (!handleRefusal(reply) && !repeatSmaller(reply, shrink, [this] { pull(); }))
        failConnection(reply);
}

void SyncEngine::emptyPageCame(const wire::Page &page)
{
    if (!page.cursor.empty())
        m_team.cursor = page.cursor; // saved when it is due
    return m_checked.insert(m_team.pk).second ? push() : finishTeam();
}

void SyncEngine::pageCame(wire::Page &page, std::size_t bytes)
{
    const bool timestamps = page.cursor.empty();
    if (timestamps) {
        page.cursor = std::to_string(std::max<Millis>(0, page.serverTimestamp - tuning::kOverlap));
        page.epoch.clear(); // it has none
    }
    const bool isEmpty = page.rows.empty() && page.deleted.empty() && page.conflicts.empty();
    m_run.emptyPages = isEmpty && page.hasMore ? m_run.emptyPages + 1 : 0;
    const bool stuck
        = (page.hasMore && page.cursor == m_team.cursor) || m_run.emptyPages > tuning::kEmptyPagesInARow;
    m_run.breaks = 0;
    const auto outcome
        = storePage(page, timestamps ? Replica::Source::Timestamps : Replica::Source::Revisions, bytes);
    if (!outcome)
        return fail(outcome.error());
    m_run.outcome.received += outcome->applied;
    m_run.outcome.conflicts += outcome->newConflicts;
    m_run.sendAgain = m_run.sendAgain || outcome->queued > 0;
    notePosition(page);
    if (stuck)
        return failConnection(wrongAnswer());
    afterPage(page.hasMore);
}

void SyncEngine::notePosition(const wire::Page &page)
{
    if (page.position)
        noteProof(page.cursor, *page.position);
    m_team.cursor = page.cursor;
    m_team.epoch = page.epoch;
    m_team.pullFailed = page.hasMore;
    m_team.fullPull = m_team.fullPull && page.hasMore;
    m_run.progress.received += static_cast<std::int64_t>(page.rows.size() + page.deleted.size());
    m_run.progress.fetching = page.hasMore;
    tellProgress();
}

void SyncEngine::afterPage(bool hasMore)
{
    if (hasMore && m_checked.contains(m_team.pk))
        return pull();
    if (m_checked.insert(m_team.pk).second)
        return push(); // what is here is sent first; the remaining pages follow
    if (std::exchange(m_run.sendAgain, false))
        return push();
    finishTeam();
}

Result<void> SyncEngine::queueDropped(Replica::PageOutcome &outcome)
{
    const Millis now = m_clock.now();
    for (const OutboxKey &key : outcome.dropped)
        if (const Millis pause = m_resendPause.next(key, now); pause > 0)
            MIMIR_TRY(Outbox(m_store.database()).postpone(key.first, key.second, now + pause));
        else
            ++outcome.queued;
    return {};
}

Result<Replica::PageOutcome> SyncEngine::storePage(
    const wire::Page &page, Replica::Source source, std::size_t bytes)
{
    Transaction transaction(m_store.database());
    MIMIR_TRY(transaction.begun());
    auto outcome = m_store.replica().applyPage(m_team, page, source);
    MIMIR_TRY(outcome);
    MIMIR_TRY(queueDropped(*outcome));
    m_ledger.pulled(m_team, page, bytes);
    MIMIR_TRY(m_window.pagePassed(page.hasMore ? m_window.pageRows() : page.rows.size()));
    MIMIR_TRY(transaction.commit());
    return outcome;
}

// Most pulls of an idle device bring nothing: they should not wear out the disk.
bool SyncEngine::isEmptyPage(const wire::Page &page) const
{
    if (page.hasMore || !page.rows.empty() || !page.deleted.empty() || !page.conflicts.empty()
        || page.unknown > 0 || m_team.fullPull || !m_team.lastPull)
        return false;
    if (page.cursor != m_team.cursor && std::abs(m_clock.now() - *m_team.lastPull) >= tuning::kPositionSave)
        return false;
    const Millis drift
        = page.serverTimestamp - m_clock.now() - ServerTime(m_store.database(), m_clock).offset();
    return !m_team.cursor.empty() && m_team.lastPull && !m_team.pullFailed && page.epoch == m_team.epoch
        && std::abs(drift) < tuning::kSteadyOffset;
}

} // namespace mimir
