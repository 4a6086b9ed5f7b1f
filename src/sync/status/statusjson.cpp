#include "sync/status/syncstatus.h"

#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 3> kOwnerNames {"present", "silent", "nobody"};

std::string instant(const std::optional<Millis> &at)
{
    return at ? std::to_string(*at) : "null";
}

std::string toJson(const std::vector<LeftByAccount> &all)
{
    std::string list;
    for (const LeftByAccount &left : all) {
        json::Object one;
        one.setText("account", left.account.id);
        one.setText("email", left.account.email);
        one.setInteger("changes", left.changes);
        one.setInteger("inYours", left.inOurs);
        one.setInteger("inTheirs", left.inTheirs);
        list += (list.empty() ? "" : ",") + one.toJson();
    }
    return '[' + list + ']';
}

std::string toJson(const std::vector<TeamStatus> &teams)
{
    std::string list;
    for (const TeamStatus &team : teams) {
        json::Object one;
        one.setText("slug", team.slug);
        one.setInteger("pending", team.pending);
        one.setInteger("failed", team.failed);
        one.set("lastPull", instant(team.lastPull));
        one.setBool("revoked", team.revoked);
        list += (list.empty() ? "" : ",") + one.toJson();
    }
    return '[' + list + ']';
}

std::string toJson(const std::optional<StatusQuestion> &question)
{
    if (!question)
        return "null";
    json::Object out;
    out.setText("kind", question->kind == TeamQuestion::Kind::SetUpAgain ? "set_up_anew" : "other_history");
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

void setCounts(const SyncStatus &status, json::Object &out)
{
    out.setInteger("pending", status.pending);
    out.setInteger("held", status.held);
    out.setInteger("kept", status.kept);
    out.setInteger("forbidden", status.forbidden);
    out.setInteger("failed", status.failed);
    out.setInteger("unsendable", status.unsendable);
    out.setInteger("conflicts", status.conflicts);
    out.setInteger("rewritten", status.rewritten);
    out.setInteger("quarantined", status.quarantined);
    out.setInteger("parentless", status.waitingForParent);
    out.setInteger("orphaned", status.parentDeleted);
    out.setInteger("stranded", status.teamRevoked);
    out.setInteger("left", status.teamUnknown);
    out.setBool("historyLeft", status.historyLeft);
}

void setRun(const RunState &run, json::Object &out)
{
    if (run.paused())
        out.setText("pausedBy", run.pausedUntil ? "person" : reasonName(run.pauseReason));
    else
        out.set("pausedBy", "null");
    out.setBool("running", run.running);
    out.setInteger("done", run.done);
    out.setInteger("total", run.total);
    out.setBool("fetching", run.fetching);
    out.setInteger("received", run.received);
}

} // namespace

std::string SyncStatus::toJson() const
{
    json::Object out;
    out.setText("state", stateName(state));
    setCounts(*this, out);
    out.set("leftByOthers", mimir::toJson(leftByOthers));
    out.set("lastPush", instant(lastPush));
    out.set("lastPull", instant(lastPull));
    out.set("nextTry", instant(nextTry));
    out.setText("server", server);
    out.setText("team", team);
    out.setText("deviceId", deviceId);
    out.setText("owner", kOwnerNames[static_cast<std::size_t>(owner)]);
    out.setBool("unproven", unproven);
    out.set("question", mimir::toJson(question));
    out.set("deletions", mimir::toJson(deletions));
    out.setBool("privacyMode", privacyMode);
    setRun(run, out);
    out.set("run", run.toObject().toJson());
    out.set("teams", mimir::toJson(teams));
    return out.toJson();
}

void overlay(SyncStatus &status, const json::Object &fromOwner)
{
    if (const auto state = stateNamed(fromOwner.text("state").value_or(std::string())))
        status.state = *state;
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
