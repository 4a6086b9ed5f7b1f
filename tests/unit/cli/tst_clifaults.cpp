// What the programs say when something is wrong, to scripts and to users.
#include "core/json/json.h"
#include "storage/store.h"
#include "support/fakeclock.h"
#include "support/notfiles.h"
#include "support/programrun.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;

namespace {

using test::Outcome;
using Environment = QList<std::pair<QString, QString>>;

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

json::Object parsed(const QByteArray &text)
{
    auto object = json::parseObject(text.toStdString());
    return object ? std::move(*object) : json::Object();
}

json::Object member(const json::Object &object, std::string_view name)
{
    const std::string *text = object.find(name);
    return text ? parsed(QByteArray::fromStdString(*text)) : json::Object();
}

} // namespace

class TstCliFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(profile()));
    }
    void failuresAreJsonToo_data();
    void failuresAreJsonToo();
    void wrongUsageIsJsonToo_data();
    void wrongUsageIsJsonToo();
    void aMissingProfileIsJsonToo();
    void noErrorHasNoName();
    void emptyProfileIsRefused_data();
    void emptyProfileIsRefused();
    void allThatWasRefusedIsGivenUpOnlyOnPurpose();
    void retryAndDiscardTakeTheSameWords();
    void serverNeedsAPlace();
    void whatIsNoAddressIsNamed_data();
    void whatIsNoAddressIsNamed();
    void aDirectoryIsNotImported();
    void whatWasReplacedIsSaid();
    void whatIsNoFileIsNamed();

private:
    QString profile() const { return m_directory->filePath(QStringLiteral("profile")); }
    Outcome run(const QByteArray &line, const QByteArray &input = {})
    {
        return test::runProgram(
            m_program, QStringList {QStringLiteral("--profile"), profile()} + words(line.constData()), input);
    }
    /// With its own home, where nothing may be created.
    Outcome runAtHome(const QString &program, const QStringList &line, Environment more = {})
    {
        (void)QDir().mkpath(home());
        more.prepend({QStringLiteral("XDG_DATA_HOME"), QString()});
        more.prepend({QStringLiteral("HOME"), home()});
        return test::runProgram(program, line, {}, more);
    }
    QString home() const { return m_directory->filePath(QStringLiteral("home")); }
    void recordAndRefuse();
    std::int64_t failed() { return parsed(run("sync status --json").out).integer("failed").value_or(-1); }

    test::FakeClock m_clock;
    SeededRandom m_random {1};
    std::unique_ptr<QTemporaryDir> m_directory;
    const QString m_program = QStringLiteral(MIMIR_BIN_DIR "/mimir");
    const QString m_server = QStringLiteral(MIMIR_BIN_DIR "/mimir-teams-server");
};

