// How the status is read from the store.
#include "storage/trash/massdeletion.h"
#include "sync/status/syncstatus.h"
#include "sync/tuning.h"

#include <algorithm>
#include <utility>

namespace mimir {
namespace {

// Whether an answer given at `at` is outdated.
bool isOld(Millis at, Millis now)
{
    return std::abs(now - at) >= tuning::kProofAge; // one from the future comes from a different clock
}

// Fills a status from the store, a part at a time. What cannot be read is why nothing is sent, unless another
// process has locked the file for a moment; of several failures, the last one is shown.
class StatusReader {
public:
    StatusReader(Store &store, const RunState &run, SyncStatus::Owner owner);
    SyncStatus read();

private:
    void readCounts();
    void readQueue();
    void readParents();
    void readDecisions();
    void readPrivacy();
    void readAddress();
    void readTeams(const std::vector<Team> &teams);
    void readTeam(const Team &team);
    void readTeamless();
    void readOtherAccounts();
    void decideProof();
    std::optional<StatusQuestion> question();
    std::string serverInUse();
    /// They are counted elsewhere.
    void subtract(std::int64_t changes) { m_status.pending -= std::min(changes, m_status.pending); }
    /// Whether it could be read.
    template <typename T>
    bool note(const Result<T> &read)
    {
        if (!read && read.error().code != ErrorCode::StoreBusy)
            m_status.run.storeError = read.error().code;
        return read.ok();
    }
    /// What cannot be read counts as the stricter of its values.
    template <typename T>
    T orStricter(const Result<T> &read, T stricter)
    {
        if (read)
            return *read;
        m_status.run.storeError = read.error().code;
        return stricter;
    }

