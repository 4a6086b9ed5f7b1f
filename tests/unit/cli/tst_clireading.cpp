// Finding things on the command line: ids by prefix, filters, words that were nearly right.
#include "cli/suggestion.h"
#include "cli/timespan.h"
#include "core/json/json.h"
#include "storage/store.h"
#include "support/fakeclock.h"
#include "support/programrun.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;
using test::Outcome;

namespace {

class TstCliReading : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aBeginningOfAnIdIsEnough();
    void aBeginningThatSeveralHaveIsNamed();
    void tooShortABeginningStandsForNothing();
    void listsShowTheShortestBeginningThatWorks();
    void everyCommandThatTakesAnIdTakesItsBeginning();
    void aRuleMayComeBeforeItsConversation();
    void theTabKeyOffersIds();
    void theTabKeyOffersNothingThatAShellWouldRun();
    void historyIsFiltered_data();
    void historyIsFiltered();
    void latestIsTheLastMessage();
    void sharingHasACommandAndAColumn();
    void badFiltersAreRefused();
    void spansAndDays();
    void nearlyRightWordsAreSuggested_data();
    void nearlyRightWordsAreSuggested();
    void aProfileThatIsNotThereIsNotMadeByReading();
    void retryOfWhatWasNotRefusedFails();
    void emptyListsSaySo();
    void switchesReadAsTheyAreWritten();

private:
    Outcome run(const QByteArray &line, const QByteArray &input = {}, const QString &where = {})
    {
        const QStringList words = QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
        return test::runProgram(m_program,
            QStringList {QStringLiteral("--profile"), where.isEmpty() ? profile() : where} + words, input);
    }
    QString profile() const { return m_directory->filePath(QStringLiteral("profile")); }
    void record(const QByteArray &lines) { QCOMPARE(run("record", lines).err, QByteArray()); }
    void recordThree();

    std::unique_ptr<QTemporaryDir> m_directory;
    const QString m_program = QStringLiteral(MIMIR_BIN_DIR "/mimir");
};

constexpr Millis kNoon = 1'785'585'600'000; // 2026-08-01 12:00 UTC

void TstCliReading::init()
{
    QVERIFY2(QFileInfo(m_program).isExecutable(), "build the target mimir first");
    qputenv("TZ", "UTC");
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(profile()));
}

QByteArray conversation(const char *id, const char *more)
{
    return QByteArray(R"({"type":"conversation","id":")") + id + R"(","created_at":1785585600000)" + more
        + "}\n";
}

QByteArray message(const char *id, const char *conversationId, Millis at)
{
    return QByteArray(R"({"type":"message","id":")") + id + R"(","conversation_id":")" + conversationId
        + R"(","role":"user","content":"x","timestamp":)" + QByteArray::number(qlonglong(at)) + "}\n";
}

void TstCliReading::recordThree()
{
    record(conversation("01990000-aaaa-7000-8000-000000000001",
               R"(,"title":"One","workspace":"/home/you/shop","provider":"anthropic","agent":"claude-code")")
        + conversation("01990000-aaab-7000-8000-000000000002",
            R"(,"title":"Two","workspace":"/home/you/shop/web","provider":"openai","visibility":"team")")
        + conversation(
            "01990001-aaaa-7000-8000-000000000003", R"(,"title":"Three","workspace":"/home/you/shopping")")
        + message("m1", "01990000-aaaa-7000-8000-000000000001", kNoon)
        + message("m2", "01990000-aaab-7000-8000-000000000002", kNoon + 86'400'000)
        + message("m3", "01990001-aaaa-7000-8000-000000000003", kNoon + 3 * 86'400'000LL));
}

void TstCliReading::aBeginningOfAnIdIsEnough()
{
    recordThree();
    for (const char *typed : {"01990001", "01990001-aaaa", "01990001-aaaa-7000-8000-000000000003"}) {
        const Outcome shown = run(QByteArray("history show ") + typed);
        QVERIFY2(shown.code == 0 && shown.out.startsWith("Three\n"), shown.err.constData());
    }
    QCOMPARE(run("history export --conversation 01990001").out.count('\n'), 2);
}

