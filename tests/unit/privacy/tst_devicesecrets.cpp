// What this device itself knows to be secret: values of .env and credential files and of the environment.
#include "privacy/devicesecrets.h"
#include "privacy/privacypolicy.h"
#include "privacy/valuesoffile.h"
#include "support/fakeclock.h"
#include "support/secretsamples.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;
using mimir::test::FakeClock;

namespace {

std::vector<std::string> valuesOf(std::string_view text)
{
    std::vector<std::string> out;
    eachValueOf(text, [&out](std::string_view value) { out.emplace_back(value); });
    return out;
}

bool has(std::string_view text, std::string_view value)
{
    const auto values = valuesOf(text);
    return std::ranges::find(values, value) != values.end();
}

std::string without(const DeviceValues &device, std::string text)
{
    KnownSecrets known(device);
    SecretCounts found;
    WorkBudget budget(text.size());
    SecretScanner("").redact(text, found, budget, known);
    return text;
}

} // namespace

class TstDeviceSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesOfFilesAreFound_data();
    void valuesOfFilesAreFound();
    void ordinaryValuesAreNot_data();
    void ordinaryValuesAreNot();
    void aValueGoesWhereverItStands();
    void onlyWholeValuesGo();
    void valuesAreBounded();
    void whatIsInTheWorkspaceNeverLeaves();
    void credentialFilesAndTheEnvironmentAreKnown();
    void aChangedFileIsReadAgain();
    void aLargeFileIsNot();
    void itIsLinear();

private:
    void write(const QString &name, const QByteArray &content);
    QTemporaryDir m_folder;
    FakeClock m_clock;
};

void TstDeviceSecrets::write(const QString &name, const QByteArray &content)
{
    const QString path = m_folder.filePath(name);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void TstDeviceSecrets::valuesOfFilesAreFound_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *file, const char *value = "Kx82-hunter-azure") {
        QTest::newRow(file) << QByteArray(file) << QByteArray(value);
    };
    row("STAGE=Kx82-hunter-azure\n");
    row("export DB_PASSWORD=\"Kx82-hunter-azure\" # the new one");
    row("A=1\nDB_PASSWORD='Kx82-hunter-azure'\r\nB=2");
    row("machine git.example.org login bob password Kx82-hunter-azure");
    row("[default]\naws_secret_access_key = Kx82-hunter-azure\n");
    row("//registry.npmjs.org/:_authToken=Kx82-hunter-azure");
    row("https://bob:Kx82-hunter-azure@git.example.org");
    row("DATABASE_URL=postgres://app:Kx82-hunter-azure@db.internal:5432/shop");
    row("{\"auths\": {\"r.example.org\": {\"password\": \"Kx82-hunter-azure\"}}}");
    row("github.com:\n    oauth_token: Kx82-hunter-azure\n");
    row("db.internal:5432:shop:app:Kx82-hunter-azure");
    row("DB_PASSWORD=correct-horse-staple", "correct-horse-staple");
}

void TstDeviceSecrets::valuesOfFilesAreFound()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, value);
    QVERIFY(has(file.toStdString(), value.toStdString()));
}

void TstDeviceSecrets::ordinaryValuesAreNot_data()
{
    QTest::addColumn<QByteArray>("file");
    for (const char *file : {"NODE_ENV=production", "PORT=30001234", "DEBUG=true",
             "HOST=db-7.internal.example.org", "API_URL=https://api.example.org/v2/Items",
             "REDIS=redis://cache.internal:6379/0", "REGION=eu-central-1", "PATH=/usr/local/bin:/usr/bin",
             "IMAGE=ghcr.io/acme/app:1.2.3", "VERSION=1.22.3-rc.1", "SIZE=512000mb",
             "MAIL_FROM=Shop9@example.org", "TENANT_ID=0190b6c2-7d1e-7c40-9d11-3e5a5f0e9c55",
             "BUCKET=acme-prod-assets-1", "LICENSE=GPL-3.0-or-later", "DB_PASSWORD=changeme",
             "API_KEY=${OTHER_API_KEY}", "TOKEN=<your token>", "PASSWORD=postgres", "LOG=Debug, Info",
             "TZ=Europe/Berlin9", "# OLD=Kx82-hunter-azure", "DATE=2026-12-01T10:00"})
        QTest::newRow(file) << QByteArray(file);
}

void TstDeviceSecrets::ordinaryValuesAreNot()
{
    QFETCH(QByteArray, file);
    const auto values = valuesOf(file.toStdString());
    QVERIFY2(values.empty(), values.empty() ? "" : values.front().c_str());
}

void TstDeviceSecrets::aValueGoesWhereverItStands()
{
    DeviceValues device;
    device.add("Kx82-hunter-azure");
    device.add("p@ss w0rd/with (signs)");
    for (const std::string text : {"it printed Kx82-hunter-azure, then stopped", "Kx82-hunter-azure",
             "(Kx82-hunter-azure)", "a\\nKx82-hunter-azure\\tb", "x=\"Kx82-hunter-azure\"",
             "\x1b[32mKx82-hunter-azure\x1b[0m", "?next=%2Fa%3Fk%3DKx82-hunter-azure",
             "old_Kx82-hunter-azure", "Kx82-hunter-azure Kx82-hunter-azure"}) {
        const std::string left = without(device, text);
        QVERIFY2(left.find("hunter") == std::string::npos, left.c_str());
        QVERIFY2(left.find("[withheld secret]") != std::string::npos, left.c_str());
    }
    QVERIFY(without(device, base64Of("it is Kx82-hunter-azure in base64")).starts_with("[withheld"));
    QCOMPARE(without(device, "say p@ss w0rd/with (signs)!"), std::string("say [withheld secret]!"));
}

