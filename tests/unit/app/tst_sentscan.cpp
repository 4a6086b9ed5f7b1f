// What a scan believes of a server: rows are found until it has said that it has their masked form. What happens between
// real programs is in integration/privacy_scan.
#include "app/sentscan.h"
#include "support/storefixture.h"
#include "sync/engine/batchmaker.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstSentScan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void onlyTheServersWordEndsAFinding_data();
    void onlyTheServersWordEndsAFinding();
    void whatWaitsOrIsNotThereIsNoFinding();
    void whatTheDeviceKnowsIsFound();
    void itEndsWhenItIsTold();

private:
    /// What waits, as it is sent.
    PendingBatch made();
    void answer(const PendingBatch &sent, wire::Status status, const std::optional<std::string> &item);
    SentScanResult scan() { return *SentScan(m_f->store->database(), m_f->clock).run(); }
    std::string content()
    {
        return *(*m_f->store->backend().read(EntityType::Message, "m"))->fields.text("content");
    }

    std::unique_ptr<StoreFixture> m_f;
    const std::string m_said
        = "use ghp_" + std::string(36, 'a').replace(3, 20, "B1c2D3e4F5g6H7i8J9k0") + ", please";
};

void TstSentScan::init()
{
    m_f = std::make_unique<StoreFixture>();
    m_f->signIn();
    QVERIFY(m_f->conversation("c"));
    QVERIFY(m_f->message("m", "c", m_said));
    // As a version that did not know such secrets: nothing is noted as withheld.
    const auto sent = m_f->store->batches().build(m_f->web, {});
    QCOMPARE(sent->items.size(), std::size_t(2));
    answer(*sent, wire::Status::Applied, {});
}

PendingBatch TstSentScan::made()
{
    auto pending
        = BatchMaker(*m_f->store).make(m_f->team(m_f->web), {}, nullptr, BatchBuilder::Deletes::Included);
    return std::move(**pending);
}

void TstSentScan::answer(
    const PendingBatch &sent, wire::Status status, const std::optional<std::string> &item)
{
    wire::BatchAnswer answer;
    answer.hasResults = true;
    answer.serverTimestamp = m_f->clock.now();
    for (const QueuedItem &one : sent.items) {
        wire::ItemResult result;
        result.type = one.type;
        result.id = one.id;
        result.opSeq = one.opSeq;
        result.status = status;
        result.rev = 7;
        result.item = item;
        answer.results.push_back(result);
    }
    QVERIFY(m_f->store->replica().applyResults(m_f->team(m_f->web), sent.items, answer));
}

void TstSentScan::onlyTheServersWordEndsAFinding_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isMasked"); // in the row that the answer has
    QTest::addColumn<int>("left");
    QTest::newRow("a server that does not know the reason") << int(wire::Status::Applied) << false << 1;
    QTest::newRow("one that has it as it was") << int(wire::Status::Duplicate) << false << 1;
    QTest::newRow("one that has taken the form") << int(wire::Status::Merged) << true << 0;
    QTest::newRow("one that had it") << int(wire::Status::Duplicate) << true << 0;
}

void TstSentScan::onlyTheServersWordEndsAFinding()
{
    QFETCH(int, status);
    QFETCH(bool, isMasked);
    QFETCH(int, left);
    const auto found = scan().findings;
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].id, std::string("m"));
    QCOMPARE(found[0].kinds, std::set<std::string> {"github-token"});
    QCOMPARE(*sendMasked(m_f->store->database(), found), 1);
    QVERIFY(scan().findings[0].waits);

    const PendingBatch sent = made();
    QCOMPARE(sent.items.size(), std::size_t(1));
    const wire::Item &item = sent.batch.items[0];
    QVERIFY(item.forPrivacy && item.changed.empty() && item.action == wire::Action::Update);
    QCOMPARE(item.withheld.size(), std::size_t(1));
    QVERIFY(item.record.fields.text("content")->starts_with("use [withheld github-token"));

    Record there = item.record;
    if (!isMasked)
        there.fields.setText("content", m_said);
    std::string row;
    wire::appendRow(row, there.toJson(), 7);
    answer(sent, wire::Status(status),
        wire::Status(status) == wire::Status::Applied ? std::nullopt : std::optional(row));
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(int(scan().findings.size()), left);
    QCOMPARE(content(), m_said); // what was recorded here stays
    QVERIFY(scan().findings.empty() || !scan().findings[0].waits);
}

void TstSentScan::whatWaitsOrIsNotThereIsNoFinding()
{
    QVERIFY(m_f->message("m2", "c", m_said)); // goes by the rules of today
    const SentScanResult result = scan();
    QCOMPARE(result.findings.size(), std::size_t(1));
    QCOMPARE(result.looked, std::int64_t(2));
    QVERIFY(m_f->store->backend().remove(EntityType::Message, "m"));
    QCOMPARE(scan().findings.size(), std::size_t(0));
}

// A value of a file in the conversation's folder, bare: only what the device knows tells that it is one.
void TstSentScan::whatTheDeviceKnowsIsFound()
{
    const QTemporaryDir folder;
    const std::string value = "zq7RkPw2Lm9x";
    QVERIFY(m_f->store->backend().write(record(EntityType::Conversation, "c2",
        {{"title", "\"a log\""}, {"workspace", json::quoted(folder.path().toStdString())}})));
    QVERIFY(m_f->message("m2", "c2", "the log had " + value + " in it"));
    const auto sent = m_f->store->batches().build(m_f->web, {});
    QCOMPARE(sent->items.size(), std::size_t(2));
    answer(*sent, wire::Status::Applied, {});
    QCOMPARE(scan().findings.size(), std::size_t(1));

    QFile file(folder.filePath(QStringLiteral(".env")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(("DB_PASSWORD=" + value + '\n').c_str());
    file.close();
    const auto found = scan().findings;
    QCOMPARE(found.size(), std::size_t(2));
    QVERIFY(std::ranges::any_of(found, [](const SentFinding &one) { return one.id == "m2"; }));
    QVERIFY(sendMasked(m_f->store->database(), found));
    const PendingBatch again = made();
    QCOMPARE(again.items.size(), std::size_t(2));
    for (const wire::Item &item : again.batch.items)
        QVERIFY(item.record.toJson().find(value) == std::string::npos);
}

void TstSentScan::itEndsWhenItIsTold()
{
    int told = 0;
    const auto result
        = SentScan(m_f->store->database(), m_f->clock).run([&](std::int64_t done, std::int64_t total) {
              ++told;
              return done > total; // never
          });
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
    QCOMPARE(told, 1);
}

QTEST_GUILESS_MAIN(TstSentScan)
#include "tst_sentscan.moc"
