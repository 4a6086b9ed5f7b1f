// A store that cannot be read sends nothing: no matter which statement fails, and when.
#include "support/failingstore.h"
#include "support/storefixture.h"
#include "sync/engine/syncengine.h"
#include "sync/status/syncstatus.h"

#include <QTest>

#include <set>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr std::string_view kSecret = "words that stay here";

/// A server that accepts everything, and what it was sent.
class TakingTransport final : public Transport {
public:
    explicit TakingTransport(const Clock &clock) : m_clock(clock) { }
    void send(const SyncRequest &request, Done done) override
    {
        m_request = request;
        m_done = std::move(done);
    }
    void cancel() override { }
    bool pump()
    {
        const Done done = std::exchange(m_done, nullptr);
        if (done)
            done({200, ErrorCode::Unknown, answer(), {}});
        return done != nullptr;
    }
    std::vector<wire::Batch> batches;
    std::string sent; ///< bodies, concatenated
    std::vector<std::string> pages;

private:
    std::string answer()
    {
        if (m_request.kind == SyncRequest::Kind::Health) {
            wire::Health health;
            health.maxProtocol = wire::kProtocol;
            health.serverTimestamp = m_clock.now();
            return wire::encode(health);
        }
        if (m_request.kind == SyncRequest::Kind::Pull) {
            wire::PageWriter writer;
            return writer.finish("cursor", wire::Rest::None, m_clock.now(), "e1");
        }
        sent += m_request.body;
        batches.push_back(*wire::decodeBatch(m_request.body));
        wire::BatchAnswer answer;
        answer.serverTimestamp = m_clock.now();
        answer.epoch = "e1";
        for (const wire::Item &item : batches.back().items) {
            wire::ItemResult result;
            result.type = item.record.type;
            result.id = item.record.id;
            result.opSeq = item.opSeq;
            result.rev = ++m_rev;
            answer.results.push_back(result);
        }
        return wire::encode(answer);
    }

    const Clock &m_clock;
    SyncRequest m_request;
    Done m_done;
    std::int64_t m_rev = 100;
};

/// A device with one conversation, where one reason or another forbids sending everything.
struct Device {
    explicit Device(const std::string &forbids)
    {
        f.signIn();
        (void)f.store->database().script("UPDATE teams SET active = 0 WHERE slug = 'ops'");
        (void)f.store->settings().set("org_slug", "acme");
        (void)f.conversation("c1");
        (void)f.message("m1", "c1", std::string(kSecret));
        PrivacyRules &rules = f.store->privacyRules();
        if (forbids == "mode")
            (void)f.store->settings().setPrivacyMode(true, 1);
        else if (forbids == "setup")
            (void)f.store->settings().setSetupPending(true);
        else if (forbids == "usual level")
            (void)rules.setUsualLevel(PrivacyLevel::Metadata);
        else if (forbids == "rule")
            (void)rules.set({PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Metadata});
        else if (forbids == "ceiling")
            (void)rules.noteCeiling("https://sync.example.org", "acme", PrivacyLevel::Metadata);
    }
    RunOutcome run()
    {
        SyncEngine engine(*f.store, transport, f.clock, f.random);
        RunOutcome outcome;
        engine.start([&outcome](const RunOutcome &ended) { outcome = ended; });
        while (transport.pump()) { }
        return outcome;
    }
    bool saidSecret() const { return transport.sent.find(kSecret) != std::string::npos; }

    StoreFixture f;
    TakingTransport transport {f.clock};
};

} // namespace

class TstFailClosed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void unreadablePrivacySendsNothing_data();
    void unreadablePrivacySendsNothing();
    void whicheverStatementFails_data();
    void whicheverStatementFails();
    void valueThatIsNoneSendsNothing_data();
    void valueThatIsNoneSendsNothing();
    void silentTriggersThatAreNotSilentChangeNothing();
    void failedReadingIsNotCommitted();
    void constraintIsAnAnswer();
    void unreadableRuleTakesNothingAway();
    void failureIsToldAfterItWasTakenBack();
};

