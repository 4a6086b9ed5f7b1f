// Databases as agents leave them, in tests/data/databases: another process writes each, and reads on while it is read,
// is killed, or closes it. What comes of it stands beside it, and the agent's folder is as it was.
#include "sources/exportstream.h"
#include "sources/following/sourcescan.h"
#include "support/fakeclock.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mimir;

namespace {

const QString kCases = QStringLiteral(MIMIR_SOURCE_DIR "/tests/data/databases/");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

enum class State {
    Open,        ///< the agent runs
    Killed,      ///< its log was not merged
    KilledNoShm, ///< and the log's index is gone
    Closed,      ///< there is no log
    NoLog,       ///< the database never has one
    ReadOnly,    ///< closed, and neither file nor folder may be written to
};

// The agent: a process of its own, since SQLite lets connections of one process share what they know.
class Agent {
public:
    explicit Agent(State state) : m_state(state) { }
    ~Agent() { stop(); }

    /// Runs the SQL in each of the databases and gets them into the state.
    void writes(const QString &folder, const QMap<QString, QByteArray> &sqlByName)
    {
        stop();
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        int done[2], quit[2];
        QVERIFY(::pipe(done) == 0 && ::pipe(quit) == 0);
        m_process = ::fork();
        if (m_process == 0) {
            ::close(done[0]);
            ::close(quit[1]);
            run(folder, sqlByName, done[1], quit[0]);
        }
        ::close(done[1]);
        ::close(quit[0]);
        m_quit = quit[1];
        char word = 0;
        const bool isDone = ::read(done[0], &word, 1) == 1 && word == 'k';
        ::close(done[0]);
        QVERIFY(isDone);
        if (m_state != State::Open)
            stop();
        for (const QString &name : sqlByName.keys()) {
            if (m_state == State::KilledNoShm)
                QVERIFY(QFile::remove(folder + QLatin1Char('/') + name + QStringLiteral(".db-shm")));
            if (m_state == State::ReadOnly)
                QFile::setPermissions(
                    folder + QLatin1Char('/') + name + QStringLiteral(".db"), QFile::ReadOwner);
        }
        if (m_state == State::ReadOnly)
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner);
    }

private:
    [[noreturn]] void run(
        const QString &folder, const QMap<QString, QByteArray> &sqlByName, int done, int quit) const
    {
        std::vector<sqlite3 *> handles;
        bool isGood = true;
        const std::string mode = m_state == State::NoLog ? "DELETE" : "WAL";
        for (auto one = sqlByName.cbegin(); one != sqlByName.cend(); ++one) {
            sqlite3 *handle = nullptr;
            const QByteArray path = (folder + QLatin1Char('/') + one.key() + QStringLiteral(".db")).toUtf8();
            const std::string sql = "PRAGMA journal_mode=" + mode + "; PRAGMA wal_autocheckpoint=0; BEGIN;"
                + one->toStdString() + "; COMMIT";
            isGood = isGood && sqlite3_open(path.constData(), &handle) == SQLITE_OK
                && sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
            if (!isGood)
                ::fprintf(stderr, "%s: %s\n", path.constData(), sqlite3_errmsg(handle));
            handles.push_back(handle);
        }
        const bool isKilled = m_state == State::Killed || m_state == State::KilledNoShm;
        if (m_state != State::Open && !isKilled)
            for (sqlite3 *handle : handles)
                sqlite3_close(handle);
        char word = isGood ? 'k' : 'n';
        if (::write(done, &word, 1) != 1 || ::read(quit, &word, 1) != 0)
            ::_exit(1);
        ::_exit(0);
    }
    void stop()
    {
        if (m_process <= 0)
            return;
        ::close(m_quit);
        ::waitpid(m_process, nullptr, 0);
        m_process = 0;
    }

    State m_state;
    pid_t m_process = 0;
    int m_quit = -1;
};

class Device {
public:
    Device()
    {
        m_clock.set(1'790'000'000'000);
        m_store = std::move(*Store::open(m_directory.filePath(QStringLiteral("s.db")), m_clock, m_random));
    }

