// On its own bus, with services played by the test.
#include "teams/powersupply.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace mimir;

namespace {

/// Answers GetAll with what the test has set.
class FakePower final : public QDBusVirtualObject {
public:
    FakePower(QDBusConnection bus, const char *service, const char *path, QVariantMap initially)
        : properties(std::move(initially)), m_bus(std::move(bus)), m_name(QLatin1String(service)),
          m_path(QLatin1String(path))
    {
        m_bus.registerVirtualObject(m_path, this);
        m_bus.registerService(m_name);
    }
    ~FakePower() override
    {
        m_bus.unregisterService(m_name);
        m_bus.unregisterObject(m_path);
    }
    void put(const QString &property, const QVariant &value)
    {
        properties[property] = value;
        QDBusMessage signal = QDBusMessage::createSignal(
            m_path, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("PropertiesChanged"));
        signal << m_name << QVariantMap {{property, value}} << QStringList();
        m_bus.send(signal);
    }
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        return message.member() == QLatin1String("GetAll") && bus.send(message.createReply(properties));
    }

    QVariantMap properties;

private:
    QDBusConnection m_bus;
    QString m_name, m_path;
};

constexpr auto kUPower = "org.freedesktop.UPower", kUPowerPath = "/org/freedesktop/UPower";
const QString kOnBattery = QStringLiteral("OnBattery"), kProfile = QStringLiteral("ActiveProfile");

} // namespace

class TstPowerSupply : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        QVERIFY(m_daemon.waitForStarted() && m_daemon.waitForReadyRead());
        const QString address = QString::fromLatin1(m_daemon.readAllStandardOutput()).trimmed();
        m_services = QDBusConnection::connectToBus(address, QStringLiteral("services"));
        m_client = QDBusConnection::connectToBus(address, QStringLiteral("client"));
        QVERIFY(m_services.isConnected() && m_client.isConnected());
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("services"));
        QDBusConnection::disconnectFromBus(QStringLiteral("client"));
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    void withoutServicesOrBusItIsNo()
    {
        PowerSupply power(m_client);
        QTest::qWait(50);
        QVERIFY(!power.onBattery() && !power.saving());
        PowerSupply nothing {QDBusConnection(QStringLiteral("nobody"))};
        QVERIFY(!nothing.onBattery() && !nothing.saving());
    }

    void batteryIsSeenAtStartAndWhenItChanges()
    {
        FakePower upower(m_services, kUPower, kUPowerPath, {{kOnBattery, true}});
        PowerSupply power(m_client);
        QSignalSpy changed(&power, &PowerSupply::changed);
        QTRY_VERIFY(power.onBattery());
        upower.put(kOnBattery, false);
        QTRY_VERIFY(!power.onBattery());
        upower.put(QStringLiteral("LidIsClosed"), true);
        upower.put(kOnBattery, true);
        QTRY_VERIFY(power.onBattery());
        QCOMPARE(changed.count(), 3);
        QVERIFY(!power.saving());
    }

    void batterySaverUnderBothNames_data()
    {
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("new") << QByteArray("org.freedesktop.UPower.PowerProfiles")
                             << QByteArray("/org/freedesktop/UPower/PowerProfiles");
        QTest::newRow("old") << QByteArray("net.hadess.PowerProfiles")
                             << QByteArray("/net/hadess/PowerProfiles");
    }

    void batterySaverUnderBothNames()
    {
        QFETCH(QByteArray, service);
        QFETCH(QByteArray, path);
        PowerSupply power(m_client);
        auto profiles = std::make_unique<FakePower>(m_services, service.constData(), path.constData(),
            QVariantMap {{kProfile, QStringLiteral("power-saver")}});
        QTRY_VERIFY(power.saving()); // it appeared after us
        profiles->put(kProfile, QStringLiteral("balanced"));
        QTRY_VERIFY(!power.saving());
        profiles->put(kProfile, QStringLiteral("power-saver"));
        QTRY_VERIFY(power.saving());
        profiles.reset(); // a service that is gone no longer reports anything
        QTRY_VERIFY(!power.saving());
        QVERIFY(!power.onBattery());
    }

private:
    QProcess m_daemon;
    QDBusConnection m_services {QStringLiteral("none")}, m_client {QStringLiteral("none")};
};

QTEST_GUILESS_MAIN(TstPowerSupply)
#include "tst_powersupply.moc"
