// The real program, run as by a script.
#include "core/json/json.h"
#include "storage/store.h"
#include "support/fakeclock.h"
#include "support/programrun.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace mimir;

namespace {

using test::Outcome;

class TstCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(profile()));
    }
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void helpAtEveryLevel_data();
    void helpAtEveryLevel();
    void recordSaysNothingWhenAllIsWell();
    void badLineIsNamedAndTheOthersKept();
    void itemOverEightMebibytesIsRefused();
    void exportIsWhatRecordReads();
    void hostileTextReachesNoTerminal();
    void statusInJsonHasItsFixedShape();
    void localProfileIsNoWarning();
    void syncWithoutASignInNeedsAttention();
    void conflictsInJsonHaveTheirFixedShape();
    void conflictIsSeenWhenItIsShown();
    void conflictRestored();
    void privacyModeHoldsAndNothingMovesWithoutAChoice();
    void privacyOffWithAChoice();
    void pauseIsRememberedWithoutAnOwner();
    void importOfAMimirDatabase();
    void importOfNothingTouchesNothing();
    void profileThatCannotBeMade();
    void storeOfANewerVersion();
    void storeThatIsDamaged();
    void loginAsksForNothingInAPipe();
    void unreachableServerIsThree();
    void profileComesFromTheEnvironmentToo();
    void refusedItemsNeedAttentionAndCanBeRetried();
    void aRefusedChangeCanBeGivenUp();
    void doctorNamesWhatWasPutAside();
    void doctorNamesWhatTheStoreLacks();
    void doctorTellsOfAgents();
    void longLogIsFoldedInWhenNobodyElseDoes();

private:
    Outcome run(const QStringList &words, const QByteArray &input = {}, const QString &profile = {});
    std::unique_ptr<Store> store();
    QString profile() const { return m_directory->filePath(QStringLiteral("profile")); }
    json::Object object(const QStringList &words);

    test::FakeClock m_clock;
    SeededRandom m_random {1};
    std::unique_ptr<QTemporaryDir> m_directory;
    const QString m_program = QStringLiteral(MIMIR_BIN_DIR "/mimir");
};

const QByteArray kConversation = R"({"type":"conversation","id":"c1","title":"Fix login"})";
const QByteArray kMessage
    = R"({"type":"message","id":"m1","conversation_id":"c1","role":"user","content":"hi"})";

void TstCli::initTestCase()
{
    if (!QFileInfo(m_program).isExecutable())
        qFatal("%s is not built: build the target mimir first", qPrintable(m_program));
}

Outcome TstCli::run(const QStringList &words, const QByteArray &input, const QString &where)
{
    return test::runProgram(m_program,
        QStringList {QStringLiteral("--profile"), where.isEmpty() ? profile() : where} + words, input);
}

std::unique_ptr<Store> TstCli::store()
{
    return std::move(*Store::open(profile() + QStringLiteral("/mimir.db"), m_clock, m_random));
}

json::Object TstCli::object(const QStringList &words)
{
    const auto parsed = json::parseObject(run(words).out.toStdString());
    return parsed ? *parsed : json::Object();
}

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

void TstCli::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("given");
    for (const char *line : {"", "fly", "sync", "sync fly", "sync now --fast", "sync now --timeout",
             "sync now --timeout x", "sync now --wait=yes", "record extra", "import mimir", "history show",
             "history export --format xml", "privacy off --send --keep", "pause soon", "pause 30",
             "teams map --team x", "auth login --token-store box", "auth login --server https://localhost",
             "conflicts restore"})
        QTest::newRow(*line ? line : "nothing") << words(line);
}

void TstCli::wrongUsageIsTwo()
{
    QFETCH(QStringList, given);
    const Outcome outcome = run(given);
    QCOMPARE(outcome.code, 2);
    QVERIFY(!(outcome.out + outcome.err).isEmpty());
}

