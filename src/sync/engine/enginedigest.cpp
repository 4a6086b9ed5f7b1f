// Compares what a team's server has of the user's own rows with what is here, and pulls again what differs.
#include "sync/engine/syncengine.h"

#include "sync/engine/replymeaning.h"
#include "sync/tuning.h"

#include <algorithm>

namespace mimir {
namespace {

// The parts in which one side has something else than the other; both are ascending.
std::vector<std::int64_t> differingParts(
    const std::vector<wire::DigestPart> &here, const std::vector<wire::DigestPart> &there)
{
    std::vector<std::int64_t> parts;
    auto mine = here.begin();
    auto theirs = there.begin();
    while (mine != here.end() || theirs != there.end()) {
        if (theirs == there.end() || (mine != here.end() && mine->part < theirs->part)) {
            parts.push_back((mine++)->part);
        } else if (mine == here.end() || theirs->part < mine->part) {
            parts.push_back((theirs++)->part);
        } else {
            if (*mine != *theirs)
                parts.push_back(mine->part);
            ++mine;
            ++theirs;
        }
    }
    return parts;
}

} // namespace

// Only of a whole state: nothing is left to fetch, and the last page said where the server is.
Result<bool> SyncEngine::shouldCompare()
{
    if (minimalServer() || m_team.fullPull || m_team.proof.empty() || !m_run.caughtUpAt
        || m_run.compared.contains(m_team.pk))
        return false;
    return m_store.replica().reconciliation().isDue(m_team);
}

void SyncEngine::askDigest(std::int64_t fromPart)
{
    m_run.compared.insert(m_team.pk);
    if (fromPart == 0)
        m_run.comparison = {};
    SyncRequest digest = request(SyncRequest::Kind::Digest);
    digest.digestFrom = fromPart;
    send(digest, [this](const SyncReply &reply) { digestCame(reply); });
}

void SyncEngine::digestCame(const SyncReply &reply)
{
    if (reply.status != 200)
        return digestFailed(reply);
    const auto digest = wire::decodeDigest(reply.body);
    if (!digest)
        return failConnection(unusable(digest.error(), reply));
    auto &theirs = m_run.comparison.theirs;
    if (!theirs.empty() && !digest->parts.empty() && digest->parts.front().part <= theirs.back().part)
        return failConnection(wrongAnswer());
    theirs.insert(theirs.end(), digest->parts.begin(), digest->parts.end());
    if (theirs.size() > tuning::kDigestParts)
        return failConnection(wrongAnswer());
    if (digest->position != m_run.caughtUpAt || digest->epoch != m_team.epoch)
        return compareLater(); // something was written meanwhile
    if (digest->hasMore)
        return askDigest(theirs.back().part + 1);
    const auto here = m_store.replica().reconciliation().known(m_team);
    if (!here)
        return fail(here.error());
    m_run.comparison.parts = differingParts(*here, theirs);
    askDigestRows();
}

void SyncEngine::askDigestRows()
{
    const auto &parts = m_run.comparison.parts;
    if (m_run.comparison.asked == std::min(parts.size(), tuning::kComparedParts))
        return judgeDifferences();
    SyncRequest rows = request(SyncRequest::Kind::Digest);
    rows.digestPart = parts[m_run.comparison.asked];
    send(rows, [this](const SyncReply &reply) { digestRowsCame(reply); });
}

void SyncEngine::digestRowsCame(const SyncReply &reply)
{
    if (reply.status != 200)
        return digestFailed(reply);
    auto rows = wire::decodeDigestRows(reply.body, m_run.comparison.parts[m_run.comparison.asked]);
    if (!rows)
        return failConnection(unusable(rows.error(), reply));
    if (rows->position != m_run.caughtUpAt || rows->epoch != m_team.epoch)
        return compareLater();
    std::ranges::move(rows->rows, std::back_inserter(m_run.comparison.rows));
    ++m_run.comparison.asked;
    askDigestRows();
}

// Where too much differs to be asked for, everything is pulled; what is missing there is found the next time.
void SyncEngine::judgeDifferences()
{
    auto &[theirs, parts, asked, rows] = m_run.comparison;
    auto reconciliation = m_store.replica().reconciliation();
    const auto found = asked < parts.size() ? reconciliation.tooMuchDiffers(m_team)
                                            : reconciliation.judge(m_team, parts, rows, m_random);
    if (!found)
        return fail(found.error());
    m_run.outcome.reconciled = m_run.outcome.reconciled || found->differs;
    if (found->differs)
        return nextTeam();
    found->queued ? push() : finishTeam();
}

void SyncEngine::digestFailed(const SyncReply &reply)
{
    if (reply.status == 404) { // a server from before it
        const auto noted = m_store.replica().reconciliation().agreed(m_team, m_random);
        return noted ? finishTeam() : fail(noted.error());
    }
    if (reply.status == 410) // if a new history has begun, the next pull says so, too
        return compareLater();
    if (!handleRefusal(reply))
        failConnection(reply);
}

void SyncEngine::compareLater()
{
    const auto noted = m_store.replica().reconciliation().postpone(m_team);
    return noted ? finishTeam() : fail(noted.error());
}

} // namespace mimir
