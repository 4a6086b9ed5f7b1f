// Tells of every change to a file in the directories that are watched, growth included: inotify(7), of which Qt's
// QFileSystemWatcher passes on only what appears and disappears in a directory. A hint, no more: a network's file system
// tells nothing of what other computers do.
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

class QSocketNotifier;

namespace mimir {

class DirectoryWatch : public QObject {
    Q_OBJECT
public:
    static constexpr int kMost = 512; ///< directories

    explicit DirectoryWatch(QObject *parent = nullptr);
    ~DirectoryWatch() override;

    /// From now on the first kMost of these, and no others.
    void watch(const QStringList &directories);
    /// Whether all that watch() was given last is.
    bool watchesAll() const { return m_watchesAll; }
    /// Tells what has happened so far. Done by the event loop, too.
    void read();

Q_SIGNALS:
    /// Of a file or directory in a watched one; it may be gone.
    void changed(const QString &path);
    /// Changes were lost.
    void overflowed();

private:
    void tell(const char *event);

    int m_descriptor;
    QSocketNotifier *m_notifier = nullptr; ///< owned by QObject
    QHash<int, QString> m_directories;     ///< by inotify's number
    QHash<QString, int> m_numbers;
    bool m_watchesAll = true;
};

} // namespace mimir