void TstCli::helpAtEveryLevel_data()
{
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("program") << words("--help") << QByteArray("sync now");
    QTest::newRow("word") << words("help") << QByteArray("history export");
    QTest::newRow("group") << words("sync --help") << QByteArray("sync status");
    QTest::newRow("command") << words("sync now --help") << QByteArray("--wait");
    QTest::newRow("word and command") << words("help sync now") << QByteArray("--timeout S");
    QTest::newRow("version") << words("--version") << QByteArray("mimir " MIMIR_VERSION);
}

void TstCli::helpAtEveryLevel()
{
    QFETCH(QStringList, given);
    QFETCH(QByteArray, says);
    const Outcome outcome = run(given);
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.out.contains(says), outcome.out.constData());
    QVERIFY(QDir(profile()).isEmpty()); // asking for help creates nothing
}

void TstCli::recordSaysNothingWhenAllIsWell()
{
    for (const char *how : {"record", "record --batch"}) {
        const Outcome outcome = run(words(how), kConversation + '\n' + kMessage + '\n');
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out + outcome.err, QByteArray());
    }
    QVERIFY(store()->backend().read(EntityType::Message, "m1")->has_value());
}

void TstCli::badLineIsNamedAndTheOthersKept()
{
    const Outcome outcome = run(words("record"), kConversation + "\n{\"type\":\n" + kMessage);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("line 2"), outcome.err.constData());
    QCOMPARE(outcome.err.count('\n'), 1);
    QVERIFY(store()->backend().read(EntityType::Message, "m1")->has_value());
}

void TstCli::itemOverEightMebibytesIsRefused()
{
    const QByteArray big = R"({"type":"message","id":"big","conversation_id":"c1","role":"user","content":")"
        + QByteArray(9 << 20, 'x') + "\"}\n";
    const Outcome outcome = run(words("record"), big + kConversation);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("line 1") && outcome.err.contains("8 MiB"), outcome.err.constData());
    QVERIFY(!store()->backend().read(EntityType::Message, "big")->has_value());
    QVERIFY(store()->backend().read(EntityType::Conversation, "c1")->has_value());
}

void TstCli::exportIsWhatRecordReads()
{
    QCOMPARE(run(words("record"), kConversation + '\n' + kMessage).code, 0);
    const Outcome first = run(words("history export --format ndjson"));
    QCOMPARE(first.code, 0);
    QCOMPARE(first.out.count('\n'), 2);
    const QString other = m_directory->filePath(QStringLiteral("other"));
    QCOMPARE(run(words("record --batch"), first.out, other).code, 0);
    QCOMPARE(run(words("history export"), {}, other).out, first.out);
    QCOMPARE(run(words("history export --conversation absent")).code, 1);
}

void TstCli::hostileTextReachesNoTerminal()
{
    const QByteArray hostile = R"("\u001b]0;gone\u0007\u001b[2Jred\u202egnp\u009b31m\nsecond line")";
    QCOMPARE(run(words("record"),
                 R"({"type":"conversation","id":"c1","title":)" + hostile
                     + "}\n"
                       R"({"type":"message","id":"m1","conversation_id":"c1","role":"user","content":)"
                     + hostile + "}\n")
                 .code,
        0);
    const Outcome list = run(words("history list"));
    QCOMPARE(list.code, 0);
    QCOMPARE(list.out.count('\n'), 2); // the heading and one conversation
    for (const QByteArray &out : {list.out, run(words("history show c1")).out}) {
        QVERIFY(out.contains("red"));
        for (const char *bytes : {"\x1b", "\x07", "\xe2\x80\xae", "\xc2\x9b"})
            QVERIFY(!out.contains(bytes));
    }
}

