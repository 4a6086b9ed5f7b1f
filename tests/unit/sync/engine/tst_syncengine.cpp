// One run of the engine against a scripted network: every row of docs/protocol.md's "Recovery" and of its
// status table.
#include "support/storefixture.h"
#include "sync/engine/syncengine.h"
#include "sync/status/syncstatus.h"
#include "sync/tuning.h"
#include "sync/worker/syncscheduler.h"

#include <QTest>

#include <deque>

using namespace mimir;
using namespace mimir::test;

namespace {

// Answers each request from a script; anything else is answered as by an empty, healthy server.
class ScriptedTransport final : public Transport {
public:
    void send(const SyncRequest &request, Done done) override
    {
        requests.push_back(request);
        m_done = std::move(done);
    }
    void cancel() override { m_cancelled = true; }

    /// Answers the outstanding request; false if there is none.
    bool pump()
    {
        if (!m_done)
            return false;
        const Done done = std::exchange(m_done, nullptr);
        const SyncRequest request = requests.back();
        done(m_cancelled ? SyncReply {0, ErrorCode::Cancelled, {}, {}} : answer(request));
        return true;
    }
    std::function<SyncReply(const SyncRequest &)> answer;
    std::vector<SyncRequest> requests;
    int count(SyncRequest::Kind kind) const
    {
        return static_cast<int>(std::count_if(
            requests.begin(), requests.end(), [kind](const auto &r) { return r.kind == kind; }));
    }

private:
    Done m_done;
    bool m_cancelled = false;
};

SyncReply ok(std::string body)
{
    return {200, ErrorCode::Unknown, std::move(body), {}};
}

QByteArray result(const char *id, int opSeq)
{
    return QByteArray(R"({"type":"conversation","id":")") + id + R"(","opSeq":)" + QByteArray::number(opSeq)
        + R"(,"status":"applied","rev":5})";
}

constexpr const char *kGoodPage
    = R"({"conversations":[{"id":"c9","title":"x","_sync":{"rev":9}}],"messages":[],"toolCalls":[],"auditLogs":[],)"
      R"("deleted":[],"conflicts":[],"cursor":"k","hasMore":false,"serverTimestamp":1,"epoch":"e1"})";
constexpr const char *kEmptyPage
    = R"({"conversations":[],"messages":[],"toolCalls":[],"auditLogs":[],"deleted":[],"conflicts":[],"cursor":"k",)"
      R"("hasMore":false,"serverTimestamp":1,"epoch":"e1"})";
constexpr const char *kOriginalPage
    = R"({"conversations":[],"messages":[],"toolCalls":[],"auditLogs":[],"serverTimestamp":5000000})";

std::string emptyPage(Millis now, const std::string &epoch = "e1")
{
    wire::PageWriter writer;
    return writer.finish("cursor", wire::Rest::None, now, epoch);
}

} // namespace

class TstSyncEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void checksBeforeItPushes();
    void everythingQueuedIsSentAndLeavesTheQueue();
    void parentsGoBeforeChildren();
    void batchesAreBoundedByItemsAndBytes();
    void changeInFlightKeepsTheRow();
    void rejectedItemFailsAndBlocksNobody();
    void retryCountsTriesAndFailsAfterTen();
    void conflictKeepsTheLoser();
    void batchRefusedWholeIsSplitUntilTheCulpritIsAlone();
    void tooLargeSingleItemFails();
    void hourWithoutServerSpendsNoTry();
    void batchesBeginSmallAndDouble();
    void batchThatBreaksIsHalvedAndGrowsAgain();
    void sizeOfBatchesOutlivesTheProgram();
    void pageThatBreaksIsHalved();
    void largeItemGoesAloneHoweverSmallTheBatches();
    void lineThatBreaksEachTimeIsAFailedConnection();
    void aSilentEndIsNotRepeatedAtOnce();
    void aSecretOfOneOfManyConversationsIsRemembered();
    void aSecretFoundBeforeTheProgramStartedIsRemembered();
    void compressesAsTheServerSays_data();
    void compressesAsTheServerSays();
    void networkTroubleCountsNoTry_data();
    void networkTroubleCountsNoTry();
    void answersThatAreNotOursChangeNothing_data();
    void answersThatAreNotOursChangeNothing();
    void anImpossibleAnswerIsTheServersFault_data();
    void anImpossibleAnswerIsTheServersFault();
    void anImpossiblePageIsTheServersFault_data();
    void anImpossiblePageIsTheServersFault();
    void aServerThatKnewMoreIsNotOfTheOriginalContract_data();
    void aServerThatKnewMoreIsNotOfTheOriginalContract();
    void anAnswerThatDoesNotSayWhatIsThereChangesNothing_data();
    void anAnswerThatDoesNotSayWhatIsThereChangesNothing();
    void whatWasPutAsideIsAskedForAgain_data();
    void whatWasPutAsideIsAskedForAgain();
    void whatACompletePullDoesNotBringIsNotAside();
    void onlyWhatCameSinceIsAskedForAgain();
    void aServerThatSaysTheSameForeverIsThere_data();
    void aServerThatSaysTheSameForeverIsThere();
    void missingResultsAreSentAgain();
    void rollbackGivesTheDeviceANewName();
    void changedEpochOffersEverythingAgain();
    void theGreatestProofGoesWithEveryRequest();
    void anAnswerBelowTheProofMovesNothing();
    void aPositionThatWasTooHighEndsNothing_data();
    void aPositionThatWasTooHighEndsNothing();
    void aLimitThatGrowsReleasesWhatWasOverIt();
    void anAnswerThatNamesTheProtocolIsNoSignInPage_data();
    void anAnswerThatNamesTheProtocolIsNoSignInPage();
    void aNewHistoryOfManyTeamsIsOneRun();
    void goneWithoutAWordIsNoNewHistory();
    void aNewHistoryAndAMembershipThatIsBackAreOneRun();
    void anUnknownCursorPullsFromTheBeginningAndOffersNothing();
    void nothingOfItsOwnIsAskedForButAfterADeviceChange();
    void aRefusedItemThatHadArrivedIsSettled();
    void refusedItemsAreAskedForAFewAtATime();
    void whatNoServerCanHaveIsNotAskedFor();
    void anEmptyPageMovesThePositionAndSavesItSeldom();
    void anotherProtocolLosesNothing_data();
    void anotherProtocolLosesNothing();
    void revokedTeamStopsAndKeepsItsChanges();
    void membershipThatComesBackResumes_data();
    void membershipThatComesBackResumes();
    void ofManyTeamsFewAreAskedAboutAtOnce();
    void expiredTokenEndsTheRunAndCountsNothing();
    void aLockedKeyringBlamesNobody();
    void privacyModeSendsNothingButPulls();
    void aPartOfADownloadIsNoPull();
    void ledgerTellsWhatLeft_data();
    void ledgerTellsWhatLeft();
    void ledgerCountsDeletions();
    void ledgerKnowsTheConversations();
    void ledgerTellsADeletionFromASending();
    void ledgerCountsWhatStayedSinceTheLineBefore();
    void ledgerNamesAFewConversations();
    void minimalServerGetsBareRows();
    void minimalServersNamedErrorsCostATry();
    void minimalServersCountsAreHeeded_data();
    void minimalServersCountsAreHeeded();
    void whatAMinimalServerHadAlreadyIsSettled();
    void pulledRowWaitsBesideAnOpenChange();
    void rowOfAnotherTeamGoesToQuarantine();

private:
    RunOutcome run();
    SyncReply healthy(const SyncRequest &request);
    wire::Batch lastBatch() const { return *wire::decodeBatch(m_transport->requests.back().body); }
    int tries(const char *id) { return std::stoi(m_f->queueText("retry_count", id)); }

    std::unique_ptr<StoreFixture> m_f;
    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<SyncEngine> m_engine;
    std::vector<wire::Batch> m_batches;
    std::int64_t m_rev = 100;
    std::function<void(wire::ItemResult &)> m_shape;
};

void TstSyncEngine::init()
{
    m_f = std::make_unique<StoreFixture>();
    m_f->signIn();
    (void)m_f->store->database().script("UPDATE teams SET active = 0 WHERE slug = 'ops'");
    m_transport = std::make_unique<ScriptedTransport>();
    m_transport->answer = [this](const SyncRequest &r) { return healthy(r); };
    m_engine = std::make_unique<SyncEngine>(*m_f->store, *m_transport, m_f->clock, m_f->random);
    m_batches.clear();
    m_rev = 100;
    m_shape = nullptr;
}

RunOutcome TstSyncEngine::run()
{
    RunOutcome outcome;
    bool ended = false;
    m_engine->start([&](const RunOutcome &o) {
        outcome = o;
        ended = true;
    });
    for (int i = 0; i < 5000 && m_transport->pump(); ++i) { }
    if (!ended)
        qFatal("the run does not end");
    return outcome;
}

SyncReply TstSyncEngine::healthy(const SyncRequest &request)
{
    if (request.kind == SyncRequest::Kind::Health) {
        wire::Health health;
        health.maxProtocol = 2;
        health.serverTimestamp = m_f->clock.now();
        return ok(wire::encode(health));
    }
    if (request.kind == SyncRequest::Kind::Pull)
        return ok(emptyPage(m_f->clock.now()));
    if (request.kind == SyncRequest::Kind::Proof)
        return ok(R"({"holds":true})");
    const auto batch = wire::decodeBatch(request.body);
    m_batches.push_back(*batch);
    wire::BatchAnswer answer;
    answer.serverTimestamp = m_f->clock.now();
    answer.epoch = "e1";
    for (const wire::Item &item : batch->items) {
        wire::ItemResult result;
        result.type = item.record.type;
        result.id = item.record.id;
        result.opSeq = item.opSeq;
        result.rev = ++m_rev;
        if (m_shape)
            m_shape(result);
        answer.results.push_back(result);
    }
    return ok(wire::encode(answer));
}

void TstSyncEngine::checksBeforeItPushes()
{
    QVERIFY(m_f->conversation("c1"));
    run();
    QCOMPARE(m_transport->requests.at(0).kind, SyncRequest::Kind::Health);
    QCOMPARE(m_transport->requests.at(1).kind, SyncRequest::Kind::Pull);
    QCOMPARE(m_transport->requests.at(1).lastOpSeq, std::optional<std::int64_t>(0));
    QCOMPARE(m_transport->requests.at(2).kind, SyncRequest::Kind::Push);
    QVERIFY(!m_transport->requests.back().lastOpSeq);
}

void TstSyncEngine::everythingQueuedIsSentAndLeavesTheQueue()
{
    for (int i = 0; i < 250; ++i)
        QVERIFY(m_f->conversation("c" + std::to_string(i)));
    const RunOutcome outcome = run();
    QCOMPARE(outcome.end, RunOutcome::End::Done);
    QCOMPARE(outcome.sent, 250);
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(m_batches.size(), std::size_t(3));
    QCOMPARE(m_f->store->database().integer("SELECT COUNT(*) FROM conversations WHERE base_rev > 0"), 250);
    QCOMPARE(computeStatus(*m_f->store, {}).state, SyncState::Synced);
}

