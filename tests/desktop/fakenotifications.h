// A notification server played by the test, on its own bus.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QStringList>
#include <QTest>

namespace mimir::test {

class PrivateBus {
public:
    PrivateBus() = default;
    ~PrivateBus()
    {
        for (const QString &name : m_names)
            QDBusConnection::disconnectFromBus(name);
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    PrivateBus(const PrivateBus &) = delete;
    PrivateBus &operator=(const PrivateBus &) = delete;

    bool start()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead())
            return false;
        m_address = QString::fromLatin1(m_daemon.readAllStandardOutput()).trimmed();
        return true;
    }
    QDBusConnection connection(const QString &name)
    {
        m_names += name;
        return QDBusConnection::connectToBus(m_address, name);
    }

private:
    QProcess m_daemon;
    QString m_address;
    QStringList m_names;
};

inline const QString kNotifications = QStringLiteral("org.freedesktop.Notifications");
inline const QString kNotificationsPath = QStringLiteral("/org/freedesktop/Notifications");

inline void say(const QDBusConnection &from, const QString &what, const QVariantList &arguments)
{
    QDBusMessage signal = QDBusMessage::createSignal(kNotificationsPath, kNotifications, what);
    signal.setArguments(arguments);
    from.send(signal);
}

/// Waits until everything sent by `from` has arrived at `client`: the bus keeps the order of a sender's
/// messages.
inline void roundTrip(QDBusConnection &from, QDBusConnection client)
{
    struct Ear final : QDBusVirtualObject {
        QString introspect(const QString &) const override { return {}; }
        bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
        {
            heard = true;
            return bus.send(message.createReply());
        }
        bool heard = false;
    } ear;
    const QString path = QStringLiteral("/ear");
    client.registerVirtualObject(path, &ear);
    from.asyncCall(QDBusMessage::createMethodCall(
        client.baseService(), path, QStringLiteral("test.Ear"), QStringLiteral("Hear")));
    QTRY_VERIFY(ear.heard);
    client.unregisterObject(path);
    QCoreApplication::processEvents();
}

/// Shows nothing and remembers everything. Answers at once, or when the test says so.
class FakeNotifications final : public QDBusVirtualObject {
public:
    explicit FakeNotifications(QDBusConnection bus,
        QStringList capabilities = {QStringLiteral("actions"), QStringLiteral("body-markup")})
        : m_bus(std::move(bus)), m_capabilities(std::move(capabilities))
    {
        m_bus.registerVirtualObject(kNotificationsPath, this);
        m_bus.registerService(kNotifications);
    }
    ~FakeNotifications() override
    {
        m_bus.unregisterService(kNotifications);
        m_bus.unregisterObject(kNotificationsPath);
    }
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        if (message.member() == QLatin1String("GetCapabilities"))
            return bus.send(message.createReply(m_capabilities));
        if (message.member() == QLatin1String("CloseNotification")) {
            closed += message.arguments().first().toUInt();
            return bus.send(message.createReply());
        }
        if (message.member() != QLatin1String("Notify"))
            return false;
        asked += message;
        if (!slow)
            answerLatest();
        return true;
    }
    void answerLatest()
    {
        const uint replaced = this->replaced(asked.last());
        m_bus.send(asked.last().createReply(replaced ? replaced : ++m_last));
    }
    void press(uint id, const QString &action) { say(m_bus, QStringLiteral("ActionInvoked"), {id, action}); }
    void close(uint id) { say(m_bus, QStringLiteral("NotificationClosed"), {id, 2u}); }

    static uint replaced(const QDBusMessage &notify) { return notify.arguments()[1].toUInt(); }
    static QString body(const QDBusMessage &notify) { return notify.arguments()[4].toString(); }
    static QStringList actions(const QDBusMessage &notify) { return notify.arguments()[5].toStringList(); }

    bool slow = false;
    QList<QDBusMessage> asked;
    QList<uint> closed;

private:
    QDBusConnection m_bus;
    QStringList m_capabilities;
    uint m_last = 100;
};

} // namespace mimir::test
