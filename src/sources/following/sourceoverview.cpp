#include "sources/following/sourceoverview.h"

#include <algorithm>
#include <set>

namespace mimir {
namespace {

constexpr Millis kDay = Millis(24) * 3'600'000;

Result<FoundSource> look(
    Store &store, const AgentSource &agent, const QString &folder, std::optional<FollowedFolder> choice)
{
    FoundSource found;
    found.agent = &agent;
    found.folder = folder;
    found.choice = std::move(choice);
    std::vector<Transcript> all = agent.transcripts(folder); // which takes a moment where they are many
    for (const Transcript &transcript : all) {
        const Millis written = transcript.modifiedNs / kNsPerMs;
        ++found.transcripts;
        found.bytes += transcript.size;
        found.oldest = found.oldest == 0 ? written : std::min(found.oldest, written);
        found.newest = std::max(found.newest, written);
    }
    found.deletion = agent.deletion(folder);
    const AgentSurroundings none;
    SourceScan scan(store, agent, folder, none, found.choice ? found.choice->since : 0);
    const auto pending = scan.pendingOf(std::move(all));
    MIMIR_TRY(pending);
    Bookmarks bookmarks(store.database());
    for (const Transcript &transcript : *pending) {
        ++found.unread;
        found.unreadBytes += transcript.size;
        const auto bookmark = bookmarks.of(transcript.path.toStdString());
        MIMIR_TRY(bookmark);
        const Millis deletedAt
            = transcript.modifiedNs / kNsPerMs + (found.deletion ? found.deletion->afterDays : 0) * kDay;
        if (found.deletion && !*bookmark && deletedAt < store.clock().now() + kWarnDays * kDay)
            ++found.deletedSoon;
    }
    return found;
}

} // namespace

Result<std::vector<FoundSource>> findSources(Store &store, const QProcessEnvironment &environment)
{
    const auto choices = SourceFolders(store.database()).all();
    MIMIR_TRY(choices);
    std::vector<FoundSource> all;
    for (const auto &agent : agentSources()) {
        std::set<QString> chosen;
        for (const FollowedFolder &choice : *choices) {
            if (choice.agent != agent->name())
                continue;
            chosen.insert(choice.folder);
            auto found = look(store, *agent, choice.folder, choice);
            MIMIR_TRY(found);
            all.push_back(std::move(*found));
        }
        for (const QString &root : agent->usualRoots(environment)) {
            const QString folder = canonicalFolder(root);
            if (chosen.contains(folder))
                continue;
            auto found = look(store, *agent, folder, std::nullopt);
            MIMIR_TRY(found);
            if (found->transcripts > 0)
                all.push_back(std::move(*found));
        }
    }
    return all;
}

} // namespace mimir