void TstFailClosed::unreadablePrivacySendsNothing_data()
{
    QTest::addColumn<QString>("forbids");
    QTest::addColumn<QString>("unreadable");
    QTest::newRow("privacy mode") << "mode"
                                  << "privacy_mode";
    QTest::newRow("set-up") << "setup"
                            << "setup_pending";
    QTest::newRow("usual level") << "usual level"
                                 << "conversation_levels";
    QTest::newRow("rule") << "rule"
                          << "conversation_levels";
    QTest::newRow("ceiling") << "ceiling"
                             << "conversation_levels";
    QTest::newRow("revision") << "usual level"
                              << "privacy_revision";
    QTest::newRow("key of placeholders") << "usual level"
                                         << "person_keys";
}

void TstFailClosed::unreadablePrivacySendsNothing()
{
    QFETCH(QString, forbids);
    QFETCH(QString, unreadable);
    Device device(forbids.toStdString());
    {
        const FailingStatements failing(device.f.store->database(), unreadable.toStdString());
        QCOMPARE(device.run().end, RunOutcome::End::StoreFailed);
        QVERIFY(failing.failed() > 0);
        QVERIFY(device.transport.batches.empty());
        if (!unreadable.contains(QLatin1String("key")) && !unreadable.contains(QLatin1String("levels"))) {
            const SyncStatus status = computeStatus(*device.f.store, {});
            QCOMPARE(status.state, SyncState::Attention);
            QCOMPARE(status.run.storeError, std::optional(ErrorCode::StoreFailed));
        }
    }
    QCOMPARE(device.run().end, RunOutcome::End::Done);
    QVERIFY(!device.saidSecret());
    QCOMPARE(device.f.queueText("state", "m1"), device.transport.sent.empty() ? "0" : "absent");
}

void TstFailClosed::whicheverStatementFails_data()
{
    QTest::addColumn<QString>("forbids");
    for (const char *forbids : {"mode", "ceiling"})
        QTest::newRow(forbids) << forbids;
}

// The n-th statement of a run fails, and the next run goes well.
void TstFailClosed::whicheverStatementFails()
{
    QFETCH(QString, forbids);
    const bool isShut = forbids == QLatin1String("mode");
    int statements = 0;
    {
        Device device(forbids.toStdString());
        const FailingStatements counting(device.f.store->database(), [&statements](std::string_view) {
            ++statements;
            return false;
        });
        QCOMPARE(device.run().end, RunOutcome::End::Done);
    }
    QVERIFY(statements > 5);
    for (int n = 0; n < statements; ++n) {
        Device device(forbids.toStdString());
        int at = 0;
        std::string which;
        {
            const FailingStatements failing(device.f.store->database(), [&](std::string_view sql) {
                if (at++ != n)
                    return false;
                which = sql;
                return true;
            });
            (void)device.run();
        }
        (void)device.run();
        const QByteArray text = QByteArray::number(n) + ": " + QByteArray::fromStdString(which);
        QVERIFY2(!device.saidSecret(), text.constData());
        QVERIFY2(!isShut || device.transport.batches.empty(), text.constData());
        QVERIFY2(isShut || device.f.queued() == 0, text.constData());
        std::map<std::int64_t, std::string> numbers;
        for (const wire::Batch &batch : device.transport.batches)
            for (const wire::Item &item : batch.items)
                QVERIFY2(numbers.emplace(item.opSeq, item.record.id).first->second == item.record.id,
                    text.constData());
    }
}

void TstFailClosed::valueThatIsNoneSendsNothing_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("mode, a word") << "privacy_mode"
                                  << "'on'";
    QTest::newRow("mode, another number") << "privacy_mode"
                                          << "2";
    QTest::newRow("set-up, a word") << "setup_pending"
                                    << "'yes'";
    QTest::newRow("level, a word") << "privacy_level"
                                   << "'metadata'";
    QTest::newRow("level, another number") << "privacy_level"
                                           << "9";
}

void TstFailClosed::valueThatIsNoneSendsNothing()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    Device device("nothing");
    QVERIFY(device.f.store->database().script(
        QStringLiteral("INSERT INTO settings VALUES ('%1', %2)").arg(key, value).toStdString()));
    (void)device.run();
    QVERIFY(device.transport.batches.empty());
    QVERIFY(computeStatus(*device.f.store, {}).state != SyncState::Synced);
    // The user's next choice repairs it.
    QVERIFY(device.f.store->settings().setPrivacyMode(false, 1));
    QVERIFY(device.f.store->settings().setSetupPending(false));
    QVERIFY(device.f.store->privacyRules().setUsualLevel(PrivacyLevel::Redacted));
    QCOMPARE(device.run().end, RunOutcome::End::Done);
}

