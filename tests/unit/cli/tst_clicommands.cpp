// The counterpart of the windows: settings, conflicts, ledger, diagnostics, sign-in by browser, completion,
// manual.
#include "core/json/json.h"
#include "desktop/hostiletitles.h"
#include "storage/store.h"
#include "support/fakeclock.h"
#include "support/fakehttpserver.h"
#include "support/programrun.h"
#include "support/storefixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace mimir;
using namespace mimir::test;

namespace {

class TstCliCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void settingsAreListedReadChangedAndReset();
    void badSettingsChangeNothing_data();
    void badSettingsChangeNothing();
    void exportedSettingsCanBeImported();
    void importOfBadSettingsNamesEachAndChangesNothing();
    void damagedSettingsAreSaidOnce();
    void proxyPasswordComesFromStandardInputOnly();
    void languageIsTheChosenOne();
    void conflictsAreResolved_data();
    void conflictsAreResolved();
    void aConflictIsShownAsItStandsNow();
    void resolvingNeedsAChoice();
    void ledgerSaysWhatWentWhere();
    void hostileTextsReachNoTerminal();
    void previewIsWhatWouldLeave();
    void bundleHoldsNothingPrivate();
    void signOutCanTakeTheHistoryAlong();
    void withoutASignInTheServerIsNotAsked();
    void browserSignIn();
    void organisationsAndDevices();
    void everyCommandIsInTheManual();
    void manualIsWellFormed();
    void shellsComplete_data();
    void shellsComplete();
    void completionOfOtherShellsKnowsEveryCommand();

private:
    Outcome run(const QStringList &words, const QByteArray &input = {},
        const QList<std::pair<QString, QString>> &environment = {})
    {
        return runProgram(
            m_program, QStringList {QStringLiteral("--profile"), profile()} + words, input, environment);
    }
    Outcome run(const char *line, const QByteArray &input = {})
    {
        return run(QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts), input);
    }
    std::unique_ptr<Store> store()
    {
        QDir().mkpath(profile());
        return std::move(*Store::open(profile() + QStringLiteral("/mimir.db"), m_clock, m_random));
    }
    QString profile() const { return m_directory->filePath(QStringLiteral("profile")); }
    QStringList commands();
    void addConflict(const char *id);
    void signIn(FakeHttpServer &server);

    FakeClock m_clock;
    SeededRandom m_random {1};
    std::unique_ptr<QTemporaryDir> m_directory;
    const QString m_program = QStringLiteral(MIMIR_BIN_DIR "/mimir");
};

const QByteArray kConversation = R"({"type":"conversation","id":"c1","title":"Secret plan"})";

void TstCliCommands::init()
{
    QVERIFY2(QFileInfo(m_program).isExecutable(), "build the target mimir first");
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(profile()));
    qputenv("XDG_CONFIG_HOME", m_directory->filePath(QStringLiteral("config")).toUtf8());
}

/// As listed by the help.
QStringList TstCliCommands::commands()
{
    QStringList names;
    const QString help = QString::fromUtf8(run("--help").out);
    const QString list = help.section(QStringLiteral("Commands:\n"), 1).section(QStringLiteral("\n\n"), 0, 0);
    for (const QString &line : list.split(u'\n'))
        names << line.trimmed().section(QStringLiteral("  "), 0, 0);
    return names;
}

void TstCliCommands::addConflict(const char *id)
{
    Conflict conflict;
    conflict.id = id;
    conflict.type = EntityType::Conversation;
    conflict.entityId = "c1";
    conflict.field = "title";
    conflict.losing = "\"Mine\"";
    conflict.winning = "\"Secret plan\"";
    conflict.reason = "lww";
    conflict.at = 1'763'795'000'000;
    conflict.editedAt = 1'763'708'600'000;
    conflict.winningEditedAt = 1'763'712'200'000;
    conflict.title = "Mine";
    const auto opened = store();
    conflict.losingDevice = opened->settings().text("device_id");
    QVERIFY(opened->conflicts().add(conflict));
}

void TstCliCommands::signIn(FakeHttpServer &server)
{
    server.enqueue(jsonAnswer(
        200, R"({"accessToken":"a-secret","refreshToken":"r-secret","expiresIn":900,"orgSlug":"acme",
        "user":{"id":"u1","email":"ada@example.org","fullName":"Ada","organizations":[{"id":"o","slug":"acme","name":"Acme",
        "role":"member","teams":[{"teamId":"t1","teamSlug":"web","teamName":"Web","role":"member"}]}]}})"));
    const Outcome done = run(
        {QStringLiteral("auth"), QStringLiteral("login"), QStringLiteral("--server"), server.url().toString(),
            QStringLiteral("--email"), QStringLiteral("ada@example.org"), QStringLiteral("--password-stdin"),
            QStringLiteral("--token-store"), QStringLiteral("file")},
        "secret\n");
    QVERIFY2(done.code == 0, done.err.constData());
}

