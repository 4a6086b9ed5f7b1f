// The only way small files are written: settings, tokens, autostart entries, exports, port files. A temporary
// file next to the target is filled, flushed, synced and renamed over it, and the directory is synced: after
// a full disk, a kill or a power cut, either the old file or the complete new one is there.
//
// A target that is not a regular file (a pipe that someone reads, a terminal, /dev/stdout) is written to directly; a
// private one is refused, and so is a directory or a socket.
#pragma once

#include "core/result.h"

#include <QString>

#include <memory>
#include <string_view>

class QFileDevice;

namespace mimir {

enum class FileMode : std::uint8_t {
    Usual,   ///< mode of the file it replaces; for a new file, what the umask allows
    Private, ///< 0600, set before the first byte is written
};

class DurableFile {
public:
    explicit DurableFile(const QString &path, FileMode mode = FileMode::Usual);
    /// Without commit() the target is unchanged.
    ~DurableFile();
    DurableFile(const DurableFile &) = delete;
    DurableFile &operator=(const DurableFile &) = delete;

    // Errors of all three: StoreFull (no space, a quota), StoreReadOnly; the message is the system's reason. Of
    // open() also NotAFile.
    // After an error the old file is untouched.
    Result<void> open();
    Result<void> write(std::string_view bytes);
    /// The only error possible once the new file is in place: its directory could not be synced.
    Result<void> commit();

private:
    Error failure() const;
    Result<void> openSpecial();

    QString m_path;
    FileMode m_mode;
    std::unique_ptr<QFileDevice> m_file;
};

/// Opens, writes and commits in one call. Errors: those of DurableFile.
Result<void> writeDurably(const QString &path, std::string_view bytes, FileMode mode = FileMode::Usual);

/// fsync of a file or a directory; counts as synced where the file system does not support it.
bool syncToDisk(const QString &path);
/// Syncs the directory that contains a file, which makes a rename or a removal durable.
bool syncFolderOf(const QString &path);

} // namespace mimir