// What comes from the server would be sent back to it as an own edit.
void TstFailClosed::silentTriggersThatAreNotSilentChangeNothing()
{
    Device device("nothing");
    Replica &replica = device.f.store->replica();
    wire::Page page;
    page.cursor = "1";
    page.epoch = "e1";
    page.rows.push_back({record(EntityType::Conversation, "theirs", {{"title", "\"Theirs\""}}), 7, true, {}});
    const auto before = device.f.queued();
    {
        const FailingStatements failing(device.f.store->database(), "INTO sync_applying");
        QVERIFY(!replica.applyPage(device.f.team(device.f.web), page, Replica::Source::Revisions));
    }
    QCOMPARE(device.f.queued(), before);
    QVERIFY(!*device.f.store->backend().read(EntityType::Conversation, "theirs"));
    {
        const FailingStatements failing(device.f.store->database(), "DELETE FROM sync_applying");
        QVERIFY(!replica.applyPage(device.f.team(device.f.web), page, Replica::Source::Revisions));
    }
    QVERIFY(device.f.conversation("c2"));
    QCOMPARE(device.f.queued(), before + 1);
}

void TstFailClosed::failedReadingIsNotCommitted()
{
    Device device("nothing");
    Database &database = device.f.store->database();
    {
        const FailingStatements failing(database, "FROM teams");
        Transaction around(database);
        QVERIFY(around.begun());
        Transaction transaction(database);
        QVERIFY(transaction.begun());
        QCOMPARE(database.integer("SELECT pk FROM teams"), std::nullopt);
        QVERIFY(database.run("DELETE FROM sync_queue"));
        QCOMPARE(transaction.commit().error().code, ErrorCode::StoreFailed);
        transaction.rollback();
        QVERIFY(!around.commit());
    }
    QVERIFY(device.f.queued() > 0);
    Transaction next(database); // the failure was its own
    QVERIFY(next.begun());
    QVERIFY(next.commit());
}

void TstFailClosed::constraintIsAnAnswer()
{
    Device device("nothing");
    Database &database = device.f.store->database();
    Transaction transaction(database);
    QVERIFY(transaction.begun());
    QVERIFY(!database.run("INSERT INTO settings SELECT * FROM settings"));
    QVERIFY(transaction.commit());
}

// The rule "nothing" keeps what the server has forgotten: if it cannot be read, the only copy would be lost.
void TstFailClosed::unreadableRuleTakesNothingAway()
{
    Device device("nothing");
    (void)device.run();
    QVERIFY(
        device.f.store->privacyRules().set({PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    wire::Page page;
    page.cursor = "2";
    page.epoch = "e1";
    page.deleted.push_back({EntityType::Conversation, "c1", 200, {}});
    {
        const FailingStatements failing(device.f.store->database(), "privacy_rules WHERE kind = 1");
        QVERIFY(!device.f.store->replica().applyPage(
            device.f.team(device.f.web), page, Replica::Source::Revisions));
    }
    QVERIFY(*device.f.store->backend().read(EntityType::Conversation, "c1"));
    QVERIFY(
        device.f.store->replica().applyPage(device.f.team(device.f.web), page, Replica::Source::Revisions));
    QVERIFY(*device.f.store->backend().read(EntityType::Conversation, "c1"));
}

// What is written in response would be rolled back with it.
void TstFailClosed::failureIsToldAfterItWasTakenBack()
{
    Device device("nothing");
    const FailingStatements failing(
        device.f.store->database(), "state, base_rev FROM sync_queue WHERE entity_type");
    SyncEngine engine(*device.f.store, device.transport, device.f.clock, device.f.random);
    bool isOpen = true;
    RunOutcome outcome;
    engine.start([&](const RunOutcome &ended) {
        isOpen = device.f.store->database().inTransaction();
        outcome = ended;
    });
    while (device.transport.pump()) { }
    QCOMPARE(outcome.end, RunOutcome::End::StoreFailed);
    QVERIFY(!isOpen);
}

QTEST_GUILESS_MAIN(TstFailClosed)
#include "tst_failclosed.moc"
