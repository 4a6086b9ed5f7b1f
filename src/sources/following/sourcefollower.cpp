#include "sources/following/sourcefollower.h"

#include "sources/following/coverage.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <map>

namespace mimir {
namespace {

bool isBelow(const QString &path, const QString &folder)
{
    return path.startsWith(folder + QLatin1Char('/'));
}

// Projects: the next session may begin in one that has no transcript any more.
void addFoldersOf(const QString &root, std::map<QString, std::int64_t> &written)
{
    const auto folders = QDir(root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &folder : folders)
        written.try_emplace(folder.absoluteFilePath(), folder.lastModified().toMSecsSinceEpoch() * kNsPerMs);
}

} // namespace

SourceFollower::SourceFollower(Store &store, const AgentSurroundings &surroundings)
    : m_store(store), m_surroundings(surroundings)
{
}

Result<void> SourceFollower::refresh()
{
    auto folders = SourceFolders(m_store.database()).followed();
    MIMIR_TRY(folders);
    const auto before = std::exchange(m_folders, {});
    for (FollowedFolder &folder : *folders)
        if (const AgentSource *source
            = agentSourceNamed(folder.agent)) // a later version may know more of them
            m_folders.push_back({std::move(folder), source});
    const auto isSame = [](const Followed &one, const Followed &other) {
        return one.folder.folder == other.folder.folder && one.folder.begunAt == other.folder.begunAt;
    };
    // Between an end and a new beginning all that was read may have been erased.
    if (!std::ranges::equal(before, m_folders, isSame))
        m_open.clear();
    return {};
}

std::optional<SourceFollower::Followed> SourceFollower::folderOf(const QString &path) const
{
    const auto found = std::ranges::find_if(
        m_folders, [&](const Followed &one) { return isBelow(path, one.folder.folder); });
    return found == m_folders.end() ? std::nullopt : std::optional(*found);
}

Result<QStringList> SourceFollower::directories()
{
    MIMIR_TRY(refresh());
    QStringList directories;
    std::map<QString, std::int64_t> written;
    for (const Followed &followed : m_folders) {
        directories << followed.folder.folder;
        const auto transcripts = followed.source->transcripts(followed.folder.folder);
        if (transcripts.empty() || transcripts.front().database.isEmpty())
            addFoldersOf(followed.folder.folder, written);
        for (const Transcript &transcript : transcripts) {
            QString path = QFileInfo(transcript.path).path();
            for (; isBelow(path, followed.folder.folder); path = QFileInfo(path).path())
                written[path] = std::max(written[path], transcript.modifiedNs);
        }
    }
    std::vector<std::pair<QString, std::int64_t>> byTime(written.begin(), written.end());
    std::ranges::stable_sort(byTime, std::greater(), [](const auto &one) { return one.second; });
    for (const auto &[path, time] : byTime)
        directories << path;
    return directories;
}

Result<SourceFollower::Seen> SourceFollower::lookAtAll(const Go &go)
{
    Seen seen;
    MIMIR_TRY(refresh());
    MIMIR_TRY(catchUp(go, seen));
    for (const Followed &followed : std::vector(m_folders)) {
        if (seen.isStopped)
            break;
        MIMIR_TRY(scan(followed, go, seen));
    }
    return seen;
}

// So that a look at everything finds nothing new in them, and does not read them from their beginning.
Result<void> SourceFollower::catchUp(const Go &go, Seen &seen)
{
    std::set<QString> paths;
    for (const auto &open : m_open)
        paths.insert(open->transcript().path);
    const auto more = lookAt(paths, go);
    MIMIR_TRY(more);
    seen.written.add(more->written);
    seen.isStopped = more->isStopped;
    return {};
}

Result<SourceFollower::Seen> SourceFollower::lookAt(const std::set<QString> &paths, const Go &go)
{
    Seen seen;
    MIMIR_TRY(refresh());
    std::map<QString, Followed> unknownIn;
    Bookmarks bookmarks(m_store.database());
    for (const QString &path : paths) {
        const auto followed = folderOf(path);
        if (!followed || seen.isStopped)
            continue;
        const auto bookmark = bookmarks.of(path.toStdString());
        MIMIR_TRY(bookmark);
        if (*bookmark) {
            const auto isRead = readOpen(*followed, **bookmark, go, seen);
            MIMIR_TRY(isRead);
            if (*isRead)
                continue;
        }
        const QFileInfo entry(path);
        if (entry.isDir() || followed->source->mayBeTranscript(entry.fileName()))
            unknownIn.emplace(followed->folder.folder, *followed);
    }
    for (const auto &[folder, followed] : unknownIn)
        if (!seen.isStopped)
            MIMIR_TRY(scan(followed, go, seen));
    return seen;
}

// False where it cannot be read: the look at its folder says why.
Result<bool> SourceFollower::readOpen(
    const Followed &followed, const Bookmark &bookmark, const Go &go, Seen &seen)
{
    const std::shared_ptr<TranscriptImport> import = opened(followed, bookmark);
    const TranscriptWriter::Written before = import->written();
    for (bool isMore = true; isMore && !seen.isStopped;) {
        const auto step = import->step();
        if (!step) {
            const Error &why = step.error();
            std::erase(m_open, import);
            if (isStoreError(why.code) && why.code != ErrorCode::StoreReadOnly)
                return why;
            return false;
        }
        isMore = *step == TranscriptImport::Step::More;
        seen.isStopped = go && !go();
    }
    seen.written.created += import->written().created - before.created;
    seen.written.changed += import->written().changed - before.changed;
    return true;
}

std::shared_ptr<TranscriptImport> SourceFollower::opened(const Followed &followed, const Bookmark &bookmark)
{
    const QString path = QString::fromStdString(bookmark.path);
    const auto place
        = std::ranges::find_if(m_open, [&](const auto &open) { return open->transcript().path == path; });
    if (place != m_open.end())
        m_open.splice(m_open.begin(), m_open, place);
    else
        m_open.push_front(std::make_shared<TranscriptImport>(
            m_store, *followed.source, Transcript {bookmark.session, path}, m_surroundings));
    if (m_open.size() > kMaxOpen)
        m_open.pop_back();
    return m_open.front();
}

Result<void> SourceFollower::scan(const Followed &followed, const Go &go, Seen &seen)
{
    SourceScan scan(m_store, *followed.source, followed.folder.folder, m_surroundings, followed.folder.since);
    const auto summary = scan.run([&go](const SourceScan::Progress &) { return !go || go(); });
    MIMIR_TRY(summary);
    seen.written.add(summary->written);
    seen.isStopped = summary->isCancelled;
    if (summary->isCancelled)
        return {};
    FollowedFolder looked = followed.folder;
    looked.lookedAt = m_store.clock().now();
    looked.transcripts = summary->transcripts;
    looked.problems = static_cast<std::int64_t>(summary->problems.size());
    looked.problem.reset();
    looked.problemPath.clear();
    if (!summary->problems.empty()) {
        looked.problemPath = summary->problems.front().path;
        looked.problem = summary->problems.front().error.code;
    }
    MIMIR_TRY(SourceFolders(m_store.database()).noteLook(looked));
    return stateFollowed(m_store, *followed.source, looked);
}

} // namespace mimir
