// What is stated in the trail of the histories that are followed, and how statements of several devices are listed.
#include "sources/following/coverage.h"
#include "sources/following/sourcefollower.h"
#include "storage/tables/settingkeys.h"
#include "storage/views/coveragelist.h"
#include "support/storefixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr Millis kHour = Millis(60) * 60 * 1000;
constexpr Millis kStart = 1'790'000'000'000;

} // namespace

class TstCoverage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_f.reset(); }
    void whatIsFollowedIsStatedOnceADay();
    void whatOnlyLooksIsNotStated();
    void anEndIsStated();
    void whatNeverBeganDoesNotEnd();
    void timesWithoutFollowingArePauses();
    void whatCouldNotBeReadIsCounted();
    void aStatementIsQueuedLikeAnyEntry();
    void devicesAreListedApart();
    void whatIsWithheldLeavesTheRest();
    void oddStatementsAreBounded();

private:
    QString root() const { return m_directory->path() + QStringLiteral("/projects"); }
    void append(const QByteArray &bytes)
    {
        QFile file(root() + QStringLiteral("/-home-ana-shop/s1.jsonl"));
        QVERIFY(file.open(QFile::WriteOnly | QFile::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    void follow()
    {
        QVERIFY(SourceFolders(m_f->store->database())
                    .follow("claude-code", root(), std::nullopt, m_f->clock.now())
                    .ok());
    }
    void look() { QVERIFY(m_follower->lookAtAll({}).ok()); }
    std::int64_t statements()
    {
        return *m_f->store->database().integer(
            "SELECT count(*) FROM audit_logs WHERE event_type = 'coverage'");
    }
    std::vector<Coverage> listed() { return *coverageList(m_f->store->database()); }
    /// As another device of the person stated it.
    void arrived(const std::string &id, const Fields &more)
    {
        Fields fields {{"event_type", "\"coverage\""}, {"action", "\"followed\""}, {"agent", "\"codex\""},
            {"status", "\"none\""}, {"scope", "\"ada@desk\""}, {"timestamp", std::to_string(kStart)}};
        fields.insert(fields.end(), more.begin(), more.end());
        QVERIFY(m_f->store->backend().write(record(EntityType::AuditLog, id, fields)).ok());
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<StoreFixture> m_f;
    AgentSurroundings m_surroundings {[](const std::string &) { return std::string(); }};
    std::unique_ptr<SourceFollower> m_follower;
};

void TstCoverage::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_f = std::make_unique<StoreFixture>();
    m_f->clock.set(kStart);
    QVERIFY(m_f->store->settings().deviceId(kStart, m_f->random).ok());
    QVERIFY(m_f->store->settings().set(kNameInUse, "ada@laptop").ok());
    QVERIFY(QDir().mkpath(root() + QStringLiteral("/-home-ana-shop")));
    append(R"({"type":"user","uuid":"0d5e0001-0000-4000-8000-000000000001","parentUuid":null,)"
           R"("timestamp":"2026-09-01T09:12:03.114Z","sessionId":"s1","cwd":"/home/ana/shop",)"
           R"("message":{"role":"user","content":"why?"}})"
           "\n");
    m_follower = std::make_unique<SourceFollower>(*m_f->store, m_surroundings);
}

void TstCoverage::whatIsFollowedIsStatedOnceADay()
{
    follow();
    QVERIFY(listed().empty());
    look();
    QCOMPARE(statements(), 1);
    const Coverage first = listed().front();
    QVERIFY(first.isHere);
    QCOMPARE(first.device, "ada@laptop");
    QCOMPARE(first.agent, "claude-code");
    QCOMPARE(first.folder, root().toStdString());
    QCOMPARE(first.decisions, "denials");
    QCOMPARE(first.from, kStart);
    QCOMPARE(first.until, kStart);
    QCOMPARE(first.transcripts, 1);
    QVERIFY(!first.hasEnded && first.pauses.empty() && first.unread == 0);
    m_f->clock.advance(23 * kHour);
    look();
    QCOMPARE(statements(), 1);
    m_f->clock.advance(2 * kHour);
    look();
    look();
    QCOMPARE(statements(), 2);
    QCOMPARE(listed().front().until, kStart + 25 * kHour);
    QCOMPARE(listed().front().from, kStart);
}

// A scan that someone asks for once is no promise that the next one is made.
void TstCoverage::whatOnlyLooksIsNotStated()
{
    SourceScan scan(*m_f->store, *agentSourceNamed("claude-code"), root(), m_surroundings);
    QVERIFY(scan.run({}).ok());
    QCOMPARE(statements(), 0);
}

void TstCoverage::anEndIsStated()
{
    follow();
    look();
    m_f->clock.advance(kHour);
    QVERIFY(*endFollowing(*m_f->store, "claude-code", root()));
    QVERIFY(SourceFolders(m_f->store->database()).followed()->empty());
    QCOMPARE(statements(), 2);
    QVERIFY(listed().front().hasEnded);
    QCOMPARE(listed().front().until, kStart + kHour);
    QVERIFY(!*endFollowing(*m_f->store, "claude-code", root()));
    QCOMPARE(statements(), 2);
}

void TstCoverage::whatNeverBeganDoesNotEnd()
{
    follow();
    QVERIFY(*endFollowing(*m_f->store, "claude-code", root()));
    QCOMPARE(statements(), 0);
    QVERIFY(SourceFolders(m_f->store->database()).followed()->empty());
}

void TstCoverage::timesWithoutFollowingArePauses()
{
    follow();
    look();
    m_f->clock.advance(5 * 24 * kHour); // the computer was off
    look();
    m_f->clock.advance(kHour);
    QVERIFY(*endFollowing(*m_f->store, "claude-code", root()));
    m_f->clock.advance(kHour);
    follow();
    m_f->clock.advance(1000);
    look();
    const std::vector<std::pair<Millis, Millis>> pauses {
        {kStart, kStart + 120 * kHour}, {kStart + 121 * kHour, kStart + 122 * kHour}};
    QCOMPARE(listed().front().pauses, pauses);
    QVERIFY(!listed().front().hasEnded);
    QCOMPARE(listed().front().from, kStart);
}

void TstCoverage::whatCouldNotBeReadIsCounted()
{
    append("{\"type\":\"user\",,,\n{\"type\":\"hologram\",\"uuid\":\"x\",\"sessionId\":\"s1\"}\n");
    follow();
    look();
    const Coverage coverage = listed().front();
    QCOMPARE(coverage.badLines, 1);
    const std::vector<std::pair<std::string, std::int64_t>> unknown {{"hologram", 1}};
    QCOMPARE(coverage.unknown, unknown);
}

void TstCoverage::aStatementIsQueuedLikeAnyEntry()
{
    m_f->signIn();
    const std::int64_t before = m_f->queued();
    follow();
    look();
    QCOMPARE(*m_f->store->database().integer(
                 "SELECT count(*) FROM sync_queue WHERE entity_type = 4 AND team IS NOT NULL"),
        1);
    QVERIFY(m_f->queued() > before);
}

void TstCoverage::devicesAreListedApart()
{
    follow();
    look();
    arrived("e1", {{"args", R"({"begun":1789999999000,"device":"d-2"})"}, {"cwd", "\"/home/ada/.codex\""}});
    arrived("e2", {{"args", R"({"begun":1789999999000,"device":"d-3"})"}, {"cwd", "\"/home/ada/.codex\""}});
    const auto list = listed();
    QCOMPARE(list.size(), 3U);
    QCOMPARE(list[0].device, "ada@desk");
    QCOMPARE(list[0].deviceId, "d-2");
    QCOMPARE(list[0].from, kStart - 1000);
    QCOMPARE(list[0].decisions, "none");
    QVERIFY(!list[0].isHere);
    QCOMPARE(list[1].deviceId, "d-3");
    QVERIFY(list[2].isHere);
}

// At the level "metadata" neither the folder nor the details leave a device.
void TstCoverage::whatIsWithheldLeavesTheRest()
{
    arrived("e1", {});
    arrived("e2", {{"timestamp", std::to_string(kStart + kHour)}});
    const auto list = listed();
    QCOMPARE(list.size(), 1U);
    QCOMPARE(list[0].device, "ada@desk");
    QCOMPARE(list[0].from, kStart);
    QCOMPARE(list[0].until, kStart + kHour);
    QVERIFY(list[0].folder.empty() && list[0].deviceId.empty());
}

void TstCoverage::oddStatementsAreBounded()
{
    arrived("e1", {{"args", R"({"begun":-5,"bad_lines":-1,"transcripts":"many","unknown":[1]})"}});
    arrived("e2", {{"args", R"("text")"}, {"scope", json::quoted(std::string(5000, 'x'))}});
    std::string kinds;
    for (int i = 0; i < 500; ++i)
        kinds += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
    arrived("e3", {{"args", "{\"device\":\"d-9\",\"unknown\":{" + kinds + "}}"}});
    const auto list = listed();
    QCOMPARE(list.size(), 3U);
    for (const Coverage &one : list) {
        QVERIFY(one.device.size() <= 400);
        QVERIFY(one.unknown.size() <= 100);
        QVERIFY(one.badLines == 0 && one.transcripts == 0 && one.from == kStart);
    }
}

QTEST_GUILESS_MAIN(TstCoverage)
#include "tst_coverage.moc"
