// What agents have left on this computer and how much of it is in the store: for lists and windows.
#pragma once

#include "sources/following/sourcefolders.h"
#include "sources/following/sourcescan.h"

#include <QProcessEnvironment>

#include <optional>
#include <vector>

namespace mimir {

struct FoundSource {
    const AgentSource *agent = nullptr;
    QString folder;
    std::optional<FollowedFolder> choice; ///< nullopt = none was made yet
    std::int64_t transcripts = 0, bytes = 0;
    Millis oldest = 0, newest = 0;            ///< when transcripts were last written; 0 = there are none
    std::int64_t unread = 0, unreadBytes = 0; ///< of these, what has not been read as it is now
    std::optional<AgentSource::Deletion> deletion;
    std::int64_t deletedSoon = 0; ///< never read, and deleted by the agent within kWarnDays

    bool isFollowed() const { return choice && choice->isFollowed; }
};

inline constexpr int kWarnDays = 7;

/// In the order of agentSources(): the usual folders in which there is something, and all that a choice was made for.
/// Nothing of a transcript is read. Errors: Store*.
Result<std::vector<FoundSource>> findSources(Store &store, const QProcessEnvironment &environment);

} // namespace mimir