void TstSyncEngine::parentsGoBeforeChildren()
{
    QVERIFY(m_f->message("m1", "c1"));
    QVERIFY(m_f->conversation("c1"));
    run();
    QCOMPARE(m_batches.at(0).items.at(0).record.id, std::string("c1"));
    QCOMPARE(m_batches.at(0).items.at(1).record.id, std::string("m1"));
}

void TstSyncEngine::batchesAreBoundedByItemsAndBytes()
{
    QVERIFY(m_f->conversation("c1"));
    const std::string big(1'500'000, 'x');
    for (int i = 0; i < 6; ++i)
        QVERIFY(m_f->message("m" + std::to_string(i), "c1", big));
    QVERIFY(m_f->message("huge", "c1", std::string(6'000'000, 'y')));
    run();
    QCOMPARE(m_f->queued(), 0);
    for (const SyncRequest &request : m_transport->requests)
        QVERIFY(request.body.size() < wire::kTargetBatchBytes
            || wire::decodeBatch(request.body)->items.size() == 1);
}

void TstSyncEngine::changeInFlightKeepsTheRow()
{
    QVERIFY(m_f->conversation("c1", "one"));
    bool edited = false;
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Push && !edited) {
            edited = true;
            (void)m_f->conversation("c1", "two");
        }
        return healthy(r);
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_batches.size(), std::size_t(2));
    QVERIFY(m_batches[1].items[0].opSeq > m_batches[0].items[0].opSeq);
    QCOMPARE(m_batches[1].items[0].baseRev, 101); // the late answer was a pure fast-forward
    QCOMPARE(m_batches[1].items[0].record.fields.text("title"), std::string("two"));
    QCOMPARE(m_f->queued(), 0);
}

void TstSyncEngine::rejectedItemFailsAndBlocksNobody()
{
    for (const char *id : {"c1", "bad", "c3"})
        QVERIFY(m_f->conversation(id));
    QVERIFY(m_f->message("m-of-bad", "bad"));
    m_shape = [](wire::ItemResult &r) {
        if (r.id == "bad") {
            r.status = wire::Status::Rejected;
            r.code = "forbidden";
        } else if (r.id == "m-of-bad") {
            r.status = wire::Status::Retry;
            r.code = "missing_parent";
        }
    };
    const RunOutcome outcome = run();
    QCOMPARE(outcome.end, RunOutcome::End::Done);
    QCOMPARE(outcome.refused, 1);
    QCOMPARE(m_f->queueText("error_code", "bad"), std::string("forbidden"));
    QCOMPARE(m_f->queued(), 2); // the child waits for its parent
    m_f->clock.advance(tuning::kBackOff.back() * 2);
    const std::size_t before = m_batches.size();
    run();
    QCOMPARE(m_batches.size(), before);
    QCOMPARE(computeStatus(*m_f->store, {}).state, SyncState::Attention);
    m_shape = nullptr;
    QCOMPARE(*m_f->store->outboxDecisions().retry(), 2); // the child waited for its next try
    run();
    QCOMPARE(m_f->queued(), 0);
}

void TstSyncEngine::retryCountsTriesAndFailsAfterTen()
{
    QVERIFY(m_f->conversation("c1"));
    m_shape = [](wire::ItemResult &r) {
        r.status = wire::Status::Retry;
        r.code = "busy";
    };
    for (int i = 1; i < Outbox::kMaxTries; ++i) {
        run();
        QCOMPARE(tries("c1"), i);
        const Millis due = std::stoll(m_f->queueText("next_attempt_at", "c1"));
        QVERIFY(due >= m_f->clock.now() + 24'000 && due <= m_f->clock.now() + 360'000);
        m_f->clock.set(due);
    }
    run();
    QCOMPARE(m_f->queueText("state", "c1"), std::string("1"));
    QCOMPARE(m_f->store->outboxSummary().counts()->failed, 1);
}

void TstSyncEngine::conflictKeepsTheLoser()
{
    QVERIFY(m_f->conversation("c1", "mine"));
    m_shape = [](wire::ItemResult &r) {
        r.status = wire::Status::Conflict;
        r.lost = {"title"};
        r.conflictIds = {"k1"};
        r.otherDevice = "laptop-2";
        r.item = R"({"id":"c1","title":"theirs","_sync":{"rev":200}})";
        r.rev = 200;
    };
    QCOMPARE(run().conflicts, 1);
    const auto conflicts = *m_f->store->conflicts().list(ConflictLog::Which::Open);
    QCOMPARE(conflicts.size(), std::size_t(1));
    QCOMPARE(conflicts[0].id, std::string("k1"));
    QCOMPARE(conflicts[0].losing, std::string("\"mine\""));
    QCOMPARE(conflicts[0].winning, std::string("\"theirs\""));
    QCOMPARE((*m_f->store->backend().read(EntityType::Conversation, "c1"))->fields.text("title"),
        std::string("theirs"));
    QCOMPARE(computeStatus(*m_f->store, {}).state, SyncState::Conflict);
    QCOMPARE(*m_f->store->restoreConflict("k1"), std::string("c1"));
    QCOMPARE((*m_f->store->backend().read(EntityType::Conversation, "c1"))->fields.text("title"),
        std::string("mine"));
    QCOMPARE(m_f->queued(), 1);
}

void TstSyncEngine::batchRefusedWholeIsSplitUntilTheCulpritIsAlone()
{
    for (int i = 0; i < 40; ++i)
        QVERIFY(m_f->conversation("c" + std::to_string(i), i == 17 ? "POISON" : "fine"));
    m_transport->answer = [this](const SyncRequest &r) {
        if (r.body.find("POISON") != std::string::npos)
            return SyncReply {400, ErrorCode::Unknown, wire::encodeError("validation", "no"), {}};
        return healthy(r);
    };
    QCOMPARE(run().sent, 39);
    QCOMPARE(m_f->queued(), 1);
    QCOMPARE(tries("c17"), 1);
    QVERIFY(m_transport->count(SyncRequest::Kind::Push) < 20);
}

void TstSyncEngine::tooLargeSingleItemFails()
{
    QVERIFY(m_f->conversation("c1"));
    m_transport->answer = [this](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Push ? SyncReply {413, ErrorCode::Unknown, {}, {}} : healthy(r);
    };
    run();
    QCOMPARE(m_f->queueText("error_code", "c1"), std::string("item_too_large"));
    // The limit was there for a moment only.
    m_transport->answer = [this](const SyncRequest &r) { return healthy(r); };
    m_f->clock.advance(Outbox::kAfterSize - 1000);
    run();
    QCOMPARE(m_f->queueText("state", "c1"), std::string("1"));
    m_f->clock.advance(1000);
    run();
    QCOMPARE(m_f->queued(), 0);
}

