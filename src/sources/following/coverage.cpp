#include "sources/following/coverage.h"

#include "sources/agents/agentids.h"
#include "sources/agents/foundrow.h"
#include "sources/following/bookmarks.h"
#include "storage/tables/settingkeys.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::size_t kMaxKinds = 100;
constexpr std::size_t kMaxKindName = 100;

// Numbers, names of kinds, and this device's id: nothing of a transcript.
Result<json::Object> details(Store &store, const FollowedFolder &folder, const std::string &device)
{
    Bookmarks bookmarks(store.database());
    const auto kinds = bookmarks.kinds(folder.agent);
    MIMIR_TRY(kinds);
    const auto badLines = bookmarks.badLinesOf(folder.agent);
    MIMIR_TRY(badLines);
    json::Object unknown;
    for (const Bookmarks::Kind &kind : *kinds)
        if (!kind.isKnown && unknown.members().size() < kMaxKinds)
            unknown.setInteger(cutText(kind.kind, kMaxKindName), kind.count);
    json::Object details;
    details.setText("device", device);
    details.setInteger("begun", folder.begunAt);
    details.setInteger("since", folder.since);
    details.setInteger("transcripts", folder.transcripts);
    details.setInteger("unread", folder.problems);
    details.setInteger("bad_lines", *badLines);
    details.set("unknown", unknown.toJson());
    return details;
}

// One of the same name that is there already says the same.
Result<void> state(
    Store &store, const AgentSource &source, const FollowedFolder &folder, std::string_view action, Millis at)
{
    const std::string device = store.settings().text("device_id");
    const Millis turn = std::max<Millis>(0, at - folder.begunAt) / kStatementEvery;
    Record entry {EntityType::AuditLog,
        agentRowId({"coverage", device, folder.agent, folder.folder.toStdString(),
            std::to_string(folder.begunAt), action, std::to_string(turn)}),
        {}};
    const auto present = store.backend().read(entry.type, entry.id);
    MIMIR_TRY(present);
    if (*present)
        return {};
    const auto args = details(store, folder, device);
    MIMIR_TRY(args);
    setText(entry, "event_type", "coverage");
    setText(entry, "action", action);
    setText(entry, "agent", folder.agent);
    setText(entry, "status", decisionsName(source.recordedDecisions()));
    setText(entry, "scope", store.settings().text(kNameInUse));
    setText(entry, "evidence", source.evidence());
    setText(entry, "cwd", folder.folder.toStdString());
    setInteger(entry, "timestamp", at);
    entry.fields.setBool("inferred", false);
    entry.fields.set("args", args->toJson());
    MIMIR_TRY(store.backend().write(entry));
    return {};
}

} // namespace

Result<void> stateFollowed(Store &store, const AgentSource &source, const FollowedFolder &looked)
{
    return state(store, source, looked, "followed", looked.lookedAt);
}

Result<bool> endFollowing(Store &store, const std::string &agent, const QString &folder)
{
    SourceFolders folders(store.database());
    const auto followed = folders.followed();
    MIMIR_TRY(followed);
    const auto found = std::ranges::find_if(
        *followed, [&](const FollowedFolder &one) { return one.agent == agent && one.folder == folder; });
    if (found == followed->end())
        return false;
    const AgentSource *source = agentSourceNamed(agent); // a later version may know more of them
    const auto ended = store.backend().inOneTransaction([&]() -> Result<void> {
        MIMIR_TRY(folders.unfollow(agent, folder));
        if (!source || found->lookedAt < found->begunAt)
            return {}; // never followed to the end of a look: nothing was stated
        return state(store, *source, *found, "ended", store.clock().now());
    });
    MIMIR_TRY(ended);
    return true;
}

} // namespace mimir