void TstCliReading::aBeginningThatSeveralHaveIsNamed()
{
    recordThree();
    const Outcome shown = run("history show 01990000");
    QCOMPARE(shown.code, 1);
    QVERIFY(shown.err.contains("01990000-aaaa-7000") && shown.err.contains("01990000-aaab-7000"));
    QVERIFY(!shown.err.contains("01990001"));
}

void TstCliReading::tooShortABeginningStandsForNothing()
{
    record(conversation("abcdefgh", ""));
    QCOMPARE(run("history show abcde").code, 1);
    QCOMPARE(run("history show abcdef").code, 0);
    record(conversation("abc", R"(,"title":"Short")")); // a whole id is never too short
    QVERIFY(run("history show abc").out.startsWith("Short\n"));
}

void TstCliReading::listsShowTheShortestBeginningThatWorks()
{
    recordThree();
    const QByteArray list = run("history list").out;
    for (const char *id : {"01990000-aaaa ", "01990000-aaab ", "01990001 "})
        QVERIFY2(list.contains(id), list.constData());
    QVERIFY(list.startsWith("Latest "));
}

void TstCliReading::everyCommandThatTakesAnIdTakesItsBeginning()
{
    recordThree();
    {
        test::FakeClock clock;
        SeededRandom random {1};
        const auto store = std::move(*Store::open(profile() + QStringLiteral("/mimir.db"), clock, random));
        Conflict conflict;
        conflict.id = "conflict-1";
        conflict.entityId = conflict.conversationId = "01990001-aaaa-7000-8000-000000000003";
        conflict.field = "title";
        conflict.losing = "\"Mine\"";
        conflict.winning = "\"Three\"";
        QVERIFY(store->conflicts().add(conflict));
        const auto waiting = store->outboxList().list(Outbox::State::Ready, 10);
        for (const QueuedItem &item : *waiting)
            QVERIFY(store->outbox().markFailed(item, "validation", "no"));
    }
    QVERIFY(run("conflicts list").out.contains("conflict"));
    QVERIFY(run("conflicts show confli").out.contains("Mine"));
    QCOMPARE(run("conflicts dismiss confli").code, 0);
    QCOMPARE(run("conflicts restore confli").code, 0);
    QVERIFY(run("privacy preview conversation 01990001").out.contains("Mine"));
    QVERIFY(run("sync retry 01990000-aaaa").out.contains("1 item"));
    QVERIFY(run("sync discard --yes 01990000-aaab").out.contains("1 item"));
    QCOMPARE(run("privacy rule conversation 01990001 nothing").code, 0);
    QVERIFY(run("privacy rules").out.contains("01990001-aaaa-7000-8000-000000000003"));
}

void TstCliReading::aRuleMayComeBeforeItsConversation()
{
    const Outcome set = run("privacy rule conversation coming nothing");
    QVERIFY2(set.code == 0 && set.out.contains("coming"), set.err.constData());
    QVERIFY(run("privacy rules").out.contains("coming"));
}

void TstCliReading::theTabKeyOffersIds()
{
    recordThree();
    QCOMPARE(run("help --ids conversations 01990000").out,
        QByteArray("01990000-aaaa-7000-8000-000000000001\n01990000-aaab-7000-8000-000000000002\n"));
    QVERIFY(run("help --ids items m").out.contains("m1\nm2\nm3"));
    const QString nowhere = m_directory->filePath(QStringLiteral("nowhere"));
    QCOMPARE(run("help --ids conversations", {}, nowhere).out, QByteArray("\n"));
    QVERIFY(!QFileInfo::exists(nowhere));
}

void TstCliReading::theTabKeyOffersNothingThatAShellWouldRun()
{
    record(conversation("good-one", ""));
    {
        test::FakeClock clock;
        SeededRandom random {1};
        const auto store = std::move(*Store::open(profile() + QStringLiteral("/mimir.db"), clock, random));
        QVERIFY(store->backend().execute("INSERT INTO conversations(id) VALUES ('good$(touch gone)')", {}));
    }
    QCOMPARE(run("help --ids conversations good").out, QByteArray("good-one\n"));
}