void TstSyncEngine::hourWithoutServerSpendsNoTry()
{
    for (int i = 0; i < 30; ++i)
        QVERIFY(m_f->conversation("c" + std::to_string(i)));
    bool down = true;
    m_transport->answer = [&](const SyncRequest &r) {
        return down ? SyncReply {0, ErrorCode::Offline, {}, {}} : healthy(r);
    };
    SyncScheduler scheduler(m_f->random);
    const Millis start = m_f->clock.now();
    scheduler.started(start);
    int runs = 0;
    while (m_f->queued() > 0 && runs < 100) {
        m_f->clock.set(*scheduler.nextRun(m_f->clock.now()));
        down = m_f->clock.now() < start + 3'600'000;
        const RunOutcome outcome = run();
        ++runs;
        scheduler.runEnded(m_f->clock.now(),
            {outcome.end == RunOutcome::End::Done ? SyncScheduler::RunEnd::Done
                                                  : SyncScheduler::RunEnd::ConnectionFailed,
                outcome.retryAfter, {}, outcome.sent > 0});
        QCOMPARE(m_f->store->database().integer("SELECT COALESCE(MAX(retry_count), 0) FROM sync_queue"), 0);
    }
    QCOMPARE(m_f->queued(), 0);
    QVERIFY(m_f->clock.now() >= start + 3'600'000 && m_f->clock.now() < start + 3'600'000 + 400'000);
    QVERIFY2(runs >= 10 && runs <= 20, qPrintable(QString::number(runs)));
}

namespace {

constexpr std::size_t kLineBreaksAt = 300'000;

// A line that passes nothing larger.
SyncReply broken(std::size_t left)
{
    return {0, ErrorCode::Offline, {}, {}, left};
}

} // namespace

void TstSyncEngine::batchesBeginSmallAndDouble()
{
    QVERIFY(m_f->conversation("c1"));
    for (int i = 0; i < 100; ++i)
        QVERIFY(m_f->message("m" + std::to_string(i), "c1", std::string(20'000, 'x')));
    std::vector<std::size_t> sizes;
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Push)
            sizes.push_back(r.body.size());
        return healthy(r);
    };
    run();
    QCOMPARE(m_f->queued(), 0);
    QVERIFY(sizes.size() >= 4 && sizes.size() <= 6);
    QVERIFY2(sizes.front() <= 140'000, qPrintable(QString::number(sizes.front())));
    for (std::size_t i = 1; i + 1 < sizes.size(); ++i)
        QVERIFY2(sizes[i] > sizes[i - 1] * 3 / 2, qPrintable(QString::number(sizes[i])));
    // Nothing broke, so nothing is remembered.
    QVERIFY(m_f->store->database().text("SELECT key FROM settings WHERE key LIKE 'transfer_window|%'")
        == std::nullopt);
}

void TstSyncEngine::batchThatBreaksIsHalvedAndGrowsAgain()
{
    QVERIFY(m_f->conversation("c1"));
    for (int i = 0; i < 30; ++i)
        QVERIFY(m_f->message("m" + std::to_string(i), "c1", std::string(60'000, 'x')));
    std::size_t sent = 0;
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Push)
            return healthy(r);
        sent += std::min(r.body.size(), kLineBreaksAt);
        return r.body.size() > kLineBreaksAt ? broken(kLineBreaksAt) : healthy(r);
    };
    for (int i = 0; i < 4 && m_f->queued() > 0; ++i)
        run();
    QCOMPARE(m_f->queued(), 0);
    QVERIFY2(sent < 2 * 1'900'000, qPrintable(QString::number(sent)));
    // The line has recovered: what passes makes the next one larger.
    m_transport->answer = [&](const SyncRequest &r) { return healthy(r); };
    for (int i = 0; i < 90; ++i)
        QVERIFY(m_f->message("n" + std::to_string(i), "c1", std::string(80'000, 'y')));
    m_transport->requests.clear();
    run();
    std::size_t largest = 0;
    for (const SyncRequest &r : m_transport->requests)
        largest = std::max(largest, r.body.size());
    QVERIFY2(largest > 3 * kLineBreaksAt, qPrintable(QString::number(largest)));
}

void TstSyncEngine::sizeOfBatchesOutlivesTheProgram()
{
    QVERIFY(m_f->conversation("c1"));
    for (int i = 0; i < 30; ++i)
        QVERIFY(m_f->message("m" + std::to_string(i), "c1", std::string(10'000, 'x')));
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Push ? broken(100'000) : healthy(r);
    };
    run();
    const std::size_t last = m_transport->requests.back().body.size();
    QVERIFY(last < 100'000);
    m_engine = std::make_unique<SyncEngine>(*m_f->store, *m_transport, m_f->clock, m_f->random);
    m_transport->requests.clear();
    run();
    for (const SyncRequest &r : m_transport->requests)
        QVERIFY2(r.body.size() < last, qPrintable(QString::number(r.body.size())));
    QVERIFY(m_f->store->eraseAll());
    QVERIFY(m_f->store->database().text("SELECT key FROM settings WHERE key LIKE 'transfer_window|%'")
        == std::nullopt);
}

void TstSyncEngine::pageThatBreaksIsHalved()
{
    std::vector<std::size_t> limits;
    bool well = false;
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Pull)
            return healthy(r);
        limits.push_back(r.limit);
        if (!well && r.limit > 100)
            return SyncReply {0, ErrorCode::Offline, {}, {}, 0, 50'000};
        wire::PageWriter writer;
        writer.addDeletion({EntityType::Message, "m" + std::to_string(limits.size()), ++m_rev, "deleted"});
        return ok(writer.finish(
            std::to_string(limits.size()), wire::restIf(limits.size() < 12), m_f->clock.now(), "e1"));
    };
    QCOMPARE(run().end, RunOutcome::End::Unreachable); // 500, 250, 125: a failed connection
    QCOMPARE(limits, (std::vector<std::size_t> {500, 250, 125}));
    well = true;
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(limits.at(3), std::size_t(62));
    QVERIFY(limits.back() > 62 && limits.back() <= 500);
}

void TstSyncEngine::largeItemGoesAloneHoweverSmallTheBatches()
{
    QVERIFY(m_f->conversation("c1"));
    QVERIFY(m_f->message("huge", "c1", std::string(6'000'000, 'y')));
    QVERIFY(m_f->store->settings().set("transfer_window|https://sync.example.org", "16384 500"));
    run();
    QCOMPARE(m_f->queued(), 0);
}

void TstSyncEngine::lineThatBreaksEachTimeIsAFailedConnection()
{
    QVERIFY(m_f->conversation("c1"));
    m_transport->answer
        = [&](const SyncRequest &r) { return r.kind == SyncRequest::Kind::Push ? broken(10) : healthy(r); };
    const RunOutcome outcome = run();
    QCOMPARE(outcome.end, RunOutcome::End::Unreachable);
    QCOMPARE(m_transport->count(SyncRequest::Kind::Push), 3);
    QCOMPARE(tries("c1"), 0);
    // A missing network says nothing about sizes, and is not retried at once.
    m_transport->requests.clear();
    m_transport->answer
        = [&](const SyncRequest &r) { return r.kind == SyncRequest::Kind::Push ? broken(0) : healthy(r); };
    run();
    QCOMPARE(m_transport->count(SyncRequest::Kind::Push), 1);
}

// Each silence takes a minute, and "Syncing" is said meanwhile.
void TstSyncEngine::aSilentEndIsNotRepeatedAtOnce()
{
    QVERIFY(m_f->conversation("c1"));
    for (int i = 0; i < 30; ++i)
        QVERIFY(m_f->message("m" + std::to_string(i), "c1", std::string(10'000, 'x')));
    std::vector<std::size_t> sizes;
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Push)
            return healthy(r);
        sizes.push_back(r.body.size());
        return SyncReply {0, ErrorCode::Timeout, {}, {}, 60'000};
    };
    QCOMPARE(run().end, RunOutcome::End::Unreachable);
    QCOMPARE(sizes.size(), std::size_t(1));
    QCOMPARE(run().end, RunOutcome::End::Unreachable);
    QCOMPARE(sizes.size(), std::size_t(2));
    QVERIFY2(sizes.at(1) < sizes.at(0), "the line may be slow: the next batch is smaller");
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Pull ? SyncReply {0, ErrorCode::Timeout, {}, {}, 0, 5'000}
                                                 : healthy(r);
    };
    m_transport->requests.clear();
    QCOMPARE(run().end, RunOutcome::End::Unreachable);
    QCOMPARE(m_transport->count(SyncRequest::Kind::Pull), 1);
}

// All messages are sent before the first call.
void TstSyncEngine::aSecretOfOneOfManyConversationsIsRemembered()
{
    constexpr int many = 600;
    const auto secret = [](int number) { return "zq7RkPw2Lm9x" + std::to_string(number) + 'k'; };
    for (int i = 0; i < many; ++i) {
        const std::string id = "c" + std::to_string(i);
        QVERIFY(m_f->conversation(id));
        QVERIFY(m_f->message("m" + std::to_string(i), id, "password: " + secret(i)));
        QVERIFY(m_f->store->backend().write(record(EntityType::ToolCall, "t" + std::to_string(i),
            {{"conversation_id", json::quoted(id)}, {"tool_name", "\"deploy\""},
                {"arguments", R"({"with":)" + json::quoted(secret(i)) + "}"}})));
    }
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_f->queued(), 0);
    for (const SyncRequest &request : m_transport->requests)
        QVERIFY(request.body.find("zq7RkPw2Lm9x") == std::string::npos);
}

void TstSyncEngine::aSecretFoundBeforeTheProgramStartedIsRemembered()
{
    QVERIFY(m_f->conversation("c"));
    QVERIFY(m_f->message("m", "c", "password: zq7RkPw2Lm9xk"));
    QCOMPARE(run().end, RunOutcome::End::Done);
    m_engine = std::make_unique<SyncEngine>(*m_f->store, *m_transport, m_f->clock, m_f->random);
    m_transport->requests.clear();
    QVERIFY(m_f->message("m2", "c", "I typed zq7RkPw2Lm9xk."));
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_f->queued(), 0);
    for (const SyncRequest &request : m_transport->requests)
        QVERIFY(request.body.find("zq7RkPw2Lm9x") == std::string::npos);
}

void TstSyncEngine::compressesAsTheServerSays_data()
{
    QTest::addColumn<QByteArray>("health");
    QTest::addColumn<int>("pushes");
    QTest::addColumn<bool>("pulls");
    const auto row = [](const char *name, const char *health, ContentEncoding pushes, bool pulls) {
        QTest::newRow(name) << QByteArray(health) << int(pushes) << pulls;
    };
    row("both", R"({"status":"ok","protocol":{"min":1,"max":2},"encodings":["gzip","zstd"]})",
        ContentEncoding::Zstd, true);
    row("gzip only", R"({"status":"ok","protocol":{"min":1,"max":2},"encodings":["gzip","br",7]})",
        ContentEncoding::Gzip, true);
    row("not said", R"({"status":"ok","protocol":{"min":1,"max":2}})", ContentEncoding::Identity, true);
    row("nonsense", R"({"status":"ok","protocol":{"min":1,"max":2},"encodings":"zstd"})",
        ContentEncoding::Identity, true);
    row("original contract", R"({"status":"ok","encodings":["zstd"]})", ContentEncoding::Identity, false);
}

void TstSyncEngine::compressesAsTheServerSays()
{
    QFETCH(QByteArray, health);
    QVERIFY(m_f->conversation("c1"));
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Health)
            return ok(health.toStdString());
        if (r.kind == SyncRequest::Kind::Push)
            return broken(0);
        return health.contains("protocol") ? healthy(r) : ok(kOriginalPage);
    };
    run();
    for (const SyncRequest &r : m_transport->requests) {
        if (r.kind == SyncRequest::Kind::Push)
            QTEST(int(r.encoding), "pushes");
        if (r.kind == SyncRequest::Kind::Pull)
            QTEST(r.compressedAnswer, "pulls");
    }
    QCOMPARE(m_transport->count(SyncRequest::Kind::Push), 1);
}

void TstSyncEngine::networkTroubleCountsNoTry_data()
{
    QTest::addColumn<int>("status");
    for (int status : {0, 408, 429, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void TstSyncEngine::networkTroubleCountsNoTry()
{
    QFETCH(int, status);
    QVERIFY(m_f->conversation("c1"));
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Push ? SyncReply {status, ErrorCode::Offline, "<html>", 7000}
                                                 : healthy(r);
    };
    const RunOutcome outcome = run();
    QVERIFY(outcome.end == (status == 0 ? RunOutcome::End::Unreachable : RunOutcome::End::Busy));
    QCOMPARE(outcome.retryAfter, std::optional<Millis>(7000));
    QCOMPARE(tries("c1"), 0);
    QCOMPARE(m_f->queueText("state", "c1"), std::string("0"));
}

void TstSyncEngine::answersThatAreNotOursChangeNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("html") << QByteArray("<html>Welcome to our hotel</html>");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("wrong types") << QByteArray(R"({"success":"yes","results":7})");
    QTest::newRow("array") << QByteArray("[1,2,3]");
    QTest::newRow("other json") << QByteArray(R"({"hello":"world"})");
    QTest::newRow("truncated") << QByteArray(
        R"({"success":true,"results":[{"type":"conversation","id":"c1")");
}

void TstSyncEngine::answersThatAreNotOursChangeNothing()
{
    QFETCH(QByteArray, body);
    QVERIFY(m_f->conversation("c1"));
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Push ? ok(body.toStdString()) : healthy(r);
    };
    QCOMPARE(run().end, RunOutcome::End::Unreachable);
    QCOMPARE(m_f->queued(), 1);
    QCOMPARE(tries("c1"), 0);
    (void)m_f->store->database().script("DELETE FROM sync_queue");
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Health ? healthy(r) : ok(body.toStdString());
    };
    QCOMPARE(run().end, RunOutcome::End::Unreachable);
    QVERIFY(m_f->team(m_f->web).pullFailed);
}

void TstSyncEngine::anImpossibleAnswerIsTheServersFault_data()
{
    QTest::addColumn<QByteArray>("results");
    const QByteArray good = result("c1", 1);
    // The answer of the original contract, which accepts everything that it does not name, from a server that knows more.
    for (const char *bare : {"", R"(,"synced":{"conversations":1},"errors":[])",
             R"(,"note":"no \"results\" here")", R"(,"epoch":"e1","synced":{"conversations":1},"errors":[])"})
        QTest::addRow("without results%s", bare) << QByteArray(bare);
    QTest::newRow("without an epoch") << ",\"results\":[" + good + ']';
    QTest::newRow("an epoch that is none") << ",\"epoch\":7,\"results\":[" + good + ']';
    QTest::newRow("a revision above the position")
        << R"(,"epoch":"e1","position":4,"proof":"p","results":[)" + good + ']';
    QTest::newRow("a proof that is none") << ",\"epoch\":\"e1\",\"proof\":[],\"results\":[" + good + ']';
    QTest::newRow("a revision that is none")
        << ",\"epoch\":\"e1\",\"results\":[" + QByteArray(good).replace("5}", "\"5\"}") + ']';
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("none") << QByteArray("[]");
    QTest::newRow("no list") << QByteArray("7");
    QTest::newRow("no result") << QByteArray("[{}]");
    QTest::newRow("no status") << '[' + QByteArray(good).replace("applied", "perhaps") + ']';
    QTest::newRow("of nothing we sent") << '[' + result("zz", 77) + ']';
    QTest::newRow("of another number") << '[' + result("c1", 2) + ']';
    QTest::newRow("of another item") << '[' + result("c2", 1) + ']';
    QTest::newRow("twice") << '[' + good + ',' + good + ']';
    QTest::newRow("one too many") << '[' + good + ',' + result("zz", 77) + ']';
    QTest::newRow("hundreds") << '[' + (good + ',').repeated(300) + good + ']';
}

void TstSyncEngine::anImpossibleAnswerIsTheServersFault()
{
    QFETCH(QByteArray, results);
    QVERIFY(m_f->conversation("c1"));
    const bool isRest = results.isEmpty() || results.startsWith(',');
    m_transport->answer = [&](const SyncRequest &r) {
        const QByteArray body = R"({"success":true,"serverTimestamp":1)"
            + (isRest ? results : R"(,"epoch":"e1","results":)" + results) + '}';
        return r.kind == SyncRequest::Kind::Push ? ok(body.toStdString()) : healthy(r);
    };
    const RunOutcome outcome = run();
    QCOMPARE(outcome.end, RunOutcome::End::Busy);
    QCOMPARE(outcome.error, ErrorCode::ServerWrong);
    QCOMPARE(m_transport->count(SyncRequest::Kind::Push), 1);
    QCOMPARE(m_f->queued(), 1);
    QCOMPARE(tries("c1"), 0);
    m_transport->answer = [&](const SyncRequest &r) { return healthy(r); };
    QCOMPARE(run().sent, 1);
}

void TstSyncEngine::anImpossiblePageIsTheServersFault()
{
    QFETCH(QByteArray, page);
    QVERIFY(m_f->conversation("mine"));
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Pull ? ok(page.toStdString()) : healthy(r);
    };
    RunOutcome outcome = run();
    QCOMPARE(outcome.end, RunOutcome::End::Busy);
    QCOMPARE(outcome.error, ErrorCode::ServerWrong);
    QCOMPARE(m_transport->count(SyncRequest::Kind::Push), 0);
    QCOMPARE(m_f->team(m_f->web).cursor, std::string());
    QCOMPARE(m_f->store->database().integer("SELECT COUNT(*) FROM conversations"), 1);
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Pull ? ok(kGoodPage) : healthy(r);
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    QVERIFY(m_f->store->backend().read(EntityType::Conversation, "c9")->has_value());
}

// Each is the good page with one fault.
void TstSyncEngine::anImpossiblePageIsTheServersFault_data()
{
    QTest::addColumn<QByteArray>("page");
    const QByteArray good(kGoodPage);
    const auto with = [&good](const char *name, const char *from, const QByteArray &to) {
        QByteArray page = good;
        if (!page.contains(from))
            qFatal("nothing to replace: %s", from);
        QTest::newRow(name) << page.replace(from, to);
    };
    const char *id = R"("id":"c9",)";
    with("no id", id, "");
    with("an empty id", id, R"("id":"",)");
    with("a number as id", id, R"("id":9,)");
    with("null as id", id, R"("id":null,)");
    with("an object as id", id, R"("id":{"id":"c9"},)");
    with("an id too long", id, R"("id":")" + QByteArray(65, 'c') + R"(",)");
    with("an id with odd characters", id, R"("id":"c 9/",)");
    with("a row that is none", R"("messages":[])", R"("messages":[7])");
    for (const char *array : {"conversations", "messages", "toolCalls", "auditLogs", "deleted", "conflicts"})
        for (const char *odd : {"null", "{}", "7", "\"\""}) {
            const QByteArray name = '"' + QByteArray(array) + "\":";
            QByteArray page = good;
            page.replace(name + '[', "\"x" + QByteArray(array) + "\":[");
            page.insert(1, name + odd + ',');
            QTest::addRow("%s is %s", array, odd) << page;
        }
    for (const char *array : {"conversations", "messages", "toolCalls", "auditLogs"})
        with(array, array, "x" + QByteArray(array));
    with("a deletion of no kind", R"("deleted":[])", R"("deleted":[{"type":"dream","id":"x","rev":3}])");
    with("a deletion without id", R"("deleted":[])", R"("deleted":[{"type":"message","rev":3}])");
    with("a deletion for an odd reason", R"("deleted":[])",
        R"("deleted":[{"type":"conversation","id":"mine","rev":3,"reason":null}])");
    with("a conflict without id", R"("conflicts":[])", R"("conflicts":[{"type":"message","entityId":"m"}])");
    with("no cursor", R"("cursor":"k",)", "");
    with("an empty cursor", R"("cursor":"k",)", R"("cursor":"",)");
    with("a cursor that is none", R"("cursor":"k",)", R"("cursor":5,)");
    with("a cursor too long", R"("cursor":"k",)", R"("cursor":")" + QByteArray(513, 'k') + R"(",)");
    with("no epoch", R"(,"epoch":"e1")", "");
    with("an epoch that is none", R"("epoch":"e1")", R"("epoch":null)");
    with("a position that is none", R"("epoch":"e1")", R"("epoch":"e1","position":"9")");
    with("hasMore that is none", R"("hasMore":false)", R"("hasMore":"no")");
    with("no hasMore", R"("hasMore":false,)", "");
    with("no deletions", R"("deleted":[],)", "");
    with("no conflicts", R"("conflicts":[],)", "");
    with("a deletion without a reason", R"("deleted":[])",
        R"("deleted":[{"type":"conversation","id":"mine","rev":3}])");
    with("a row above the position", R"("epoch":"e1")", R"("epoch":"e1","position":8)");
    with("a deletion above the position", R"("deleted":[],)",
        R"("position":9,"deleted":[{"type":"conversation","id":"mine","rev":9007199254740991,"reason":"deleted"}],)");
}

// Once a server has shown protocol 2, no answer of it is one of the original contract.
void TstSyncEngine::aServerThatKnewMoreIsNotOfTheOriginalContract_data()
{
    QTest::addColumn<QByteArray>("health");
    QTest::newRow("no protocol") << QByteArray(R"({"status":"ok"})");
    QTest::newRow("not there") << QByteArray();
    QTest::newRow("another type") << QByteArray(R"({"status":"ok","protocol":"2"})");
}

void TstSyncEngine::aServerThatKnewMoreIsNotOfTheOriginalContract()
{
    QFETCH(QByteArray, health);
    run();
    QVERIFY(m_f->conversation("c1"));
    for (const char *epoch : {"e1", ""}) { // also while the history is unknown
        QVERIFY(m_f->store->database().run("UPDATE teams SET epoch = ?", epoch));
        m_engine = std::make_unique<SyncEngine>(*m_f->store, *m_transport, m_f->clock, m_f->random);
        m_transport->answer = [&](const SyncRequest &r) {
            if (r.kind == SyncRequest::Kind::Health)
                return health.isEmpty() ? SyncReply {404, ErrorCode::Unknown, {}, {}}
                                        : ok(health.toStdString());
            if (r.kind == SyncRequest::Kind::Pull)
                return healthy(r);
            return ok(
                R"({"success":true,"synced":{"conversations":1},"errors":[],"epoch":"e1","serverTimestamp":1})");
        };
        QVERIFY(run().end != RunOutcome::End::Done);
        QCOMPARE(m_f->queued(), 1);
        QCOMPARE(tries("c1"), 0);
    }
}

void TstSyncEngine::anAnswerThatDoesNotSayWhatIsThereChangesNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<bool>("isNamed");
    for (const auto &[name, status, code] : {std::tuple("conflict", wire::Status::Conflict, "lww"),
             std::tuple("merged", wire::Status::Merged, ""),
             std::tuple("duplicate", wire::Status::Duplicate, ""),
             std::tuple("gone", wire::Status::Conflict, "gone")}) {
        const auto row = [&](const char *what, const QByteArray &item) {
            QTest::addRow("%s, %s", name, what) << int(status) << QString::fromLatin1(code) << item << true;
        };
        row("no item", "");
        row("a number", "7");
        row("an empty object", "{}");
        row("another row", R"({"id":"c2","title":"x","_sync":{"rev":9}})");
        row("a row that is none", R"({"id":"c1","title":7,"_sync":{"rev":9}})");
    }
    QTest::newRow("a new row, gone") << int(wire::Status::Conflict) << QStringLiteral("gone")
                                     << QByteArray("null") << false;
    QTest::newRow("no field lost") << int(wire::Status::Conflict) << QStringLiteral("lww")
                                   << QByteArray(R"({"id":"c1","title":"x","_sync":{"rev":9}})") << false;
}

void TstSyncEngine::anAnswerThatDoesNotSayWhatIsThereChangesNothing()
{
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(QByteArray, item);
    QFETCH(bool, isNamed);
    QVERIFY(m_f->conversation("c1", "mine"));
    QVERIFY(m_f->conversation("c2", "another"));
    m_shape = [&](wire::ItemResult &r) {
        if (r.id != "c1")
            return;
        r.status = static_cast<wire::Status>(status);
        r.code = code.toStdString();
        if (!item.isEmpty())
            r.item = item.toStdString();
        if (isNamed)
            r.lost = {"title"};
    };
    QCOMPARE(run().end, RunOutcome::End::Done); // everything else goes on
    const auto title = [this](const char *id) {
        const auto row = *m_f->store->backend().read(EntityType::Conversation, id);
        return row ? row->fields.text("title").value_or("") : "absent";
    };
    QCOMPARE(title("c1"), std::string("mine"));
    QCOMPARE(title("c2"), std::string("another"));
    QCOMPARE(m_f->queued(), 1);
    QCOMPARE(m_f->queueText("error_code", "c1"), std::string("server_wrong"));
    QCOMPARE(m_f->store->database().integer("SELECT COUNT(*) FROM conflicts"), 0);
    m_shape = nullptr;
    QVERIFY(m_f->store->outboxDecisions().retry());
    QCOMPARE(run().sent, 1);
}

void TstSyncEngine::whatWasPutAsideIsAskedForAgain_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::newRow("no revision") << QByteArray(R"({"id":"c9","title":"x","_sync":{}})");
    QTest::newRow("nothing for syncing") << QByteArray(R"({"id":"c9","title":"x"})");
    QTest::newRow("a wrong type") << QByteArray(R"({"id":"c9","title":7,"_sync":{"rev":9}})");
    QTest::newRow("whose it is is not clear")
        << QByteArray(R"({"id":"c9","title":"x","_sync":{"rev":9,"own":"no"}})");
}

void TstSyncEngine::whatWasPutAsideIsAskedForAgain()
{
    QFETCH(QByteArray, row);
    constexpr Millis hour = 3'600'000;
    const std::string bad
        = QByteArray(kGoodPage).replace(R"({"id":"c9","title":"x","_sync":{"rev":9}})", row).toStdString();
    std::string page = bad;
    int asked = 0;
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Pull)
            return healthy(r);
        if (r.since == "k")
            return ok(QByteArray(kEmptyPage).toStdString());
        ++asked;
        return ok(page);
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(*m_f->store->replica().quarantined(), 1);
    run();
    QCOMPARE(asked, 1);
    // A server that never gives it properly is asked seldom.
    for (int i = 0; i < 30 * 24; ++i) {
        m_f->clock.advance(hour);
        run();
    }
    QVERIFY2(asked > 8 && asked < 16, qPrintable(QString::number(asked)));
    QCOMPARE(*m_f->store->replica().quarantined(), 1);
    page = kGoodPage;
    QCOMPARE(*m_f->store->replica().hurryRecall(), 1);
    run();
    QCOMPARE(*m_f->store->replica().quarantined(), 0);
    QVERIFY(m_f->store->backend().read(EntityType::Conversation, "c9")->has_value());
    const int before = asked;
    m_f->clock.advance(400 * hour);
    run();
    QCOMPARE(asked, before);
}

// It was put aside under an id that no honest server has.
void TstSyncEngine::whatACompletePullDoesNotBringIsNotAside()
{
    std::string page = QByteArray(kGoodPage).replace(R"("title":"x")", R"("title":7)").toStdString();
    m_transport->answer
        = [&](const SyncRequest &r) { return r.kind == SyncRequest::Kind::Pull ? ok(page) : healthy(r); };
    run();
    QCOMPARE(*m_f->store->replica().quarantined(), 1);
    page = kEmptyPage;
    run();
    QCOMPARE(*m_f->store->replica().quarantined(), 1);
    m_f->clock.advance(3'700'000);
    run();
    QCOMPARE(*m_f->store->replica().quarantined(), 0);
}

// What came after the position comes again from there; the rest only from the beginning.
void TstSyncEngine::onlyWhatCameSinceIsAskedForAgain()
{
    run();
    std::string page = QByteArray(kGoodPage).replace(R"("title":"x")", R"("title":7)").toStdString();
    m_transport->answer
        = [&](const SyncRequest &r) { return r.kind == SyncRequest::Kind::Pull ? ok(page) : healthy(r); };
    run();
    page = kEmptyPage;
    run();
    QCOMPARE(m_f->team(m_f->web).cursor, std::string("k"));
    m_f->clock.advance(3'700'000);
    m_transport->requests.clear();
    run();
    const auto pull = std::ranges::find(m_transport->requests, SyncRequest::Kind::Pull, &SyncRequest::kind);
    QCOMPARE(pull->since, std::string("cursor"));
    QVERIFY(!pull->withoutEcho);
}

// It answers, so the state is not "Offline".
void TstSyncEngine::aServerThatSaysTheSameForeverIsThere_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("stale") << QByteArray();
    for (const char *code : {"device_rollback", "epoch_changed", "cursor_unknown"})
        QTest::newRow(code) << QByteArray(code);
}

void TstSyncEngine::aServerThatSaysTheSameForeverIsThere()
{
    QFETCH(QByteArray, code);
    QVERIFY(m_f->conversation("c1"));
    m_shape = [](wire::ItemResult &r) { r.status = wire::Status::Stale; };
    m_transport->answer = [&](const SyncRequest &r) {
        const int status = code == "device_rollback" ? 409 : 410;
        return code.isEmpty() || r.kind == SyncRequest::Kind::Health
            ? healthy(r)
            : SyncReply {status, ErrorCode::Unknown, wire::encodeError(code.toStdString(), ""), {}};
    };
    QCOMPARE(run().end, RunOutcome::End::Busy);
    QCOMPARE(m_f->queued(), 1);
}

void TstSyncEngine::missingResultsAreSentAgain()
{
    for (const char *id : {"c1", "c2"})
        QVERIFY(m_f->conversation(id));
    bool first = true;
    m_transport->answer = [&](const SyncRequest &r) {
        SyncReply reply = healthy(r);
        if (r.kind != SyncRequest::Kind::Push || !std::exchange(first, false))
            return reply;
        auto answer = *wire::decodeBatchAnswer(reply.body);
        answer.results.pop_back();
        return ok(wire::encode(answer));
    };
    QCOMPARE(run().sent, 2);
    QCOMPARE(m_batches.size(), std::size_t(2));
    QCOMPARE(m_batches[1].items.at(0).opSeq, m_batches[0].items.at(1).opSeq); // same change, same number
}

void TstSyncEngine::rollbackGivesTheDeviceANewName()
{
    QVERIFY(m_f->conversation("c1"));
    const std::string before = m_f->store->settings().text("device_id");
    m_transport->answer = [&](const SyncRequest &r) {
        return r.deviceId == before && r.kind != SyncRequest::Kind::Health
            ? SyncReply {409, ErrorCode::Unknown, wire::encodeError("device_rollback", ""), {}}
            : healthy(r);
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    QVERIFY(m_f->store->settings().text("device_id") != before);
    QVERIFY(m_f->store->settings().wasDevice(before));
    QCOMPARE(m_batches.at(0).items.at(0).opSeq, 1);
    QCOMPARE(m_f->queued(), 0);
}

void TstSyncEngine::changedEpochOffersEverythingAgain()
{
    QVERIFY(m_f->conversation("c1"));
    QVERIFY(m_f->conversation("gone"));
    QVERIFY(m_f->store->backend().remove(EntityType::Conversation, "gone"));
    QVERIFY(!run().startedOver);
    QCOMPARE(m_f->queued(), 0);
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Pull && !r.since.empty() && r.since == "cursor")
            return SyncReply {410, ErrorCode::Unknown, wire::encodeError("epoch_changed", ""), {}};
        if (r.kind == SyncRequest::Kind::Pull) {
            wire::PageWriter writer;
            writer.addRow(EntityType::Conversation, R"({"id":"gone","title":"the backup still has it"})", 3);
            return ok(writer.finish("cursor2", wire::Rest::None, m_f->clock.now(), "e2"));
        }
        SyncReply reply = healthy(r);
        if (r.kind == SyncRequest::Kind::Push) {
            auto answer = *wire::decodeBatchAnswer(reply.body);
            answer.epoch = "e2";
            return ok(wire::encode(answer));
        }
        return reply;
    };
    const RunOutcome outcome = run();
    QCOMPARE(outcome.end, RunOutcome::End::Done);
    QVERIFY(outcome.startedOver);
    const auto &offered = m_batches.back().items;
    QCOMPARE(offered.at(0).record.id, std::string("c1"));
    QCOMPARE(offered.at(0).baseRev, 0);
    QCOMPARE(offered.at(1).record.id, std::string("gone"));
    QCOMPARE(offered.at(1).action, wire::Action::Delete);
    QCOMPARE(m_f->team(m_f->web).epoch, std::string("e2"));
    QVERIFY(!*m_f->store->backend().read(EntityType::Conversation, "gone"));
}

// A page of the beginning proves less than the push before it: the greater proof stays, across a restart,
// too.
void TstSyncEngine::theGreatestProofGoesWithEveryRequest()
{
    m_rev = 4; // no revision is above a position
    QVERIFY(m_f->conversation("c1"));
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Pull) {
            const int done = m_transport->count(SyncRequest::Kind::Pull);
            const char *cursor = done == 1 ? "proof-3" : done == 2 ? "proof-5" : "proof-8b";
            return ok(wire::PageWriter().finish(cursor, wire::restIf(done == 2), m_f->clock.now(), "e1",
                done == 1       ? 3
                    : done == 2 ? 5
                                : 8));
        }
        SyncReply reply = healthy(r);
        if (r.kind == SyncRequest::Kind::Push) {
            auto answer = *wire::decodeBatchAnswer(reply.body);
            answer.position = 8;
            answer.proof = "proof-8";
            return ok(wire::encode(answer));
        }
        return reply;
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    std::vector<std::string> shown;
    for (const SyncRequest &request : m_transport->requests)
        shown.push_back(request.proof);
    QCOMPARE(shown, // health, check, push, pull, pull
        (std::vector<std::string> {"", "", "proof-3", "proof-8", "proof-8"}));
    QCOMPARE(m_f->team(m_f->web).proof, std::string("proof-8b"));
    QCOMPARE(m_f->team(m_f->web).cursor, std::string("proof-8b"));
    QCOMPARE(m_engine->caughtUp().pulls.at(0).proof, std::string("proof-8b"));
}

void TstSyncEngine::anAnswerBelowTheProofMovesNothing()
{
    QVERIFY(m_f->conversation("c1"));
    QVERIFY(m_f->store->teams().noteProof(m_f->web, "proof-8", 8));
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Proof)
            return ok(R"({"holds":false})");
        SyncReply reply = healthy(r);
        if (r.kind != SyncRequest::Kind::Push)
            return reply;
        auto answer = *wire::decodeBatchAnswer(reply.body);
        answer.position = 7;
        answer.proof = "proof-7";
        return ok(wire::encode(answer));
    };
    QCOMPARE(run().error, ErrorCode::ServerWrong);
    QCOMPARE(m_f->queued(), 1);
    QCOMPARE(tries("c1"), 0);
    QCOMPARE(m_f->team(m_f->web).proof, std::string("proof-8"));
}

