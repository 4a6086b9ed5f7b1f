#include "sync/worker/storewatch.h"

#include "sync/tuning.h"

#include <QFile>

#include <utility>

namespace mimir {

StoreWatch::StoreWatch(Database &database, QObject *parent)
    : QObject(parent), m_database(database), m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &StoreWatch::look);
    connect(&m_files, &QFileSystemWatcher::fileChanged, this, [this](const QString &path) {
        if (path != logPath())
            return Q_EMIT fileChanged();
        m_looks = 0;
        look();
    });
}

void StoreWatch::begin()
{
    m_version = m_database.dataVersion();
    watch(m_database.path());
}

void StoreWatch::watchLog()
{
    watch(logPath());
}

void StoreWatch::watch(const QString &path)
{
    if (!m_files.files().contains(path) && QFile::exists(path))
        m_files.addPath(path);
}

bool StoreWatch::noteWrites()
{
    const std::int64_t before = std::exchange(m_version, m_database.dataVersion());
    return before != m_version;
}

// The log is written, and flushed, before its contents become visible: the first check is usually too early,
// and nothing signals when the next one would not be.
void StoreWatch::look()
{
    if (m_looks < tuning::kLooksAtFile.size())
        m_timer.start(static_cast<int>(tuning::kLooksAtFile[m_looks++]));
    Q_EMIT logChanged();
}

} // namespace mimir
