// Waits for a place to put an icon. Qt decides at its first tray call, once and for good, whether there is a
// StatusNotifier host; so nobody touches QSystemTrayIcon before this says so.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QTimer>

namespace mimir {

class TrayHost : public QObject {
    Q_OBJECT
public:
    explicit TrayHost(const QDBusConnection &bus, QObject *parent = nullptr);

    /// Asks the bus; available() comes at once or whenever a panel does.
    void watch();
    bool isAvailable() const { return m_available; }

Q_SIGNALS:
    /// Once.
    void available();

private Q_SLOTS:
    void ask();

private:
    void askXEmbed();
    void found();

    QDBusConnection m_bus;
    QTimer m_fallback;
    bool m_available = false;
};

} // namespace mimir
