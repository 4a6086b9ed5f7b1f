// Reads what is new in the folders that are followed: all of it, or the files that a watch names. When, is for the
// caller to say (LookSchedule). Transcripts that grow are kept open to their parsers, so that a record costs what it
// is long, and not what stands before it.
#pragma once

#include "sources/following/sourcefolders.h"
#include "sources/following/sourcescan.h"
#include "sources/following/transcriptimport.h"

#include <QStringList>

#include <functional>
#include <list>
#include <memory>
#include <set>
#include <vector>

namespace mimir {

class SourceFollower {
public:
    static constexpr std::size_t kMaxOpen = 16; ///< transcripts that are kept open

    /// References must outlive the object.
    SourceFollower(Store &store, const AgentSurroundings &surroundings);

    struct Seen {
        TranscriptWriter::Written written;
        bool isStopped = false;
    };
    /// Asked after each batch; false = stop, what is stored stays. It may call lookAt().
    using Go = std::function<bool()>;
    /// In the folders that are followed now. Errors: Store*. What is wrong with a transcript is noted with its folder.
    Result<Seen> lookAtAll(const Go &go);
    /// Files that have changed; one that is not known yet makes its folder be looked at.
    Result<Seen> lookAt(const std::set<QString> &paths, const Go &go);

    /// Where transcripts are and where new ones may appear: the folders themselves first, then those that were last
    /// written to. Errors: Store*.
    Result<QStringList> directories();

private:
    struct Followed {
        FollowedFolder folder;
        const AgentSource *source;
    };
    Result<void> refresh();
    std::optional<Followed> folderOf(const QString &path) const;
    std::shared_ptr<TranscriptImport> opened(const Followed &followed, const Bookmark &bookmark);
    Result<bool> readOpen(const Followed &followed, const Bookmark &bookmark, const Go &go, Seen &seen);
    Result<void> catchUp(const Go &go, Seen &seen);
    Result<void> scan(const Followed &followed, const Go &go, Seen &seen);

    Store &m_store;
    const AgentSurroundings &m_surroundings;
    std::vector<Followed> m_folders;
    /// The one that was read last first. Shared, because `go` may ask for another one while one is read.
    std::list<std::shared_ptr<TranscriptImport>> m_open;
};

} // namespace mimir
