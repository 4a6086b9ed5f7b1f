// Notices what other processes write to the store without a word. Their commits show in its data version;
// when to look at it, its write-ahead log tells. Also notices that the store's file was moved, deleted or
// replaced.
#pragma once

#include "storage/sqlite/database.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace mimir {

class StoreWatch : public QObject {
    Q_OBJECT
public:
    /// `database` must outlive the object.
    explicit StoreWatch(Database &database, QObject *parent = nullptr);

    /// What is in the store now is known. Its file is watched from now on.
    void begin();
    /// From now on, if the log exists.
    void watchLog();
    bool watchesLog() const { return m_files.files().contains(logPath()); }
    /// True if another process has committed something since begin() or the last call.
    bool noteWrites();

Q_SIGNALS:
    /// Another process has written to the log: its commit may be visible now. It is flushed before it is, so
    /// this comes several times for one write.
    void logChanged();
    /// The file was written to, or another one, or none, is in its place.
    void fileChanged();

private:
    QString logPath() const { return m_database.path() + QStringLiteral("-wal"); }
    void watch(const QString &path);
    void look();

    Database &m_database;
    QFileSystemWatcher m_files;
    QTimer m_timer;
    std::size_t m_looks = 0; ///< since the log last changed
    std::int64_t m_version = 0;
};

} // namespace mimir