void TstSyncEngine::aPositionThatWasTooHighEndsNothing_data()
{
    QTest::addColumn<bool>("inPage");
    QTest::newRow("in a page") << true;
    QTest::newRow("in an answer") << false;
}

// The server that said so once knows the proof, so its own position is right.
void TstSyncEngine::aPositionThatWasTooHighEndsNothing()
{
    QFETCH(bool, inPage);
    bool isLying = true;
    const auto position
        = [&isLying](bool here) { return isLying && here ? std::int64_t(1) << 52 : std::int64_t(1000); };
    m_transport->answer = [&](const SyncRequest &r) {
        SyncReply reply = healthy(r);
        if (r.kind == SyncRequest::Kind::Pull)
            return ok(wire::PageWriter().finish(
                "cursor", wire::Rest::None, m_f->clock.now(), "e1", position(inPage)));
        if (r.kind != SyncRequest::Kind::Push)
            return reply;
        auto answer = *wire::decodeBatchAnswer(reply.body);
        answer.position = position(!inPage);
        answer.proof = "proof";
        return ok(wire::encode(answer));
    };
    QVERIFY(m_f->conversation("c1"));
    run();
    // After an answer, the pull of the same run shows it.
    QCOMPARE(m_f->team(m_f->web).proofPosition, inPage ? std::int64_t(1) << 52 : std::int64_t(1000));
    isLying = false;
    QVERIFY(m_f->conversation("c2"));
    m_transport->requests.clear();
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_transport->count(SyncRequest::Kind::Proof), inPage ? 1 : 0);
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(m_f->team(m_f->web).proofPosition, 1000);
    QCOMPARE(m_f->team(m_f->web).position, 1000);
    QVERIFY(!m_f->team(m_f->web).fullPull);
    QVERIFY(m_f->conversation("c3"));
    m_transport->requests.clear();
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_transport->count(SyncRequest::Kind::Proof), 0);
}

