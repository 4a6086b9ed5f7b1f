// Waits for a place to put an icon. Qt decides at its first tray call, once and for good, whether there is a
// StatusNotifier host; so nobody touches QSystemTrayIcon before this says so. A panel that knows only the old
// protocol (XEmbed) is taken when no other has come half a minute after the start, or a few seconds after it
// came itself, whatever is later.
#pragma once

#include <QAbstractNativeEventFilter>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QTimer>

namespace mimir {

class TrayHost : public QObject, private QAbstractNativeEventFilter {
    Q_OBJECT
public:
    explicit TrayHost(const QDBusConnection &bus, QObject *parent = nullptr);
    ~TrayHost() override;

    /// Asks the bus; available() comes at once or whenever a panel does.
    void watch();
    bool isAvailable() const { return m_available; }

Q_SIGNALS:
    /// Once.
    void available();

private Q_SLOTS:
    void ask();

private:
    bool nativeEventFilter(const QByteArray &type, void *message, qintptr *result) override;
    void askXEmbed();
    void found();

    QDBusConnection m_bus;
    QTimer m_fallback;
    bool m_available = false;
};

} // namespace mimir
