// Whose a profile is: one that others could change is not used, and nothing is left in it.
#include "app/autostart.h"
#include "sync/profile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <sys/stat.h>
#include <unistd.h>

using namespace mimir;

class TstProfile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aNewOneIsOnlyOurs();
    void whatOthersMayWriteToIsRefused_data();
    void whatOthersMayWriteToIsRefused();
    void whatBelongsToSomebodyElseIsRefused_data();
    void whatBelongsToSomebodyElseIsRefused();
    void rootLeavesNothingInSomebodysHome();
    void aLineBreakInThePathEndsNoLineOfTheAutostartEntry();
    void aPlaceThatCannotBeNamedIsSaid_data();
    void aPlaceThatCannotBeNamedIsSaid();

private:
    QString path(const char *inside = "profile") const
    {
        return m_directory->filePath(QString::fromLatin1(inside));
    }
    QStringList everything() const
    {
        return QDir(m_directory->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }
    static void make(const QString &file)
    {
        QFile made(file);
        if (!made.open(QFile::ReadWrite))
            qFatal("no file");
        made.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TstProfile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

void TstProfile::aNewOneIsOnlyOurs()
{
    QVERIFY(Profile::open(path("deep/in/profile")));
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(path("deep/in/profile")).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0700u);
    QVERIFY(Profile::find(path("deep/in/profile")));
}

void TstProfile::whatOthersMayWriteToIsRefused_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"", "/mimir.db", "/settings.json", "/tokens.json", "/sync.lock"})
        QTest::addRow("%s", what) << QString::fromLatin1(what);
}

void TstProfile::whatOthersMayWriteToIsRefused()
{
    QFETCH(QString, what);
    QVERIFY(Profile::open(path()));
    if (!what.isEmpty())
        make(path() + what);
    QVERIFY(Profile::open(path()));
    for (const mode_t wide : {mode_t(0720), mode_t(0702)}) {
        QCOMPARE(::chmod(QFile::encodeName(path() + what).constData(), wide), 0);
        const auto opened = Profile::open(path());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::ForeignProfile);
        QCOMPARE(opened.error().message, "other users can write to " + (path() + what).toStdString());
    }
}

void TstProfile::whatBelongsToSomebodyElseIsRefused_data()
{
    whatOthersMayWriteToIsRefused_data();
}

void TstProfile::whatBelongsToSomebodyElseIsRefused()
{
    if (::geteuid() != 0)
        QSKIP("only root gives files away");
    QFETCH(QString, what);
    QVERIFY(Profile::open(path()));
    if (!what.isEmpty())
        make(path() + what);
    QCOMPARE(::chown(QFile::encodeName(path() + what).constData(), 12345, 12345), 0);
    const auto before = QDir(path()).entryList(QDir::Files);
    const auto opened = Profile::open(path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::ForeignProfile);
    QCOMPARE(QDir(path()).entryList(QDir::Files), before);
}

// `sudo mimir …` keeps the user's HOME.
void TstProfile::rootLeavesNothingInSomebodysHome()
{
    if (::geteuid() != 0)
        QSKIP("only root gives files away");
    QCOMPARE(::chown(QFile::encodeName(m_directory->path()).constData(), 12345, 12345), 0);
    const auto opened = Profile::open(path(".local/share/mimir-sync"));
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::ForeignProfile);
    QCOMPARE(everything(), QStringList());
    QCOMPARE(::chown(QFile::encodeName(m_directory->path()).constData(), 0, 0), 0);
}

void TstProfile::aLineBreakInThePathEndsNoLineOfTheAutostartEntry()
{
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(path("config")));
    const auto profile = Profile::open(path("a\nExec=evil\r\tb"));
    QVERIFY(profile);
    const Autostart autostart(*profile);
    QVERIFY(autostart.set(true));
    QFile file(autostart.path());
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(text.count("\nExec="), 1);
    QVERIFY2(text.contains("/a\\nExec=evil\\r\\tb\" --minimized"), text.constData());
    QVERIFY(!text.contains('\r') && !text.contains('\t'));
}

void TstProfile::aPlaceThatCannotBeNamedIsSaid_data()
{
    QTest::addColumn<QByteArray>("home");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<bool>("found");
    QTest::newRow("HOME") << QByteArray("/@/home") << QByteArray() << QByteArray() << true;
    QTest::newRow("no HOME") << QByteArray() << QByteArray() << QByteArray() << false;
    QTest::newRow("relative HOME") << QByteArray("home") << QByteArray() << QByteArray() << false;
    QTest::newRow("XDG_DATA_HOME alone") << QByteArray() << QByteArray("/@/data") << QByteArray() << true;
    QTest::newRow("relative XDG_DATA_HOME")
        << QByteArray("/@/home") << QByteArray("data") << QByteArray() << false;
    QTest::newRow("not UTF-8") << QByteArray("/@/home") << QByteArray() << QByteArray("/@/pro\xff") << false;
    QTest::newRow("HOME is not UTF-8") << QByteArray("/@/h\xff") << QByteArray() << QByteArray() << false;
    QTest::newRow("a profile is named")
        << QByteArray() << QByteArray("data") << QByteArray("/@/profile") << true;
}

void TstProfile::aPlaceThatCannotBeNamedIsSaid()
{
    QFETCH(QByteArray, home);
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, profile);
    QFETCH(bool, found);
    const auto before = std::array {qgetenv("HOME"), qgetenv("XDG_DATA_HOME"), qgetenv("MIMIR_PROFILE")};
    const QString folder = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_directory->path()));
    const auto put = [this](const char *name, QByteArray value) {
        value.replace("/@", QFile::encodeName(m_directory->path()));
        value.isEmpty() ? qunsetenv(name) : qputenv(name, value);
    };
    put("HOME", home);
    put("XDG_DATA_HOME", data);
    put("MIMIR_PROFILE", profile);
    const auto opened = Profile::open({});
    put("HOME", before[0]);
    put("XDG_DATA_HOME", before[1]);
    put("MIMIR_PROFILE", before[2]);
    QVERIFY(QDir::setCurrent(folder));
    QCOMPARE(opened.ok(), found);
    if (!found) {
        QVERIFY(!opened.error().message.empty());
        QCOMPARE(everything(), QStringList());
    } else {
        QVERIFY(opened->directory().startsWith(m_directory->path()));
    }
}

QTEST_GUILESS_MAIN(TstProfile)
#include "tst_profile.moc"