void TstSyncEngine::aLimitThatGrowsReleasesWhatWasOverIt()
{
    std::size_t limit = 10; // less than any server can mean
    m_transport->answer = [&](const SyncRequest &r) {
        wire::Health health;
        health.maxProtocol = 2;
        health.maxItemBytes = limit;
        return r.kind == SyncRequest::Kind::Health ? ok(wire::encode(health)) : healthy(r);
    };
    QVERIFY(m_f->conversation("c1"));
    QCOMPARE(run().sent, 1);
    limit = wire::kLeastItemBytes;
    QVERIFY(m_f->conversation("c2", std::string(100'000, 'x')));
    m_engine = std::make_unique<SyncEngine>(*m_f->store, *m_transport, m_f->clock, m_f->random);
    QCOMPARE(run().sent, 0);
    QCOMPARE(m_f->queueText("state || error_code", "c2"), std::string("1too_large"));
    m_engine = std::make_unique<SyncEngine>(*m_f->store, *m_transport, m_f->clock, m_f->random);
    QCOMPARE(run().sent, 0); // the limit is the same
    limit = kMaxItemBytes;
    m_engine = std::make_unique<SyncEngine>(*m_f->store, *m_transport, m_f->clock, m_f->random);
    QCOMPARE(run().sent, 1);
}

void TstSyncEngine::anAnswerThatNamesTheProtocolIsNoSignInPage_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("lacks what says what it is") << 200 << QByteArray(R"({"results":[]})");
    QTest::newRow("no content") << 204 << QByteArray();
}

void TstSyncEngine::anAnswerThatNamesTheProtocolIsNoSignInPage()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QVERIFY(m_f->conversation("c1"));
    bool namesProtocol = true;
    SyncRequest::Kind spoilt = SyncRequest::Kind::Push;
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind != spoilt)
            return healthy(r);
        SyncReply reply {status, ErrorCode::Unknown, body.toStdString(), {}};
        reply.namesProtocol = namesProtocol;
        return reply;
    };
    QCOMPARE(run().error, ErrorCode::ServerWrong);
    spoilt = SyncRequest::Kind::Pull;
    QCOMPARE(run().error, ErrorCode::ServerWrong);
    namesProtocol = false;
    QCOMPARE(run().error, ErrorCode::NotOurs);
    QCOMPARE(m_f->queued(), 0); // the second run's push was sound
}

