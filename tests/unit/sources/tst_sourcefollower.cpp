// Following agents' folders: which are chosen, what is read of them, and that the same comes of it as of one scan.
#include "sources/following/sourcefollower.h"
#include "sources/following/sourceoverview.h"
#include "support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;

namespace {

const QString kProject = QStringLiteral("/-home-ana-shop");

QByteArray prompt(int number, const QByteArray &session = "s1")
{
    return "{\"type\":\"user\",\"uuid\":\"0d5e0001-0000-4000-8000-"
        + QByteArray::number(number).rightJustified(12, '0')
        + "\",\"parentUuid\":null,\"timestamp\":\"2026-09-01T09:12:03.114Z\",\"sessionId\":\"" + session
        + "\",\"cwd\":\"/home/ana/shop\",\"message\":{\"role\":\"user\",\"content\":\"prompt "
        + QByteArray::number(number) + "\"}}\n";
}

} // namespace

class TstSourceFollower : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void choicesAreKept();
    void onlyWhatIsFollowedIsRead();
    void anAppendedRecordIsRead();
    void aNewFileIsFound();
    void aFolderWithoutTranscriptsIsWatched();
    void theLastRecordNeedsNoLineBreak();
    void whatAPersonRemovedStaysRemoved();
    void rowsOfDifferentKindsMayHaveOneId();
    void whatIsOpenIsNotReadFromItsBeginning();
    void olderTranscriptsAreLeftAlone();
    void itStopsBetweenBatchesAndGoesOn();
    void erasedDataDoNotComeBack();
    void whatIsGoneStaysHere();
    void aLinkIsTheSameFolder();
    void theOverviewSaysWhatIsMissing();
    void whatIsDeletedSoonIsCounted();

private:
    QString root() const { return m_directory->path() + QStringLiteral("/projects"); }
    QString file(const QString &name = QStringLiteral("s1")) const
    {
        return root() + kProject + QLatin1Char('/') + name + QStringLiteral(".jsonl");
    }
    void append(const QString &path, const QByteArray &bytes) const
    {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly | QFile::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    void follow(std::optional<Millis> since = std::nullopt)
    {
        QVERIFY(folders().follow("claude-code", root(), since, m_clock.now()).ok());
    }
    SourceFolders folders() { return SourceFolders(m_store->database()); }
    std::int64_t messages() { return *m_store->database().integer("SELECT count(*) FROM messages"); }

    std::unique_ptr<QTemporaryDir> m_directory;
    test::FakeClock m_clock;
    std::unique_ptr<SeededRandom> m_random;
    std::unique_ptr<Store> m_store;
    AgentSurroundings m_surroundings {[](const std::string &) { return std::string(); }};
};

void TstSourceFollower::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_clock.set(1'790'000'000'000);
    m_random = std::make_unique<SeededRandom>(1);
    auto store = Store::open(m_directory->filePath(QStringLiteral("s.db")), m_clock, *m_random);
    QVERIFY(store.ok());
    m_store = std::move(*store);
    QVERIFY(QDir().mkpath(root() + kProject));
    append(file(), prompt(1));
}

void TstSourceFollower::cleanup()
{
    m_store.reset();
}

void TstSourceFollower::choicesAreKept()
{
    QVERIFY(folders().followed()->empty());
    QVERIFY(!*folders().unfollow("claude-code", root()));
    follow(5);
    m_clock.advance(1000);
    follow(); // again, without a date: the one that was given stays, and so does the beginning
    auto all = folders().followed();
    QCOMPARE(all->size(), 1U);
    QCOMPARE(all->front().since, 5);
    QCOMPARE(all->front().begunAt, 1'790'000'000'000);
    QVERIFY(*folders().unfollow("claude-code", root()));
    QVERIFY(!*folders().unfollow("claude-code", root()));
    QVERIFY(folders().followed()->empty());
    QCOMPARE(folders().all()->size(), 1U);
    follow();
    QCOMPARE(folders().followed()->front().begunAt, 1'790'000'001'000);
}

