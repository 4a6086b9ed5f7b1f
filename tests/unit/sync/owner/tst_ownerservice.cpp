#include "sync/owner/ownerservice.h"

#include "support/failingstore.h"
#include "support/storefixture.h"
#include "sync/owner/ownerclient.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <future>

using namespace mimir;

namespace {

/// Answers every request with "offline" once released.
class HeldTransport final : public Transport {
public:
    void send(const SyncRequest &, Done done) override
    {
        ++requests;
        m_done = std::move(done);
    }
    void cancel() override { answer(ErrorCode::Cancelled); }
    void answer(ErrorCode failure)
    {
        if (const Done done = std::exchange(m_done, nullptr))
            QTimer::singleShot(0, [done, failure] {
                SyncReply reply;
                reply.failure = failure;
                done(reply);
            });
    }
    bool waiting() const { return m_done != nullptr; }
    int requests = 0;

private:
    Done m_done;
};

class NoReachability final : public Reachability {
public:
    State state() const override { return State::Unknown; }
    bool metered() const override { return false; }
    void onChange(std::function<void()>) override { }
};

/// An owner of a profile, with everything but a network.
struct Owner {
    Owner()
    {
        fixture.signIn();
        listening = service.listen(path()).ok();
    }
    QString path() const { return directory.filePath(QStringLiteral("owner.sock")); }