// A server that was restored begins a new history of each of its teams.
void TstSyncEngine::goneWithoutAWordIsNoNewHistory()
{
    QVERIFY(m_f->conversation("c1"));
    run();
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Pull ? SyncReply {410, ErrorCode::Unknown, {}, {}} : healthy(r);
    };
    const RunOutcome outcome = run();
    QCOMPARE(outcome.end, RunOutcome::End::Busy);
    QVERIFY(!outcome.startedOver);
    QCOMPARE(m_f->team(m_f->web).cursor, std::string("cursor"));
    QCOMPARE(m_f->queued(), 0);
}

void TstSyncEngine::aNewHistoryOfManyTeamsIsOneRun()
{
    std::vector<Team> teams;
    for (int number = 1; number <= 6; ++number) {
        teams.push_back(m_f->team(m_f->web));
        teams.back().teamId = "team-" + std::to_string(number);
        teams.back().slug = "team" + std::to_string(number);
        teams.back().isDefault = number == 1;
    }
    QVERIFY(m_f->store->teams().signedIn(teams));
    QVERIFY(m_f->store->database().script("UPDATE teams SET cursor = 'old', epoch = 'e0'"));
    QVERIFY(m_f->conversation("c1"));
    int fromBeginning = 0, withEcho = 0;
    m_transport->answer = [&](const SyncRequest &r) {
        fromBeginning += r.kind == SyncRequest::Kind::Pull && r.since.empty();
        withEcho += r.kind == SyncRequest::Kind::Pull && r.since.empty() && !r.withoutEcho;
        return r.kind == SyncRequest::Kind::Pull && r.since == "old"
            ? SyncReply {410, ErrorCode::Unknown, wire::encodeError("epoch_changed", ""), {}}
            : healthy(r);
    };
    const RunOutcome outcome = run();
    QCOMPARE(outcome.end, RunOutcome::End::Done);
    QVERIFY(outcome.startedOver);
    QCOMPARE(outcome.sent, 1);
    QCOMPARE(m_f->store->database().integer("SELECT count(*) FROM teams WHERE active AND epoch <> 'e1'"),
        std::optional<std::int64_t>(0));
    QVERIFY(fromBeginning >= 6);
    QCOMPARE(
        withEcho, fromBeginning); // also what this device wrote itself: the server may not have all of it
    QCOMPARE(run().end, RunOutcome::End::Done);
    QVERIFY(m_transport->requests.back().withoutEcho);
}

void TstSyncEngine::aNewHistoryAndAMembershipThatIsBackAreOneRun()
{
    QVERIFY(m_f->conversation("c1"));
    QVERIFY(m_f->store->database().script("UPDATE teams SET cursor = 'old', epoch = 'e0', revoked = 1"));
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Pull && r.since == "old"
            ? SyncReply {410, ErrorCode::Unknown, wire::encodeError("epoch_changed", ""), {}}
            : healthy(r);
    };
    const RunOutcome outcome = run();
    QCOMPARE(outcome.end, RunOutcome::End::Done);
    QVERIFY(outcome.startedOver);
    QCOMPARE(outcome.sent, 1);
    QVERIFY(!m_f->team(m_f->web).revoked);
}

void TstSyncEngine::anUnknownCursorPullsFromTheBeginningAndOffersNothing()
{
    QVERIFY(m_f->conversation("c1"));
    QCOMPARE(run().end, RunOutcome::End::Done);
    QVERIFY(m_f->store->teams().noteProof(m_f->web, "proof-8", 8));
    const std::size_t sent = m_batches.size();
    m_transport->requests.clear();
    m_transport->answer = [&](const SyncRequest &r) {
        return r.proof.empty()
            ? healthy(r)
            : SyncReply {410, ErrorCode::Unknown, wire::encodeError("cursor_unknown", ""), {}};
    };
    const RunOutcome outcome = run();
    QCOMPARE(outcome.end, RunOutcome::End::Done);
    QVERIFY(!outcome.startedOver);
    QCOMPARE(m_transport->requests.back().since, std::string());
    QCOMPARE(m_batches.size(), sent);
    QCOMPARE(m_f->team(m_f->web).epoch, std::string("e1"));
    QCOMPARE(m_f->team(m_f->web).proof, std::string());
}

void TstSyncEngine::nothingOfItsOwnIsAskedForButAfterADeviceChange()
{
    QCOMPARE(run().end, RunOutcome::End::Done);
    QVERIFY(m_transport->requests.back().withoutEcho);
    QVERIFY(m_engine->caughtUp().pulls.at(0).withoutEcho);
    QVERIFY(m_f->store->settings().rotateDevice(1, m_f->random));
    bool hasMore = true;
    m_transport->requests.clear();
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Pull)
            return healthy(r);
        wire::PageWriter writer;
        const bool more = std::exchange(hasMore, false);
        return ok(writer.finish(more ? "half" : "whole", wire::restIf(more), m_f->clock.now(), "e1"));
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_transport->count(SyncRequest::Kind::Pull), 2);
    for (const SyncRequest &request : m_transport->requests)
        QVERIFY(!request.withoutEcho);
    QCOMPARE(m_transport->requests.at(0).since, std::string());
    QVERIFY(!m_f->team(m_f->web).fullPull);
    QCOMPARE(run().end, RunOutcome::End::Done);
    QVERIFY(m_transport->requests.back().withoutEcho);
}

// The batch arrived, its answer was lost, and later sends were refused: nothing of it comes back
// automatically.
void TstSyncEngine::aRefusedItemThatHadArrivedIsSettled()
{
    m_rev = 2; // no revision is above a position
    QVERIFY(m_f->conversation("c1"));
    const auto row = EntityTable::of(EntityType::Conversation).byId(m_f->store->database(), "c1");
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Push && r.body.find("\"c1\"") != std::string::npos)
            return SyncReply {413, ErrorCode::Unknown, {}, {}};
        return healthy(r);
    };
    QCOMPARE(run().refused, 1);
    QCOMPARE(m_transport->requests.back().items, std::vector<std::string> {"conversation:c1"});
    QCOMPARE(m_f->queueText("state", "c1"), std::string("1"));
    QVERIFY(m_f->message("m1", "c1"));
    bool isThere = false;
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Pull)
            return healthy(r);
        wire::PageWriter writer;
        const bool brings = isThere && !r.items.empty();
        if (brings)
            writer.addRow(EntityType::Conversation, (*row)->record.toJson(), 42);
        const char *cursor = brings ? "half" : "cursor";
        return ok(writer.finish(cursor, wire::restIf(brings), m_f->clock.now(), "e1", 7));
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_f->queued(), 2); // the message waits for its conversation
    isThere = true;
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_f->queued(), 0);                // the message went in the same run
    QCOMPARE(m_f->team(m_f->web).position, 7); // the row's revision is not how far this device has come
    m_transport->requests.clear();
    QCOMPARE(run().end, RunOutcome::End::Done);
    QVERIFY(m_transport->requests.back().items.empty());
}

void TstSyncEngine::refusedItemsAreAskedForAFewAtATime()
{
    for (int i = 0; i < 30; ++i)
        QVERIFY(m_f->conversation("c" + std::to_string(i)));
    m_shape = [](wire::ItemResult &result) { result.status = wire::Status::Rejected; };
    QCOMPARE(run().refused, 30);
    std::set<std::string> asked;
    for (int i = 0; i < 2; ++i) {
        QVERIFY(m_transport->requests.back().items.size() <= tuning::kAskedItems);
        asked.insert(m_transport->requests.back().items.begin(), m_transport->requests.back().items.end());
        QVERIFY(m_engine->caughtUp().pulls.at(0).items.empty());
        QCOMPARE(run().end, RunOutcome::End::Done);
    }
    QCOMPARE(asked.size(), std::size_t(30));
}

// Another program may write any id.
void TstSyncEngine::whatNoServerCanHaveIsNotAskedFor()
{
    QVERIFY(m_f->conversation("c1"));
    for (const char *id : {"bad id!", "", "a,b", "x&y=z"})
        QVERIFY(m_f->store->database().run("INSERT INTO messages(id, conversation_id, role, content, "
                                           "timestamp) VALUES(?, 'c1', 'user', 'x', ?)",
            std::string(id), m_f->clock.now()));
    m_shape = [](wire::ItemResult &result) { result.status = wire::Status::Rejected; };
    QCOMPARE(run().refused, 1);
    QCOMPARE(*m_f->store->outboxSummary().unsendable(), 4);
    (void)m_engine->caughtUp();
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_transport->requests.back().items, (std::vector<std::string> {"conversation:c1"}));
}

