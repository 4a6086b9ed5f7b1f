#include "app/settings.h"
#include "support/notfiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;

namespace {

class TstSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tableIsSound();
    void defaultsHoldWithoutAFile();
    void goodValues_data();
    void goodValues();
    void badValueChangesNothing_data();
    void badValueChangesNothing();
    void everyBadValueIsNamedAndNothingChanged();
    void onlyWhatDiffersIsWrittenAndUnknownKeysStay();
    void fileIsForItsOwnerOnly();
    void manualProxyNeedsAHost();
    void twoWritersLoseNothing();
    void changeOfAnotherIsSeen_data();
    void changeOfAnotherIsSeen();
    void damagedFileIsPutAsideAndSaidOnce_data();
    void damagedFileIsPutAsideAndSaidOnce();
    void damagedFilesDoNotReplaceEachOther();
    void badValueInTheFileIsTheDefault();
    void unreadableFileIsLeftAlone();
    void whatIsNoFileIsLeftAlone_data() { test::addNoFiles(); }
    void whatIsNoFileIsLeftAlone();
    void aLockThatIsNoFileIsToldAsSuch();
    void exportIsWhatImportReads();
    void importOfBadValuesChangesNothing_data();
    void importOfBadValuesChangesNothing();
    void secretIsNeverInTheFile();
    void startAtLoginIsAFileOfTheDesktop();
    void startAtLoginSwitchedOffElsewhere();
    void startAtLoginIsWatched();

private:
    Settings settings() { return Settings(*m_profile); }
    QByteArray file() const;
    void put(const QByteArray &text);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::optional<Profile> m_profile;
};

void TstSettings::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_directory->filePath(QStringLiteral("config")).toUtf8());
    m_profile = *Profile::open(m_directory->filePath(QStringLiteral("profile")));
}

QByteArray TstSettings::file() const
{
    QFile opened(m_profile->settingsPath());
    return opened.open(QFile::ReadOnly) ? opened.readAll() : QByteArray();
}

void TstSettings::put(const QByteArray &text)
{
    QFile opened(m_profile->settingsPath());
    QVERIFY(opened.open(QFile::WriteOnly));
    opened.write(text);
}

void TstSettings::tableIsSound()
{
    QStringList keys;
    for (const Setting &setting : allSettings()) {
        const QString key = QString::fromUtf8(setting.key.data(), qsizetype(setting.key.size()));
        QVERIFY2(!keys.contains(key), qPrintable(key));
        keys << key;
        QVERIFY2(key.count(u'.') == 1, qPrintable(key));
        QVERIFY2(
            !settingText(setting.title).isEmpty() && !settingText(setting.text).isEmpty(), qPrintable(key));
        if (setting.kind == Setting::Kind::Secret)
            continue;
        const auto accepted = acceptedValue(setting, setting.fallback);
        QVERIFY2(accepted && *accepted == setting.fallback, qPrintable(key));
    }
}

void TstSettings::defaultsHoldWithoutAFile()
{
    const Settings fresh(*m_profile);
    QCOMPARE(fresh.number(settings::kInterval), 10'000);
    QCOMPARE(fresh.value(settings::kMetered), "wait");
    QVERIFY(fresh.isOn(settings::kNotifyConflict));
    QVERIFY(!fresh.isOn(settings::kStartAtLogin));
    QVERIFY(fresh.problems().isEmpty());
    QVERIFY(!QFileInfo::exists(m_profile->settingsPath()));
}

void TstSettings::goodValues_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("live") << QByteArray("sync.interval_ms") << QByteArray("0") << QByteArray("0");
    QTest::newRow("an hour") << QByteArray("sync.interval_ms") << QByteArray("3600000")
                             << QByteArray("3600000");
    QTest::newRow("spaces and zeros")
        << QByteArray("sync.batch_items") << QByteArray(" 007 ") << QByteArray("7");
    QTest::newRow("on") << QByteArray("notifications.server") << QByteArray("on") << QByteArray("true");
    QTest::newRow("no") << QByteArray("notifications.server") << QByteArray("no") << QByteArray("false");
    QTest::newRow("choice") << QByteArray("sync.battery") << QByteArray("battery") << QByteArray("battery");
    QTest::newRow("name") << QByteArray("proxy.host") << QByteArray("proxy.example.org")
                          << QByteArray("proxy.example.org");
    QTest::newRow("IPv6") << QByteArray("proxy.host") << QByteArray("fd00::1") << QByteArray("fd00::1");
    QTest::newRow("no host again") << QByteArray("proxy.host") << QByteArray("") << QByteArray("");
}