    Store &m_store;
    const Millis m_now;
    SyncStatus m_status;
    bool m_isSignedIn = false;
    bool m_isPulled = true; ///< every team
};

StatusReader::StatusReader(Store &store, const RunState &run, SyncStatus::Owner owner)
    : m_store(store), m_now(store.clock().now())
{
    m_status.run = run;
    m_status.owner = owner;
    if (owner != SyncStatus::Owner::Present) {
        // No one is working on it, whatever was planned.
        m_status.run.running = false;
        if (!run.offlineAt || isOld(*run.offlineAt, m_now))
            m_status.run.offline = m_status.run.portal = false;
    }
    if (owner == SyncStatus::Owner::Nobody)
        m_status.triedInVain = std::exchange(m_status.run.nextTry, std::nullopt).has_value();
    if (run.pausedUntil && *run.pausedUntil <= m_now)
        m_status.run.pausedUntil.reset();
    m_isSignedIn = store.settings().text("signed_in") == "1";
    if (m_status.run.paused() || !m_isSignedIn || m_status.run.authExpired) {
        m_status.run.nextTry.reset(); // none takes place
        m_status.triedInVain = false;
    }
}

SyncStatus StatusReader::read()
{
    readCounts();
    const auto teams = m_store.teams().all();
    (void)note(teams);
    if (const auto changed = m_store.fileChanged())
        m_status.run.storeError = *changed;
    else if (!m_status.run.storeError && m_store.isDiskFull())
        m_status.run.storeError = ErrorCode::StoreFull;
    readParents();
    readDecisions();
    readPrivacy();
    readAddress();
    if (teams)
        readTeams(*teams);
    readTeamless();
    readOtherAccounts();
    decideProof();
    const bool itemsGo
        = !m_status.run.paused() && !m_status.privacyMode && m_status.owner == SyncStatus::Owner::Present;
    const auto &runs = m_status.run.nextTry;
    m_status.nextTry = runs || !itemsGo ? runs : m_store.outboxSummary().nextDue(m_now);
    m_status.state = decideState(m_status, m_isSignedIn);
    return std::move(m_status);
}

void StatusReader::readCounts()
{
    readQueue();
    if (const auto conflicts = m_store.conflicts().unseen(); note(conflicts)) {
        m_status.conflicts = conflicts->replaced;
        m_status.rewritten = conflicts->rewritten;
    }
    if (const auto quarantined = m_store.replica().quarantined(); note(quarantined))
        m_status.quarantined = *quarantined;
}

void StatusReader::readQueue()
{
    const auto counts = m_store.outboxSummary().counts();
    if (!note(counts))
        return;
    m_status.pending = counts->pending();
    m_status.held = counts->held;
    m_status.kept = counts->kept;
    m_status.failed = counts->failed;
    if (const auto forbidden = m_store.outboxSummary().forbidden(); note(forbidden))
        m_status.forbidden = *forbidden;
    if (counts->failed == 0)
        return; // telling them apart reads the whole outbox
    if (const auto unsendable = m_store.outboxSummary().unsendable(); unsendable)
        m_status.unsendable = *unsendable;
}

void StatusReader::readParents()
{
    if (const auto parentless = m_store.outboxSummary().withoutParent(); note(parentless)) {
        m_status.waitingForParent = parentless->waiting;
        m_status.parentDeleted = parentless->parentDeleted;
        subtract(parentless->waiting + parentless->parentDeleted);
    }
    if (const auto left = m_store.teamQuestions().leftHere()) {
        m_status.teamUnknown = *left;
        subtract(*left);
    }
    if (const auto history = m_store.teamQuestions().hasHistoryLeftHere(); note(history))
        m_status.historyLeft = *history;
}

void StatusReader::readDecisions()
{
    m_status.question = question();
    if (auto held = heldDeletions(m_store); note(held))
        m_status.deletions = std::move(*held);
    StoreSettings &settings = m_store.settings();
    m_status.copy = settings.integer("is_copy") == 1;
    m_status.setupPending = orStricter(settings.setupPending(), true);
    m_status.signInIsInFile = settings.text("token_store") == "file";
}

void StatusReader::readPrivacy()
{
    m_status.privacyMode = orStricter(m_store.settings().privacyMode(), true);
    m_status.privacyForbidden = orStricter(m_store.settings().privacyModeForbidden(), false);
    m_status.privacyRevision = orStricter(m_store.privacyRules().revision(), std::int64_t(0));
    if (const auto levels = m_store.privacyRules().check(); !levels)
        m_status.run.storeError = levels.error().code;
}

void StatusReader::readAddress()
{
    m_status.deviceId = m_store.settings().text("device_id");
    m_status.server = serverInUse();
    if (std::string named = m_store.settings().text("server"); named != m_status.server)
        m_status.askedAbout = std::move(named);
}

std::optional<StatusQuestion> StatusReader::question()
{
    const auto asked = m_store.teamQuestions().question();
    if (!note(asked) || !*asked || (*asked)->answered)
        return std::nullopt;
    const TeamQuestion &found = **asked;
    StatusQuestion question {found.kind, found.server(), found.formerServer(), {}, found.unsent};
    for (const TeamQuestion::Pair &pair : found.teams)
        question.teams.push_back(pair.to.orgSlug + '/' + pair.to.slug);
    return question;
}

// A sign-in may name an address that has to show its history first: until then, and while the user is asked,
// the teams stay where they were.
std::string StatusReader::serverInUse()
{
    std::string named = m_store.settings().text("server");
    const auto &question = m_status.question;
    if (question && question->kind == TeamQuestion::Kind::OtherHistory && question->server == named)
        return question->formerServer;
    const auto claims = m_store.succession().claims();
    if (!claims)
        return named;
    for (const AddressClaim &claim : *claims)
        if (claim.asked.server == named)
            if (const auto known = m_store.teams().find(claim.predecessor); known && *known)
                return (*known)->server;
    return named;
}

void StatusReader::readTeams(const std::vector<Team> &teams)
{
    for (const Team &team : teams)
        if (team.active && team.standing == Team::Standing::Live)
            readTeam(team);
    subtract(m_status.teamRevoked);
}

void StatusReader::readTeam(const Team &team)
{
    const auto own = m_store.outboxSummary().counts(team.pk);
    const std::int64_t pending = own ? own->pending() : 0;
    m_status.teams.push_back({team.slug, pending, own ? own->failed : 0, team.lastPull, team.revoked});
    if (team.isDefault || m_status.team.empty())
        m_status.team = team.slug;
    if (team.revoked) {
        m_status.revokedTeams.push_back(team.name.empty() ? team.slug : team.name);
        m_status.teamRevoked += pending;
        return;
    }
    m_status.behind = m_status.behind || team.pullFailed || !team.lastPull;
    m_isPulled = m_isPulled && team.lastPull;
    if (team.lastPush)
        m_status.lastPush = std::max(m_status.lastPush.value_or(0), *team.lastPush);
    // The oldest: "last pull" must not be newer than any team's.
    if (team.lastPull)
        m_status.lastPull = std::min(m_status.lastPull.value_or(INT64_MAX), *team.lastPull);
}

// What is recorded waits for a team that no program will choose.
void StatusReader::readTeamless()
{
    if (!m_isSignedIn || m_store.teams().defaultTeam())
        return;
    const auto unbound = m_store.outboxSummary().withoutTeam();
    if (!note(unbound))
        return;
    m_status.teamless
        = std::max<std::int64_t>(0, *unbound - m_status.waitingForParent - m_status.parentDeleted);
    subtract(m_status.teamless);
}

void StatusReader::readOtherAccounts()
{
    if (const auto left = m_store.accounts().leftByOthers(); note(left))
        m_status.leftByOthers = *left;
    for (const LeftByAccount &left : m_status.leftByOthers)
        subtract(left.changes);
}

void StatusReader::decideProof()
{
    const auto at = m_status.run.lastConfirmed;
    if (!m_isPulled)
        m_status.lastPull.reset();
    else if (m_status.lastPull && at)
        m_status.lastPull = *m_status.lastPull > m_now ? *at : std::max(*m_status.lastPull, *at);
    m_status.behind = m_status.behind || !m_status.lastPull;
    const auto confirmed = at ? at : m_status.lastPull;
    m_status.unproven = m_isSignedIn && !m_status.setupPending && (!confirmed || isOld(*confirmed, m_now));
}

} // namespace

Result<std::optional<StatusDeletions>> heldDeletions(Store &store)
{
    const auto held = MassDeletion(store.database(), store.clock()).summary();
    MIMIR_TRY(held);
    if (held->count() == 0)
        return std::optional<StatusDeletions>();
    StatusDeletions deletions {held->conversations, held->items, held->present, {}};
    for (const std::int64_t pk : held->teams) {
        const auto team = store.teams().find(pk);
        MIMIR_TRY(team);
        if (*team)
            deletions.teams.push_back((*team)->name.empty() ? (*team)->slug : (*team)->name);
    }
    return std::optional(std::move(deletions));
}

SyncStatus computeStatus(Store &store, const RunState &run, SyncStatus::Owner owner)
{
    return StatusReader(store, run, owner).read();
}

} // namespace mimir