    SourceScan::Summary scan(const QString &agent, const QString &root)
    {
        SourceScan scan(*m_store, *agentSourceNamed(agent.toStdString()), root, m_surroundings);
        auto summary = scan.run({});
        if (summary)
            return *summary;
        SourceScan::Summary failed;
        failed.problems.push_back({root, summary.error()});
        return failed;
    }
    QByteArray exported()
    {
        QByteArray out;
        ExportStream stream(m_store->database(), [&out](std::string_view line) {
            out.append(line.data(), static_cast<qsizetype>(line.size())).append('\n');
            return true;
        });
        return stream.all() ? out : QByteArray("failed");
    }
    Database &database() { return m_store->database(); }
    test::FakeClock &clock() { return m_clock; }

private:
    QTemporaryDir m_directory;
    test::FakeClock m_clock;
    SeededRandom m_random {1};
    AgentSurroundings m_surroundings {[](const std::string &folder) {
        return folder.starts_with("/home/ana/shop") ? std::string("example.org/acme/shop") : std::string();
    }};
    std::unique_ptr<Store> m_store;
};

// Every file of a folder: its bytes, and when they were written.
QMap<QString, QPair<QByteArray, QDateTime>> filesIn(const QString &folder)
{
    QMap<QString, QPair<QByteArray, QDateTime>> files;
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden))
        files[file.fileName()] = {contentOf(file.absoluteFilePath()), file.lastModified()};
    return files;
}

// "opencode.sql" and "opencode.later.sql" of a case, by the name of the database.
QMap<QString, QByteArray> sqlOf(const QString &folder, const QString &ending)
{
    QMap<QString, QByteArray> sqlByName;
    for (const QFileInfo &file : QDir(folder).entryInfoList({QLatin1Char('*') + ending}, QDir::Files))
        if (const QString name = file.fileName().chopped(ending.size()); !name.contains(QLatin1Char('.')))
            sqlByName[name] = contentOf(file.absoluteFilePath());
    return sqlByName;
}

QString wordsOf(const SourceScan::Summary &summary)
{
    QStringList words;
    for (const SourceScan::Problem &problem : summary.problems)
        words << problem.path + QStringLiteral(": ") + QString::fromStdString(problem.error.message);
    return words.join(QLatin1Char('\n'));
}

} // namespace

class TstAgentDatabases : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachCaseGivesItsRows_data();
    void eachCaseGivesItsRows();
    void aSessionIsGoneAndComesBack();
    void anAnswerIsReadWhenNothingComes();
    void whatCannotBeReadIsSaid_data();
    void whatCannotBeReadIsSaid();
    void aViewIsNoTable();
    void anotherDevicesMessagesAreNotTakenBack();
    void twoChannelsAreTwoFiles();
    void usualRootsFollowTheEnvironment();

private:
    void scansTo(
        Device &device, const QString &agent, const QString &folder, const QString &expected, bool isWritten);
};

