// The one way in which a small file is written: settings, tokens, autostart entries, exports, port files. A
// temporary file beside it is filled, flushed, synced and takes the other's place, and the folder is synced:
// after a full disk, a kill or a power cut there is the file as it was or the whole new one.
//
// A place that is no file (a pipe, a terminal, /dev/stdout) is written to as it is.
#pragma once

#include "core/result.h"

#include <QString>

#include <memory>
#include <string_view>

class QFileDevice;

namespace mimir {

enum class FileMode : std::uint8_t {
    Usual,   ///< of the file that it replaces; of a new one what the process's mask says
    Private, ///< 0600, before the first byte is in it
};

class DurableFile {
public:
    explicit DurableFile(const QString &path, FileMode mode = FileMode::Usual);
    /// Without commit() nothing has happened.
    ~DurableFile();
    DurableFile(const DurableFile &) = delete;
    DurableFile &operator=(const DurableFile &) = delete;

    // Errors of all three: StoreFull (no room, a quota), StoreReadOnly; the message is the reason in the
    // system's words. After an error the old file is untouched.
    Result<void> open();
    Result<void> write(std::string_view bytes);
    /// The one error that may come after the new file is in its place: its folder could not be synced.
    Result<void> commit();

private:
    Error failure() const;

    QString m_path;
    FileMode m_mode;
    std::unique_ptr<QFileDevice> m_file;
};

/// All of it at once. Errors: those of DurableFile.
Result<void> writeDurably(const QString &path, std::string_view bytes, FileMode mode = FileMode::Usual);

/// fsync of a file or a folder; one that its file system cannot sync counts as synced.
bool syncToDisk(const QString &path);
/// Of the folder that a file is in: a rename or a removal is durable after it.
bool syncFolderOf(const QString &path);

} // namespace mimir
