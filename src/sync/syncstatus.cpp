#include "sync/syncstatus.h"

#include "storage/massdeletion.h"
#include "sync/tuning.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 10> kNames {"signed_out", "attention", "offline", "waiting", "paused",
    "syncing", "conflict", "private", "synced", "local"};
constexpr std::array<std::string_view, 3> kOwnerNames {"present", "silent", "nobody"};

std::string instant(const std::optional<Millis> &at)
{
    return at ? std::to_string(*at) : "null";
}

std::string toJsonArray(const std::vector<LeftByAccount> &all)
{
    std::string list;
    for (const LeftByAccount &left : all) {
        json::Object one;
        one.setText("account", left.account.id);
        one.setText("email", left.account.email);
        one.setInteger("changes", left.changes);
        list += (list.empty() ? "" : ",") + one.toJson();
    }
    return '[' + list + ']';
}

std::optional<StatusQuestion> openQuestion(Store &store, SyncStatus &status)
{
    const auto asked = store.succession().question();
    if (!asked && asked.error().code != ErrorCode::StoreBusy)
        status.run.storeError = asked.error().code;
    if (!asked || !*asked || (*asked)->answered)
        return std::nullopt;
    const TeamQuestion &found = **asked;
    StatusQuestion question {found.kind, found.server(), found.formerServer(), {}, found.unsent};
    for (const TeamQuestion::Pair &pair : found.teams)
        question.teams.push_back(pair.to.orgSlug + '/' + pair.to.slug);
    return question;
}

// A sign-in may name an address that has to show its history first: until then, and while the user is asked,
// the teams stay where they were.
std::string serverInUse(Store &store, const SyncStatus &status)
{
    std::string named = store.settings().text("server");
    const auto &question = status.question;
    if (question && question->kind == TeamQuestion::Kind::OtherHistory && question->server == named)
        return question->formerServer;
    const auto claims = store.succession().claims();
    if (!claims)
        return named;
    for (const AddressClaim &claim : *claims)
        if (claim.asked.server == named)
            if (const auto known = store.teams().find(claim.predecessor); known && *known)
                return (*known)->server;
    return named;
}

std::string toJson(const std::optional<StatusQuestion> &question)
{
    if (!question)
        return "null";
    json::Object out;
    out.setText("kind", question->kind == TeamQuestion::Kind::SetUpAnew ? "set_up_anew" : "other_history");
    out.setText("server", question->server);
    out.setText("formerServer", question->formerServer);
    std::string teams = "[";
    for (const std::string &team : question->teams)
        teams += (teams.size() > 1 ? "," : "") + json::quoted(team);
    out.set("teams", teams + "]");
    out.setInteger("unsent", question->unsent);
    return out.toJson();
}

std::string toJson(const std::optional<StatusDeletions> &deletions)
{
    if (!deletions)
        return "null";
    json::Object out;
    out.setInteger("conversations", deletions->conversations);
    out.setInteger("items", deletions->items);
    out.setInteger("present", deletions->present);
    out.set("teams", json::arrayOfTexts(deletions->teams));
    return out.toJson();
}

std::optional<StatusDeletions> openDeletions(Store &store, SyncStatus &status)
{
    auto held = heldDeletions(store);
    if (!held && held.error().code != ErrorCode::StoreBusy)
        status.run.storeError = held.error().code;
    return held ? std::move(*held) : std::nullopt;
}

// What cannot be read counts as the stricter of its values, and is the reason why nothing is sent.
template <typename T>
T orStricter(const Result<T> &read, T stricter, SyncStatus &status)
{
    if (read.ok())
        return *read;
    status.run.storeError = read.error().code;
    return stricter;
}

// What happens to the data; what only asks for attention has already been handled.
SyncState decideOnData(const SyncStatus &s)
{
    if (const auto special = stateOfData(s))
        return *special;
    if (s.behind || s.unproven || ((s.pending > 0 || s.waitingForParent > 0) && !s.privacyMode))
        return s.run.running ? SyncState::Syncing : SyncState::Waiting;
    if (s.conflicts > 0 || s.rewritten > 0)
        return SyncState::Conflict;
    return s.privacyMode || s.held > 0 ? SyncState::Private : SyncState::Synced;
}

SyncState decide(const SyncStatus &s, bool everSignedIn, bool signedIn)
{
    if (s.run.storeError)
        return SyncState::Attention;
    if (!everSignedIn)
        return s.failed > 0 || s.quarantined > 0 || s.deletions ? SyncState::Attention : SyncState::Local;
    if (!signedIn || (s.run.authExpired && s.run.lastError == ErrorCode::DeviceRevoked))
        return SyncState::SignedOut;
    const bool signIn = s.run.needsSignIn() && !s.run.waitsForKeyring();
    if (signIn || s.asksForAttention())
        return SyncState::Attention;
    return decideOnData(s);
}