void TstSourceFollower::onlyWhatIsFollowedIsRead()
{
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.lookAtAll({}).ok());
    QVERIFY(follower.lookAt({file()}, {}).ok());
    QCOMPARE(messages(), 0);
    follow();
    const auto seen = follower.lookAtAll({});
    QVERIFY(seen.ok());
    QVERIFY(seen->written.created > 0);
    QCOMPARE(messages(), 1);
    const auto looked = folders().followed();
    QCOMPARE(looked->front().lookedAt, m_clock.now());
    QCOMPARE(looked->front().transcripts, 1);
    QVERIFY(*folders().unfollow("claude-code", root()));
    append(file(), prompt(2));
    QVERIFY(follower.lookAt({file()}, {}).ok());
    QCOMPARE(messages(), 1);
}

void TstSourceFollower::anAppendedRecordIsRead()
{
    follow();
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.lookAtAll({}).ok());
    const QByteArray second = prompt(2);
    append(file(), second.first(40));
    QCOMPARE(follower.lookAt({file()}, {})->written.created, 0);
    append(file(), second.mid(40));
    QCOMPARE(follower.lookAt({file()}, {})->written.created, 1);
    QCOMPARE(messages(), 2);
    QCOMPARE(follower.lookAt({file()}, {})->written.created, 0);
    QCOMPARE(follower.lookAtAll({})->written.created, 0);
}

void TstSourceFollower::aNewFileIsFound()
{
    follow();
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.lookAtAll({}).ok());
    append(file(QStringLiteral("s2")), prompt(7, "s2"));
    QVERIFY(follower.lookAt({root() + kProject + QStringLiteral("/notes.md")}, {}).ok());
    QCOMPARE(messages(), 1); // it cannot be one: the folder is not looked at for its sake
    QVERIFY(follower.lookAt({file(QStringLiteral("s2"))}, {}).ok());
    QCOMPARE(messages(), 2);
    QVERIFY(follower.directories()->contains(root() + kProject));
    QCOMPARE(follower.directories()->first(), root());
}

// A project whose sessions are gone: the next one there must not wait for the look at everything.
void TstSourceFollower::aFolderWithoutTranscriptsIsWatched()
{
    follow();
    const QString empty = root() + QStringLiteral("/-home-ana-old");
    QVERIFY(QDir().mkpath(empty));
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.directories()->contains(empty));
}

void TstSourceFollower::theLastRecordNeedsNoLineBreak()
{
    follow();
    SourceFollower follower(*m_store, m_surroundings);
    append(file(), prompt(2).trimmed());
    QVERIFY(follower.lookAtAll({}).ok());
    QCOMPARE(messages(), 2);
    append(file(), "\n" + prompt(3).trimmed());
    QVERIFY(follower.lookAt({file()}, {}).ok());
    QCOMPARE(messages(), 3);
    append(file(), prompt(4)); // nor one before the next
    QVERIFY(follower.lookAt({file()}, {}).ok());
    QCOMPARE(messages(), 4);
    QCOMPARE(m_store->database().integer("SELECT sum(bad_lines) FROM source_files"), 0);
}

void TstSourceFollower::whatAPersonRemovedStaysRemoved()
{
    follow();
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.lookAtAll({}).ok());
    const std::string id = *m_store->database().text("SELECT id FROM messages");
    Record removed {EntityType::Message, id, {}};
    removed.fields.set("content", "null");
    QVERIFY(m_store->backend().write(removed).ok());
    const QString copy
        = m_directory->filePath(QStringLiteral("copy")); // another file: read from its beginning
    append(copy, prompt(1) + prompt(2));
    QVERIFY(QFile::remove(file()));
    QVERIFY(QFile::rename(copy, file()));
    QVERIFY(follower.lookAtAll({}).ok());
    QCOMPARE(messages(), 2);
    QVERIFY(!m_store->database().text("SELECT content FROM messages WHERE id = ?", id));
}

