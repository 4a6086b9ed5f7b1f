// A second session of the same user: who can see which window, and what is said to a user who cannot.
#include "core/clock.h"
#include "sync/owner/ownerclient.h"
#include "tray/program/trayapplication.h"
#include "tray/program/windowlocation.h"
#include "tray/widgets/interfacelanguage.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace mimir;

namespace {

WindowLocation at(const std::string &host, const std::string &display, const std::string &session)
{
    return {host, display, display.starts_with(':') ? display : std::string(), session, {}};
}

bool windowIsShown()
{
    for (const QWidget *widget : QApplication::topLevelWidgets())
        if (qobject_cast<const SettingsDialog *>(widget) && widget->isVisible())
            return true;
    return false;
}

} // namespace

class TstWindowLocation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneSeesTheWindowsOfTheOwnSessionOnly_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("display");
        QTest::addColumn<QString>("session");
        QTest::addColumn<bool>("sees");
        QTest::newRow("same") << "desk"
                              << ":1"
                              << "2" << true;
        QTest::newRow("same login, started otherwise") << "desk"
                                                       << "wayland-0"
                                                       << "2" << true;
        QTest::newRow("same display, no login known") << "desk"
                                                      << ":1"
                                                      << "" << true;
        QTest::newRow("other display") << "desk"
                                       << ":2"
                                       << "3" << false;
        QTest::newRow("by ssh") << "desk"
                                << "localhost:10"
                                << "9" << false;
        QTest::newRow("other host") << "lab"
                                    << ":1"
                                    << "2" << false;
        QTest::newRow("an older program, which says nothing") << ""
                                                              << ""
                                                              << "" << true;
    }

    void oneSeesTheWindowsOfTheOwnSessionOnly()
    {
        QFETCH(QString, host);
        QFETCH(QString, display);
        QFETCH(QString, session);
        QFETCH(bool, sees);
        const WindowLocation here = at("desk", ":1", "2");
        const WindowLocation there = at(host.toStdString(), display.toStdString(), session.toStdString());
        QCOMPARE(here.sees(there), sees);
        QCOMPARE(there.sees(here), sees);
    }

    void whereItIsIsSaid()
    {
        const QString said = WindowLocation {"lab-7", ":2", ":2", "4", "seat0, tty3"}.sentence();
        for (const char *word : {"lab-7", ":2", "tty3"})
            QVERIFY2(said.contains(QLatin1String(word)), qPrintable(said));
    }

    void aFileTellsIt()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("tray.json"));
        QVERIFY(!readWindowLocation(path).isKnown());
        writeWindowLocation(path, {"lab-7", ":2", ":2", "4", "tty3"});
        const WindowLocation read = readWindowLocation(path);
        QCOMPARE(read.host, std::string("lab-7"));
        QCOMPARE(read.terminal, std::string("tty3"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"host\":\"a\\u001b[2J" + QByteArray(500, 'x') + "\"}");
        file.close();
        const std::string host = readWindowLocation(path).host;
        QVERIFY(host.size() <= 70 && host.find('\x1b') == std::string::npos);
    }

    void onlyWhoSeesTheWindowIsShownIt()
    {
        const QTemporaryDir directory;
        const Profile profile = *Profile::open(directory.path());
        const SystemClock clock;
        InterfaceLanguage language;
        TrayApplication tray(profile, clock, language);
        tray.start(TrayApplication::Start::Minimized);
        const auto ask = [&](const std::string &display) {
            json::Object request;
            request.setText("command", "show");
            WindowLocation asker = WindowLocation::here();
            asker.display = asker.x11 = display;
            asker.session.clear();
            request.set("where", asker.toObject().toJson());
            Result<json::Object> answer = Error {ErrorCode::Timeout, {}};
            const std::unique_ptr<QThread> thread(QThread::create(
                [&] { answer = OwnerClient(TrayApplication::socketPath(profile)).ask(request, 5000); }));
            thread->start();
            (void)QTest::qWaitFor([&] { return thread->isFinished(); });
            return answer ? WindowLocation::of(*answer) : WindowLocation();
        };
        QCOMPARE(ask(":77").display, std::string(":7"));
        QTest::qWait(100);
        QVERIFY(!windowIsShown());
        QCOMPARE(ask(":7").display, std::string(":7"));
        QTRY_VERIFY(windowIsShown());
        (void)tray.stop(); // its result does not matter: a busy machine needs longer
    }
};

int main(int argc, char **argv)
{
    qputenv("DISPLAY", ":7.0");
    qunsetenv("WAYLAND_DISPLAY");
    qunsetenv("XDG_SESSION_ID");
    QApplication application(argc, argv);
    TstWindowLocation test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_windowlocation.moc"