void TstCliCommands::settingsAreListedReadChangedAndReset()
{
    QVERIFY(run("settings list").out.contains("  sync.interval_ms           = 10000\n"));
    QCOMPARE(run("settings set sync.interval_ms 5000").code, 0);
    QCOMPARE(run("settings set sync.metered=sync log.level=verbose").code, 0);
    QCOMPARE(run("settings get sync.interval_ms").out, QByteArray("5000\n"));
    QVERIFY(run("settings list").out.contains("* sync.metered               = sync\n"));
    const auto one = json::parseObject(run("settings get sync.interval_ms --json").out.toStdString());
    QCOMPARE(one->integer("value"), std::optional<std::int64_t>(5000));
    QCOMPARE(one->integer("default"), std::optional<std::int64_t>(10'000));
    const auto all = json::parseArray(run("settings list --json").out.toStdString());
    QVERIFY(all && all->size() > 10);
    QCOMPARE(run("settings reset sync.interval_ms").code, 0);
    QCOMPARE(run("settings get sync.interval_ms").out, QByteArray("10000\n"));
    QCOMPARE(run("settings get sync.metered").out, QByteArray("sync\n"));
    QCOMPARE(run("settings reset").code, 2);
    QCOMPARE(run("settings reset --all").code, 0);
    QCOMPARE(run("settings get sync.metered").out, QByteArray("wait\n"));
}

void TstCliCommands::badSettingsChangeNothing_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line :
        {"settings set sync.interval_ms 5", "settings set sync.interval_ms", "settings set sync.speed 9",
            "settings set sync.metered=sync log.level=loud", "settings set proxy.mode manual",
            "settings get sync.speed", "settings reset sync.speed", "settings set proxy.password hunter2"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TstCliCommands::badSettingsChangeNothing()
{
    QFETCH(QString, line);
    const QByteArray before = run("settings export").out;
    const Outcome outcome = run(line.toUtf8().constData());
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.err.startsWith("mimir: "));
    QVERIFY(!outcome.err.contains("hunter2"));
    QCOMPARE(run("settings export").out, before);
}

void TstCliCommands::exportedSettingsCanBeImported()
{
    QCOMPARE(run("settings set proxy.mode=manual proxy.host=p.example.org sync.interval_ms=0").code, 0);
    const QByteArray exported = run("settings export").out;
    const QString file = m_directory->filePath(QStringLiteral("exported.json"));
    QCOMPARE(run({QStringLiteral("settings"), QStringLiteral("export"), file}).code, 0);
    QCOMPARE(run("settings reset --all").code, 0);
    QCOMPARE(run({QStringLiteral("settings"), QStringLiteral("import"), file}).code, 0);
    QCOMPARE(run("settings export").out, exported);
    QCOMPARE(run("settings import -", exported).code, 0);
}

void TstCliCommands::importOfBadSettingsNamesEachAndChangesNothing()
{
    const QByteArray before = run("settings export").out;
    const Outcome outcome
        = run("settings import -", R"({"log.level": "verbose", "sync.metered": "maybe", "a.b": 1})");
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains("sync.metered") && outcome.err.contains("a.b"), outcome.err.constData());
    QCOMPARE(run("settings export").out, before);
    QCOMPARE(run("settings import /nonexistent/file").code, 1);
}

void TstCliCommands::damagedSettingsAreSaidOnce()
{
    QCOMPARE(run("settings set log.level verbose").code, 0);
    QFile file(profile() + QStringLiteral("/settings.json"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("{\"log.level\": ");
    file.close();
    const Outcome first = run("settings get log.level");
    QCOMPARE(first.out, QByteArray("normal\n"));
    QVERIFY2(first.err.contains("settings.json.damaged"), first.err.constData());
    QVERIFY(run("settings get log.level").err.isEmpty());
    QVERIFY(QFileInfo::exists(profile() + QStringLiteral("/settings.json.damaged")));
}

void TstCliCommands::proxyPasswordComesFromStandardInputOnly()
{
    QVERIFY(store() && store()->settings().set("token_store", "file"));
    QCOMPARE(run("settings set proxy.password", "hunter2\n").code, 0);
    QCOMPARE(run("settings get proxy.password").out, QByteArray("set\n"));
    QVERIFY(!run("settings export").out.contains("password"));
    QCOMPARE(run("settings set proxy.password", "\n").code, 0);
    QCOMPARE(run("settings get proxy.password").out, QByteArray("\n"));
}

void TstCliCommands::languageIsTheChosenOne()
{
    QCOMPARE(run("settings set interface.language de").code, 0);
    QVERIFY(run("conflicts list").out.contains("Keine Konflikte"));
    QVERIFY(run("--help").out.contains("Befehle"));
    QCOMPARE(run("settings set interface.language en").code, 0);
    QVERIFY(runProgram(m_program,
        {QStringLiteral("--profile"), profile(), QStringLiteral("conflicts"), QStringLiteral("list")}, {},
        {{QStringLiteral("LC_ALL"), QStringLiteral("de_DE.UTF-8")}})
                .out.contains("No conflicts"));
}

void TstCliCommands::conflictsAreResolved_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("title");
    QTest::newRow("mine") << QStringLiteral("conflicts resolve --mine k1 k2") << QByteArray("Mine");
    QTest::newRow("theirs") << QStringLiteral("conflicts resolve --theirs --all")
                            << QByteArray("Secret plan");
}

void TstCliCommands::conflictsAreResolved()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, title);
    QCOMPARE(run("record", kConversation).code, 0);
    addConflict("k1");
    addConflict("k2");
    const Outcome outcome = run(line.toUtf8().constData());
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QCOMPARE(run("conflicts list --json").out, QByteArray("[]\n"));
    QVERIFY(run("history export").out.contains("\"title\":\"" + title + "\""));
}