void TstSourceFollower::rowsOfDifferentKindsMayHaveOneId()
{
    TranscriptWriter writer(*m_store, "claude-code", "c", false);
    std::vector<FoundRow> rows;
    rows.push_back({{EntityType::Conversation, "c", {}}});
    rows.back().record.fields.setText("title", "t");
    rows.push_back({{EntityType::Message, "x", {}}});
    rows.back().record.fields.setText("conversation_id", "c");
    rows.back().record.fields.setText("role", "user");
    rows.push_back({{EntityType::ToolCall, "x", {}}});
    rows.back().record.fields.setText("conversation_id", "c");
    rows.back().record.fields.setText("tool_name", "Read");
    QVERIFY(m_store->backend().inOneTransaction([&]() -> Result<void> {
        MIMIR_TRY(writer.write(std::move(rows)));
        return {};
    }));
    QCOMPARE(messages(), 1);
    QCOMPARE(m_store->database().text("SELECT tool_name FROM tool_calls WHERE id = 'x'"),
        std::optional<std::string>("Read"));
}

void TstSourceFollower::whatIsOpenIsNotReadFromItsBeginning()
{
    const auto bytesRead = [] {
        QFile io(QStringLiteral("/proc/self/io"));
        return io.open(QFile::ReadOnly) ? io.readLine().mid(6).trimmed().toLongLong() : -1; // "rchar: 1234"
    };
    QByteArray longer = prompt(2);
    longer.replace("prompt 2", QByteArray(2'000'000, 'x'));
    append(file(), longer);
    follow();
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.lookAtAll({}).ok());
    append(file(), prompt(3));
    QVERIFY(follower.lookAt({file()}, {}).ok()); // what stood before is parsed once
    append(file(), prompt(4));
    const qint64 before = bytesRead();
    QVERIFY(follower.lookAt({file()}, {}).ok());
    QCOMPARE(messages(), 4);
    append(file(), prompt(5));
    QVERIFY(follower.lookAtAll({}).ok());
    QCOMPARE(messages(), 5);
    QVERIFY2(
        before > 0 && bytesRead() - before < 1'000'000, qPrintable(QString::number(bytesRead() - before)));
}

void TstSourceFollower::olderTranscriptsAreLeftAlone()
{
    const auto dated = [](const QString &path, qint64 at) {
        QFile file(path);
        QVERIFY(file.open(QFile::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::fromMSecsSinceEpoch(at), QFileDevice::FileModificationTime));
    };
    dated(file(), 1'700'000'000'000);
    append(file(QStringLiteral("s2")), prompt(7, "s2"));
    dated(file(QStringLiteral("s2")), 1'780'000'000'000);
    follow(1'750'000'000'000);
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.lookAtAll({}).ok());
    QCOMPARE(messages(), 1);
    QCOMPARE(findSources(*m_store, QProcessEnvironment())->front().unread, 0);
    follow(0);
    QVERIFY(follower.lookAtAll({}).ok());
    QCOMPARE(messages(), 2);
}

void TstSourceFollower::itStopsBetweenBatchesAndGoesOn()
{
    QByteArray many;
    for (int i = 2; i <= 1200; ++i)
        many += prompt(i);
    append(file(), many);
    follow();
    SourceFollower follower(*m_store, m_surroundings);
    const auto seen = follower.lookAtAll([] { return false; });
    QVERIFY(seen.ok());
    QVERIFY(seen->isStopped);
    QVERIFY(messages() > 0 && messages() < 1200);
    QCOMPARE(folders().followed()->front().lookedAt, 0); // not all of it
    QVERIFY(!follower.lookAtAll([] { return true; })->isStopped);
    QCOMPARE(messages(), 1200);
}