    std::future<Result<json::Object>> askLater(const json::Object &request) const
    {
        return std::async(
            std::launch::async, [path = path(), request] { return OwnerClient(path).ask(request, 5000); });
    }
    json::Object ask(const json::Object &request) const
    {
        auto answer = askLater(request);
        while (answer.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
            QCoreApplication::processEvents();
        const auto got = answer.get();
        return got ? *got : json::Object();
    }
    json::Object ask(std::string_view command) const { return ask(request(command)); }
    static json::Object request(std::string_view command)
    {
        json::Object object;
        object.setText("command", command);
        return object;
    }

    QTemporaryDir directory;
    test::StoreFixture fixture;
    HeldTransport transport;
    NoReachability reachability;
    SeededRandom random {7};
    SyncWorker worker {*fixture.store, transport, reachability, fixture.clock, random};
    OwnerService service {worker};
    bool listening = false;
};

class TstOwnerService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void statusIsTheWorkers();
    void syncNowAnswersWhenTheRunHasEnded();
    void syncNowDuringARunWaitsForTheNextOne();
    void syncNowIsNotAnsweredByARunThatIsRepeated();
    void pauseAndResume();
    void privacyIsARowInTheStore();
    void heldItemsNeedAnExplicitChoice();
    void retryOfOneItemLeavesTheOthers();
    void secondInstanceAsksForTheWindow();
    void unknownCommandIsAnError();
    void decisionThatIsNotKeptIsAnError_data();
    void decisionThatIsNotKeptIsAnError();
    void privacyThatIsNotKeptSendsNothing();
};

void TstOwnerService::statusIsTheWorkers()
{
    Owner owner;
    QVERIFY(owner.listening);
    QVERIFY(owner.fixture.conversation("c1").ok());
    QCOMPARE(owner.ask("status").toJson(), json::parseObject(owner.worker.status().toJson())->toJson());
    QCOMPARE(owner.ask("status").integer("pending"), std::optional<std::int64_t>(1));
}

void TstOwnerService::syncNowAnswersWhenTheRunHasEnded()
{
    Owner owner;
    auto answer = owner.askLater(Owner::request("sync_now"));
    QTRY_VERIFY(owner.transport.waiting());
    QVERIFY(answer.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready);
    owner.transport.answer(ErrorCode::Offline);
    QTRY_VERIFY(answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
    const auto status = answer.get();
    QVERIFY(status.ok());
    QCOMPARE(status->text("end"), std::optional<std::string>("unreachable"));
    QCOMPARE(status->text("state"), std::optional<std::string>("offline"));
}

void TstOwnerService::syncNowDuringARunWaitsForTheNextOne()
{
    Owner owner;
    owner.worker.start();
    QTRY_VERIFY(owner.transport.waiting());
    const int before = owner.transport.requests;
    auto answer = owner.askLater(Owner::request("sync_now"));
    QTest::qWait(20); // until the request is in
    owner.transport.answer(ErrorCode::Offline);
    QTRY_VERIFY(owner.transport.requests > before && owner.transport.waiting());
    QVERIFY(answer.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready);
    owner.transport.answer(ErrorCode::Offline);
    QTRY_VERIFY(answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
}

void TstOwnerService::syncNowIsNotAnsweredByARunThatIsRepeated()
{
    Owner owner;
    owner.worker.start();
    QTRY_VERIFY(owner.transport.waiting());
    auto answer = owner.askLater(Owner::request("sync_now"));
    QTest::qWait(20); // until the request is in
    for (int run = 1; run <= 3; ++run) {
        const int before = owner.transport.requests;
        owner.worker.syncNow(); // another program asks, too
        owner.transport.answer(ErrorCode::Offline);
        QTRY_VERIFY(owner.transport.requests > before && owner.transport.waiting());
        QVERIFY(answer.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready);
    }
    owner.transport.answer(ErrorCode::Timeout);
    QTRY_VERIFY(answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
    QCOMPARE(answer.get()->text("end"), std::optional<std::string>("unreachable"));
}

void TstOwnerService::pauseAndResume()
{
    Owner owner;
    json::Object request = Owner::request("pause");
    const Millis until = owner.fixture.clock.now() + 60'000;
    request.setInteger("until", until);
    (void)owner.ask(request);
    QCOMPARE(owner.worker.status().run.pausedUntil, std::optional(until));
    (void)owner.ask("pause");
    QCOMPARE(owner.worker.status().run.pausedUntil, std::optional(RunState::kPausedForGood));
    (void)owner.ask("resume");
    QVERIFY(!owner.worker.status().run.pausedUntil);
}

void TstOwnerService::privacyIsARowInTheStore()
{
    Owner owner;
    json::Object request = Owner::request("privacy");
    request.setBool("on", true);
    QCOMPARE(owner.ask(request).boolean("privacyMode"), std::optional(true));
    QVERIFY(*owner.fixture.store->settings().privacyMode());
    request.setBool("on", false);
    (void)owner.ask(request);
    QVERIFY(!*owner.fixture.store->settings().privacyMode());
}

void TstOwnerService::heldItemsNeedAnExplicitChoice()
{
    Owner owner;
    QVERIFY(owner.fixture.store->settings().setPrivacyMode(true, 1).ok());
    QVERIFY(owner.fixture.conversation("c1").ok());
    QVERIFY(owner.fixture.store->settings().setPrivacyMode(false, 1).ok());
    QCOMPARE(owner.ask("decide_held").text("error"), std::optional<std::string>("unknown_command"));
    QCOMPARE(owner.fixture.store->outboxSummary().counts()->held, std::int64_t(1));
    json::Object request = Owner::request("decide_held");
    request.setBool("send", false);
    QCOMPARE(owner.ask(request).integer("kept"), std::optional<std::int64_t>(1));
}

void TstOwnerService::retryOfOneItemLeavesTheOthers()
{
    Owner owner;
    QVERIFY(owner.fixture.conversation("c1").ok());
    QVERIFY(owner.fixture.conversation("c2").ok());
    Store &store = *owner.fixture.store;
    const auto ready = store.outboxList().list(Outbox::State::Ready, 10);
    for (const QueuedItem &item : *ready)
        QVERIFY(store.outbox().markFailed(item, "validation", "no").ok());
    json::Object request = Owner::request("retry");
    request.set("ids", R"(["c1"])");
    QCOMPARE(owner.ask(request).integer("failed"), std::optional<std::int64_t>(1));
    (void)owner.ask("retry");
    QCOMPARE(store.outboxSummary().counts()->failed, std::int64_t(0));
}

void TstOwnerService::secondInstanceAsksForTheWindow()
{
    Owner owner;
    int shown = 0;
    int quit = 0;
    connect(&owner.service, &OwnerService::showRequested, this, [&shown] { ++shown; });
    connect(&owner.service, &OwnerService::quitRequested, this, [&quit] { ++quit; });
    (void)owner.ask("show");
    QCOMPARE(shown, 1);
    (void)owner.ask("quit");
    QCOMPARE(quit, 1);
}

void TstOwnerService::unknownCommandIsAnError()
{
    Owner owner;
    QCOMPARE(owner.ask("fly").text("error"), std::optional<std::string>("unknown_command"));
}

void TstOwnerService::decisionThatIsNotKeptIsAnError_data()
{
    QTest::addColumn<QString>("request");
    QTest::addColumn<QString>("statement");
    QTest::newRow("pause") << R"({"command":"pause"})"
                           << "INTO settings";
    QTest::newRow("privacy on") << R"({"command":"privacy","on":true})"
                                << "INTO settings";
    QTest::newRow("send what is held") << R"({"command":"decide_held","send":true})"
                                       << "UPDATE sync_queue";
    QTest::newRow("retry") << R"({"command":"retry"})"
                           << "UPDATE sync_queue";
    QTest::newRow("retry of one") << R"({"command":"retry","ids":["c1"]})"
                                  << "UPDATE sync_queue";
}

void TstOwnerService::decisionThatIsNotKeptIsAnError()
{
    QFETCH(QString, request);
    QFETCH(QString, statement);
    Owner owner;
    QVERIFY(owner.fixture.conversation("c1").ok());
    const test::FailingStatements failing(owner.fixture.store->database(), statement.toStdString());
    const json::Object answer = owner.ask(*json::parseObject(request.toStdString()));
    QCOMPARE(answer.text("error"), std::optional<std::string>("store_failed"));
    QCOMPARE(owner.worker.status().run.storeError, std::optional(ErrorCode::StoreFailed));
    QCOMPARE(owner.worker.status().state, SyncState::Attention);
}

void TstOwnerService::privacyThatIsNotKeptSendsNothing()
{
    Owner owner;
    QVERIFY(owner.fixture.conversation("c1").ok());
    json::Object request = Owner::request("privacy");
    request.setBool("on", true);
    std::optional<RunOutcome> ended;
    connect(&owner.worker, &SyncWorker::runEnded, this, [&ended](const RunOutcome &run) { ended = run; });
    {
        const test::FailingStatements failing(owner.fixture.store->database(), "('privacy_mode'");
        QVERIFY(owner.ask(request).text("error"));
        owner.worker.syncNow();
        QVERIFY(ended);
        QCOMPARE(ended->end, RunOutcome::End::StoreFailed);
        QCOMPARE(owner.transport.requests, 0);
    }
    QVERIFY(!*owner.fixture.store->settings().privacyMode());
    owner.worker.syncNow(); // the request takes effect as soon as it can be stored
    QVERIFY(*owner.fixture.store->settings().privacyMode());
}

} // namespace

QTEST_GUILESS_MAIN(TstOwnerService)
#include "tst_ownerservice.moc"