void TstCli::statusInJsonHasItsFixedShape()
{
    QCOMPARE(run(words("record"), kConversation).code, 0);
    const Outcome outcome = run(words("sync status --json"));
    QCOMPARE(outcome.code, 0);
    const auto status = json::parseObject(outcome.out.toStdString());
    QVERIFY(status.ok());
    QCOMPARE(status->text("state"), std::optional<std::string>("local"));
    for (const char *count : {"held", "failed", "conflicts", "quarantined"})
        QCOMPARE(status->integer(count), std::optional<std::int64_t>(0));
    QCOMPARE(status->integer("pending"), std::optional<std::int64_t>(1));
    for (const char *absent : {"lastPush", "lastPull", "nextTry"})
        QCOMPARE(*status->find(absent), std::string("null"));
    QCOMPARE(*status->find("teams"), std::string("[]"));
    QVERIFY(!status->text("deviceId")->empty());
    QVERIFY(status->text("server") && status->text("team"));
}

void TstCli::localProfileIsNoWarning()
{
    QCOMPARE(run(words("sync status")).code, 0);
    QCOMPARE(run(words("doctor")).code, 0);
    QVERIFY(run(words("history list")).out.contains("No conversations yet"));
    QCOMPARE(run(words("history list --json")).out, QByteArray("[]\n"));
    QCOMPARE(run(words("teams list --json")).out, QByteArray("[]\n"));
}

void TstCli::syncWithoutASignInNeedsAttention()
{
    const Outcome outcome = run(words("sync now --wait"));
    QCOMPARE(outcome.code, 4);
    QVERIFY2(outcome.err.contains("mimir auth login"), outcome.err.constData());
    QCOMPARE(run(words("auth status")).code, 4);
}

Conflict titleConflict()
{
    Conflict conflict;
    conflict.id = "k1";
    conflict.entityId = conflict.conversationId = "c1";
    conflict.field = "title";
    conflict.losing = "\"Mine\"";
    conflict.winning = "\"Theirs\"";
    conflict.losingDevice = "d1";
    conflict.reason = "lww";
    conflict.title = "Fix login";
    conflict.at = 1'763'795'000'000;
    return conflict;
}

void TstCli::conflictsInJsonHaveTheirFixedShape()
{
    QCOMPARE(run(words("conflicts list --json")).out, QByteArray("[]\n"));
    QVERIFY(store()->conflicts().add(titleConflict()).ok());
    const auto list = json::parseArray(run(words("conflicts list --json")).out.toStdString());
    QVERIFY(list.ok());
    QCOMPARE(list->size(), std::size_t(1));
    const auto conflict = json::parseObject(list->at(0));
    QCOMPARE(conflict->text("id"), std::optional<std::string>("k1"));
    QCOMPARE(conflict->text("type"), std::optional<std::string>("conversation"));
    QCOMPARE(conflict->text("entityId"), std::optional<std::string>("c1"));
    QCOMPARE(conflict->text("field"), std::optional<std::string>("title"));
    QCOMPARE(conflict->text("losing"), std::optional<std::string>("Mine"));
    QCOMPARE(conflict->text("winning"), std::optional<std::string>("Theirs"));
    QCOMPARE(conflict->text("losingDevice"), std::optional<std::string>("d1"));
    QCOMPARE(conflict->integer("at"), std::optional<std::int64_t>(1'763'795'000'000));
}

void TstCli::conflictIsSeenWhenItIsShown()
{
    QCOMPARE(run(words("record"), kConversation).code, 0);
    QVERIFY(store()->conflicts().add(titleConflict()).ok());
    QCOMPARE(object(words("sync status --json")).integer("conflicts"), std::optional<std::int64_t>(1));
    QCOMPARE(run(words("sync status")).code, 0);
    const Outcome shown = run(words("conflicts show k1"));
    QCOMPARE(shown.code, 0);
    QVERIFY(shown.out.contains("Mine") && shown.out.contains("Theirs"));
    QCOMPARE(object(words("sync status --json")).integer("conflicts"), std::optional<std::int64_t>(0));
    QCOMPARE(run(words("conflicts dismiss k1")).code, 0);
    QCOMPARE(run(words("conflicts list --json")).out, QByteArray("[]\n"));
    QCOMPARE(run(words("conflicts show absent")).code, 1);
}