void TstSourceFollower::erasedDataDoNotComeBack()
{
    follow();
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.lookAtAll({}).ok());
    append(file(), prompt(2));
    QVERIFY(follower.lookAt({file()}, {}).ok());
    QVERIFY(m_store->eraseAll().ok());
    append(file(), prompt(3));
    QVERIFY(follower.lookAt({file()}, {}).ok());
    QVERIFY(follower.lookAtAll({}).ok());
    QCOMPARE(messages(), 0);
    m_clock.advance(1000);
    follow(); // by a new decision all of it comes, conversation included
    QVERIFY(follower.lookAt({file()}, {}).ok());
    QCOMPARE(messages(), 3);
    QCOMPARE(*m_store->database().integer("SELECT count(*) FROM conversations"), 1);
}

void TstSourceFollower::whatIsGoneStaysHere()
{
    follow();
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.lookAtAll({}).ok());
    QVERIFY(QFile::remove(file()));
    QVERIFY(follower.lookAt({file()}, {}).ok());
    QVERIFY(QDir().mkpath(file())); // a directory by that name is not a transcript
    QVERIFY(follower.lookAt({file()}, {}).ok());
    QVERIFY(follower.lookAtAll({}).ok());
    QCOMPARE(messages(), 1);
    QCOMPARE(folders().followed()->front().problems, 0);
    QCOMPARE(folders().followed()->front().transcripts, 0);
}

void TstSourceFollower::aLinkIsTheSameFolder()
{
    const QString link = m_directory->path() + QStringLiteral("/link");
    QVERIFY(QFile::link(root(), link));
    QCOMPARE(canonicalFolder(link), canonicalFolder(root()));
    QCOMPARE(canonicalFolder(root() + QStringLiteral("/../projects/./")), canonicalFolder(root()));
    QCOMPARE(canonicalFolder(QStringLiteral("/nowhere/./at/../all")), QStringLiteral("/nowhere/all"));
}

void TstSourceFollower::theOverviewSaysWhatIsMissing()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("CLAUDE_CONFIG_DIR"), m_directory->path());
    environment.insert(QStringLiteral("HOME"), m_directory->path());
    auto found = findSources(*m_store, environment);
    QVERIFY(found.ok());
    QCOMPARE(found->size(), 1U);
    QVERIFY(!found->front().choice);
    QCOMPARE(found->front().transcripts, 1);
    QCOMPARE(found->front().bytes, QFileInfo(file()).size());
    QCOMPARE(found->front().unread, 1);
    follow();
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.lookAtAll({}).ok());
    append(file(QStringLiteral("s2")), prompt(7, "s2"));
    found = findSources(*m_store, environment);
    QCOMPARE(found->size(), 1U);
    QVERIFY(found->front().isFollowed());
    QCOMPARE(found->front().transcripts, 2);
    QCOMPARE(found->front().unread, 1);
    QCOMPARE(found->front().unreadBytes, QFileInfo(file(QStringLiteral("s2"))).size());
}

void TstSourceFollower::whatIsDeletedSoonIsCounted()
{
    const auto soon = [this] {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("CLAUDE_CONFIG_DIR"), m_directory->path());
        environment.insert(QStringLiteral("HOME"), m_directory->path());
        const auto found = findSources(*m_store, environment);
        return found && found->size() == 1 ? found->front().deletedSoon : -1;
    };
    const Millis written = QFileInfo(file()).lastModified().toMSecsSinceEpoch();
    constexpr Millis day = Millis(24) * 3'600'000;
    m_clock.set(written + 22 * day);
    QCOMPARE(soon(), 0);
    m_clock.set(written + 24 * day);
    QCOMPARE(soon(), 1);
    append(m_directory->path() + QStringLiteral("/settings.json"), R"({"cleanupPeriodDays":365})");
    QCOMPARE(soon(), 0);
    m_clock.set(written + 360 * day);
    QCOMPARE(soon(), 1);
    follow();
    SourceFollower follower(*m_store, m_surroundings);
    QVERIFY(follower.lookAtAll({}).ok());
    QCOMPARE(soon(), 0);
}

QTEST_APPLESS_MAIN(TstSourceFollower)
#include "tst_sourcefollower.moc"