void TstCliCommands::aConflictIsShownAsItStandsNow()
{
    QCOMPARE(run("record", kConversation).code, 0);
    addConflict("k1");
    const auto shown = [this] { return run("conflicts show k1").out; };
    const auto json = [this](const char *key) {
        const auto object = json::parseObject(run("conflicts show k1 --json").out.toStdString());
        return object->text(key).value_or("");
    };
    const auto time = [](qint64 at) {
        return QDateTime::fromMSecsSinceEpoch(at).toString(QStringLiteral("yyyy-MM-dd HH:mm")).toUtf8();
    };
    const QByteArray older
        = "The older version, from this device, written " + time(1'763'708'600'000) + ":\nMine\n";
    QVERIFY2(shown().contains(older), shown().constData());
    QVERIFY2(shown().contains("The newer version, from another device, written " + time(1'763'712'200'000)
                 + ":\nSecret plan\n"),
        shown().constData());
    QVERIFY(shown().contains("found at " + time(1'763'795'000'000)));
    // By the version in use, not by the one that lost.
    QVERIFY2(shown().startsWith("“Secret plan”: title"), shown().constData());
    QVERIFY(run("conflicts list").out.contains("Secret plan"));
    QVERIFY(run("conflicts list --json").out.contains(R"("title":"Secret plan")"));
    QVERIFY(shown().contains("The newer version is in use. “mimir conflicts restore k1” brings"));
    QCOMPARE(json("inUse"), std::string("newer"));
    QCOMPARE(run("conflicts resolve --mine k1").code, 0);
    QVERIFY(
        shown().contains("The older version is in use again. “mimir conflicts resolve --theirs k1” brings"));
    QCOMPARE(json("inUse"), std::string("older"));
    QVERIFY(run("history export").out.contains(R"("title":"Mine")"));
    QCOMPARE(run("conflicts resolve --theirs k1").out, QByteArray("1 conflict resolved.\n"));
    QVERIFY(run("history export").out.contains(R"("title":"Secret plan")"));
    QVERIFY(shown().contains(
        "The newer version is in use. “mimir conflicts restore k1” brings the older one back.\n"));
}

void TstCliCommands::resolvingNeedsAChoice()
{
    addConflict("k1");
    QCOMPARE(run("conflicts resolve k1").code, 2);
    QCOMPARE(run("conflicts resolve --mine --theirs k1").code, 2);
    QCOMPARE(run("conflicts resolve --mine").code, 2);
    QCOMPARE(run("conflicts resolve --theirs k1 k9").code, 1); // all or none
    QCOMPARE(json::parseArray(run("conflicts list --json").out.toStdString())->size(), std::size_t(1));
}