void TstCli::conflictRestored()
{
    QCOMPARE(run(words("record"), kConversation).code, 0);
    QVERIFY(store()->conflicts().add(titleConflict()).ok());
    QCOMPARE(run(words("conflicts restore k1")).code, 0);
    QVERIFY(run(words("history list")).out.contains("Mine"));
    QCOMPARE(run(words("conflicts restore absent")).code, 1);
}

void TstCli::privacyModeHoldsAndNothingMovesWithoutAChoice()
{
    QCOMPARE(run(words("privacy on")).code, 0);
    QCOMPARE(object(words("privacy status --json")).boolean("privacyMode"), std::optional(true));
    QCOMPARE(run(words("record"), kConversation).code, 0);
    QCOMPARE(object(words("sync status --json")).integer("held"), std::optional<std::int64_t>(1));
    QCOMPARE(object(words("sync status --json")).integer("pending"), std::optional<std::int64_t>(0));
    const Outcome off = run(words("privacy off"));
    QCOMPARE(off.code, 0);
    QVERIFY2(off.out.contains("privacy send") && off.out.contains("privacy keep"), off.out.constData());
    QCOMPARE(object(words("privacy status --json")).integer("held"), std::optional<std::int64_t>(1));
    QCOMPARE(run(words("privacy send")).code, 0);
    QCOMPARE(object(words("sync status --json")).integer("pending"), std::optional<std::int64_t>(1));
}

void TstCli::privacyOffWithAChoice()
{
    QCOMPARE(run(words("privacy on")).code, 0);
    QCOMPARE(run(words("record"), kConversation).code, 0);
    QCOMPARE(run(words("privacy off --keep")).code, 0);
    const json::Object status = object(words("privacy status --json"));
    QCOMPARE(status.boolean("privacyMode"), std::optional(false));
    QCOMPARE(status.integer("held"), std::optional<std::int64_t>(0));
    QCOMPARE(status.integer("kept"), std::optional<std::int64_t>(1));
}

void TstCli::pauseIsRememberedWithoutAnOwner()
{
    const auto paused = [this] { return store()->settings().text("run_state").find("\"pausedUntil\":null"); };
    QCOMPARE(run(words("pause 30m")).code, 0);
    QCOMPARE(paused(), std::string::npos);
    QCOMPARE(run(words("resume")).code, 0);
    QVERIFY(paused() != std::string::npos);
}

void TstCli::importOfAMimirDatabase()
{
    const QString source = m_directory->filePath(QStringLiteral("shop/.mimir/mimir.db"));
    QVERIFY(QDir().mkpath(QFileInfo(source).absolutePath()));
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(source).constData(), &handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(handle,
                 "CREATE TABLE conversations(id TEXT PRIMARY KEY, title TEXT, created_at INTEGER);"
                 "INSERT INTO conversations VALUES('c1', 'Fix VAT', 1785570000)",
                 nullptr, nullptr, nullptr),
        SQLITE_OK);
    sqlite3_close(handle);
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("mimir"), source}).code, 0);
    QVERIFY(run(words("history list")).out.contains("Fix VAT"));
    const Outcome again = run(
        {QStringLiteral("import"), QStringLiteral("mimir"), m_directory->filePath(QStringLiteral("shop"))});
    QVERIFY2(again.out.contains("0 new, 0 changed, 1 unchanged"), again.out.constData());
}

void TstCli::importOfNothingTouchesNothing()
{
    const QString absent = m_directory->filePath(QStringLiteral("absent.db"));
    const Outcome outcome = run({QStringLiteral("import"), QStringLiteral("mimir"), absent});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.err.contains("absent.db"));
    QVERIFY(!QFileInfo::exists(absent));
}

void TstCli::profileThatCannotBeMade()
{
    const QString file = m_directory->filePath(QStringLiteral("file"));
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    for (const QString &where : {file, file + QStringLiteral("/inside"), QStringLiteral("/proc/mimir")}) {
        const Outcome outcome = run(words("record"), kConversation, where);
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("cannot be created or written to"), outcome.err.constData());
    }
}

