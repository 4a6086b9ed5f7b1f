#include "teams/sleepwatch.h"

namespace mimir {

SleepWatch::SleepWatch(const QDBusConnection &bus, QObject *parent) : QObject(parent)
{
    const QString service = QStringLiteral("org.freedesktop.login1");
    QDBusConnection(bus).connect(service, QStringLiteral("/org/freedesktop/login1"),
        service + QStringLiteral(".Manager"), QStringLiteral("PrepareForSleep"), this,
        SLOT(prepareForSleep(bool)));
}

void SleepWatch::prepareForSleep(bool begins)
{
    if (!begins)
        Q_EMIT wokeUp();
}

} // namespace mimir