void TstCliReading::historyIsFiltered_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArrayList>("titles");
    const auto row = [](const char *filter, const QByteArrayList &titles) {
        QTest::newRow(filter) << QByteArray(filter) << titles;
    };
    row("", {"Three", "Two", "One"});
    row("--workspace /home/you/shop", {"Two", "One"});
    row("--workspace /home/you/shop/", {"Two", "One"});
    row("--workspace shop", {"One"});
    row("--workspace /", {"Three", "Two", "One"});
    row("--agent claude-code", {"One"});
    row("--agent OpenAI", {"Two"});
    row("--shared", {"Two"});
    row("--since 2026-08-02", {"Three", "Two"});
    row("--until 2026-08-02", {"Two", "One"});
    row("--since 2026-08-02 --until 2026-08-02", {"Two"});
    row("--since 2026-08-02T13:00", {"Three"});
    row("--agent nobody", {});
}

void TstCliReading::historyIsFiltered()
{
    QFETCH(QByteArray, filter);
    QFETCH(QByteArrayList, titles);
    recordThree();
    const auto list = json::parseArray(run("history list --json " + filter).out.toStdString());
    QByteArrayList found;
    for (const std::string &one : *list)
        found << QByteArray::fromStdString(json::parseObject(one)->text("title").value_or(""));
    QCOMPARE(found, titles);
    if (titles.isEmpty())
        QVERIFY(run("history list " + filter).out.contains("No conversation matches"));
}

void TstCliReading::latestIsTheLastMessage()
{
    recordThree();
    record(R"({"type":"conversation","id":"01990000-aaaa-7000-8000-000000000001","title":"Renamed"})");
    const auto list = json::parseArray(run("history list --json").out.toStdString());
    const auto last = json::parseObject(list->back());
    QCOMPARE(last->text("title"), std::optional<std::string>("Renamed"));
    QCOMPARE(last->integer("lastActivity"), std::optional<std::int64_t>(kNoon));
}

void TstCliReading::badFiltersAreRefused()
{
    for (const char *line :
        {"history list --since soon", "history list --until 2026-13-01", "history list --since 7x"})
        QCOMPARE(run(line).code, 2);
}

void TstCliReading::spansAndDays()
{
    const Millis day = QDateTime(QDate(2026, 8, 1), QTime(0, 0)).toMSecsSinceEpoch();
    QCOMPARE(cli::typedInstant(QStringLiteral("today"), kNoon), std::optional(day));
    QCOMPARE(cli::typedInstant(QStringLiteral("yesterday"), kNoon), std::optional(day - 86'400'000));
    QCOMPARE(cli::typedEnd(QStringLiteral("today"), kNoon), std::optional(day + 86'400'000 - 1));
    QCOMPARE(cli::typedInstant(QStringLiteral("90m"), kNoon), std::optional(kNoon - 5'400'000));
    QCOMPARE(cli::typedInstant(QStringLiteral("2w"), kNoon), std::optional(kNoon - 14 * 86'400'000LL));
    QCOMPARE(cli::typedInstant(QStringLiteral("2026-08-01 12:00"), 0), std::optional(kNoon));
    QCOMPARE(cli::typedInstant(QStringLiteral("1e9d"), kNoon), std::optional<Millis>());
}

void TstCliReading::nearlyRightWordsAreSuggested_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("meant");
    QTest::newRow("group") << QByteArray("hstory list") << QByteArray("history");
    QTest::newRow("command") << QByteArray("sync nwo") << QByteArray("now");
    QTest::newRow("option") << QByteArray("history list --limt 3") << QByteArray("--limit");
    QTest::newRow("setting") << QByteArray("settings get sync.interval") << QByteArray("sync.interval_ms");
    QTest::newRow("nothing near") << QByteArray("frobnicate") << QByteArray();
}

