// What is shown, and how: against a notification server played by the test, on its own bus.
#include "desktop/fakenotifications.h"
#include "desktop/hostiletitles.h"
#include "tray/panel/notifier.h"

#include <QDBusPendingCall>
#include <QSignalSpy>
#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

using Tell = void (*)(Notifier &);
using Pressed = void (Notifier::*)();

void tellConflict(Notifier &n)
{
    n.conflicts({1, QStringLiteral("Fix"), QStringLiteral("laptop")});
}
void tellRefused(Notifier &n)
{
    n.refused(3, 0);
}
void tellExpired(Notifier &n)
{
    n.authExpired(ErrorCode::SignedOut);
}
void tellStore(Notifier &n)
{
    n.storeTrouble(ErrorCode::StoreFull);
}
void tellDeletions(Notifier &n)
{
    n.deletions(QStringLiteral("34 of your conversations"));
}
void tellServer(Notifier &n)
{
    n.serverNews(QStringLiteral("news"));
}

} // namespace

Q_DECLARE_METATYPE(Tell)
Q_DECLARE_METATYPE(Pressed)

class TstNotifier : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_bus.start());
        m_services = m_bus.connection(QStringLiteral("services"));
        m_client = m_bus.connection(QStringLiteral("client"));
        m_stranger = m_bus.connection(QStringLiteral("stranger"));
        QVERIFY(m_services.isConnected() && m_client.isConnected() && m_stranger.isConnected());
    }

    void everyButtonOfEveryKind_data()
    {
        QTest::addColumn<Tell>("tell");
        QTest::addColumn<QString>("action");
        QTest::addColumn<Pressed>("pressed");
        const auto row = [](const char *name, Tell tell, const char *action, Pressed pressed) {
            QTest::newRow(name) << tell << QString::fromLatin1(action) << pressed;
        };
        row("conflict: review", tellConflict, "review", &Notifier::reviewConflictsRequested);
        row("conflict: mine", tellConflict, "mine", &Notifier::keepMineRequested);
        row("conflict: theirs", tellConflict, "theirs", &Notifier::keepTheirsRequested);
        row("refused: review", tellRefused, "review", &Notifier::reviewRefusedRequested);
        row("refused: retry", tellRefused, "retry", &Notifier::retryRequested);
        row("expired: sign in", tellExpired, "signin", &Notifier::signInRequested);
        row("store: show", tellStore, "show", &Notifier::showRequested);
        row("deletions: decide", tellDeletions, "decide", &Notifier::decideRequested);
        row("server: show", tellServer, "show", &Notifier::showRequested);
    }

    void everyButtonOfEveryKind()
    {
        QFETCH(Tell, tell);
        QFETCH(QString, action);
        QFETCH(Pressed, pressed);
        FakeNotifications server(m_services);
        Notifier notifier(m_client);
        std::vector<std::unique_ptr<QSignalSpy>> all;
        for (const Pressed one : {&Notifier::reviewConflictsRequested, &Notifier::keepMineRequested,
                 &Notifier::keepTheirsRequested, &Notifier::reviewRefusedRequested, &Notifier::retryRequested,
                 &Notifier::signInRequested, &Notifier::decideRequested, &Notifier::showRequested})
            all.push_back(std::make_unique<QSignalSpy>(&notifier, one));
        QSignalSpy wanted(&notifier, pressed);
        tell(notifier);
        QTRY_COMPARE(server.asked.size(), 1);
        QVERIFY(FakeNotifications::actions(server.asked.first()).contains(action));
        // Another program's notification, and our id from a sender that is not the server.
        server.press(100, action);
        say(m_stranger, QStringLiteral("ActionInvoked"), {101u, action});
        roundTrip(m_stranger);
        server.press(101, action);
        QTRY_COMPARE(wanted.count(), 1);
        roundTrip(m_services);
        qsizetype signalled = 0;
        for (const auto &spy : all)
            signalled += spy->count();
        QCOMPARE(signalled, 1);
    }

    void whatTheServerRewroteHasItsOwnWords()
    {
        FakeNotifications server(m_services);
        Notifier notifier(m_client);
        ConflictNews news;
        news.rewritten = 2;
        notifier.conflicts(news);
        QTRY_COMPARE(server.asked.size(), 1);
        const QString body = FakeNotifications::body(server.asked[0]);
        QVERIFY2(body.contains(QLatin1String("contradicts 2")) && !body.contains(QLatin1String("newer")),
            qPrintable(body));
        QVERIFY(!FakeNotifications::actions(server.asked[0]).contains(QLatin1String("mine")));
        const QString both
            = Notifier::conflictBody({1, QStringLiteral("Fix"), QString(), false, 2}, Notifier::Form::Plain);
        QVERIFY(both.contains(QLatin1String("The newer version won"))
            && both.contains(QLatin1String("contradicts 2")));
    }

    void oneOfAKindReplacedInPlace()
    {
        FakeNotifications server(m_services);
        Notifier notifier(m_client);
        tellRefused(notifier);
        QTRY_COMPARE(server.asked.size(), 1);
        QCOMPARE(FakeNotifications::replaced(server.asked[0]), 0u);
        roundTrip(m_services);
        tellStore(notifier);
        QTRY_COMPARE(server.asked.size(), 2);
        QCOMPARE(FakeNotifications::replaced(server.asked[1]), 0u); // another kind is another notification
        notifier.refused(4, 0);
        QTRY_COMPARE(server.asked.size(), 3);
        QCOMPARE(FakeNotifications::replaced(server.asked[2]), 101u);
        roundTrip(m_services);
        server.close(101);
        roundTrip(m_services);
        notifier.refused(5, 0);
        QTRY_COMPARE(server.asked.size(), 4);
        QCOMPARE(FakeNotifications::replaced(server.asked[3]), 0u);
    }

    void whatCannotBeSentIsNotSaidToBeRefused()
    {
        FakeNotifications server(m_services);
        Notifier notifier(m_client);
        notifier.refused(0, 2);
        QTRY_COMPARE(server.asked.size(), 1);
        QVERIFY(FakeNotifications::body(server.asked[0]).contains(QLatin1String("2 item(s) cannot be sent")));
        QVERIFY(!FakeNotifications::body(server.asked[0]).contains(QLatin1String("refused")));
    }

    // Two at once must not become two: the first would stay, and no one would handle its buttons.
    void replacedAlsoBeforeTheServerHasAnswered()
    {
        FakeNotifications server(m_services);
        server.slow = true;
        Notifier notifier(m_client);
        for (const char *news : {"one", "two", "three"})
            notifier.serverNews(QLatin1String(news));
        QTRY_COMPARE(server.asked.size(), 1);
        roundTrip(m_services);
        QCOMPARE(server.asked.size(), 1);
        server.answerLatest();
        QTRY_COMPARE(server.asked.size(), 2);
        QCOMPARE(FakeNotifications::replaced(server.asked[1]), 101u);
        QCOMPARE(FakeNotifications::body(server.asked[1]), QStringLiteral("one\ntwo\nthree"));
        server.answerLatest();
        QSignalSpy shown(&notifier, &Notifier::showRequested);
        server.press(101, QStringLiteral("show"));
        QTRY_COMPARE(shown.count(), 1);
        QCOMPARE(server.asked.size(), 2);
    }

    void withdrawnWhenItsReasonIsGone()
    {
        FakeNotifications server(m_services);
        Notifier notifier(m_client);
        tellExpired(notifier);
        QTRY_COMPARE(server.asked.size(), 1);
        roundTrip(m_services);
        notifier.withdrawAuthExpired();
        QTRY_COMPARE(server.closed, QList<uint> {101});
        notifier.withdrawAuthExpired();
        QSignalSpy asked(&notifier, &Notifier::signInRequested);
        server.press(101, QStringLiteral("signin"));
        roundTrip(m_services);
        QCOMPARE(asked.count(), 0);
        QCOMPARE(server.closed.size(), 1);
    }

    void withdrawnAlsoBeforeTheServerHasAnswered()
    {
        FakeNotifications server(m_services);
        server.slow = true;
        Notifier notifier(m_client);
        tellConflict(notifier);
        tellConflict(notifier);
        QTRY_COMPARE(server.asked.size(), 1);
        notifier.withdrawConflicts();
        server.answerLatest();
        QTRY_COMPARE(server.closed, QList<uint> {101});
        QCOMPARE(server.asked.size(), 1);
        tellConflict(notifier); // told, withdrawn and told again: it stays
        QTRY_COMPARE(server.asked.size(), 2);
        notifier.withdrawConflicts();
        tellConflict(notifier);
        server.answerLatest();
        QTRY_COMPARE(server.asked.size(), 3);
        server.answerLatest();
        roundTrip(m_services);
        QCOMPARE(server.closed.size(), 1);
    }

    void nothingStaysWhenTheProgramEnds()
    {
        FakeNotifications server(m_services);
        Notifier notifier(m_client);
        for (const Tell tell : {tellConflict, tellRefused, tellExpired, tellStore, tellServer})
            tell(notifier);
        QTRY_COMPARE(server.asked.size(), 5);
        roundTrip(m_services);
        notifier.withdrawAll();
        QTRY_COMPARE(server.closed.size(), 5);
    }

    void aPlainServerGetsNoButtonsAndNoMarkup()
    {
        FakeNotifications server(m_services, {QStringLiteral("body")});
        Notifier notifier(m_client);
        roundTrip(m_services);
        notifier.conflicts({1, QStringLiteral("a & <b>"), QString()});
        QTRY_COMPARE(server.asked.size(), 1);
        QVERIFY(FakeNotifications::actions(server.asked[0]).isEmpty());
        QVERIFY(FakeNotifications::body(server.asked[0]).contains(QLatin1String("a & <b>")));
    }

    // It numbers from the start: our old id may belong to another program there.
    void aNewServerKnowsNothingOfTheOld()
    {
        auto server = std::make_unique<FakeNotifications>(m_services);
        Notifier notifier(m_client);
        tellRefused(notifier);
        QTRY_COMPARE(server->asked.size(), 1);
        roundTrip(m_services);
        server.reset();
        server = std::make_unique<FakeNotifications>(m_services);
        roundTrip(m_services);
        QSignalSpy retried(&notifier, &Notifier::retryRequested);
        server->press(101, QStringLiteral("retry"));
        roundTrip(m_services);
        QCOMPARE(retried.count(), 0);
        tellRefused(notifier);
        QTRY_COMPARE(server->asked.size(), 1);
        QCOMPARE(FakeNotifications::replaced(server->asked[0]), 0u);
    }

    void hostileTitlesAreHarmless_data()
    {
        QTest::addColumn<QString>("title");
        const QStringList titles = hostileTitles();
        QVERIFY(titles.size() >= 20);
        for (int i = 0; i < titles.size(); ++i)
            QTest::addRow("title %d", i) << titles[i];
    }

    void hostileTitlesAreHarmless()
    {
        QFETCH(QString, title);
        for (const Notifier::Form form : {Notifier::Form::Markup, Notifier::Form::Plain}) {
            const QString body = Notifier::conflictBody({1, title, title}, form);
            QVERIFY(isHarmless(body));
            QVERIFY2(body.size() < 1500, "a title cannot fill the screen");
            QVERIFY(body.endsWith(QLatin1String("The newer version won; yours is kept.")));
            if (form == Notifier::Form::Markup) {
                QVERIFY(!body.contains(u'<'));
                for (qsizetype at = body.indexOf(u'&'); at >= 0; at = body.indexOf(u'&', at + 1))
                    QVERIFY2(
                        body.indexOf(u';', at) > at && body.indexOf(u';', at) - at <= 6, "only entities");
            }
        }
    }

    void placeholdersInATitleStayText()
    {
        const QString body = Notifier::conflictBody(
            {1, QStringLiteral("%2"), QStringLiteral("laptop")}, Notifier::Form::Markup);
        QCOMPARE(
            body, QStringLiteral("“%2” was also changed on laptop. The newer version won; yours is kept."));
    }

    void bothTimesAreTold()
    {
        ConflictNews news {1, QStringLiteral("Fix"), QStringLiteral("laptop")};
        news.olderAt = 1'795'000'000'000;
        QVERIFY(Notifier::conflictBody(news, Notifier::Form::Markup)
                    .endsWith(
                        QStringLiteral("yours is kept. Yours was written %1.").arg(whenText(news.olderAt))));
        news.newerAt = news.olderAt + 3'600'000;
        QVERIFY(Notifier::conflictBody(news, Notifier::Form::Markup)
                    .endsWith(QStringLiteral("yours is kept. Yours was written %1, the newer one %2.")
                                  .arg(whenText(news.olderAt), whenText(news.newerAt))));
    }

    // There is nothing to choose, and no newer version.
    void whatIsGoneDidNotWin()
    {
        const QString body = Notifier::conflictBody(
            {1, QStringLiteral("Fix"), QStringLiteral("laptop"), true}, Notifier::Form::Markup);
        QVERIFY(body.contains(QLatin1String("deleted on laptop")));
        QVERIFY(!body.contains(QLatin1String("newer version")));
    }

    void manyConflictsAreOneSentenceWithoutTitles()
    {
        const QString body = Notifier::conflictBody(
            {12, QStringLiteral("secret"), QStringLiteral("laptop")}, Notifier::Form::Markup);
        QVERIFY(body.contains(QLatin1String("12")));
        QVERIFY(!body.contains(QLatin1String("secret")));
    }

    void plainServersGetPlainText()
    {
        QCOMPARE(
            Notifier::escaped(QStringLiteral("a & <b>"), Notifier::Form::Plain), QStringLiteral("a & <b>"));
        QCOMPARE(Notifier::escaped(QStringLiteral("a & <b>"), Notifier::Form::Markup),
            QStringLiteral("a &amp; &lt;b&gt;"));
    }

    void worksWithoutABus()
    {
        Notifier notifier {QDBusConnection(QStringLiteral("nobody"))};
        notifier.conflicts({1, QStringLiteral("x"), QStringLiteral("y")});
        notifier.withdrawConflicts();
        notifier.authExpired(ErrorCode::SignedOut);
        notifier.storeTrouble(ErrorCode::StoreFull);
        notifier.serverNews(QStringLiteral("x"));
        notifier.withdrawServerNews();
        notifier.withdrawAll();
    }

private:
    void roundTrip(QDBusConnection &from) { test::roundTrip(from, m_client); }

    PrivateBus m_bus;
    QDBusConnection m_services {QStringLiteral("none")}, m_client {QStringLiteral("none")},
        m_stranger {QStringLiteral("none")};
};

QTEST_MAIN(TstNotifier)
#include "tst_notifier.moc"
