#include "sync/syncstatus.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 10> kNames {"signed_out", "attention", "conflict", "syncing",
    "waiting", "offline", "paused", "private", "synced", "local"};

std::string instant(const std::optional<Millis> &at)
{
    return at ? std::to_string(*at) : "null";
}

std::string_view holdName(RunState::Hold hold)
{
    return hold == RunState::Hold::Metered ? "metered" : "battery";
}

SyncState decide(const SyncStatus &s, bool everSignedIn, bool signedIn, bool pullFailed)
{
    if (s.run.storeError)
        return SyncState::Attention;
    if (!everSignedIn)
        return s.failed > 0 || s.quarantined > 0 ? SyncState::Attention : SyncState::Local;
    if (!signedIn || (s.run.authExpired && s.run.lastError == ErrorCode::DeviceRevoked))
        return SyncState::SignedOut;
    if (s.failed > 0 || s.quarantined > 0 || s.run.authExpired)
        return SyncState::Attention;
    if (s.conflicts > 0)
        return SyncState::Conflict;
    if (s.run.running && s.run.total > 0)
        return SyncState::Syncing;
    if (s.run.nextTry && !s.run.offline)
        return SyncState::Waiting;
    if (s.run.offline || s.run.portal)
        return SyncState::Offline;
    if (s.run.paused())
        return SyncState::Paused;
    if (s.privacyMode || s.held > 0)
        return SyncState::Private;
    if (s.pending > 0 || pullFailed || !s.lastPull)
        return s.run.running ? SyncState::Syncing : SyncState::Waiting;
    return SyncState::Synced;
}

} // namespace

std::string_view stateName(SyncState state)
{
    return kNames[static_cast<std::size_t>(state)];
}

SyncStatus computeStatus(Store &store, const RunState &run)
{
    SyncStatus status;
    status.run = run;
    const auto counts = store.queue().counts();
    const auto conflicts = store.conflicts().unseen();
    const auto quarantined = store.replica().quarantined();
    const auto teams = store.teams().all();
    for (const Error *error : {counts ? nullptr : &counts.error(), conflicts ? nullptr : &conflicts.error(),
             quarantined ? nullptr : &quarantined.error(), teams ? nullptr : &teams.error()})
        if (error && error->code != ErrorCode::StoreBusy)
            status.run.storeError = error->code;
    if (counts) {
        status.pending = counts->pending();
        status.held = counts->held;
        status.kept = counts->kept;
        status.failed = counts->failed;
    }
    status.conflicts = conflicts ? *conflicts : 0;
    status.quarantined = quarantined ? *quarantined : 0;
    status.privacyMode = store.settings().privacyMode();
    status.privacyForbidden = store.settings().privacyModeForbidden();
    status.deviceId = store.settings().text("device_id");
    status.server = store.settings().text("server");
    const bool signedIn = store.settings().text("signed_in") == "1";
    bool pullFailed = false;
    bool allPulled = true;
    if (teams) {
        for (const Team &team : *teams) {
            if (!team.active)
                continue;
            if (team.revoked)
                status.revokedTeams.push_back(team.name.empty() ? team.slug : team.name);
            if (team.isDefault || status.team.empty())
                status.team = team.slug;
            const auto own = store.queue().counts(team.pk);
            status.teams.push_back(
                {team.slug, own ? own->pending() : 0, own ? own->failed : 0, team.lastPull});
            pullFailed = pullFailed || team.pullFailed;
            allPulled = allPulled && team.lastPull;
            if (team.lastPush)
                status.lastPush = std::max(status.lastPush.value_or(0), *team.lastPush);
            // The oldest: "last pull" must not be newer than any team's.
            if (team.lastPull)
                status.lastPull = std::min(status.lastPull.value_or(INT64_MAX), *team.lastPull);
        }
    }
    if (!allPulled)
        status.lastPull.reset();
    else if (status.lastPull && run.lastHeard)
        status.lastPull = std::max(*status.lastPull, *run.lastHeard);
    status.nextTry = run.nextTry;
    status.state = decide(status, !status.server.empty(), signedIn, pullFailed);
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
    out.setInteger("conflicts", conflicts);
    out.setInteger("quarantined", quarantined);
    out.set("lastPush", instant(lastPush));
    out.set("lastPull", instant(lastPull));
    out.set("nextTry", instant(nextTry));
    out.setText("server", server);
    out.setText("team", team);
    out.setText("deviceId", deviceId);
    out.setBool("privacyMode", privacyMode);
    if (run.paused())
        out.setText("pausedBy", run.pausedUntil ? "person" : holdName(run.hold));
    else
        out.set("pausedBy", "null");
    out.setBool("running", run.running);
    out.setInteger("done", run.done);
    out.setInteger("total", run.total);
    std::string list = "[";
    for (const TeamStatus &one : teams) {
        json::Object entry;
        entry.setText("slug", one.slug);
        entry.setInteger("pending", one.pending);
        entry.setInteger("failed", one.failed);
        entry.set("lastPull", instant(one.lastPull));
        list += (list.size() > 1 ? "," : "") + entry.toJson();
    }
    out.set("teams", list + "]");
    return out.toJson();
}

Result<void> saveRunState(StoreSettings &settings, const RunState &run)
{
    json::Object saved;
    saved.setBool("offline", run.offline);
    saved.setBool("portal", run.portal);
    saved.setBool("authExpired", run.authExpired);
    saved.set("nextTry", instant(run.nextTry));
    saved.setInteger("lastError", static_cast<int>(run.lastError));
    saved.set("pausedUntil", instant(run.pausedUntil));
    if (run.hold != RunState::Hold::None)
        saved.setText("hold", holdName(run.hold));
    const std::string text = saved.toJson();
    if (settings.text("run_state") == text)
        return {};
    return settings.set("run_state", text);
}

RunState loadRunState(const StoreSettings &settings)
{
    RunState run;
    const auto saved = json::parseObject(settings.text("run_state", "{}"));
    if (!saved)
        return run;
    run.offline = saved->boolean("offline").value_or(false);
    run.portal = saved->boolean("portal").value_or(false);
    run.authExpired = saved->boolean("authExpired").value_or(false);
    run.nextTry = saved->integer("nextTry");
    run.pausedUntil = saved->integer("pausedUntil");
    for (const auto hold : {RunState::Hold::Metered, RunState::Hold::Battery})
        if (saved->text("hold") == holdName(hold))
            run.hold = hold;
    run.lastError = static_cast<ErrorCode>(saved->integer("lastError").value_or(0));
    return run;
}

} // namespace mimir
