// The events that `mimir-hook` has put into a profile, read into the store (docs/sources.md, "Hooks").
//
// The spool is taken away by renaming it, read, and deleted once all of it is stored. A hook that had opened it before
// holds a shared lock while it writes; the last look and the deletion have it locked for themselves, so nothing is lost.
// Entries have the ids of their events and the bookmark is stored with them, so nothing comes twice.
#pragma once

#include "sources/following/bookmarks.h"
#include "sources/following/transcriptwriter.h"
#include "storage/store.h"

#include <QString>

#include <functional>
#include <vector>

namespace mimir {

class HookSpool {
public:
    /// `folder`: hookFolder(). References must outlive the object.
    HookSpool(Store &store, QString folder) : m_store(store), m_folder(std::move(folder)) { }

    struct Summary {
        std::int64_t events = 0, badLines = 0;
        TranscriptWriter::Written written;
    };
    /// Asked after each batch; false = stop, and the next reading goes on from there.
    using Go = std::function<bool()>;
    /// All that is there; nothing where hooks are not in use, or while another process reads. Errors: Store*, and
    /// ForeignProfile, NotAFile for a spool that is not ours.
    Result<Summary> read(const Go &go = {});

private:
    Result<bool> takeAway();
    Result<bool> readTaken(const Go &go);
    Result<bool> readBatch(LineFile &file);
    Result<void> store(const std::vector<std::string> &lines);
    Result<void> openBookmark(LineFile &file);
    Result<void> keepBookmark(LineFile &file);
    QString taken() const { return m_folder + QStringLiteral("/events.reading"); }

    Store &m_store;
    QString m_folder;
    Bookmark m_bookmark;
    Summary m_summary;
};

/// Where the spool of a profile is. It is there while hooks are in use.
QString hookFolder(const QString &profile);
/// The same, of the profile that has this store.
QString hookFolderBeside(const QString &storePath);

} // namespace mimir