void TstCli::storeOfANewerVersion()
{
    QCOMPARE(run(words("record"), kConversation).code, 0);
    QVERIFY(store()->database().script("PRAGMA user_version=999").ok());
    for (const char *command :
        {"record", "sync status", "history list", "history export", "sync now", "doctor"}) {
        const Outcome outcome = run(words(command), kMessage);
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("newer version"), outcome.err.constData());
    }
}

void TstCli::storeThatIsDamaged()
{
    QVERIFY(QDir().mkpath(profile()));
    QFile file(profile() + QStringLiteral("/mimir.db"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray garbage(20'000, 'x');
    file.write(garbage);
    file.close();
    for (const char *command : {"record", "sync status", "sync now", "history list"}) {
        const Outcome outcome = run(words(command), kConversation);
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("damaged"), outcome.err.constData());
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), garbage); // never replaced
}

void TstCli::loginAsksForNothingInAPipe()
{
    const Outcome noPassword
        = run(words("auth login --server https://localhost --email a@b.c --password-stdin"));
    QCOMPARE(noPassword.code, 2);
    const Outcome insecure = run(
        words("auth login --server http://example.org --email a@b.c --password-stdin --token-store memory"),
        "pw\n");
    QCOMPARE(insecure.code, 1);
    QVERIFY2(insecure.err.contains("https"), insecure.err.constData());
    QVERIFY(!insecure.err.contains("pw"));
}

void TstCli::unreachableServerIsThree()
{
    const Outcome outcome = run(
        words("auth login --server http://127.0.0.1:1 --email a@b.c --password-stdin --token-store memory"),
        "pw\n");
    QCOMPARE(outcome.code, 3);
}

void TstCli::profileComesFromTheEnvironmentToo()
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("MIMIR_PROFILE"), profile());
    process.setProcessEnvironment(environment);
    process.start(m_program, {QStringLiteral("doctor")});
    QVERIFY(process.waitForFinished());
    QVERIFY(QFileInfo::exists(profile() + QStringLiteral("/mimir.db")));
}

void TstCli::refusedItemsNeedAttentionAndCanBeRetried()
{
    QCOMPARE(run(words("record"), kConversation + '\n' + kMessage).code, 0);
    {
        const auto opened = store();
        const auto ready = opened->outboxList().list(Outbox::State::Ready, 10);
        for (const QueuedItem &item : *ready)
            QVERIFY(opened->outbox().markFailed(item, "validation", "no").ok());
    }
    QCOMPARE(run(words("sync status")).code, 4);
    QCOMPARE(object(words("sync status --json")).text("state"), std::optional<std::string>("attention"));
    QCOMPARE(run(words("doctor")).code, 4);
    QVERIFY(run(words("sync retry --id c1")).out.contains('1'));
    QCOMPARE(object(words("sync status --json")).integer("failed"), std::optional<std::int64_t>(1));
    (void)run(words("sync retry"));
    QCOMPARE(object(words("sync status --json")).integer("failed"), std::optional<std::int64_t>(0));
    QCOMPARE(run(words("sync retry --id absent")).code, 1);
}

void TstCli::aRefusedChangeCanBeGivenUp()
{
    QCOMPARE(run(words("record"), kConversation).code, 0);
    QCOMPARE(run(words("sync discard --yes c1")).code, 1); // it was not refused
    {
        const auto opened = store();
        const auto ready = opened->outboxList().list(Outbox::State::Ready, 10);
        for (const QueuedItem &item : *ready)
            QVERIFY(opened->outbox().markFailed(item, "validation", "no").ok());
    }
    QCOMPARE(run(words("sync discard c1")).code, 2); // no one to ask
    QCOMPARE(run(words("sync discard --yes")).code, 2);
    QCOMPARE(object(words("sync status --json")).integer("failed"), std::optional<std::int64_t>(1));
    QCOMPARE(run(words("sync discard --yes c1")).code, 0);
    QCOMPARE(object(words("sync status --json")).integer("failed"), std::optional<std::int64_t>(0));
    QCOMPARE(store()->outboxSummary().counts()->kept, 1);
}