// Whether an answer given at `at` is outdated.
bool isOld(Millis at, Millis now)
{
    return std::abs(now - at) >= tuning::kProofAge; // one from the future comes from a different clock
}

} // namespace

std::optional<SyncState> stateOfData(const SyncStatus &s)
{
    if (s.run.offline || s.run.portal)
        return SyncState::Offline;
    if (s.setupPending || s.run.nextTry || s.run.waitsForKeyring() || s.owner == SyncStatus::Owner::Silent)
        return SyncState::Waiting;
    if (s.run.paused())
        return SyncState::Paused;
    return s.run.busy() ? std::optional(SyncState::Syncing) : std::nullopt;
}

std::string_view stateName(SyncState state)
{
    return kNames[static_cast<std::size_t>(state)];
}

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
    SyncStatus status;
    const Millis now = store.clock().now();
    status.run = run;
    status.owner = owner;
    if (owner != SyncStatus::Owner::Present) {
        // No one is working on it, whatever was planned.
        status.run.running = false;
        if (!run.offlineAt || isOld(*run.offlineAt, now))
            status.run.offline = status.run.portal = false;
    }
    if (run.pausedUntil && *run.pausedUntil <= now)
        status.run.pausedUntil.reset();
    const auto counts = store.outboxSummary().counts();
    const auto conflicts = store.conflicts().unseen();
    const auto quarantined = store.replica().quarantined();
    const auto teams = store.teams().all();
    for (const Error *error : {counts ? nullptr : &counts.error(), conflicts ? nullptr : &conflicts.error(),
             quarantined ? nullptr : &quarantined.error(), teams ? nullptr : &teams.error()})
        if (error && error->code != ErrorCode::StoreBusy)
            status.run.storeError = error->code;
    if (const auto changed = store.fileChanged())
        status.run.storeError = *changed;
    if (counts) {
        status.pending = counts->pending();
        status.held = counts->held;
        status.kept = counts->kept;
        status.failed = counts->failed;
        if (const auto unsendable = store.outboxSummary().unsendable(); counts->failed > 0 && unsendable)
            status.unsendable = *unsendable;
    }
    const auto parentless = store.outboxSummary().withoutParent();
    if (!parentless && parentless.error().code != ErrorCode::StoreBusy)
        status.run.storeError = parentless.error().code;
    status.waitingForParent = parentless ? parentless->waiting : 0;
    status.parentDeleted = parentless ? parentless->parentDeleted : 0;
    status.pending -= std::min(status.waitingForParent + status.parentDeleted, status.pending);
    const auto leftHere = store.succession().leftHere();
    status.teamUnknown = leftHere ? *leftHere : 0;
    status.pending -= std::min(status.teamUnknown, status.pending);
    status.question = openQuestion(store, status);
    status.deletions = openDeletions(store, status);
    status.conflicts = conflicts ? conflicts->replaced : 0;
    status.rewritten = conflicts ? conflicts->rewritten : 0;
    status.quarantined = quarantined ? *quarantined : 0;
    status.copy = store.settings().integer("is_copy") == 1;
    status.setupPending = orStricter(store.settings().setupPending(), true, status);
    status.signInIsInFile = store.settings().text("token_store") == "file";
    status.privacyMode = orStricter(store.settings().privacyMode(), true, status);
    status.privacyForbidden = orStricter(store.settings().privacyModeForbidden(), false, status);
    status.privacyRevision = orStricter(store.privacyRules().revision(), std::int64_t(0), status);
    if (const auto levels = store.privacyRules().check(); !levels)
        status.run.storeError = levels.error().code;
    status.deviceId = store.settings().text("device_id");
    status.server = serverInUse(store, status);
    if (std::string named = store.settings().text("server"); named != status.server)
        status.askedAbout = std::move(named);
    const bool signedIn = store.settings().text("signed_in") == "1";
    bool allPulled = true;
    if (teams) {
        for (const Team &team : *teams) {
            if (!team.active || team.standing != Team::Standing::Live)
                continue;
            const auto own = store.outboxSummary().counts(team.pk);
            status.teams.push_back(
                {team.slug, own ? own->pending() : 0, own ? own->failed : 0, team.lastPull, team.revoked});
            if (team.isDefault || status.team.empty())
                status.team = team.slug;
            if (team.revoked) {
                status.revokedTeams.push_back(team.name.empty() ? team.slug : team.name);
                status.teamRevoked += own ? own->pending() : 0;
                continue;
            }
            status.behind = status.behind || team.pullFailed || !team.lastPull;
            allPulled = allPulled && team.lastPull;
            if (team.lastPush)
                status.lastPush = std::max(status.lastPush.value_or(0), *team.lastPush);
            // The oldest: "last pull" must not be newer than any team's.
            if (team.lastPull)
                status.lastPull = std::min(status.lastPull.value_or(INT64_MAX), *team.lastPull);
        }
    }
    status.pending -= status.teamRevoked;
    if (const auto left = store.accounts().leftByOthers(); left)
        status.leftByOthers = *left;
    else if (left.error().code != ErrorCode::StoreBusy)
        status.run.storeError = left.error().code;
    for (const LeftByAccount &left : status.leftByOthers)
        status.pending -= std::min(status.pending, left.changes);
    if (!allPulled)
        status.lastPull.reset();
    else if (status.lastPull && run.lastConfirmed)
        status.lastPull = std::max(*status.lastPull, *run.lastConfirmed);
    status.behind = status.behind || !status.lastPull;
    const auto confirmed = run.lastConfirmed ? run.lastConfirmed : status.lastPull;
    status.unproven = signedIn && !status.setupPending && (!confirmed || isOld(*confirmed, now));
    const bool itemsGo = !status.run.paused() && !status.privacyMode && owner == SyncStatus::Owner::Present;
    status.nextTry = status.run.nextTry || !itemsGo ? status.run.nextTry : store.outboxSummary().nextDue(now);
    status.state = decide(status, !status.server.empty(), signedIn);
    return status;
}