void TstCliCommands::ledgerSaysWhatWentWhere()
{
    QVERIFY(run("activity").out.contains("Nothing"));
    SyncLogEntry entry;
    entry.at = 1'763'795'000'000;
    entry.direction = "push";
    entry.counts = {1, 2, 0, 0};
    entry.bytes = 345;
    entry.outcome = "ok\x1b[2J";
    entry.held = 3;
    QVERIFY(store()->log().add(entry));
    const Outcome shown = run("activity");
    QVERIFY(shown.out.contains("345") && shown.out.contains("sent: 1 conversation, 2 messages;")
        && shown.out.contains("3 held"));
    QVERIFY(!shown.out.contains('\x1b'));
    const auto list = json::parseArray(run("activity --json --limit 1").out.toStdString());
    const auto one = json::parseObject(list->at(0));
    QCOMPARE(one->integer("messages"), std::optional<std::int64_t>(2));
    QCOMPARE(one->integer("held"), std::optional<std::int64_t>(3));
    QCOMPARE(run("activity --limit 0").code, 2);

    // By the current titles of the conversations.
    QCOMPARE(run("record", kConversation).code, 0);
    entry.touched = {{{"c1", {1, 12, 3, 0}}, {"c2", {0, 1, 0, 0}}}, 5};
    QVERIFY(store()->log().add(entry));
    const QByteArray named = run("activity --limit 1").out;
    QVERIFY2(named.contains(
                 "sent: “Secret plan”: 12 messages, 3 tool calls; a conversation that no longer exists: "
                 "1 message; and 5 more conversations; 345 bytes"),
        named.constData());
    const auto touched
        = json::parseObject(json::parseArray(run("activity --json --limit 1").out.toStdString())->at(0));
    QCOMPARE(touched->integer("touchedMore"), std::optional<std::int64_t>(5));
    const auto conversations = json::parseArray(*touched->find("touched"));
    QCOMPARE(conversations->size(), std::size_t(2));
    QCOMPARE(
        json::parseObject(conversations->at(0))->text("title"), std::optional<std::string>("Secret plan"));
    QVERIFY(conversations->at(1).find(R"("title":null)") != std::string::npos);

    // A different title was sent then: this one is never sent.
    QCOMPARE(run("privacy rule conversation c1 nothing").code, 0);
    const QByteArray quiet = run("activity --limit 1").out + run("activity --limit 1 --json").out;
    QVERIFY2(quiet.contains("a conversation whose title stays on this device: 12 messages")
            && !quiet.contains("Secret plan"),
        quiet.constData());

    // A deletion does not count as sending.
    entry.touched = {};
    entry.touched.deleted = {0, 1, 0, 0};
    QVERIFY(store()->log().add(entry));
    QVERIFY(run("activity --limit 1")
                .out.contains("sent: 1 conversation, 2 messages; 1 message deleted; 345 bytes"));
    QVERIFY(run("activity --json --limit 1")
                .out.contains(R"("deleted":{"auditLogs":0,"conversations":0,"messages":1,"toolCalls":0})"));
    entry.touched = {};
    entry.counts = entry.touched.deleted = {0, 2, 0, 0};
    QVERIFY(store()->log().add(entry));
    QVERIFY(run("activity --limit 1").out.contains("deletion sent: 2 messages; 345 bytes"));
}

void TstCliCommands::previewIsWhatWouldLeave()
{
    QCOMPARE(run("record", kConversation).code, 0);
    const Outcome outcome = run("privacy preview conversation c1");
    QCOMPARE(outcome.code, 0);
    const auto item = json::parseObject(outcome.out.toStdString());
    QVERIFY(item);
    QVERIFY(outcome.out.contains("Secret plan"));
    QVERIFY(!outcome.out.contains("edited_at"));
    QCOMPARE(run("privacy preview conversation c9").code, 1);
    QCOMPARE(run("privacy preview song c1").code, 2);
}