void TstSettings::goodValues()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, kept);
    Settings writer(*m_profile);
    const auto set = writer.set(key.constData(), given.constData());
    QVERIFY2(set.ok(), set ? "" : set.error().message.c_str());
    QCOMPARE(writer.value(key.constData()), kept.toStdString());
    QCOMPARE(Settings(*m_profile).value(key.constData()), kept.toStdString());
}

void TstSettings::badValueChangesNothing_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("given");
    const auto row = [](const char *name, const char *key, const QByteArray &given) {
        QTest::newRow(name) << QByteArray(key) << given;
    };
    row("between live and a second", "sync.interval_ms", "500");
    row("over an hour", "sync.interval_ms", "3600001");
    row("negative", "sync.interval_ms", "-1");
    row("no number", "sync.interval_ms", "soon");
    row("a number and more", "sync.interval_ms", "5000x");
    row("over 64 bits", "sync.interval_ms", "99999999999999999999");
    row("empty number", "sync.batch_items", "");
    row("more than a batch holds", "sync.batch_items", "101");
    row("port 0", "proxy.port", "0");
    row("no choice", "sync.metered", "maybe");
    row("choice in capitals", "sync.metered", "WAIT");
    row("no switch", "notifications.server", "perhaps");
    row("address instead of host", "proxy.host", "http://proxy:8080");
    row("user in the host", "proxy.host", "ada@proxy");
    row("line break", "proxy.user", QByteArray("ada\nroot"));
    row("escape sequence", "proxy.user", QByteArray("\x1b[2J"));
    row("a megabyte", "proxy.user", QByteArray(1 << 20, 'a'));
    row("secret", "proxy.password", "hunter2");
    row("unknown", "sync.speed", "9");
}

void TstSettings::badValueChangesNothing()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, given);
    Settings writer(*m_profile);
    QVERIFY(writer.set("proxy.user", "grace"));
    const QByteArray before = file();
    const auto set
        = writer.set(key.constData(), std::string_view(given.constData(), std::size_t(given.size())));
    QVERIFY(!set);
    QCOMPARE(int(set.error().code), int(ErrorCode::Usage));
    QVERIFY2(set.error().message.find(key.constData()) != std::string::npos, set.error().message.c_str());
    QCOMPARE(file(), before);
    QCOMPARE(writer.value("proxy.user"), "grace");
}

void TstSettings::everyBadValueIsNamedAndNothingChanged()
{
    Settings writer(*m_profile);
    const auto set
        = writer.set({{"sync.interval_ms", "5000"}, {"sync.batch_items", "0"}, {"log.level", "loud"}});
    QVERIFY(!set);
    QVERIFY(set.error().message.find("sync.batch_items") != std::string::npos);
    QVERIFY(set.error().message.find("log.level") != std::string::npos);
    QVERIFY(set.error().message.find("sync.interval_ms") == std::string::npos);
    QVERIFY(writer.isDefault("sync.interval_ms"));
    QVERIFY(file().isEmpty());
}

void TstSettings::onlyWhatDiffersIsWrittenAndUnknownKeysStay()
{
    put(R"({"future.thing": {"a": [1]}, "sync.interval_ms": 5000})");
    Settings writer(*m_profile);
    QCOMPARE(writer.number(settings::kInterval), 5000);
    QVERIFY(writer.set({{"sync.interval_ms", "10000"}, {"sync.metered", "sync"}, {"log.level", "normal"}}));
    const auto kept = json::parseObject(file().toStdString());
    QCOMPARE(kept->toJson(), R"({"future.thing":{"a":[1]},"sync.metered":"sync"})");
    QVERIFY(writer.reset({}));
    QCOMPARE(json::parseObject(file().toStdString())->toJson(), R"({"future.thing":{"a":[1]}})");
}

void TstSettings::fileIsForItsOwnerOnly()
{
    QVERIFY(Settings(*m_profile).set("log.level", "errors"));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(m_profile->settingsPath()).permissions() & others));
}