void TstAgentDatabases::eachCaseGivesItsRows_data()
{
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<State>("state");
    const QList<QPair<const char *, State>> states {{"open", State::Open}, {"killed", State::Killed},
        {"killed without index", State::KilledNoShm}, {"closed", State::Closed},
        {"without log", State::NoLog}, {"read-only", State::ReadOnly}};
    for (const QString &agent : QDir(kCases).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        for (const QString &name : QDir(kCases + agent).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            for (const auto &[word, state] : states)
                if (state == State::Open || name == QLatin1String("both")
                    || name == QLatin1String("in-place"))
                    QTest::addRow("%s %s %s", qPrintable(agent), qPrintable(name), word)
                        << agent << kCases + agent + QLatin1Char('/') + name << state;
}

// Nothing is written into the agent's folder, and a second scan finds nothing, not even in the store.
void TstAgentDatabases::scansTo(
    Device &device, const QString &agent, const QString &folder, const QString &expected, bool isWritten)
{
    const auto before = filesIn(folder);
    const auto summary = device.scan(agent, folder);
    QVERIFY2(summary.problems.empty(), qPrintable(wordsOf(summary)));
    QCOMPARE(summary.written.refused, 0);
    const QByteArray rows = device.exported();
    QVERIFY(!rows.isEmpty());
    if (isWritten)
        write(expected, rows);
    QCOMPARE(rows, contentOf(expected));
    const std::int64_t changes = device.database().totalChanges();
    const auto second = device.scan(agent, folder);
    QCOMPARE(second.read + second.written.created + second.written.changed, 0);
    // One with an answer that is not finished is looked at again.
    const auto waiting = device.database().has("SELECT 1 FROM source_files WHERE cursor LIKE '%waiting'");
    QVERIFY(waiting && (*waiting || device.database().totalChanges() == changes));
    QCOMPARE(device.exported(), rows);
    // A later version of the parser reads everything again.
    QVERIFY(device.database().run("UPDATE source_files SET parser = 0").ok());
    const auto again = device.scan(agent, folder);
    QCOMPARE(again.written.created + again.written.changed, 0);
    QVERIFY(again.read > 0);
    QVERIFY(filesIn(folder) == before);
}

void TstAgentDatabases::eachCaseGivesItsRows()
{
    QFETCH(QString, agent);
    QFETCH(QString, folder);
    QFETCH(State, state);
    const bool isWritten = qEnvironmentVariableIsSet("MIMIR_WRITE_EXPECTED") && state == State::Open;
    QTemporaryDir place;
    Device device;
    Agent process(state);
    process.writes(place.path(), sqlOf(folder, QStringLiteral(".sql")));
    scansTo(device, agent, place.path(), folder + QStringLiteral("/expected.ndjson"), isWritten);
    if (QTest::currentTestFailed())
        return;
    const auto later = sqlOf(folder, QStringLiteral(".later.sql"));
    if (later.isEmpty())
        return;
    process.writes(place.path(), later);
    scansTo(device, agent, place.path(), folder + QStringLiteral("/expected-later.ndjson"), isWritten);
}

void TstAgentDatabases::aSessionIsGoneAndComesBack()
{
    QTemporaryDir place;
    Device device;
    Agent process(State::Closed);
    process.writes(place.path(), sqlOf(kCases + QStringLiteral("opencode/both"), QStringLiteral(".sql")));
    QCOMPARE(device.scan(QStringLiteral("opencode"), place.path()).transcripts, 3);
    const QByteArray rows = device.exported();
    process.writes(place.path(),
        {{QStringLiteral("opencode"),
            "CREATE TABLE kept AS SELECT * FROM session_v2; DELETE FROM session_v2 WHERE id = 'ses_3c'"}});
    const auto without = device.scan(QStringLiteral("opencode"), place.path());
    QCOMPARE(without.gone, 1);
    QCOMPARE(without.transcripts, 2);
    QCOMPARE(device.scan(QStringLiteral("opencode"), place.path()).gone, 0);
    QCOMPARE(device.exported(), rows);
    process.writes(place.path(),
        {{QStringLiteral("opencode"), "INSERT INTO session_v2 SELECT * FROM kept WHERE id = 'ses_3c'"}});
    const auto back = device.scan(QStringLiteral("opencode"), place.path());
    QCOMPARE(back.read, 1);
    QCOMPARE(back.written.created + back.written.changed, 0);
    QVERIFY(QFile::remove(place.filePath(QStringLiteral("opencode.db"))));
    QCOMPARE(device.scan(QStringLiteral("opencode"), place.path()).gone, 3);
    QCOMPARE(device.exported(), rows);
}

void TstAgentDatabases::anAnswerIsReadWhenNothingComes()
{
    QTemporaryDir place;
    Device device;
    Agent process(State::Killed);
    process.writes(place.path(), sqlOf(kCases + QStringLiteral("opencode/in-place"), QStringLiteral(".sql")));
    device.scan(QStringLiteral("opencode"), place.path());
    QVERIFY(!device.exported().contains("Let me see."));
    device.clock().advance(Millis(7) * 60 * 60 * 1000);
    QCOMPARE(device.scan(QStringLiteral("opencode"), place.path()).read, 1);
    QVERIFY(device.exported().contains("Let me see."));
    QVERIFY(device.exported().contains("\"error\":\"no result\""));
    QCOMPARE(device.scan(QStringLiteral("opencode"), place.path()).read, 0);
}

void TstAgentDatabases::whatCannotBeReadIsSaid_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a text") << QByteArray(2000, 'x');
    QTest::newRow("a short file") << QByteArray("SQLite format 3");
    QTest::newRow("only a header") << QByteArray("SQLite format 3\0", 16) + QByteArray(200, '\1');
}

// The other databases are read all the same, and sessions that were read before are not gone.
void TstAgentDatabases::whatCannotBeReadIsSaid()
{
    QFETCH(QByteArray, content);
    QTemporaryDir place;
    Device device;
    Agent process(State::Closed);
    process.writes(place.path(), sqlOf(kCases + QStringLiteral("opencode/channels"), QStringLiteral(".sql")));
    device.scan(QStringLiteral("opencode"), place.path());
    const QString broken = place.filePath(QStringLiteral("opencode-next.db"));
    write(broken, content);
    write(place.filePath(QStringLiteral("opencode-new.db")), QByteArray());
    const auto summary = device.scan(QStringLiteral("opencode"), place.path());
    QCOMPARE(summary.problems.size(), std::size_t(1));
    QCOMPARE(summary.problems.front().path, broken);
    QVERIFY(!summary.problems.front().error.message.empty());
    QCOMPARE(summary.gone, 0);
    QCOMPARE(summary.transcripts, 2);
}

// A view could compute for ever, or show what is not there.
void TstAgentDatabases::aViewIsNoTable()
{
    QTemporaryDir place;
    Device device;
    Agent process(State::Closed);
    process.writes(place.path(),
        {{QStringLiteral("opencode"),
            "CREATE TABLE session_v2(id TEXT PRIMARY KEY); INSERT INTO session_v2 VALUES('ses_1');"
            "CREATE VIEW session_message AS SELECT 'msg_1' AS id, 'ses_1' AS session_id, 'user' AS type,"
            " 1 AS seq, '{\"text\":\"from a view\"}' AS data;"
            "CREATE VIRTUAL TABLE message USING fts5(id, session_id, data)"}});
    const auto summary = device.scan(QStringLiteral("opencode"), place.path());
    QVERIFY2(summary.problems.empty(), qPrintable(wordsOf(summary)));
    QCOMPARE(summary.transcripts, 0);
    QVERIFY(device.exported().isEmpty());
}

// The same session goes on elsewhere: what only the other device has did not vanish here.
void TstAgentDatabases::anotherDevicesMessagesAreNotTakenBack()
{
    const QString folder = kCases + QStringLiteral("opencode/revert");
    QTemporaryDir place;
    Device device;
    Agent process(State::Closed);
    process.writes(place.path(), sqlOf(folder, QStringLiteral(".sql")));
    device.scan(QStringLiteral("opencode"), place.path());
    const auto conversation = device.database().text("SELECT id FROM conversations");
    QVERIFY(conversation);
    QVERIFY(
        device.database()
            .run("INSERT INTO messages(id, conversation_id, role, content, timestamp)"
                 " VALUES('6f1e4f3a-5a52-4b7e-9d0e-000000000001', ?, 'user', 'Elsewhere.', 1789000050000)",
                *conversation)
            .ok());
    process.writes(place.path(), sqlOf(folder, QStringLiteral(".later.sql")));
    device.scan(QStringLiteral("opencode"), place.path());
    const auto marked = device.database().integer("SELECT count(*) FROM messages WHERE metadata IS NOT NULL");
    QCOMPARE(marked.value_or(0), 2);
}

void TstAgentDatabases::twoChannelsAreTwoFiles()
{
    QTemporaryDir place;
    Agent process(State::Closed);
    process.writes(place.path(), sqlOf(kCases + QStringLiteral("opencode/channels"), QStringLiteral(".sql")));
    const auto found = agentSourceNamed("opencode")->transcripts(place.path());
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[0].path, place.filePath(QStringLiteral("opencode-next.db#ses_8b")));
    QCOMPARE(found[0].database, place.filePath(QStringLiteral("opencode-next.db")));
    QCOMPARE(found[1].path, place.filePath(QStringLiteral("opencode.db#ses_8a")));
    QVERIFY(found[0].size > 0 && found[0].modifiedNs > 0 && !found[0].cursor.empty());
}

void TstAgentDatabases::usualRootsFollowTheEnvironment()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), QStringLiteral("/home/ana"));
    const AgentSource &source = *agentSourceNamed("opencode");
    QCOMPARE(source.usualRoots(environment), QStringList(QStringLiteral("/home/ana/.local/share/opencode")));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), QStringLiteral("/data/"));
    QCOMPARE(source.usualRoots(environment), QStringList(QStringLiteral("/data/opencode")));
}

QTEST_GUILESS_MAIN(TstAgentDatabases)
#include "tst_agentdatabases.moc"