std::string SyncStatus::toJson() const
{
    json::Object out;
    out.setText("state", stateName(state));
    out.setInteger("pending", pending);
    out.setInteger("held", held);
    out.setInteger("kept", kept);
    out.setInteger("failed", failed);
    out.setInteger("unsendable", unsendable);
    out.setInteger("conflicts", conflicts);
    out.setInteger("rewritten", rewritten);
    out.setInteger("quarantined", quarantined);
    out.setInteger("parentless", waitingForParent);
    out.setInteger("orphaned", parentDeleted);
    out.setInteger("stranded", teamRevoked);
    out.set("leftByOthers", toJsonArray(leftByOthers));
    out.set("lastPush", instant(lastPush));
    out.set("lastPull", instant(lastPull));
    out.set("nextTry", instant(nextTry));
    out.setText("server", server);
    out.setText("team", team);
    out.setText("deviceId", deviceId);
    out.setText("owner", kOwnerNames[static_cast<std::size_t>(owner)]);
    out.setBool("unproven", unproven);
    out.setInteger("left", teamUnknown);
    out.set("question", mimir::toJson(question));
    out.set("deletions", mimir::toJson(deletions));
    out.setBool("privacyMode", privacyMode);
    if (run.paused())
        out.setText("pausedBy", run.pausedUntil ? "person" : reasonName(run.pauseReason));
    else
        out.set("pausedBy", "null");
    out.setBool("running", run.running);
    out.setInteger("done", run.done);
    out.setInteger("total", run.total);
    out.setBool("fetching", run.fetching);
    out.setInteger("received", run.received);
    out.set("run", run.toObject().toJson());
    std::string list = "[";
    for (const TeamStatus &one : teams) {
        json::Object entry;
        entry.setText("slug", one.slug);
        entry.setInteger("pending", one.pending);
        entry.setInteger("failed", one.failed);
        entry.set("lastPull", instant(one.lastPull));
        entry.setBool("revoked", one.revoked);
        list += (list.size() > 1 ? "," : "") + entry.toJson();
    }
    out.set("teams", list + "]");
    return out.toJson();
}

void overlay(SyncStatus &status, const json::Object &fromOwner)
{
    const auto state
        = std::find(kNames.begin(), kNames.end(), fromOwner.text("state").value_or(std::string()));
    if (state != kNames.end())
        status.state = static_cast<SyncState>(state - kNames.begin());
    if (const std::string *run = fromOwner.find("run"))
        if (const auto object = json::parseObject(*run))
            status.run = RunState::of(*object);
    status.run.running = fromOwner.boolean("running").value_or(false);
    status.run.done = fromOwner.integer("done").value_or(0);
    status.run.total = fromOwner.integer("total").value_or(0);
    status.run.fetching = fromOwner.boolean("fetching").value_or(false);
    status.run.received = fromOwner.integer("received").value_or(0);
    status.unproven = fromOwner.boolean("unproven").value_or(false);
    status.nextTry = fromOwner.integer("nextTry");
    if (const auto pull = fromOwner.integer("lastPull")) // what it has learned since is not stored
        status.lastPull = pull;
}

} // namespace mimir