void TstCliCommands::bundleHoldsNothingPrivate()
{
    FakeHttpServer server;
    signIn(server);
    QCOMPARE(run("record", kConversation).code, 0);
    QCOMPARE(run("settings set proxy.host=inner.example.org proxy.user=ada.lovelace").code, 0);
    QFile log(profile() + QStringLiteral("/mimir.log"));
    QVERIFY(log.open(QFile::WriteOnly));
    log.write(
        "2026-01-01T00:00:00Z info x: Bearer msa_0123456789abcdef0123456789abcdef of ada@example.org in "
        + QDir::homePath().toUtf8() + "/x\n");
    log.close();
    QVERIFY(store()->database().script(
        "UPDATE teams SET name = 'Hidden name'; INSERT INTO held_deletions(entity_type, id, team, rev, at) "
        "SELECT 1, 'c1', pk, 5, 0 FROM teams LIMIT 1;"
        "INSERT INTO accounts SELECT server, 'bob', 'bob@example.org' FROM teams LIMIT 1;"
        "INSERT INTO teams(server, org_slug, team_id, slug, name, role, active, account) "
        "SELECT server, 'x', 'x', 'x', 'x', 'x', 0, 'bob' FROM teams LIMIT 1;"
        "INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at) "
        "SELECT 2, 99, 'm', MAX(pk), 0, 0, 0 FROM teams"));
    const QString file = m_directory->filePath(QStringLiteral("bundle.json"));
    const Outcome outcome = run({QStringLiteral("doctor"), QStringLiteral("--bundle"), file});
    QFile saved(file);
    QVERIFY(saved.open(QFile::ReadOnly));
    const QByteArray text = saved.readAll();
    QCOMPARE(outcome.out, text); // shown before it is saved
    for (const char *secret : {"a-secret", "r-secret", "Secret plan", "lovelace", "ada@", "inner.example.org",
             "Hidden name", "bob@", "msa_", "127.0.0.1", "c1\""})
        QVERIFY2(!text.contains(secret), secret);
    QVERIFY(!text.contains(QDir::homePath().toUtf8() + "/x"));
    const auto parsed = json::parseObject(text.toStdString());
    QVERIFY(parsed && parsed->find("settings") && parsed->find("log") && parsed->find("store"));
    const auto status = json::parseObject(*parsed->find("status"));
    QCOMPARE(status->integer("otherAccounts"), std::optional<std::int64_t>(1));
    QCOMPARE(status->integer("heldDeletions"), std::optional<std::int64_t>(1));
    QCOMPARE(
        run({QStringLiteral("doctor"), QStringLiteral("--bundle"), QStringLiteral("/nonexistent/b")}).code,
        1);
    QVERIFY(json::parseObject(run("doctor --json").out.toStdString()));
}

void TstCliCommands::signOutCanTakeTheHistoryAlong()
{
    FakeHttpServer server;
    server.setHandler([](const FakeRequest &) { return jsonAnswer(200, "{}"); });
    signIn(server);
    QCOMPARE(run("record", kConversation).code, 0);
    const std::string device = store()->settings().text("device_id");
    QCOMPARE(run("auth logout --keep-data --remove-data").code, 2);
    QCOMPARE(run("auth logout --remove-data --org acme").code, 2);
    QCOMPARE(run("auth logout").code, 0); // in a pipe no one is asked, and nothing is lost
    QVERIFY(run("history export").out.contains("Secret plan"));
    QCOMPARE(run("auth logout --remove-data").code, 0);
    QVERIFY(run("history export").out.isEmpty());
    QVERIFY(store()->settings().text("device_id") != device);
    QCOMPARE(json::parseObject(run("sync status --json").out.toStdString())->text("state"),
        std::optional<std::string>("local"));
    for (const char *name : {"/mimir.db", "/mimir.db-wal"}) {
        QFile file(profile() + QLatin1String(name));
        if (file.open(QFile::ReadOnly))
            QVERIFY2(!file.readAll().contains("Secret plan"), name);
    }
    QCOMPARE(run("record", kConversation).code, 0); // it can be used again
}

void TstCliCommands::withoutASignInTheServerIsNotAsked()
{
    for (const char *line : {"orgs list", "orgs switch acme", "devices list", "devices revoke d1"})
        QCOMPARE(run(line).code, 4);
}

