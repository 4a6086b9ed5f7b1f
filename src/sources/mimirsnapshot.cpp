#include "sources/mimirsnapshot.h"

#include "core/durablefile.h"
#include "core/regularfile.h"
#include "sources/foreigndatabase.h"
#include "sources/sourcelimit.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstring>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace mimir {
namespace {

// The agent keeps the file in 32-bit memory.
constexpr qint64 kMaxBytes = qint64(1) << 31;
constexpr qsizetype kHeaderBytes = 100;
constexpr std::string_view kMagic("SQLite format 3\0", 16);

std::uint32_t bigEndian(const QByteArray &bytes, int at, int count)
{
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

Error unfinished(const QString &path, std::string_view why)
{
    return Error {ErrorCode::StoreCorrupt, path.toStdString() + " " + std::string(why)};
}

bool isDatabase(const QByteArray &bytes)
{
    return bytes.size() >= kHeaderBytes && std::memcmp(bytes.constData(), kMagic.data(), kMagic.size()) == 0;
}

Result<void> checkHeader(const QString &path, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return unfinished(path, "is empty");
    if (!isDatabase(bytes))
        return unfinished(path, "is not a complete SQLite database");
    const std::uint32_t pageSize = bigEndian(bytes, 16, 2) == 1 ? 65536 : bigEndian(bytes, 16, 2);
    const bool countIsValid = bigEndian(bytes, 24, 4) == bigEndian(bytes, 92, 4);
    const qint64 expected = qint64(pageSize) * bigEndian(bytes, 28, 4);
    if (countIsValid && expected != bytes.size())
        return unfinished(path, "is shorter or longer than its header says");
    return {};
}

Result<QByteArray> readWhole(const QString &path)
{
    QFile file(path);
    const QFileInfo before(path);
    if (!before.exists())
        return Error {ErrorCode::NotFound, "there is no file " + path.toStdString()};
    MIMIR_TRY(checkRegular(path));
    if (before.size() > kMaxBytes)
        return Error {ErrorCode::TooLarge, path.toStdString() + " is larger than 2 GiB"};
    if (!file.open(QIODevice::ReadOnly))
        return Error {ErrorCode::StoreReadOnly, path.toStdString() + ": " + file.errorString().toStdString()};
    QByteArray bytes = file.read(kMaxBytes);
    const QFileInfo after(path);
    if (after.size() != before.size() || after.lastModified() != before.lastModified()
        || bytes.size() != after.size())
        return unfinished(path, "changed while it was being read");
    return bytes;
}

/// Closes the file when destroyed.
class OpenFile {
public:
    OpenFile(const QString &path, int flags)
        : m_file(::open(QFile::encodeName(path).constData(), flags | O_NONBLOCK | O_CLOEXEC))
    {
    }
    ~OpenFile()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;

    bool isOpen() const { return m_file >= 0; }
    /// If the file system does not support locks, it is unknown, so it counts as locked.
    bool isLocked(off_t from, off_t length) const
    {
        struct flock lock { };
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        lock.l_start = from;
        lock.l_len = length;
        return ::fcntl(m_file, F_OFD_GETLK, &lock) != 0 || lock.l_type != F_UNLCK;
    }

private:
    int m_file;
};

// Checks SQLite's own locks: a program with a database open in WAL mode locks these bytes of the two files.
bool isHeld(const QString &path)
{
    constexpr off_t sharedBytes = 0x40000000 + 2, sharedCount = 510, indexBytes = 120, indexCount = 9;
    const OpenFile file(path, O_RDONLY), index(path + QStringLiteral("-shm"), O_RDONLY);
    return (file.isOpen() && file.isLocked(sharedBytes, sharedCount))
        || (index.isOpen() && index.isLocked(indexBytes, indexCount));
}

QString logOf(const QString &path)
{
    return path + QStringLiteral("-wal");
}

bool hasLog(const QString &path, const QByteArray &bytes)
{
    return isDatabase(bytes) && bytes.at(18) == 2 && QFileInfo(logOf(path)).size() > 0;
}

// Merges what its program committed before it ended into the file, in a temporary copy.
Result<QByteArray> withItsLog(const QString &path, const QByteArray &bytes)
{
    const auto log = readWhole(logOf(path));
    MIMIR_TRY(log);
    const QTemporaryDir place;
    const QString copy = place.filePath(QStringLiteral("copy.db"));
    const auto written = [](const QString &to, const QByteArray &what) {
        return writeDurably(
            to, std::string_view(what.constData(), static_cast<std::size_t>(what.size())), FileMode::Private);
    };
    if (!place.isValid() || !written(copy, bytes) || !written(logOf(copy), *log))
        return Error {ErrorCode::StoreFull, "there is not enough space for a copy of " + path.toStdString()};
    sqlite3 *handle = nullptr;
    const bool isMerged
        = sqlite3_open_v2(QFile::encodeName(copy).constData(), &handle, SQLITE_OPEN_READWRITE, nullptr)
            == SQLITE_OK
        && (distrust(handle),
            sqlite3_exec(handle, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE", nullptr,
                nullptr, nullptr)
                == SQLITE_OK);
    sqlite3_close(handle);
    return isMerged ? readWhole(copy) : Result<QByteArray>(unfinished(path, "is damaged"));
}

Result<std::unique_ptr<Database>> inMemory(const QString &path, QByteArray bytes)
{
    bytes[18] = bytes[19] = 1; // a file in WAL mode cannot be opened in memory
    auto database = Database::open(QStringLiteral(":memory:"));
    MIMIR_TRY(database);
    const auto size = static_cast<sqlite3_uint64>(bytes.size());
    auto *copy = static_cast<unsigned char *>(sqlite3_malloc64(size));
    if (!copy)
        return Error {ErrorCode::TooLarge, path.toStdString() + " does not fit into memory"};
    std::memcpy(copy, bytes.constData(), size);
    // Frees `copy` even on failure.
    const int code
        = sqlite3_deserialize((*database)->handle(), "main", copy, static_cast<sqlite3_int64>(size),
            static_cast<sqlite3_int64>(size), SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
    if (code != SQLITE_OK)
        return (*database)->lastError();
    distrust((*database)->handle());
    const SourceLimit limit(**database);
    Query check = (*database)->once("PRAGMA quick_check(1)");
    const bool sound = check.next() && check.text(0) == "ok";
    if (limit.reached())
        return Error {ErrorCode::TooLarge, path.toStdString() + " takes too long to read"};
    return sound ? std::move(database) : Result<std::unique_ptr<Database>>(unfinished(path, "is damaged"));
}

Result<std::unique_ptr<Database>> look(const QString &path)
{
    auto bytes = readWhole(path);
    MIMIR_TRY(bytes);
    if (hasLog(path, *bytes)) {
        // The log of a running program is not ours to read; the program may start meanwhile.
        const bool wasHeld = isHeld(path);
        bytes = wasHeld ? bytes : withItsLog(path, *bytes);
        if (wasHeld || isHeld(path))
            return Error {ErrorCode::StoreBusy, path.toStdString() + " is open in another program"};
        MIMIR_TRY(bytes);
    }
    MIMIR_TRY(checkHeader(path, *bytes));
    return inMemory(path, std::move(*bytes));
}

} // namespace

const std::vector<std::chrono::milliseconds> &MimirSnapshot::delays()
{
    using namespace std::chrono_literals;
    static const std::vector<std::chrono::milliseconds> delays {50ms, 100ms, 200ms, 400ms, 800ms, 1600ms};
    return delays;
}

Result<std::unique_ptr<Database>> MimirSnapshot::open(const QString &path, const Wait &wait)
{
    auto result = look(path);
    for (const std::chrono::milliseconds delay : delays()) {
        const bool mayHeal = !result
            && (result.error().code == ErrorCode::StoreCorrupt
                || result.error().code == ErrorCode::StoreBusy);
        if (!mayHeal)
            break;
        wait(delay);
        result = look(path);
    }
    return result;
}

} // namespace mimir