void TstSettings::manualProxyNeedsAHost()
{
    Settings writer(*m_profile);
    QVERIFY(!writer.set("proxy.mode", "manual"));
    QVERIFY(writer.set({{"proxy.mode", "manual"}, {"proxy.host", "proxy"}}));
    QVERIFY(!writer.set("proxy.host", ""));
    QVERIFY(!writer.reset({"proxy.host"}));
    QVERIFY(writer.reset({"proxy.host", "proxy.mode"}));
}

void TstSettings::twoWritersLoseNothing()
{
    Settings one(*m_profile), two(*m_profile);
    QVERIFY(one.set("sync.metered", "sync"));
    QVERIFY(two.set("log.level", "verbose"));
    const Settings reader(*m_profile);
    QCOMPARE(reader.value("sync.metered"), "sync");
    QCOMPARE(reader.value("log.level"), "verbose");
    QCOMPARE(two.value("sync.metered"), "sync");
}

void TstSettings::changeOfAnotherIsSeen_data()
{
    QTest::addColumn<bool>("fileThere");
    QTest::addColumn<bool>("byHand");
    QTest::newRow("first setting") << false << false;
    QTest::newRow("one more") << true << false;
    QTest::newRow("first by hand") << false << true;
    QTest::newRow("written in place") << true << true;
}

void TstSettings::changeOfAnotherIsSeen()
{
    QFETCH(bool, fileThere);
    QFETCH(bool, byHand);
    Settings other(*m_profile);
    if (fileThere)
        QVERIFY(other.set("log.level", "errors"));
    Settings watcher(*m_profile);
    watcher.watch();
    QSignalSpy changed(&watcher, &Settings::changed);
    for (const int seconds : {5, 7}) { // the second time the file has been replaced
        changed.clear();
        if (byHand)
            put("{\"sync.interval_ms\": " + QByteArray::number(seconds * 1000)
                + ", \"log.level\": \"errors\"}");
        else
            QVERIFY(other.set(settings::kInterval, std::to_string(seconds * 1000)));
        QVERIFY(QTest::qWaitFor([&] { return watcher.number(settings::kInterval) == seconds * 1000; }));
        QVERIFY(
            changed.constFirst().constFirst().toStringList().contains(QStringLiteral("sync.interval_ms")));
    }
}

void TstSettings::damagedFileIsPutAsideAndSaidOnce_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("cut off") << QByteArray(R"({"sync.interval_ms": 50)");
    QTest::newRow("not an object") << QByteArray("[1, 2]");
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("an old format") << QByteArray("[General]\ninterval=5\n");
    QTest::newRow("huge") << QByteArray("{\"a\": \"" + QByteArray(2 << 20, 'x') + "\"}");
    QTest::newRow("no UTF-8") << QByteArray("{\"a\": \"\xff\xfe\"");
}