void TstSyncEngine::anEmptyPageMovesThePositionAndSavesItSeldom()
{
    QCOMPARE(run().end, RunOutcome::End::Done);
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Pull)
            return healthy(r);
        wire::PageWriter writer;
        return ok(writer.finish("later", wire::Rest::None, m_f->clock.now(), "e1", 7));
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_engine->caughtUp().pulls.at(0).since, std::string("later"));
    QCOMPARE(m_f->team(m_f->web).cursor, std::string("cursor"));
    m_f->clock.advance(tuning::kPositionSave);
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_f->team(m_f->web).cursor, std::string("later"));
    QCOMPARE(m_f->team(m_f->web).position, 7);
}

void TstSyncEngine::anotherProtocolLosesNothing_data()
{
    QTest::addColumn<QString>("health");
    QTest::newRow("the server says so in /health") << R"({"status":"ok","protocol":{"min":3,"max":4}})";
    QTest::newRow("the server says so to the request") << R"({"status":"ok","protocol":{"min":1,"max":4}})";
}

void TstSyncEngine::anotherProtocolLosesNothing()
{
    QFETCH(QString, health);
    QVERIFY(m_f->conversation("c1"));
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Health
            ? ok(health.toStdString())
            : SyncReply {426, ErrorCode::Unknown, wire::encodeError("upgrade_required", ""), {}};
    };
    for (int i = 0; i < 4; ++i) {
        const RunOutcome outcome = run();
        QCOMPARE(outcome.end, RunOutcome::End::Busy);
        QCOMPARE(outcome.error, ErrorCode::UpgradeRequired);
    }
    QCOMPARE(m_f->queued(), 1);
    QCOMPARE(tries("c1"), 0);
    QVERIFY(errorSentence(ErrorCode::UpgradeRequired).contains(QStringLiteral("update")));
}

void TstSyncEngine::revokedTeamStopsAndKeepsItsChanges()
{
    QVERIFY(m_f->conversation("c1"));
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Health
            ? healthy(r)
            : SyncReply {403, ErrorCode::Unknown, wire::encodeError("team_access_revoked", ""), {}};
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    QVERIFY(m_f->team(m_f->web).revoked);
    QCOMPARE(m_f->queued(), 1);
    const std::size_t before = m_transport->requests.size();
    run();
    QCOMPARE(m_transport->requests.size(), before);
}

void TstSyncEngine::membershipThatComesBackResumes_data()
{
    QTest::addColumn<SyncReply>("refusal");
    QTest::newRow("removed from the team")
        << SyncReply {403, ErrorCode::Unknown, wire::encodeError("team_access_revoked", ""), {}};
    QTest::newRow("removed from the organisation") << SyncReply {0, ErrorCode::Forbidden, {}, {}};
}

void TstSyncEngine::membershipThatComesBackResumes()
{
    QFETCH(SyncReply, refusal);
    // The only team: nothing else triggers a request.
    QVERIFY(m_f->store->database().run("DELETE FROM teams WHERE pk = ?", m_f->ops));
    QVERIFY(m_f->conversation("c1"));
    bool member = false;
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Health || member ? healthy(r) : refusal;
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    const SyncStatus removed = computeStatus(*m_f->store, {});
    QCOMPARE(removed.state, SyncState::Attention);
    QVERIFY(removed.removed());
    QCOMPARE(removed.teamRevoked, 1);
    QCOMPARE(removed.pending, 0);
    QVERIFY(!m_engine->hasToAskAfterRemoval());

    m_f->clock.advance(tuning::kAskAfterRemoval);
    QVERIFY(m_engine->hasToAskAfterRemoval());
    run(); // still not
    QVERIFY(m_f->team(m_f->web).revoked && !m_engine->hasToAskAfterRemoval());
    QCOMPARE(m_f->queued(), 1);

    member = true;
    run();
    QVERIFY(m_f->team(m_f->web).revoked); // it is not asked about all the time
    m_engine->askAfterRemoval();
    QCOMPARE(run().end, RunOutcome::End::Done);
    QVERIFY(!m_f->team(m_f->web).revoked);
    QCOMPARE(m_f->queued(), 0);
    QVERIFY(!computeStatus(*m_f->store, {}).removed());
}

// An answer named them once.
void TstSyncEngine::ofManyTeamsFewAreAskedAboutAtOnce()
{
    Team team = m_f->team(m_f->web);
    team.isDefault = false;
    std::vector<Team> many;
    for (int i = 0; i < 50; ++i) {
        team.teamId = team.slug = "t" + std::to_string(i);
        many.push_back(team);
    }
    QVERIFY(m_f->store->teams().signedIn(many));
    QVERIFY(m_f->store->database().run("UPDATE teams SET revoked = 1 WHERE slug LIKE 't%'"));
    const auto refused
        = SyncReply {403, ErrorCode::Unknown, wire::encodeError("team_access_revoked", ""), {}};
    std::set<std::string> asked;
    m_transport->answer = [&](const SyncRequest &r) {
        if (!r.teamId.starts_with('t') || r.teamId.starts_with("team-"))
            return healthy(r);
        asked.insert(r.teamId);
        return refused;
    };
    for (std::size_t runs = 1; runs <= 7; ++runs) {
        m_engine->askAfterRemoval(); // as in a new process
        QCOMPARE(run().end, RunOutcome::End::Done);
        QCOMPARE(asked.size(), std::min<std::size_t>(50, runs * tuning::kRemovedTeamsAsked));
    }
}

void TstSyncEngine::expiredTokenEndsTheRunAndCountsNothing()
{
    QVERIFY(m_f->conversation("c1"));
    m_transport->answer = [&](const SyncRequest &r) {
        return r.kind == SyncRequest::Kind::Health ? healthy(r) : SyncReply {401, ErrorCode::Unknown, {}, {}};
    };
    QCOMPARE(run().end, RunOutcome::End::SignedOut);
    QCOMPARE(tries("c1"), 0);
}

// Two failures of one batch make an item a suspect, but not if nothing could be sent.
void TstSyncEngine::aLockedKeyringBlamesNobody()
{
    QVERIFY(m_f->conversation("c1"));
    for (int i = 0; i < 4; ++i) {
        m_transport->answer = [&](const SyncRequest &r) {
            const bool locked
                = i == 0 ? r.kind != SyncRequest::Kind::Health : r.kind == SyncRequest::Kind::Push;
            return locked ? SyncReply {0, ErrorCode::Keyring, {}, {}} : healthy(r);
        };
        const RunOutcome outcome = run();
        QCOMPARE(outcome.end, RunOutcome::End::KeyringLocked);
        QCOMPARE(outcome.error, ErrorCode::Keyring);
        QCOMPARE(tries("c1"), 0);
    }
    m_transport->answer = [this](const SyncRequest &r) { return healthy(r); };
    QCOMPARE(run().sent, 1);
}

void TstSyncEngine::privacyModeSendsNothingButPulls()
{
    QVERIFY(m_f->conversation("c1"));
    QVERIFY(m_f->store->settings().setPrivacyMode(true, m_f->clock.now()));
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_transport->count(SyncRequest::Kind::Push), 0);
    QVERIFY(m_transport->count(SyncRequest::Kind::Pull) > 0);
    QCOMPARE(computeStatus(*m_f->store, {}).state, SyncState::Private);
}

void TstSyncEngine::aPartOfADownloadIsNoPull()
{
    run();
    QCOMPARE(computeStatus(*m_f->store, {}).state, SyncState::Synced);
    const auto before = computeStatus(*m_f->store, {}).lastPull;
    m_f->clock.advance(1000);
    m_transport->answer = [this](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Pull)
            return healthy(r);
        if (r.since == "part")
            return SyncReply {0, ErrorCode::Offline, {}, {}};
        wire::PageWriter writer;
        writer.addRow(EntityType::Conversation, R"({"id":"c","title":"new"})", 7);
        return ok(writer.finish("part", wire::Rest::Follows, m_f->clock.now(), "e1"));
    };
    QCOMPARE(run().end, RunOutcome::End::Unreachable);
    const SyncStatus status = computeStatus(*m_f->store, {});
    QVERIFY(status.behind);
    QCOMPARE(status.lastPull, before);
    QCOMPARE(status.state, SyncState::Waiting);
    QVERIFY(statusSentence(status, 0).contains(QStringLiteral("not everything")));
    m_transport->answer = [this](const SyncRequest &r) { return healthy(r); }; // the rest: an empty page
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(computeStatus(*m_f->store, {}).state, SyncState::Synced);
}

void TstSyncEngine::ledgerTellsWhatLeft_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<std::size_t>("left");
    QTest::addColumn<bool>("cut");
    QTest::addColumn<int>("expected"); // 1 = the whole batch, 0 = nothing, else bytes
    QTest::newRow("answered") << 500 << std::size_t(0) << false << 1;
    QTest::newRow("never connected") << 0 << std::size_t(0) << false << 0;
    QTest::newRow("half of it") << 0 << std::size_t(17) << false << 17;
    QTest::newRow("cut off") << 0 << std::size_t(17) << true << 17;
}

void TstSyncEngine::ledgerTellsWhatLeft()
{
    QFETCH(int, status);
    QFETCH(std::size_t, left);
    QFETCH(bool, cut);
    QFETCH(int, expected);
    QVERIFY(m_f->conversation("c1"));
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Push)
            return healthy(r);
        if (cut)
            m_engine->cancel();
        return SyncReply {status, ErrorCode::Timeout, {}, {}, left};
    };
    run();
    const SyncLogEntry entry = m_f->store->log().latest(1)->at(0);
    QCOMPARE(entry.direction, std::string("push"));
    const std::size_t whole = m_transport->requests.back().body.size();
    QCOMPARE(entry.bytes, expected == 1 ? whole : static_cast<std::size_t>(expected));
}

void TstSyncEngine::ledgerCountsDeletions()
{
    run();
    m_transport->answer = [this](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Pull)
            return healthy(r);
        wire::PageWriter writer;
        writer.addDeletion({EntityType::Message, "m1", 7, "deleted"});
        return ok(writer.finish("later", wire::Rest::None, m_f->clock.now(), "e1"));
    };
    run();
    QCOMPARE(m_f->store->log().latest(1)->at(0).counts[1], 1);
}

