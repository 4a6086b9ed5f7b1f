#include "core/durablefile.h"

#include "core/regularfile.h"

#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace mimir {
namespace {

bool isSpecial(const QString &path)
{
    const QFileInfo place(path);
    return place.exists() && !place.isFile() && !place.isDir();
}

bool synced(int descriptor)
{
    int done = 0;
    do
        done = ::fsync(descriptor);
    while (done != 0 && errno == EINTR);
    return done == 0 || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP;
}

} // namespace

DurableFile::DurableFile(const QString &path, FileMode mode) : m_path(path), m_mode(mode) { }

DurableFile::~DurableFile() = default;

Error DurableFile::failure() const
{
    const int system = errno;
    const bool named = m_file->error() != QFileDevice::NoError;
    const bool full = m_file->error() == QFileDevice::ResourceError || system == ENOSPC || system == EDQUOT;
    return Error {full ? ErrorCode::StoreFull : ErrorCode::StoreReadOnly,
        (named ? m_file->errorString() : qt_error_string(system)).toStdString()};
}

Result<void> DurableFile::open()
{
    if (m_mode == FileMode::Private || QFileInfo(m_path).isDir())
        MIMIR_TRY(checkRegular(m_path));
    if (isSpecial(m_path))
        return openSpecial();
    m_file = std::make_unique<QSaveFile>(m_path);
    errno = 0;
    if (!m_file->open(QIODevice::WriteOnly))
        return failure();
    // QSaveFile takes over the mode of the file it replaces.
    if (m_mode == FileMode::Private && !m_file->setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failure();
    return {};
}

Result<void> DurableFile::write(std::string_view bytes)
{
    errno = 0;
    const auto size = static_cast<qint64>(bytes.size());
    return m_file->write(bytes.data(), size) == size ? Result<void>() : failure();
}

Result<void> DurableFile::openSpecial()
{
    auto opened = openNamed(m_path, O_WRONLY);
    MIMIR_TRY(opened);
    auto file = std::make_unique<QFile>();
    const bool isOpen = file->open(opened->release(), QFile::WriteOnly, QFile::AutoCloseHandle);
    m_file = std::move(file);
    return isOpen ? Result<void>() : failure();
}

// QSaveFile::commit() of Qt 6.4 notices neither a failure of its own flush nor one of the disk.
Result<void> DurableFile::commit()
{
    errno = 0;
    if (!m_file->flush() || !synced(m_file->handle()))
        return failure();
    auto *file = qobject_cast<QSaveFile *>(m_file.get());
    return !file || (file->commit() && syncFolderOf(m_path)) ? Result<void>() : failure();
}

Result<void> writeDurably(const QString &path, std::string_view bytes, FileMode mode)
{
    DurableFile file(path, mode);
    MIMIR_TRY(file.open());
    MIMIR_TRY(file.write(bytes));
    return file.commit();
}

bool syncToDisk(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool done = synced(file);
    ::close(file);
    return done;
}

bool syncFolderOf(const QString &path)
{
    const QFileInfo file(path);
    return syncToDisk(
        file.isSymLink() ? QFileInfo(file.symLinkTarget()).absolutePath() : file.absolutePath());
}

} // namespace mimir
