// Transcripts as agents leave them, in tests/data/transcripts: what comes of each case stands beside it, however the
// file was written and in however many pieces it was read.
#include "sources/exportstream.h"
#include "sources/following/sourcescan.h"
#include "support/fakeclock.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;

namespace {

const QString kCases = QStringLiteral(MIMIR_SOURCE_DIR "/tests/data/transcripts/");

AgentSurroundings surroundings()
{
    return {[](const std::string &folder) {
        return folder.starts_with("/home/ana/shop") ? std::string("example.org/acme/shop") : std::string();
    }};
}

// The store dates a conversation by the last write to it, which depends on in how many pieces it came.
QByteArray withoutDate(const QByteArray &rows)
{
    static const QRegularExpression date(QStringLiteral(R"(,"updated_at":\d+)"));
    return QString::fromUtf8(rows).remove(date).toUtf8();
}

class Device {
public:
    Device()
    {
        m_clock.set(1'790'000'000'000);
        m_store = std::move(*Store::open(QStringLiteral(":memory:"), m_clock, m_random));
    }

    SourceScan::Summary scan(const QString &agent, const QString &root)
    {
        SourceScan scan(*m_store, *agentSourceNamed(agent.toStdString()), root, m_surroundings);
        auto summary = scan.run({});
        if (!summary)
            qWarning("%s", summary.error().message.c_str());
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
    Store &store() { return *m_store; }

private:
    test::FakeClock m_clock;
    SeededRandom m_random {1};
    AgentSurroundings m_surroundings = surroundings();
    std::unique_ptr<Store> m_store;
};

void copyTree(const QString &from, const QString &to)
{
    QDirIterator all(from, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = all.next();
        const QString target = to + path.mid(from.size());
        QDir().mkpath(QFileInfo(target).absolutePath());
        QVERIFY2(QFile::copy(path, target), qPrintable(target));
        QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner);
    }
}

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

void append(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly | QFile::Append));
    QCOMPARE(file.write(bytes), bytes.size());
}

QStringList transcriptsBelow(const QString &root)
{
    QStringList paths;
    QDirIterator all(root, {QStringLiteral("*.jsonl")}, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        paths << all.next();
    paths.sort();
    return paths;
}

} // namespace

class TstTranscripts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachCaseGivesItsRows_data();
    void eachCaseGivesItsRows();
    void readingAgainChangesNothing_data() { eachCaseGivesItsRows_data(); }
    void readingAgainChangesNothing();
    void piecesGiveTheSame_data() { eachCaseGivesItsRows_data(); }
    void piecesGiveTheSame();
    void lineByLineGivesTheSame_data();
    void lineByLineGivesTheSame();
    void replacedFilesGiveTheSame_data() { eachCaseGivesItsRows_data(); }
    void replacedFilesGiveTheSame();
};

