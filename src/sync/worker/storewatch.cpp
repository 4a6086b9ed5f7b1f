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
    connect(&m_log, &QFileSystemWatcher::fileChanged, this, [this] {
        m_looks = 0;
        look();
    });
}

void StoreWatch::begin()
{
    m_version = m_database.dataVersion();
}

void StoreWatch::watchLog()
{
    const QString log = m_database.path() + QStringLiteral("-wal");
    if (!watchesLog() && QFile::exists(log))
        m_log.addPath(log);
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