void TstCliReading::nearlyRightWordsAreSuggested()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, meant);
    const Outcome outcome = run(line);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.err.contains("Did you mean"), !meant.isEmpty());
    QVERIFY2(outcome.err.contains("“" + meant), outcome.err.constData());
    QCOMPARE(cli::nearest(QString(100'000, u'x'), {QStringLiteral("x")}), QString()); // bounded
}

void TstCliReading::aProfileThatIsNotThereIsNotMadeByReading()
{
    const QString nowhere = m_directory->filePath(QStringLiteral("nowhere"));
    for (const char *line : {"history list", "sync status", "sync now", "conflicts list", "settings list",
             "doctor", "privacy status", "activity", "teams list", "auth status", "privacy level",
             "privacy off", "sources coverage"}) {
        const Outcome outcome = run(line, {}, nowhere);
        QVERIFY2(outcome.code == 1 && outcome.err.contains(nowhere.toUtf8()), line);
    }
    QVERIFY(!QFileInfo::exists(nowhere));
    QCOMPARE(run("record", conversation("c1", ""), nowhere).code, 0);
    QCOMPARE(run("history list", {}, nowhere).code, 0);
}

void TstCliReading::sharingHasACommandAndAColumn()
{
    recordThree();
    const Outcome shared = run("history share 01990001");
    QVERIFY2(shared.code == 0 && shared.out.contains("“Three” will be shared"), shared.out.constData());
    QVERIFY(shared.out.contains("sign in"));
    QCOMPARE(run("history list --shared").out.count("you, when signed in"), 2);
    QVERIFY(run("history show 01990001").out.contains("shared by: you, when signed in"));
    QCOMPARE(run("privacy rule conversation 01990001 nothing").code, 0);
    QVERIFY(run("history list --shared").out.contains("no one: kept here"));
    QVERIFY(run("history show 01990001").out.contains("shared by: no one: kept here"));
    QCOMPARE(run("privacy rule conversation 01990001 none").code, 0);
    QCOMPARE(run("history share 01990001 NOSUCH").code, 1); // all or none
    QVERIFY(run("history unshare 01990001").out.contains("not shared"));
    QVERIFY(run("history export --conversation 01990001").out.contains(R"("visibility":"personal")"));
    QVERIFY(!run("history list --shared").out.contains("Three"));

    const SystemClock clock;
    SystemRandom random;
    const auto store = Store::open(profile() + QStringLiteral("/mimir.db"), clock, random);
    QVERIFY(store);
    QVERIFY((*store)->database().run("UPDATE conversations SET own = 0 WHERE title = 'Two'").ok());
    QVERIFY(run("history list --shared").out.contains("a teammate"));
    QVERIFY((*store)
                ->database()
                .run("UPDATE conversations SET shared_by = 'Ada ' || char(27) || '[31m' "
                     "WHERE title = 'Two'")
                .ok());
    const QByteArray named = run("history list --shared").out;
    QVERIFY2(named.contains("Ada") && !named.contains('\x1b'), named.constData());
    const Outcome others = run("history unshare 01990000-aaab");
    QVERIFY2(others.code == 1 && others.err.contains("only they can change that"), others.err.constData());
    QVERIFY(run("history list --json").out.contains(R"("own":false)"));
}

void TstCliReading::retryOfWhatWasNotRefusedFails()
{
    recordThree();
    const Outcome unknown = run("sync retry NOSUCH");
    QVERIFY2(unknown.code == 1 && unknown.err.contains("NOSUCH"), unknown.err.constData());
    QCOMPARE(run("sync retry --id m1").code, 1); // it waits, but was not refused
    QCOMPARE(run("sync retry").code, 0);
}

void TstCliReading::emptyListsSaySo()
{
    for (const char *line :
        {"history list", "conflicts list", "privacy rules", "teams list", "activity", "sources coverage"}) {
        const Outcome outcome = run(line);
        QVERIFY2(outcome.code == 0 && outcome.out.contains("No"), line);
    }
    QVERIFY(run("trash list").out.contains("The trash is empty"));
}

void TstCliReading::switchesReadAsTheyAreWritten()
{
    QCOMPARE(run("settings set notifications.conflict off").code, 0);
    QCOMPARE(run("settings get notifications.conflict").out, QByteArray("off\n"));
    const QString bundle = m_directory->filePath(QStringLiteral("bundle"));
    run(("doctor --bundle " + bundle.toUtf8()).constData());
    QFile report(bundle);
    QVERIFY(report.open(QFile::ReadOnly) && report.readAll().contains("\"notifications.conflict\": \"off\""));
    QVERIFY(run("settings list").out.contains("notifications.conflict     = off\n"));
    QVERIFY(run("settings get notifications.conflict --json").out.contains("\"value\":false"));
}

} // namespace

QTEST_GUILESS_MAIN(TstCliReading)
#include "tst_clireading.moc"