void TstCliCommands::browserSignIn()
{
    FakeHttpServer server;
    const QByteArray page = server.url().toString().toUtf8() + "/api/v1/auth/device";
    server.enqueue(jsonAnswer(200,
        R"({"device_code":"d-secret","user_code":"BCDF-GHJK","interval":1,"expires_in":60,
        "verification_uri":")"
            + page + "\"}"));
    server.enqueue(jsonAnswer(400, R"({"error":"authorization_pending"})"));
    server.enqueue(jsonAnswer(200, R"({"accessToken":"a","refreshToken":"r","expiresIn":900,"orgSlug":"acme",
        "user":{"id":"u1","email":"ada@example.org","organizations":[{"id":"o","slug":"acme","teams":[
        {"teamId":"t1","teamSlug":"web"}]}]}})"));
    const QStringList login {QStringLiteral("auth"), QStringLiteral("login"), QStringLiteral("--browser"),
        QStringLiteral("--server"), server.url().toString(), QStringLiteral("--token-store"),
        QStringLiteral("file")};
    const Outcome outcome = run(login);
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY(outcome.out.contains("BCDF-GHJK") && outcome.out.contains(page));
    QVERIFY(!outcome.out.contains("d-secret"));
    QCOMPARE(json::parseObject(run("auth status --json").out.toStdString())->text("email"),
        std::optional<std::string>("ada@example.org"));
    server.enqueue(jsonAnswer(404, R"({"code":"not_found"})"));
    QVERIFY(run(login).err.contains("--email"));
    QCOMPARE(run(login + QStringList {QStringLiteral("--org"), QStringLiteral("acme")}).code, 2);
    QStringList typo = login;
    typo[4] = QStringLiteral("https:/no server");
    QVERIFY(run(typo).err.contains("not a server address"));
}

void TstCliCommands::organisationsAndDevices()
{
    FakeHttpServer server;
    signIn(server);
    server.setHandler([](const FakeRequest &request) {
        if (request.target.endsWith("/auth/refresh"))
            return jsonAnswer(200,
                request.body.contains("\"second\"")
                    ? R"({"accessToken":"a2","refreshToken":"r2","expiresIn":900,"orgSlug":"second","user":{"id":"u1",
                        "email":"ada@example.org","organizations":[{"id":"o2","slug":"second","teams":[
                        {"teamId":"t2","teamSlug":"ops"}]}]}})"
                    : R"({"accessToken":"a","refreshToken":"r-secret","expiresIn":900,"orgSlug":"acme","user":{"id":"u1",
                        "email":"ada@example.org"}})");
        if (request.target.endsWith("/orgs"))
            return jsonAnswer(
                200, R"({"organizations":[{"id":"o","slug":"acme","name":"Acme","role":"member"},
                {"id":"o2","slug":"second","name":"Se\u001b[2Jcond","role":"owner"}]})");
        if (request.method == "DELETE")
            return request.target.endsWith("/devices/d2")
                    || request.target.endsWith("/devices/0190bb22-0000-7000-8000-000000000005")
                ? jsonAnswer(200, "{}")
                : jsonAnswer(404, R"({"code":"not_found"})");
        return jsonAnswer(
            200, R"({"devices":[{"id":"d1","name":"laptop","lastSeen":5,"signedIn":true,"current":true},
            {"id":"d2","name":"old","lastSeen":4,"signedIn":true,"current":false},
            {"id":"0190aa11-0000-7000-8000-000000000003","name":"lost","lastSeen":3,"signedIn":true,"current":false},
            {"id":"0190aa11-0000-7000-8000-000000000004","name":"lost","lastSeen":2,"signedIn":true,"current":false},
            {"id":"0190bb22-0000-7000-8000-000000000005","name":"gone","lastSeen":2,"signedIn":true,"current":false},
            {"id":"0190;touch x","name":"evil","lastSeen":1,"signedIn":true,"current":false}]})");
    });
    const Outcome orgs = run("orgs list");
    QVERIFY2(orgs.out.contains("acme ") && orgs.out.contains("this one") && orgs.out.contains("second"),
        orgs.err.constData());
    QVERIFY(!orgs.out.contains('\x1b'));
    QVERIFY(run("devices list").out.contains("* d1  laptop"));
    QCOMPARE(json::parseArray(run("devices list --json").out.toStdString())->size(), std::size_t(6));
    QCOMPARE(run("devices revoke d2").code, 0);
    QCOMPARE(run("devices revoke d9").code, 1);
    QVERIFY(run("devices revoke 0190bb22").out.contains("0190bb22-0000-7000-8000-000000000005"));
    const Outcome several = run("devices revoke 0190aa11");
    QVERIFY2(
        several.code == 1 && several.err.contains("More than one id begins with"), several.err.constData());
    QCOMPARE(run("devices revoke 0190b").code, 1); // too short to stand for an id
    QVERIFY(run("devices list").out.contains("0190bb22  gone"));
    QCOMPARE(run("help --ids devices 0190b").out, QByteArray("0190bb22-0000-7000-8000-000000000005\n"));
    QVERIFY(!run("help --ids devices").out.contains("touch"));
    const Outcome switched = run("orgs switch second");
    QVERIFY2(switched.code == 0 && switched.out.contains("second/ops"), switched.err.constData());
    const auto teams = json::parseArray(run("teams list --json").out.toStdString());
    QCOMPARE(teams->size(), std::size_t(2)); // the other one stays in step
}

