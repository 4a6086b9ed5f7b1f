// Signals when this computer wakes from sleep: login1 on the system bus, if it runs. Only listens; nothing
// blocks.
#pragma once

#include <QDBusConnection>
#include <QObject>

namespace mimir {

class SleepWatch : public QObject {
    Q_OBJECT
public:
    explicit SleepWatch(const QDBusConnection &bus = QDBusConnection::systemBus(), QObject *parent = nullptr);

Q_SIGNALS:
    void wokeUp();

private Q_SLOTS:
    void prepareForSleep(bool begins);
};

} // namespace mimir