void TstSettings::damagedFileIsPutAsideAndSaidOnce()
{
    QFETCH(QByteArray, text);
    put(text);
    Settings reader(*m_profile);
    QCOMPARE(reader.number(settings::kInterval), 10'000);
    const auto aside = reader.takeDamagedFile();
    QVERIFY(aside.has_value());
    QFile backup(*aside);
    QVERIFY(backup.open(QFile::ReadOnly));
    QCOMPARE(backup.readAll(), text);
    QVERIFY(!reader.takeDamagedFile());
    QVERIFY(!Settings(*m_profile).takeDamagedFile());
    QVERIFY(reader.set("log.level", "verbose"));
    QCOMPARE(Settings(*m_profile).value("log.level"), "verbose");
}

void TstSettings::damagedFilesDoNotReplaceEachOther()
{
    put("first");
    const auto first = Settings(*m_profile).takeDamagedFile();
    put("second");
    const auto second = Settings(*m_profile).takeDamagedFile();
    QVERIFY(first && second && *first != *second);
    QVERIFY(QFileInfo::exists(*first));
}

void TstSettings::badValueInTheFileIsTheDefault()
{
    put(R"({"sync.interval_ms": "soon", "sync.batch_items": "50", "proxy.mode": "manual", "sync.metered": "sync"})");
    Settings reader(*m_profile);
    QCOMPARE(reader.number(settings::kInterval), 10'000);
    QCOMPARE(reader.number(settings::kBatchItems), 100);
    QCOMPARE(reader.value("sync.metered"), "sync");
    QCOMPARE(reader.problems().size(), 3);
    QVERIFY(!reader.takeDamagedFile());
    QSignalSpy told(&reader, &Settings::problemsChanged);
    QVERIFY(reader.reset({"proxy.mode", "sync.batch_items"}));
    QCOMPARE(reader.problems().size(), 1);
    QCOMPARE(told.count(), 1);
    QVERIFY(reader.set("sync.metered", "wait"));
    QCOMPARE(told.count(), 1);
}

void TstSettings::unreadableFileIsLeftAlone()
{
    QVERIFY(QDir().mkdir(m_profile->settingsPath())); // root can read everything but a directory
    Settings reader(*m_profile);
    QCOMPARE(reader.value("sync.metered"), "wait");
    QCOMPARE(reader.problems().size(), 1);
    QVERIFY(!reader.set("sync.metered", "sync"));
    QVERIFY(QFileInfo(m_profile->settingsPath()).isDir());
}

void TstSettings::whatIsNoFileIsLeftAlone()
{
    QFETCH(QByteArray, kind);
    QVERIFY(test::putNoFile(kind, m_profile->settingsPath()));
    Settings broken(*m_profile);
    QCOMPARE(broken.number(settings::kInterval), 10'000);
    QCOMPARE(broken.problems().size(), 1);
    QVERIFY2(broken.problems().first().contains(QString::fromLatin1("is a " + kind)),
        qPrintable(broken.problems().first()));
    const auto refused = broken.set("sync.interval_ms", "20000");
    QCOMPARE(refused.error().code, ErrorCode::NotAFile);
    QVERIFY(settingsErrorText(refused.error()).contains(QString::fromLatin1("is a " + kind)));
    QVERIFY(!broken.takeDamagedFile());
    QVERIFY(!QFileInfo(m_profile->settingsPath()).isFile());
}

void TstSettings::aLockThatIsNoFileIsToldAsSuch()
{
    QVERIFY(test::putNoFile("named pipe", m_profile->settingsPath() + QStringLiteral(".lock")));
    Settings made(*m_profile);
    QCOMPARE(made.set("sync.interval_ms", "20000").error().code, ErrorCode::NotAFile);
    QVERIFY(!QFileInfo::exists(m_profile->settingsPath()));
}

void TstSettings::exportIsWhatImportReads()
{
    Settings writer(*m_profile);
    QVERIFY(writer.set({{"sync.interval_ms", "0"}, {"proxy.mode", "manual"}, {"proxy.host", "p"},
        {"notifications.server", "off"}}));
    const std::string exported = writer.toJson();
    const Profile elsewhere = *Profile::open(m_directory->filePath(QStringLiteral("elsewhere")));
    Settings other(elsewhere);
    QVERIFY(other.set("log.level", "verbose"));
    const auto imported = other.importJson(exported);
    QVERIFY2(imported.ok(), imported ? "" : imported.error().message.c_str());
    QCOMPARE(other.toJson(), exported);
    QCOMPARE(other.value("log.level"), "normal");
}

void TstSettings::importOfBadValuesChangesNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("named");
    QTest::newRow("no JSON") << QByteArray("interval=5") << QStringList();
    QTest::newRow("no object") << QByteArray("[]") << QStringList();
    QTest::newRow("unknown and bad, each named")
        << QByteArray(R"({"sync.interval_ms": 7000, "a.b": 1, "sync.metered": "maybe", "proxy.port": 70000})")
        << QStringList {QStringLiteral("a.b"), QStringLiteral("sync.metered"), QStringLiteral("proxy.port")};
    QTest::newRow("of another type") << QByteArray(R"({"sync.interval_ms": "7000"})")
                                     << QStringList {QStringLiteral("sync.interval_ms")};
    QTest::newRow("fraction") << QByteArray(R"({"sync.interval_ms": 7000.5})")
                              << QStringList {QStringLiteral("sync.interval_ms")};
    QTest::newRow("null") << QByteArray(R"({"log.level": null})")
                          << QStringList {QStringLiteral("log.level")};
    QTest::newRow("secret") << QByteArray(R"({"proxy.password": "hunter2"})")
                            << QStringList {QStringLiteral("proxy.password")};
    QTest::newRow("not together") << QByteArray(R"({"log.level": "errors", "proxy.mode": "manual"})")
                                  << QStringList {QStringLiteral("proxy.host")};
}

void TstSettings::importOfBadValuesChangesNothing()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, named);
    Settings writer(*m_profile);
    QVERIFY(writer.set("sync.batch_items", "9"));
    const std::string before = writer.toJson();
    const auto imported = writer.importJson(text.toStdString());
    QVERIFY(!imported);
    for (const QString &key : named)
        QVERIFY2(
            QString::fromStdString(imported.error().message).contains(key), imported.error().message.c_str());
    QVERIFY(imported.error().message.find("hunter2") == std::string::npos);
    QCOMPARE(writer.toJson(), before);
    QCOMPARE(Settings(*m_profile).toJson(), before);
}