void TstCliCommands::everyCommandIsInTheManual()
{
    const QString manual
        = QString::fromUtf8(run("help --man").out).replace(QStringLiteral("\\-"), QStringLiteral("-"));
    QVERIFY(commands().size() > 30);
    for (const QString &name : commands())
        QVERIFY2(manual.contains(QStringLiteral(".SS \"%1\"").arg(name)), qPrintable(name));
    QVERIFY(manual.contains(QStringLiteral("sync.interval_ms")));
    QVERIFY(QDir(profile()).isEmpty());
}

void TstCliCommands::manualIsWellFormed()
{
    const QString groff = QStandardPaths::findExecutable(QStringLiteral("groff"));
    QVERIFY2(!groff.isEmpty(), "groff is missing (installer/packages.sh)");
    const Outcome set = runProgram(groff,
        {QStringLiteral("-ww"), QStringLiteral("-man"), QStringLiteral("-Tutf8"), QStringLiteral("-Kutf8"),
            QStringLiteral("-z")},
        run("help --man").out);
    QCOMPARE(set.code, 0);
    QCOMPARE(set.err, QByteArray());
}

// All of the corpus, wherever text from a transcript, a server or another device is printed.
void TstCliCommands::hostileTextsReachNoTerminal()
{
    const QStringList texts = hostileTitles();
    QVERIFY(texts.size() >= 100);
    {
        const auto opened = store();
        std::vector<Team> teams;
        QVERIFY(opened->backend().write(record(EntityType::Conversation, "c", {{"title", "\"All\""}})));
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const std::string text = texts[i].toStdString(), number = std::to_string(i);
            QVERIFY(opened->backend().write(
                record(EntityType::Conversation, "c" + number, {{"title", json::quoted(text)}})));
            if (text.size() < 10'000)
                QVERIFY(opened->backend().write(record(EntityType::Message, "m" + number,
                    {{"conversation_id", "\"c\""}, {"role", "\"user\""}, {"content", json::quoted(text)}})));
            Conflict conflict;
            conflict.id = "k" + number;
            conflict.entityId = conflict.conversationId = "c" + number;
            conflict.field = "title";
            conflict.losing = conflict.winning = json::quoted(text);
            conflict.losingDeviceName = conflict.winningDeviceName = text;
            QVERIFY(opened->conflicts().add(conflict));
            Team team;
            team.server = "https://mimir.example.com";
            team.teamId = team.slug = team.name = text.substr(0, 200) + number;
            teams.push_back(team);
            SyncLogEntry entry;
            entry.direction = "push";
            entry.outcome = text;
            QVERIFY(opened->log().add(entry));
        }
        QVERIFY(opened->teams().signedIn(teams));
    }
    QStringList lines {QStringLiteral("history list --limit 0"), QStringLiteral("history show c"),
        QStringLiteral("conflicts list"), QStringLiteral("activity --limit 1000"), QStringLiteral("doctor"),
        QStringLiteral("teams list"), QStringLiteral("sync status"), QStringLiteral("auth status")};
    for (qsizetype i = 0; i < texts.size(); i += 7)
        lines << QStringLiteral("conflicts show k%1").arg(i) << QStringLiteral("history show c%1").arg(i);
    for (const QString &line : lines) {
        const Outcome said = run(line.toUtf8().constData());
        QVERIFY2(!said.out.isEmpty() || !said.err.isEmpty(), qPrintable(line));
        for (const QByteArray &bytes : {said.out, said.err}) {
            QString shown = QString::fromUtf8(bytes);
            for (const char16_t kept : {u'\n', u'\t', u'\u2028', u'\u2029'}) // messages have line breaks
                shown.remove(QChar(kept));
            QVERIFY2(isHarmless(shown), qPrintable(line));
        }
    }
    QCOMPARE(run("history list --limit 0").out.count('\n'), 1 + texts.size() + 1); // after the heading
    QCOMPARE(run("activity --limit 1000").out.count('\n'), texts.size());
}

