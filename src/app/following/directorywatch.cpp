#include "app/following/directorywatch.h"

#include <QFile>
#include <QSocketNotifier>

#include <array>
#include <cstring>
#include <sys/inotify.h>
#include <unistd.h>

namespace mimir {
namespace {

constexpr std::uint32_t kEvents = IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM
    | IN_MOVED_TO | IN_ONLYDIR | IN_EXCL_UNLINK;
constexpr std::size_t kBuffer = std::size_t(64) << 10;

} // namespace

DirectoryWatch::DirectoryWatch(QObject *parent)
    : QObject(parent), m_descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    if (m_descriptor < 0) {
        m_watchesAll = false; // the user has too many of them
        return;
    }
    m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &DirectoryWatch::read);
}

DirectoryWatch::~DirectoryWatch()
{
    delete m_notifier;
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void DirectoryWatch::watch(const QStringList &directories)
{
    if (m_descriptor < 0)
        return;
    QStringList wanted = directories;
    wanted.removeDuplicates();
    m_watchesAll = wanted.size() <= kMost;
    wanted = wanted.first(std::min<qsizetype>(wanted.size(), kMost));
    const QSet<QString> kept(wanted.begin(), wanted.end());
    const QStringList before = m_numbers.keys();
    for (const QString &directory : before) {
        if (kept.contains(directory))
            continue;
        const int number = m_numbers.take(directory);
        m_directories.remove(number);
        ::inotify_rm_watch(m_descriptor, number);
    }
    for (const QString &directory : wanted) {
        // Also those that are watched: another directory may have taken the place of one that is gone.
        const int number
            = ::inotify_add_watch(m_descriptor, QFile::encodeName(directory).constData(), kEvents);
        if (number < 0) {
            m_watchesAll = false;
            continue;
        }
        m_numbers.insert(directory, number);
        m_directories.insert(number, directory);
    }
}

void DirectoryWatch::read()
{
    alignas(inotify_event) std::array<char, kBuffer> buffer {};
    ssize_t size = 0;
    while (m_descriptor >= 0 && (size = ::read(m_descriptor, buffer.data(), buffer.size())) > 0) {
        for (const char *at = buffer.data(); at < buffer.data() + size;) {
            inotify_event event {};
            std::memcpy(&event, at, sizeof event);
            tell(at);
            at += sizeof event + event.len;
        }
    }
}

void DirectoryWatch::tell(const char *at)
{
    inotify_event event {};
    std::memcpy(&event, at, sizeof event);
    if ((event.mask & IN_Q_OVERFLOW) != 0)
        return Q_EMIT overflowed();
    if ((event.mask & IN_IGNORED) != 0) { // the directory is gone
        const QString directory = m_directories.take(event.wd);
        if (m_numbers.value(directory, -1) == event.wd)
            m_numbers.remove(directory);
        return;
    }
    const QString directory = m_directories.value(event.wd);
    if (!directory.isEmpty() && event.len > 0)
        Q_EMIT changed(directory + QLatin1Char('/') + QFile::decodeName(at + sizeof event));
}

} // namespace mimir