void TstDeviceSecrets::onlyWholeValuesGo()
{
    DeviceValues device;
    device.add("Kx82-hunter-azure");
    for (const std::string text :
        {"Kx82-hunter-azure7", "aKx82-hunter-azure", "Kx82-hunter", "kx82-hunter-azure"})
        QCOMPARE(without(device, text), text);
}

void TstDeviceSecrets::valuesAreBounded()
{
    DeviceValues device;
    device.add("short7!");
    device.add(std::string(513, 'x'));
    QCOMPARE(device.size(), std::size_t(0));
    for (int i = 0; i < 3000; ++i)
        device.add("Value-number-" + std::to_string(i));
    QCOMPARE(device.size(), DeviceValues::kMost);
    device.add("Value-number-1"); // known already
    QCOMPARE(device.size(), DeviceValues::kMost);
}

void TstDeviceSecrets::whatIsInTheWorkspaceNeverLeaves()
{
    write(QStringLiteral("shop/.env"), "STAGE=Kx82-hunter-azure\nNODE_ENV=production\n");
    write(QStringLiteral("shop/api/.env.local"), "STAGE=Qv73-garden-olive\n");
    write(QStringLiteral("shop/node_modules/a/.env"), "STAGE=Zt64-winter-amber\n");
    DeviceSecrets device(m_clock, {}, {});
    device.lookAt(m_folder.filePath(QStringLiteral("shop")).toStdString());
    PrivacyPolicy policy([] { return Result(false); });
    policy.useDevice(device.values());
    wire::Item item;
    item.record.type = EntityType::Message;
    item.record.id = "m1";
    item.record.fields.setText("conversation_id", "c1");
    item.record.fields.setText(
        "content", "production said Kx82-hunter-azure and Qv73-garden-olive, not Zt64-winter-amber");
    for (const PrivacyLevel level : {PrivacyLevel::Full, PrivacyLevel::Redacted}) {
        wire::Item sent = item;
        policy.prepare(sent, level, "key");
        const std::string left = sent.record.toJson();
        QVERIFY2(left.find("hunter") == std::string::npos && left.find("garden") == std::string::npos,
            left.c_str());
        QVERIFY2(
            left.find("production said") != std::string::npos && left.find("winter") != std::string::npos,
            left.c_str());
        QCOMPARE(sent.withheld.size(), std::size_t(1));
    }
}

void TstDeviceSecrets::credentialFilesAndTheEnvironmentAreKnown()
{
    write(QStringLiteral("home/.aws/credentials"), "[default]\naws_secret_access_key = Kx82-hunter-azure\n");
    write(QStringLiteral("home/.bashrc"),
        "alias ll='ls -l'\nexport SHOP_TOKEN=Zt64-winter-amber\nPS1='[\\u@\\h \\W]\\$ '\n");
    DeviceSecrets device(m_clock, m_folder.filePath(QStringLiteral("home")),
        {"BUILD_PIN=Qv73-garden-olive", "HOME=/home/ada", "EMPTY="});
    device.lookAt("");
    QCOMPARE(device.values().size(), std::size_t(3));
    QCOMPARE(
        without(device.values(), "a Kx82-hunter-azure b Qv73-garden-olive c Zt64-winter-amber /home/ada"),
        std::string("a [withheld secret] b [withheld secret] c [withheld secret] /home/ada"));
}

void TstDeviceSecrets::aChangedFileIsReadAgain()
{
    write(QStringLiteral("w/.env"), "A=Kx82-hunter-azure\n");
    const std::string workspace = m_folder.filePath(QStringLiteral("w")).toStdString();
    DeviceSecrets device(m_clock, {}, {});
    device.lookAt(workspace);
    write(QStringLiteral("w/.env"), "A=Kx82-hunter-azure\nB=Qv73-garden-olive\n");
    device.lookAt(workspace);
    QCOMPARE(device.values().size(), std::size_t(1));
    m_clock.advance(11'000);
    device.lookAt(workspace);
    QCOMPARE(device.values().size(), std::size_t(2));
}

void TstDeviceSecrets::aLargeFileIsNot()
{
    write(QStringLiteral("large/.env"), "A=Kx82-hunter-azure\n" + QByteArray(256 << 10, '#'));
    DeviceSecrets device(m_clock, {}, {});
    device.lookAt(m_folder.filePath(QStringLiteral("large")).toStdString());
    QVERIFY(device.values().isEmpty());
    device.lookAt("/nowhere/at/all");
    device.lookAt("not absolute");
    QVERIFY(device.values().isEmpty());
}

void TstDeviceSecrets::itIsLinear()
{
    DeviceValues device;
    for (int i = 0; i < 1000; ++i)
        device.add(sampleOf("{12an}", {}, std::uint64_t(i)));
    const auto steps = [&device](std::size_t bytes) {
        std::string text;
        while (text.size() < bytes)
            text += "1.b.2-c/d_e ";
        WorkBudget budget(text.size());
        const std::size_t before = budget.left();
        SecretFinds finds;
        device.find(text, budget, finds);
        return before - budget.left();
    };
    QVERIFY(steps(2u << 20) < 2 * steps(1u << 20) + 1000);
    QVERIFY(steps(1u << 20) < 16u << 20);
}

QTEST_GUILESS_MAIN(TstDeviceSecrets)
#include "tst_devicesecrets.moc"