void TstCli::doctorTellsOfAgents()
{
    const QString home = profile() + QStringLiteral("/home");
    const QString folder = home + QStringLiteral("/.claude/projects/-home-ada-web");
    QVERIFY(QDir().mkpath(folder));
    QFile transcript(folder + QStringLiteral("/5b0c9a52-6f0e-4d4e-9a51-000000000009.jsonl"));
    QVERIFY(transcript.open(QFile::WriteOnly));
    transcript.write("{}\n");
    transcript.close();
    const auto doctor = [&](const QString &option) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), home);
        environment.insert(QStringLiteral("MIMIR_PROFILE"), profile());
        environment.remove(QStringLiteral("CLAUDE_CONFIG_DIR"));
        process.setProcessEnvironment(environment);
        process.start(
            m_program, QStringList(QStringLiteral("doctor")) + option.split(u' ', Qt::SkipEmptyParts));
        return process.waitForFinished() ? process.readAllStandardOutput() : QByteArray();
    };
    const QByteArray said = doctor({});
    QVERIFY2(said.contains("Agent: Claude Code, " + home.toUtf8() + "/.claude"), said.constData());
    QVERIFY2(said.contains(": not followed; 1 transcript"), said.constData());
    const QByteArray told = doctor(QStringLiteral("--json"));
    QVERIFY2(told.contains(R"({"agent":"claude-code","followed":false,"transcripts":1,"unread":1})"),
        told.constData());
}

void TstCli::doctorNamesWhatTheStoreLacks()
{
    QCOMPARE(run(words("doctor")).code, 0);
    QVERIFY(store()
                ->database()
                .script("DROP TRIGGER messages_edited; DROP INDEX sync_queue_ready;"
                        "ALTER TABLE conflicts DROP COLUMN title")
                .ok());
    const Outcome outcome = run(words("doctor"));
    QCOMPARE(outcome.code, 4);
    QVERIFY2(outcome.out.contains("trigger messages_edited is missing"), outcome.out.constData());
    QVERIFY2(outcome.out.contains("index sync_queue_ready is missing"), outcome.out.constData());
    QVERIFY2(outcome.out.contains("column conflicts.title is missing"), outcome.out.constData());
    QVERIFY2(outcome.err.contains("structure of the history file"), outcome.err.constData());
    const auto told = json::parseObject(*object(words("doctor --json")).find("store"));
    QCOMPARE(told->texts("schemaFaults"),
        (std::vector<std::string> {"missing column conflicts.title", "missing index sync_queue_ready",
            "missing trigger messages_edited"}));
}

void TstCli::doctorNamesWhatWasPutAside()
{
    QVERIFY(run(words("doctor")).out.contains("Profile"));
    QVERIFY(store()
                ->database()
                .run("INSERT INTO quarantine VALUES (1, 2, 'm7', 5, '{}', 'another\x1bteam', 1763795000000)")
                .ok());
    const Outcome outcome = run(words("doctor"));
    QCOMPARE(outcome.code, 4);
    QVERIFY2(outcome.out.contains("m7"), outcome.out.constData());
    QVERIFY(!outcome.out.contains('\x1b'));
}

void TstCli::longLogIsFoldedInWhenNobodyElseDoes()
{
    QByteArray lines = kConversation + '\n';
    for (int i = 0; i < 200; ++i)
        lines += R"({"type":"message","conversation_id":"c1","role":"user","id":"m)" + QByteArray::number(i)
            + R"(","content":")" + QByteArray(50'000, 'x') + "\"}\n";
    QCOMPARE(run(words("record --batch"), lines).code, 0);
    QVERIFY(QFileInfo(profile() + QStringLiteral("/mimir.db-wal")).size() < 4 << 20);
    QCOMPARE(run(words("history export")).out.count('\n'), 201);
}

} // namespace

QTEST_GUILESS_MAIN(TstCli)
#include "tst_cli.moc"
