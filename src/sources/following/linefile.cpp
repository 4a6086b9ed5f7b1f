#include "sources/following/linefile.h"

#include "sources/following/decompressing.h"

#include <QCryptographicHash>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace mimir {
namespace {

constexpr std::size_t kReadBytes = std::size_t(256) << 10;

FileState stateFrom(const struct stat &info)
{
    return {
        info.st_dev, info.st_ino, info.st_size, info.st_mtim.tv_sec * 1'000'000'000LL + info.st_mtim.tv_nsec};
}

} // namespace

LineFile::LineFile(OpenedFile file, FileState state, QString path)
    : m_file(std::move(file)), m_state(state), m_path(std::move(path))
{
    if (m_path.endsWith(QLatin1String(".zst")))
        m_decompressing = std::make_unique<Decompressing>(m_file.get());
}

LineFile::LineFile(LineFile &&) noexcept = default;
LineFile::~LineFile() = default;

Result<FileState> LineFile::stateOf(const QString &path)
{
    struct stat info { };
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return Error {
            ErrorCode::NotFound, path.toStdString() + ": " + std::generic_category().message(errno)};
    if (!S_ISREG(info.st_mode))
        return Error {ErrorCode::NotAFile, path.toStdString() + " is not a regular file"};
    return stateFrom(info);
}

Result<LineFile> LineFile::open(const QString &path)
{
    auto file = openRegular(path, O_RDONLY);
    MIMIR_TRY(file);
    struct stat info { };
    if (::fstat(file->get(), &info) != 0)
        return Error {
            ErrorCode::StoreReadOnly, path.toStdString() + ": " + std::generic_category().message(errno)};
    return LineFile(std::move(*file), stateFrom(info), path);
}

Error LineFile::failure() const
{
    return {ErrorCode::StoreReadOnly, m_path.toStdString() + ": " + std::generic_category().message(errno)};
}

void LineFile::seek(std::int64_t offset)
{
    m_offset = offset;
    m_buffer.clear();
    m_begin = m_searched = 0;
}

// What follows the buffer.
Result<std::size_t> LineFile::readInto(char *bytes, std::size_t most)
{
    const std::int64_t offset = m_offset + static_cast<std::int64_t>(m_buffer.size() - most - m_begin);
    if (m_decompressing)
        return m_decompressing->read(offset, bytes, most);
    ssize_t got = 0;
    do
        got = ::pread(m_file.get(), bytes, most, offset);
    while (got < 0 && errno == EINTR);
    return got < 0 ? Result<std::size_t>(failure()) : static_cast<std::size_t>(got);
}

// False at the end of the file.
Result<bool> LineFile::fill()
{
    m_buffer.erase(0, m_begin);
    m_searched -= m_begin;
    m_begin = 0;
    const std::size_t had = m_buffer.size();
    m_buffer.resize(had + kReadBytes);
    const auto got = readInto(m_buffer.data() + had, kReadBytes);
    m_buffer.resize(had + (got ? *got : 0));
    MIMIR_TRY(got);
    return *got > 0;
}

Result<bool> LineFile::next(Line &line)
{
    for (;;) {
        const std::size_t end = m_buffer.find('\n', m_searched);
        if (end != std::string::npos) {
            line = {m_offset, static_cast<std::int64_t>(end - m_begin + 1),
                std::string_view(m_buffer).substr(m_begin, end - m_begin), false};
            m_offset += line.bytes;
            m_begin = m_searched = end + 1;
            return true;
        }
        m_searched = m_buffer.size();
        if (m_buffer.size() - m_begin > kMaxWhole)
            return nextLong(line);
        const auto more = fill();
        if (!more || !*more)
            return more;
    }
}

// The buffer is given up piece by piece; where the line has no end yet, all of it is read again later.
Result<bool> LineFile::nextLong(Line &line)
{
    const std::int64_t begin = m_offset;
    LineShortener shortener;
    for (;;) {
        const std::size_t end = m_buffer.find('\n', m_begin);
        const std::size_t stop = end == std::string::npos ? m_buffer.size() : end;
        shortener.feed(std::string_view(m_buffer).substr(m_begin, stop - m_begin));
        m_offset += static_cast<std::int64_t>(stop - m_begin);
        m_begin = m_searched = stop;
        if (end != std::string::npos) {
            m_shortened = shortener.take();
            ++m_offset;
            m_begin = m_searched = end + 1;
            line = {begin, m_offset - begin, m_shortened, true};
            return true;
        }
        const auto more = fill();
        if (!more || !*more) {
            seek(begin);
            return more;
        }
    }
}

Result<std::string> LineFile::digest(std::int64_t offset, std::int64_t most)
{
    QByteArray bytes(static_cast<qsizetype>(most), Qt::Uninitialized);
    ssize_t got = 0;
    do
        got = ::pread(m_file.get(), bytes.data(), static_cast<std::size_t>(most), offset);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return failure();
    bytes.truncate(got);
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

} // namespace mimir
