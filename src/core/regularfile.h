// The only way our files are read or locked: opening one never waits, and what is not a regular file (a named
// pipe, a socket, a device, a directory, a link whose target is missing) is refused by its kind. Opening a pipe that
// no one writes to would hang the program. Other links are followed. What a user names for one command may also be a
// pipe or a device (/dev/stdin): openNamed().
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace mimir {

/// Closes what it holds.
class OpenedFile {
public:
    explicit OpenedFile(int descriptor) : m_descriptor(descriptor) { }
    ~OpenedFile();
    OpenedFile(OpenedFile &&other) noexcept : m_descriptor(other.release()) { }
    OpenedFile &operator=(OpenedFile &&) = delete;
    OpenedFile(const OpenedFile &) = delete;
    OpenedFile &operator=(const OpenedFile &) = delete;

    int get() const { return m_descriptor; }
    /// Now it is for the caller to close.
    int release();

private:
    int m_descriptor;
};

/// `flags` of open(2); a file that O_CREAT creates has the mode 0600. Errors: NotFound, NotAFile, StoreReadOnly (the
/// message is the path and the system's reason).
Result<OpenedFile> openRegular(const QString &path, int flags);
/// What a user names for one command: also a pipe, whose other end is waited for, for a few seconds, and a device.
/// Errors: those of openRegular().
Result<OpenedFile> openNamed(const QString &path, int flags);
/// At most `most` bytes from its beginning. Errors: those of openRegular().
Result<QByteArray> readRegular(const QString &path, qint64 most);
/// The same of one that is open; `path` is for the error. Error: StoreReadOnly.
Result<QByteArray> readFrom(OpenedFile file, const QString &path, qint64 most);
/// Before something else opens it. Nothing being there is no error. Error: NotAFile.
Result<void> checkRegular(const QString &path);
enum class GroupWrites : std::uint8_t { Refused, Allowed };
/// It belongs to the user whom this process runs as, and other users cannot write to it. Nothing being there is no
/// error, nor is what is neither a file nor a directory: checkRegular(). Error: ForeignProfile.
Result<void> checkOwned(const QString &path, GroupWrites group);
/// The same for a database and everything that SQLite opens beside it, also where a link leads to it.
Result<void> checkDatabaseFiles(const QString &path);
/// The database at `path` and everything that SQLite has beside one, whether it exists or not.
QStringList databaseFiles(const QString &path);

} // namespace mimir
