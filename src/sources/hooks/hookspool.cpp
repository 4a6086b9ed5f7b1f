#include "sources/hooks/hookspool.h"

#include "core/durablefile.h"
#include "core/regularfile.h"
#include "core/synclock.h"
#include "sources/hooks/entrywriting.h"
#include "sources/hooks/hookevent.h"

#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <algorithm>

namespace mimir {
namespace {

constexpr std::size_t kBatchLines = 500;
constexpr std::int64_t kBatchBytes = std::int64_t(4) << 20;
constexpr std::int64_t kDigested = 4096;
constexpr int kLockTries = 20; // a hook writes its line within moments
constexpr unsigned long kLockPauseMs = 5;

// A link would lead hooks' lines, or us, elsewhere.
Result<void> checkSpool(const QString &path)
{
    if (QFileInfo(path).isSymLink())
        return Error {ErrorCode::NotAFile, path.toStdString() + " is a link, not a file"};
    MIMIR_TRY(checkRegular(path));
    return checkOwned(path, GroupWrites::Refused);
}

Result<void> lockPatiently(SyncLock &lock)
{
    Result<void> locked = lock.acquire();
    for (int tries = 1; tries < kLockTries && !locked && locked.error().code == ErrorCode::Locked; ++tries) {
        QThread::msleep(kLockPauseMs);
        locked = lock.acquire();
    }
    return locked;
}

} // namespace

QString hookFolder(const QString &profile)
{
    return profile + QStringLiteral("/hooks");
}

QString hookFolderBeside(const QString &storePath)
{
    return hookFolder(QFileInfo(storePath).absolutePath());
}

Result<HookSpool::Summary> HookSpool::read(const Go &go)
{
    m_summary = {};
    const QFileInfo folder(m_folder);
    if (!folder.isDir())
        return m_summary;
    if (folder.isSymLink())
        return Error {ErrorCode::NotAFile, m_folder.toStdString() + " is a link, not a folder"};
    MIMIR_TRY(checkOwned(m_folder, GroupWrites::Refused));
    SyncLock onlyReader(m_folder + QStringLiteral("/reader.lock"));
    if (const auto alone = onlyReader.acquire(); !alone)
        return alone.error().code == ErrorCode::Locked ? Result<Summary>(m_summary) : alone.error();
    for (bool isMore = true; isMore;) {
        const auto there = takeAway();
        MIMIR_TRY(there);
        const auto done = *there ? readTaken(go) : Result<bool>(false);
        MIMIR_TRY(done);
        isMore = *done;
    }
    return m_summary;
}

// Whether there is one to be read: what an earlier reading has left comes first.
Result<bool> HookSpool::takeAway()
{
    const QString spool = m_folder + QStringLiteral("/events.jsonl");
    MIMIR_TRY(checkSpool(taken()));
    if (QFileInfo::exists(taken()))
        return true;
    MIMIR_TRY(checkSpool(spool));
    return QFile::rename(spool, taken());
}

// False when it stays where it is: a hook is at it, or the caller wants to stop.
Result<bool> HookSpool::readTaken(const Go &go)
{
    SyncLock noWriter(taken());
    const auto locked = lockPatiently(noWriter);
    auto file = LineFile::open(taken());
    MIMIR_TRY(file);
    MIMIR_TRY(openBookmark(*file));
    file->seek(m_bookmark.offset);
    for (bool isMore = true; isMore;) {
        const auto more = readBatch(*file);
        MIMIR_TRY(more);
        isMore = *more;
        if (go && !go())
            return false;
    }
    if (!locked)
        return false;
    m_summary.badLines += file->rest().empty() ? 0 : 1;
    if (!QFile::remove(taken()))
        return Error {ErrorCode::StoreReadOnly, taken().toStdString() + " cannot be deleted"};
    (void)syncFolderOf(taken()); // if it comes back, its bookmark is still there
    return true;
}

Result<void> HookSpool::openBookmark(LineFile &file)
{
    const auto kept = Bookmarks(m_store.database()).of(taken().toStdString());
    MIMIR_TRY(kept);
    m_bookmark = kept->value_or(Bookmark());
    m_bookmark.path = taken().toStdString();
    m_bookmark.agent = "hook";
    const auto head = file.digest(0, std::min(kDigested, m_bookmark.offset));
    MIMIR_TRY(head);
    const bool isSame = m_bookmark.state.inode == file.state().inode && m_bookmark.offset <= file.state().size
        && m_bookmark.head == *head;
    if (!isSame)
        m_bookmark.offset = 0;
    return {};
}

Result<void> HookSpool::keepBookmark(LineFile &file)
{
    m_bookmark.offset = file.offset();
    m_bookmark.state = file.state();
    const auto head = file.digest(0, std::min(kDigested, m_bookmark.offset));
    MIMIR_TRY(head);
    m_bookmark.head = *head;
    return Bookmarks(m_store.database()).keep(m_bookmark);
}

// False at the end of what is whole.
Result<bool> HookSpool::readBatch(LineFile &file)
{
    std::vector<std::string> lines;
    LineFile::Line line;
    bool isMore = true;
    const std::int64_t begin = file.offset();
    while (isMore && lines.size() < kBatchLines && file.offset() - begin < kBatchBytes) {
        const auto more = file.next(line);
        MIMIR_TRY(more);
        isMore = *more;
        if (isMore && !line.text.empty())
            lines.emplace_back(line.text);
    }
    const Summary before = m_summary;
    const auto stored = m_store.backend().inOneTransaction([&]() -> Result<void> {
        MIMIR_TRY(store(lines));
        return keepBookmark(file);
    });
    if (!stored)
        m_summary = before;
    MIMIR_TRY(stored);
    return isMore;
}

Result<void> HookSpool::store(const std::vector<std::string> &lines)
{
    for (const std::string &line : lines) {
        const auto event = hookEventIn(line);
        if (!event) {
            ++m_summary.badLines;
            continue;
        }
        ++m_summary.events;
        const HookFinding finding = findingOf(*event);
        if (finding.entry)
            MIMIR_TRY(writeEntry(m_store, *finding.entry, m_summary.written));
        else
            MIMIR_TRY(
                Bookmarks(m_store.database()).countKind(event->agent, finding.kind, finding.isKnown, 1));
    }
    return {};
}

} // namespace mimir