// About what was sent, and nothing that stayed here.
void TstSyncEngine::ledgerKnowsTheConversations()
{
    QVERIFY(
        m_f->store->privacyRules().set({PrivacyRule::Kind::Conversation, "secret", PrivacyLevel::Nothing}));
    for (const char *id : {"c1", "c2", "secret"})
        QVERIFY(m_f->conversation(id));
    for (const char *id : {"m1", "m2"})
        QVERIFY(m_f->message(id, "c2"));
    QVERIFY(m_f->message("m3", "secret"));
    run();
    const SyncLogEntry sent = m_f->store->log().latest(1)->at(0);
    QCOMPARE(sent.direction, std::string("push"));
    QCOMPARE(sent.touched, (Touched {{{"c2", {1, 2, 0, 0}}, {"c1", {1, 0, 0, 0}}}, 0}));

    m_transport->answer = [this](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Pull)
            return healthy(r);
        wire::PageWriter writer;
        writer.addRow(EntityType::Message,
            record(EntityType::Message, "m9",
                {{"conversation_id", "\"c1\""}, {"role", "\"user\""}, {"content", "\"x\""}})
                .toJson(),
            7);
        writer.addDeletion({EntityType::Conversation, "c2", 8, "deleted"});
        writer.addDeletion({EntityType::Message, "m8", 9, "deleted"}); // of an unknown conversation
        return ok(writer.finish("later", wire::Rest::None, m_f->clock.now(), "e1"));
    };
    run();
    const SyncLogEntry received = m_f->store->log().latest(1)->at(0);
    QCOMPARE(received.direction, std::string("pull"));
    QCOMPARE(received.touched, (Touched {{{"c1", {0, 1, 0, 0}}, {"c2", {1, 0, 0, 0}}}, 0, {1, 1, 0, 0}}));
}

void TstSyncEngine::ledgerTellsADeletionFromASending()
{
    for (const char *id : {"c1", "c2"})
        QVERIFY(m_f->conversation(id));
    run();
    QVERIFY(!m_f->store->log().latest(1)->at(0).touched.hasDeletions());
    QVERIFY(m_f->store->backend().remove(EntityType::Conversation, "c1"));
    run();
    const SyncLogEntry deletion = m_f->store->log().latest(1)->at(0);
    QCOMPARE(deletion.touched.deleted, (std::array {1, 0, 0, 0}));
    QCOMPARE(deletion.counts, deletion.touched.deleted);
    QCOMPARE(Touched::fromJson(deletion.touched.toJson()), deletion.touched);

    m_transport->answer = [this](const SyncRequest &r) {
        if (r.kind != SyncRequest::Kind::Pull)
            return healthy(r);
        wire::PageWriter writer;
        writer.addDeletion({EntityType::Message, "m1", 7, "scope"});
        return ok(writer.finish("later", wire::Rest::None, m_f->clock.now(), "e1"));
    };
    run();
    QVERIFY(!m_f->store->log().latest(1)->at(0).touched.hasDeletions()); // it is no longer shared
}

void TstSyncEngine::ledgerCountsWhatStayedSinceTheLineBefore()
{
    const auto kept = [this] { return m_f->store->log().latest(1)->at(0).kept; };
    QVERIFY(m_f->store->log().add({1, m_f->web, "push", {}, 0, "ok", 0, 3, ""})); // older version: the sum
    const auto keep = [this](const std::string &id) {
        QVERIFY(m_f->store->privacyRules().set({PrivacyRule::Kind::Conversation, id, PrivacyLevel::Nothing}));
        QVERIFY(m_f->conversation(id));
    };
    for (const char *id : {"k1", "k2", "k3", "k4"})
        keep(id);
    QVERIFY(m_f->conversation("c1"));
    run();
    QCOMPARE(kept(), 1);
    QVERIFY(m_f->conversation("c2"));
    run();
    QCOMPARE(kept(), 0);
    keep("k5");
    keep("k6");
    QVERIFY(m_f->conversation("c3"));
    run();
    QCOMPARE(kept(), 2);
}

void TstSyncEngine::ledgerNamesAFewConversations()
{
    for (int i = 0; i < 8; ++i)
        QVERIFY(m_f->conversation("c" + std::to_string(i)));
    QVERIFY(m_f->message("m1", "c7"));
    run();
    const Touched touched = m_f->store->log().latest(1)->at(0).touched;
    QCOMPARE(touched.most.size(), Touched::kNamed);
    QCOMPARE(touched.most.front().id, std::string("c7"));
    QCOMPARE(touched.more, 5);
    for (const char *odd : {"", "x", "[]", "{}", R"({"most":1})", R"({"most":[[1],["c"]]})"})
        QVERIFY(Touched::fromJson(odd).empty());
}

void TstSyncEngine::minimalServerGetsBareRows()
{
    QVERIFY(m_f->conversation("c1"));
    QVERIFY(m_f->conversation("gone"));
    QVERIFY(m_f->store->backend().remove(EntityType::Conversation, "gone"));
    std::string since;
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Health)
            return ok(R"({"status":"ok"})");
        if (r.kind == SyncRequest::Kind::Push)
            return ok(
                R"({"success":true,"synced":{"conversations":1},"errors":[],"serverTimestamp":5000000})");
        since = r.since;
        return ok(
            R"({"conversations":[{"id":"c9","title":"from there"}],"messages":[],"toolCalls":[],"auditLogs":[],"serverTimestamp":5000000})");
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    for (const SyncRequest &request : m_transport->requests)
        QVERIFY(request.body.find("_sync") == std::string::npos
            && request.body.find("gone") == std::string::npos);
    QCOMPARE(m_f->queued(), 1); // the delete waits
    QVERIFY(*m_f->store->backend().read(EntityType::Conversation, "c9"));
    run();
    QCOMPARE(since, std::to_string(5000000 - tuning::kOverlap));
    QCOMPARE(m_f->queued(), 1); // the same row again is not a change
}

void TstSyncEngine::minimalServersNamedErrorsCostATry()
{
    for (const char *id : {"c1", "c2"})
        QVERIFY(m_f->conversation(id));
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Health)
            return ok(R"({"status":"ok"})");
        if (r.kind == SyncRequest::Kind::Push)
            return ok(
                R"({"success":false,"synced":{"conversations":1},"errors":[{"type":"conversation","id":"c2","error":"no"}],"serverTimestamp":5000000})");
        return ok(kOriginalPage);
    };
    run();
    QCOMPARE(m_f->queued(), 1);
    QCOMPARE(tries("c2"), 1);
}

void TstSyncEngine::minimalServersCountsAreHeeded_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("tries"); ///< 0: nothing of the answer counts
    const auto row = [](const char *name, const char *answer, int tries) {
        QTest::newRow(name) << QByteArray(answer) << tries;
    };
    row("no counts", R"("success":true,"errors":[])", 0);
    row("counts that are none", R"("success":true,"synced":2,"errors":[])", 0);
    row("more than was sent", R"("success":true,"synced":{"conversations":3},"errors":[])", 0);
    row("no success", R"("success":false,"synced":{"conversations":2},"errors":[])", 0);
    row("no success of something else",
        R"("success":false,"synced":{"conversations":2},"errors":[{"id":"zz","error":"no"}])", 0);
    row("fewer than were sent", R"("success":true,"synced":{"conversations":1},"errors":[])", 1);
    row("none", R"("success":true,"synced":{},"errors":[])", 1);
}

void TstSyncEngine::minimalServersCountsAreHeeded()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, tries);
    for (const char *id : {"c1", "c2"})
        QVERIFY(m_f->conversation(id));
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Health)
            return ok(R"({"status":"ok"})");
        return ok(r.kind == SyncRequest::Kind::Push ? '{' + answer.toStdString() + R"(,"serverTimestamp":5})"
                                                    : kOriginalPage);
    };
    const RunOutcome outcome = run();
    QCOMPARE(outcome.sent, 0);
    QCOMPARE(outcome.end, tries == 0 ? RunOutcome::End::Busy : RunOutcome::End::Done);
    QCOMPARE(m_f->queued(), 2);
    for (const char *id : {"c1", "c2"})
        QCOMPARE(this->tries(id), tries);
}

// It does not count a second time what arrived when the answer was lost.
void TstSyncEngine::whatAMinimalServerHadAlreadyIsSettled()
{
    QVERIFY(m_f->conversation("c1"));
    std::string row;
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Health)
            return ok(R"({"status":"ok"})");
        if (r.kind == SyncRequest::Kind::Pull)
            return ok(QByteArray(kOriginalPage)
                          .replace(R"("conversations":[])", ("\"conversations\":[" + row + ']').c_str())
                          .toStdString());
        row = wire::decodeBatch(r.body)->items.at(0).record.toJson();
        return ok(R"({"success":true,"synced":{"conversations":0},"errors":[],"serverTimestamp":5000000})");
    };
    QCOMPARE(run().end, RunOutcome::End::Done);
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(m_f->store->database().integer("SELECT COUNT(*) FROM conflicts"), 0);
}

void TstSyncEngine::pulledRowWaitsBesideAnOpenChange()
{
    QVERIFY(m_f->conversation("c1", "one"));
    run();
    QVERIFY(m_f->conversation("c1", "mine, not sent yet"));
    m_transport->answer = [&](const SyncRequest &r) {
        if (r.kind == SyncRequest::Kind::Push)
            return SyncReply {503, ErrorCode::Unknown, {}, {}};
        if (r.kind != SyncRequest::Kind::Pull)
            return healthy(r);
        return ok(emptyPage(m_f->clock.now()));
    };
    wire::Page page;
    page.rows.push_back({record(EntityType::Conversation, "c1", {{"title", "\"theirs\""}}), 500, true, {}});
    page.cursor = "c";
    page.epoch = "e1";
    page.serverTimestamp = m_f->clock.now();
    QVERIFY(m_f->store->replica().applyPage(m_f->team(m_f->web), page, Replica::Source::Revisions));
    QCOMPARE((*m_f->store->backend().read(EntityType::Conversation, "c1"))->fields.text("title"),
        std::string("mine, not sent yet"));
    m_transport->answer = [this](const SyncRequest &r) { return healthy(r); };
    m_shape = [](wire::ItemResult &r) {
        r.status = wire::Status::Merged;
        r.rev = 501;
        r.item = R"({"id":"c1","title":"merged","_sync":{"rev":501}})";
    };
    run();
    QCOMPARE((*m_f->store->backend().read(EntityType::Conversation, "c1"))->fields.text("title"),
        std::string("merged"));
    QCOMPARE(m_f->store->database().integer("SELECT COUNT(*) FROM sync_shadow"), 0);
}

void TstSyncEngine::rowOfAnotherTeamGoesToQuarantine()
{
    QVERIFY(m_f->conversation("c1", "mine"));
    run();
    wire::Page page;
    page.rows.push_back(
        {record(EntityType::Conversation, "c1", {{"title", "\"another team's\""}}), 900, true, {}});
    page.cursor = "c";
    page.serverTimestamp = m_f->clock.now();
    QVERIFY(m_f->store->replica().applyPage(m_f->team(m_f->ops), page, Replica::Source::Revisions));
    QCOMPARE((*m_f->store->backend().read(EntityType::Conversation, "c1"))->fields.text("title"),
        std::string("mine"));
    QCOMPARE(*m_f->store->replica().quarantined(), 1);
    QCOMPARE(computeStatus(*m_f->store, {}).state, SyncState::Attention);
}

QTEST_GUILESS_MAIN(TstSyncEngine)
#include "tst_syncengine.moc"
