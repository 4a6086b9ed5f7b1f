// Before any team: whether the addresses that claim to have a team known from elsewhere have its history.
#include "sync/engine/syncengine.h"

#include "sync/engine/addresscheck.h"
#include "sync/engine/replymeaning.h"

#include <algorithm>

namespace mimir {

Result<void> SyncEngine::loadClaims()
{
    auto claims = m_store.succession().claimsOfRemovedToo();
    MIMIR_TRY(claims);
    std::erase_if(*claims,
        [this](const AddressClaim &one) { return one.asked.revoked && !m_removedTeams.isDue(one.asked); });
    dropFailedClaims(*claims);
    m_run.claims = std::move(*claims);
    std::ranges::reverse(m_run.claims);
    return {};
}

void SyncEngine::dropFailedClaims(std::vector<AddressClaim> &claims) const
{
    std::erase_if(
        claims, [this](const AddressClaim &one) { return m_run.failed.contains(one.asked.server); });
}

Result<void> SyncEngine::acceptAddress(const AddressClaim &claim)
{
    Team there = claim.asked;
    MIMIR_TRY(m_removedTeams.isMember(there));
    const auto before = m_store.teams().find(claim.predecessor);
    MIMIR_TRY(before);
    m_checked.erase(claim.predecessor);
    m_run.teamsLoaded = false;
    if (*before) // that server's failure no longer matters
        m_run.failed.erase((*before)->server);
    if (m_run.failed.empty())
        m_run.failure.reset();
    return m_store.succession().accept(claim);
}

Result<void> SyncEngine::refuseAddress(const AddressClaim &claim)
{
    Team there = claim.asked;
    MIMIR_TRY(m_removedTeams.isMember(there));
    return m_store.succession().markOtherHistory(claim);
}

// Only a server with a valid certificate can answer there at all.
void SyncEngine::askSecured(const SyncReply &failure)
{
    const auto secured = securedAddress(m_team.server);
    const bool cancelled = failure.status == 0 && failure.failure == ErrorCode::Cancelled;
    if (!secured || cancelled || !m_run.secured.insert(*secured).second)
        return failConnection(failure);
    SyncRequest ask;
    ask.server = *secured;
    send(std::move(ask), [this, failure, secured = *secured](const SyncReply &reply) {
        const auto health
            = reply.status == 200 ? wire::decodeHealth(reply.body) : Result<wire::Health>(Error {});
        if (!health || !health->ours)
            return failConnection(failure);
        if (const auto noted = m_store.succession().noteAddress(m_team.server, secured); !noted)
            return fail(noted.error());
        if (const auto claims = loadClaims(); !claims)
            return fail(claims.error());
        failConnection(failure); // the other address is checked next
    });
}

void SyncEngine::nextAddress()
{
    m_team = m_run.claims.back().asked;
    if (m_healthOf != m_team.server)
        return askHealth([this] { next(); });
    if (m_team.proof.empty())
        return askAddress();
    send(request(SyncRequest::Kind::Proof),
        [this, claim = m_run.claims.back()](const SyncReply &reply) { proofAnswered(claim, reply); });
}

// Sent first, since it changes nothing there: a pull that shows a proof makes a server with older data begin
// a new history.
void SyncEngine::proofAnswered(const AddressClaim &claim, const SyncReply &reply)
{
    const ProofVerdict verdict = proofVerdict(reply);
    if (verdict == ProofVerdict::OtherHistory)
        return addressDecided(refuseAddress(claim));
    if (verdict == ProofVerdict::NotSaid && reply.status != 404)
        return addressAnswered(claim, reply); // still unknown
    if (verdict == ProofVerdict::NotSaid)
        m_team.proof.clear(); // a server without proofs
    askAddress();
}

void SyncEngine::askAddress()
{
    SyncRequest ask = request(SyncRequest::Kind::Pull);
    ask.since = m_team.cursor;
    ask.limit = 1;
    ask.lastOpSeq = m_team.lastOpSeq;
    send(std::move(ask),
        [this, claim = m_run.claims.back()](const SyncReply &reply) { addressAnswered(claim, reply); });
}

void SyncEngine::addressAnswered(const AddressClaim &claim, const SyncReply &reply)
{
    if (isDeviceRollback(reply))
        return rotateDevice();
    if (isRemovalFromTeam(reply))
        return addressDecided(m_removedTeams.removed(claim.asked));
    switch (addressVerdict(claim.asked, reply)) {
    case AddressVerdict::SameHistory:
        return addressDecided(acceptAddress(claim));
    case AddressVerdict::OtherHistory:
        return addressDecided(refuseAddress(claim));
    case AddressVerdict::NoAnswer:
        break;
    }
    if (!handleRefusal(reply))
        failConnection(reply);
}

void SyncEngine::addressDecided(Result<void> noted)
{
    if (noted)
        noted = loadClaims();
    if (!noted)
        return fail(noted.error());
    next();
}

} // namespace mimir