void TstTranscripts::eachCaseGivesItsRows_data()
{
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("folder");
    for (const QString &agent : QDir(kCases).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        for (const QString &name : QDir(kCases + agent).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QTest::addRow("%s %s", qPrintable(agent), qPrintable(name))
                << agent << kCases + agent + QLatin1Char('/') + name;
}

void TstTranscripts::eachCaseGivesItsRows()
{
    QFETCH(QString, agent);
    QFETCH(QString, folder);
    Device device;
    const auto summary = device.scan(agent, folder);
    QVERIFY(summary.problems.empty());
    QCOMPARE(summary.written.refused, 0);
    const QByteArray rows = device.exported();
    QVERIFY(!rows.isEmpty());
    const QString expected = folder + QStringLiteral("/expected.ndjson");
    if (qEnvironmentVariableIsSet("MIMIR_WRITE_EXPECTED"))
        write(expected, rows);
    QCOMPARE(rows, contentOf(expected));
}

void TstTranscripts::readingAgainChangesNothing()
{
    QFETCH(QString, agent);
    QFETCH(QString, folder);
    Device device;
    device.scan(agent, folder);
    const QByteArray rows = device.exported();
    const std::int64_t changes = device.store().database().totalChanges();
    QCOMPARE(device.scan(agent, folder).read, 0);
    QCOMPARE(device.store().database().totalChanges(), changes);
    // A later version of the parser reads from the beginning.
    QVERIFY(device.store().database().run("UPDATE source_files SET parser = 0").ok());
    const auto again = device.scan(agent, folder);
    QCOMPARE(again.written.created, 0);
    QCOMPARE(again.written.changed, 0);
    QCOMPARE(device.exported(), rows);
}

// Each transcript is cut at a dozen places of its last line, or at MIMIR_CUTS of them, read, completed and read again.
void TstTranscripts::piecesGiveTheSame()
{
    QFETCH(QString, agent);
    QFETCH(QString, folder);
    const QByteArray expected = contentOf(folder + QStringLiteral("/expected.ndjson"));
    const qsizetype cuts = std::max(1, qEnvironmentVariable("MIMIR_CUTS", QStringLiteral("12")).toInt());
    for (const QString &path : transcriptsBelow(folder)) {
        const QByteArray whole = contentOf(path);
        const qsizetype last = whole.lastIndexOf('\n', -2) + 1;
        const qsizetype step = std::max<qsizetype>(1, (whole.size() - last) / cuts);
        for (qsizetype cut = last; cut < whole.size(); cut += step) {
            QTemporaryDir copy;
            copyTree(folder, copy.path());
            const QString file = copy.path() + path.mid(folder.size());
            write(file, whole.first(cut));
            Device device;
            device.scan(agent, copy.path());
            append(file, whole.mid(cut));
            device.scan(agent, copy.path());
            QCOMPARE(withoutDate(device.exported()), withoutDate(expected));
        }
    }
}

// Several transcripts would have to grow in the order in which their agent wrote them.
void TstTranscripts::lineByLineGivesTheSame_data()
{
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("folder");
    for (const QString &agent : QDir(kCases).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        for (const QString &name : QDir(kCases + agent).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            if (const QString folder = kCases + agent + QLatin1Char('/') + name;
                transcriptsBelow(folder).size() == 1)
                QTest::addRow("%s %s", qPrintable(agent), qPrintable(name)) << agent << folder;
}

// As while the agent works: each time another program goes on from what is stored.
void TstTranscripts::lineByLineGivesTheSame()
{
    QFETCH(QString, agent);
    QFETCH(QString, folder);
    QTemporaryDir copy;
    copyTree(folder, copy.path());
    const QString file = copy.path() + transcriptsBelow(folder).first().mid(folder.size());
    const QByteArray whole = contentOf(file);
    write(file, {});
    Device device;
    for (qsizetype at = 0; at < whole.size();) {
        const qsizetype end = whole.indexOf('\n', at);
        const QByteArray line = whole.mid(at, end < 0 ? -1 : end + 1 - at);
        append(file, line);
        device.scan(agent, copy.path());
        at += line.size();
    }
    const QByteArray expected = contentOf(folder + QStringLiteral("/expected.ndjson"));
    QCOMPARE(withoutDate(device.exported()), withoutDate(expected));
}

// The file is another one each time, as after a rewrite: it is read from its beginning.
void TstTranscripts::replacedFilesGiveTheSame()
{
    QFETCH(QString, agent);
    QFETCH(QString, folder);
    QTemporaryDir copy;
    copyTree(folder, copy.path());
    Device device;
    device.scan(agent, copy.path());
    for (const QString &path : transcriptsBelow(copy.path())) {
        const QString other = copy.filePath(QStringLiteral("other"));
        write(other, contentOf(path));
        QVERIFY(QFile::remove(path));
        QVERIFY(QFile::rename(other, path)); // a new file might get the number of the one that was removed
    }
    const auto again = device.scan(agent, copy.path());
    QCOMPARE(again.written.created + again.written.changed, 0);
    QCOMPARE(device.exported(), contentOf(folder + QStringLiteral("/expected.ndjson")));
}

QTEST_GUILESS_MAIN(TstTranscripts)
#include "tst_transcripts.moc"
