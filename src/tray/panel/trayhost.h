// Waits for a place to put an icon. Qt decides once, at its first tray call, whether there is a
// StatusNotifier host, so nothing may touch QSystemTrayIcon before this says so. A panel that supports only
// the old protocol (XEmbed) is used if no other has appeared half a minute after the start, or a few seconds
// after it appeared, the later of the two.
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

    /// Asks the bus; available() is emitted at once or when a panel appears.
    void watch();

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