void TstCliFaults::failuresAreJsonToo_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"sync status", "sync now", "auth status", "activity", "history list",
             "conflicts list", "teams list", "privacy status", "privacy rules", "trash list", "doctor"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TstCliFaults::failuresAreJsonToo()
{
    QFETCH(QString, command);
    QFile file(profile() + QStringLiteral("/mimir.db"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(20'000, 'x'));
    file.close();
    const QByteArray line = command.toLatin1();
    const Outcome plain = run(line.constData());
    QCOMPARE(plain.code, 1);
    QCOMPARE(plain.out, QByteArray());
    const Outcome outcome = run((line + " --json").constData());
    QCOMPARE(outcome.code, 1);
    if (command != u"doctor") // which has found a problem
        QCOMPARE(outcome.err, plain.err);
    QCOMPARE(outcome.out.count('\n'), 1);
    const json::Object error = member(parsed(outcome.out), "error");
    QCOMPARE(error.text("code"), std::optional<std::string>("store_corrupt"));
    QVERIFY(plain.err.contains(QByteArray::fromStdString(error.text("message").value_or("-"))));
}

void TstCliFaults::wrongUsageIsJsonToo_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"history list --limit many", "history list --since never", "history show",
             "activity --limit 0", "activity --nonsense", "activity too much", "nonsense", "sync nonsense",
             "sync", "doctor --profile"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TstCliFaults::wrongUsageIsJsonToo()
{
    QFETCH(QString, command);
    const QByteArray line = command.endsWith(QLatin1String("--profile")) ? "doctor --json --profile"
                                                                         : command.toLatin1() + " --json";
    const Outcome outcome = run(line.constData());
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.out.count('\n'), 1);
    const json::Object error = member(parsed(outcome.out), "error");
    QCOMPARE(error.text("code"), std::optional<std::string>("usage"));
    QVERIFY(outcome.err.contains(QByteArray::fromStdString(error.text("message").value_or("-"))));
    QVERIFY(!run(QByteArray(line).replace(" --json", "").constData()).out.startsWith('{'));
}

void TstCliFaults::aMissingProfileIsJsonToo()
{
    QVERIFY(QDir(profile()).removeRecursively());
    const Outcome outcome = run("sync status --json");
    QCOMPARE(outcome.code, 1);
    QCOMPARE(member(parsed(outcome.out), "error").text("code"), std::optional<std::string>("not_found"));
}

void TstCliFaults::noErrorHasNoName()
{
    const json::Object status = parsed(run("sync status --json").out);
    QVERIFY(!member(status, "run").empty());
    QVERIFY(member(status, "run").isNullOrAbsent("lastError"));
    const json::Object found = parsed(run("doctor --json").out);
    QVERIFY(member(found, "status").isNullOrAbsent("lastError"));
    QVERIFY(!run("sync status --json").out.contains("unknown"));
    QVERIFY(!run("doctor --json").out.contains("\"lastError\":\"unknown\""));
}

void TstCliFaults::emptyProfileIsRefused_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<bool>("byVariable");
    QTest::newRow("option") << (QStringList {"--profile", "", "record"}) << false;
    QTest::newRow("option, as one word") << (QStringList {"--profile=", "record"}) << false;
    QTest::newRow("option behind the command") << (QStringList {"record", "--profile", ""}) << false;
    QTest::newRow("variable") << (QStringList {"record"}) << true;
    QTest::newRow("variable, reading") << (QStringList {"sync", "status"}) << true;
}

void TstCliFaults::emptyProfileIsRefused()
{
    QFETCH(QStringList, line);
    QFETCH(bool, byVariable);
    const Outcome outcome = runAtHome(m_program, line,
        byVariable ? Environment {{QStringLiteral("MIMIR_PROFILE"), QString()}} : Environment());
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(byVariable ? "MIMIR_PROFILE" : "--profile"), outcome.err.constData());
    QVERIFY(QDir(home()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    // A profile given on the command line still works.
    QCOMPARE(runAtHome(m_program, {"--profile", profile(), "record"},
                 {{QStringLiteral("MIMIR_PROFILE"), QString()}})
                 .code,
        0);
}

void TstCliFaults::recordAndRefuse()
{
    QCOMPARE(run("record",
                 R"({"type":"conversation","id":"c1","title":"a"})"
                 "\n"
                 R"({"type":"conversation","id":"c2","title":"b"})")
                 .code,
        0);
    const auto store = Store::open(profile() + QStringLiteral("/mimir.db"), m_clock, m_random);
    const auto ready = (*store)->outboxList().list(Outbox::State::Ready, 10);
    for (const QueuedItem &item : *ready)
        QVERIFY((*store)->outbox().markFailed(item, "validation", "no"));
}

void TstCliFaults::allThatWasRefusedIsGivenUpOnlyOnPurpose()
{
    recordAndRefuse();
    QCOMPARE(run("sync discard").code, 2);       // no one can be asked
    QCOMPARE(run("sync discard --all").code, 2); // nor here
    QCOMPARE(run("sync discard --yes").code, 2); // as from a script whose list is empty by mistake
    QCOMPARE(failed(), std::int64_t(2));
    QCOMPARE(run("sync discard --all --yes").code, 0);
    QCOMPARE(failed(), std::int64_t(0));
    const Outcome nothing = run("sync discard --all --yes");
    QCOMPARE(nothing.code, 0);
    QVERIFY(nothing.out.contains("There is nothing to"));
}

void TstCliFaults::retryAndDiscardTakeTheSameWords()
{
    recordAndRefuse();
    QCOMPARE(run("sync retry --all c1").code, 2);
    QCOMPARE(run("sync discard --all --yes c1").code, 2);
    QCOMPARE(failed(), std::int64_t(2));
    (void)run("sync retry --all"); // no one is signed in
    QCOMPARE(failed(), std::int64_t(0));
    QVERIFY(run("sync retry --all").out.contains("There is nothing to"));
}

void TstCliFaults::serverNeedsAPlace()
{
    const Environment nowhere {{QStringLiteral("HOME"), QString()},
        {QStringLiteral("XDG_DATA_HOME"), QString()}, {QStringLiteral("MIMIR_SERVER_DATA"), QString()},
        {QStringLiteral("MIMIR_SERVER_DATABASE"), QString()}};
    const QString before = QDir::currentPath();
    QVERIFY(QDir().mkpath(home()) && QDir::setCurrent(home()));
    const Outcome outcome = test::runProgram(m_server, words("org list"), {}, nowhere);
    const Outcome relative = test::runProgram(m_server, words("org list"), {},
        Environment(nowhere) << std::pair(QStringLiteral("XDG_DATA_HOME"), QStringLiteral("data")));
    const Outcome named = test::runProgram(m_server,
        {QStringLiteral("--data"), profile(), QStringLiteral("org"), QStringLiteral("list")}, {}, nowhere);
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("HOME is not set") && outcome.err.contains("--data DIR"),
        outcome.err.constData());
    QCOMPARE(relative.code, 1);
    QVERIFY2(relative.err.contains("XDG_DATA_HOME"), relative.err.constData());
    QVERIFY(QDir(home()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    QVERIFY(!named.err.contains("HOME"));
}

void TstCliFaults::whatIsNoAddressIsNamed_data()
{
    QTest::addColumn<QByteArray>("typed");
    for (const char *typed :
        {"not-a-url", "show", "ftp://mimir.example.org", "https://a/?b", "https://u@mimir.example"})
        QTest::newRow(typed) << QByteArray(typed);
}

void TstCliFaults::whatIsNoAddressIsNamed()
{
    QFETCH(QByteArray, typed);
    const Outcome outcome = run("auth server " + typed + " --password-stdin", "secret\n");
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains("“" + typed + "” is not a server address"), outcome.err.constData());
}

void TstCliFaults::aDirectoryIsNotImported()
{
    const Outcome outcome = run("import mimir " + m_directory->path().toUtf8());
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(m_directory->path().toUtf8() + " is a directory, not a file"),
        outcome.err.constData());
}

void TstCliFaults::whatWasReplacedIsSaid()
{
    const Outcome outcome = run("record",
        R"({"type":"conversation","id":"c1"})"
        "\n"
        R"({"type":"conversation","id":"c2","title":"a\u0000"})");
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.err.contains("line 2") && outcome.err.contains("NUL"), outcome.err.constData());
}

void TstCliFaults::whatIsNoFileIsNamed()
{
    QVERIFY(test::putNoFile("named pipe", profile() + QStringLiteral("/mimir.db")));
    const Outcome outcome = run("history list --json");
    QCOMPARE(outcome.code, 1);
    QCOMPARE(member(parsed(outcome.out), "error").text("code"), std::optional<std::string>("not_a_file"));
    QVERIFY2(outcome.err.contains("mimir.db is a named pipe, not a file"), outcome.err.constData());
}

QTEST_GUILESS_MAIN(TstCliFaults)
#include "tst_clifaults.moc"