void TstSettings::secretIsNeverInTheFile()
{
    Settings writer(*m_profile), watcher(*m_profile);
    watcher.watch();
    QSignalSpy changed(&watcher, &Settings::changed);
    QVERIFY(writer.noteSecret(settings::kProxyPassword, true));
    QCOMPARE(writer.value(settings::kProxyPassword), "set");
    QVERIFY(QTest::qWaitFor([&] { return changed.count() == 1; }));
    QVERIFY(writer.noteSecret(settings::kProxyPassword, true)); // a different one: everyone reads it again
    QVERIFY(QTest::qWaitFor([&] { return changed.count() == 2; }));
    QVERIFY(writer.toJson().find("password") == std::string::npos);
    QVERIFY(writer.noteSecret(settings::kProxyPassword, false));
    QCOMPARE(writer.value(settings::kProxyPassword), "");
}

void TstSettings::startAtLoginIsAFileOfTheDesktop()
{
    Settings writer(*m_profile);
    QVERIFY(writer.set(settings::kStartAtLogin, "true"));
    QVERIFY(Settings(*m_profile).isOn(settings::kStartAtLogin));
    const Autostart autostart(*m_profile);
    QFile desktop(autostart.path());
    QVERIFY(desktop.open(QFile::ReadOnly));
    const QByteArray text = desktop.readAll();
    QVERIFY(text.startsWith("[Desktop Entry]\n"));
    QVERIFY(text.contains("--profile \"" + m_profile->directory().toUtf8() + "\" --minimized\n"));
    QVERIFY(writer.set(settings::kStartAtLogin, "false"));
    QVERIFY(!QFileInfo::exists(autostart.path()));
    QVERIFY(!file().contains("login"));
}

void TstSettings::startAtLoginSwitchedOffElsewhere()
{
    Settings writer(*m_profile);
    QVERIFY(writer.set(settings::kStartAtLogin, "true"));
    QFile desktop(Autostart(*m_profile).path());
    QVERIFY(desktop.open(QFile::Append));
    desktop.write("Hidden=true\n");
    desktop.close();
    QVERIFY(!writer.isOn(settings::kStartAtLogin));
    QVERIFY(writer.set(settings::kStartAtLogin, "true"));
    QVERIFY(writer.isOn(settings::kStartAtLogin));
}

// By another process, by the desktop's own settings, in place; starting before its directory exists.
void TstSettings::startAtLoginIsWatched()
{
    const Autostart autostart(*m_profile);
    QDir(QFileInfo(autostart.path()).path()).removeRecursively();
    Settings watcher(*m_profile), other(*m_profile);
    watcher.watch();
    QSignalSpy changed(&watcher, &Settings::changed);
    const auto told = [&] { return QTest::qWaitFor([&] { return changed.size() == 1; }); };
    for (const bool on : {true, false, true}) {
        changed.clear();
        QVERIFY(other.set(settings::kStartAtLogin, on ? "true" : "false"));
        QVERIFY2(told(), on ? "on" : "off");
        QCOMPARE(changed.first().first().toStringList(), QStringList {QStringLiteral("start.at_login")});
        QCOMPARE(watcher.isOn(settings::kStartAtLogin), on);
    }
    changed.clear();
    QFile desktop(autostart.path());
    QVERIFY(desktop.open(QFile::Append));
    desktop.write("Hidden=true\n");
    desktop.close();
    QVERIFY(told());
    QVERIFY(!watcher.isOn(settings::kStartAtLogin));
}

} // namespace

QTEST_GUILESS_MAIN(TstSettings)
#include "tst_settings.moc"