void TstCliCommands::shellsComplete_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("has");
    QTest::addColumn<QByteArray>("hasNot");
    const auto row = [](const char *line, const char *has, const char *hasNot) {
        for (const char *shell : {"bash", "zsh", "fish"})
            QTest::addRow("%s: %s", shell, line) << QString::fromLatin1(shell) << QString::fromLatin1(line)
                                                 << QByteArray(has) << QByteArray(hasNot);
    };
    row("mimir ", "settings", "now");
    row("mimir sy", "sync", "settings");
    row("mimir sync ", "now", "auth");
    row("mimir sync now --", "--wait", "--server");
    row("mimir --profile /tmp sync n", "now", "sync");
    row("mimir auth login --token-store ", "keyring", "--server");
    row("mimir settings set sync.", "sync.interval_ms", "proxy.mode");
    row("mimir privacy preview ", "tool_call", "sync.metered");
    row("mimir doctor --", "--bundle", "--wait");
    row("mimir pause --", "--until-resumed", "--wait");
    row("mimir privacy rule ", "conversation", "--send-kept");
    for (const char *line :
        {"mimir history show ", "mimir history export --conversation ", "mimir privacy rule conversation "})
        row(line, "talk-1", "gone-1");
    row("mimir sync retry --id ", "talk-1", "gone-1");
    row("mimir trash show ", "gone-1", "talk-1");
    row("mimir trash restore ", "gone-1", "talk-1");
}

// The shells themselves, given a line as it is when Tab is pressed; zsh's own `compadd` needs its editor.
void TstCliCommands::shellsComplete()
{
    QFETCH(QString, shell);
    QFETCH(QString, line);
    QFETCH(QByteArray, has);
    QFETCH(QByteArray, hasNot);
    const QString script = m_directory->filePath(QStringLiteral("completion"));
    QFile file(script);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(run({QStringLiteral("help"), QStringLiteral("--completion"), shell}).out);
    file.close();
    {
        const auto kept = store();
        QVERIFY(kept->backend().write({EntityType::Conversation, "talk-1", {}}).ok());
        QVERIFY(kept->database()
                    .run("INSERT INTO trash(entity_type, id, conversation_id, team, title, payload, at, "
                         "counted_from) VALUES (0, 'gone-1', 'gone-1', 1, '', '{}', 1, 0)")
                    .ok());
    }
    const std::map<QString, QStringList> drivers = {
        {QStringLiteral("bash"),
            {QStringLiteral("-c"),
                QStringLiteral("source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _mimir; "
                               "printf '%s\\n' \"${COMPREPLY[@]}\""),
                QStringLiteral("bash"), script}},
        {QStringLiteral("zsh"),
            {QStringLiteral("-f"), QStringLiteral("-c"),
                QStringLiteral(
                    "file=$1; shift; words=(\"$@\"); CURRENT=$#; _files() { : }; compadd() { shift; "
                    "print -rl -- ${(M)@:#${words[CURRENT]}*} }; source $file"),
                QStringLiteral("zsh"), script}},
        {QStringLiteral("fish"),
            {QStringLiteral("--no-config"), QStringLiteral("-c"),
                QStringLiteral("source $argv[1]; complete -C \"$argv[2..]\" | string replace -r '\\t.*' ''"),
                script}},
    };
    const QString program = QStandardPaths::findExecutable(shell);
    QVERIFY2(!program.isEmpty(), "installer/packages.sh has it");
    if (!line.contains(QLatin1String("--profile")))
        line.replace(QLatin1String("mimir "), QStringLiteral("mimir --profile %1 ").arg(profile()));
    const QString path = QStringLiteral(MIMIR_BIN_DIR ":") + qEnvironmentVariable("PATH");
    const Outcome outcome
        = runProgram(program, drivers.at(shell) + line.split(u' '), {}, {{QStringLiteral("PATH"), path}});
    QCOMPARE(outcome.err, QByteArray());
    const QList<QByteArray> offered = outcome.out.split('\n');
    QVERIFY2(offered.contains(has), outcome.out.constData());
    QVERIFY2(!offered.contains(hasNot), outcome.out.constData());
}

void TstCliCommands::completionOfOtherShellsKnowsEveryCommand()
{
    for (const QString &shell : {QStringLiteral("zsh"), QStringLiteral("fish")}) {
        const Outcome made = run({QStringLiteral("help"), QStringLiteral("--completion"), shell});
        QCOMPARE(made.code, 0);
        for (const QString &name : commands())
            QVERIFY2(made.out.contains(name.section(u' ', -1).toUtf8()), qPrintable(shell + u' ' + name));
        const Outcome checked = runProgram(QStandardPaths::findExecutable(shell),
            {QStringLiteral("-n"), QStringLiteral("/dev/stdin")}, made.out);
        QVERIFY2(checked.code == 0, checked.err.constData());
    }
}

} // namespace

QTEST_GUILESS_MAIN(TstCliCommands)
#include "tst_clicommands.moc"
