// The timer shell: what a person presses, and what it does to the engine under it.
#include "support/storefixture.h"
#include "sync/syncworker.h"

#include <QSignalSpy>
#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

class QuietReachability final : public Reachability {
public:
    State state() const override { return m_state; }
    bool metered() const override { return false; }
    void onChange(std::function<void()> listener) override { m_listener = std::move(listener); }
    void become(State state)
    {
        m_state = state;
        if (m_listener)
            m_listener();
    }

private:
    State m_state = State::Unknown;
    std::function<void()> m_listener;
};

// Keeps each request until the test answers it.
class HeldTransport final : public Transport {
public:
    void send(const SyncRequest &request, Done done) override
    {
        requests.push_back(request);
        m_done = std::move(done);
    }
    void cancel() override
    {
        ++cancels;
        answer({0, ErrorCode::Cancelled, {}, {}});
    }
    void answer(const SyncReply &reply)
    {
        if (const Done done = std::exchange(m_done, nullptr))
            QMetaObject::invokeMethod(
                &m_context, [done, reply] { done(reply); }, Qt::QueuedConnection);
    }
    std::vector<SyncRequest> requests;
    int cancels = 0;

private:
    QObject m_context;
    Done m_done;
};

} // namespace

class TstSyncWorker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void syncNowSendsAtOnceEvenWhilePaused();
    void pauseStopsAndIsRemembered();
    void privacyModeCutsOffWhatIsOnTheWire();
    void networkBackEndsTheBackOff();
    void conflictsAndExpiryAreToldOnce();
    void writeOfAnotherProcessIsPickedUp();

private:
    std::unique_ptr<StoreFixture> m_f;
    std::unique_ptr<HeldTransport> m_transport;
    std::unique_ptr<QuietReachability> m_reachability;
    std::unique_ptr<SyncWorker> m_worker;
};

void TstSyncWorker::init()
{
    m_worker.reset();
    m_f = std::make_unique<StoreFixture>();
    m_f->signIn();
    m_transport = std::make_unique<HeldTransport>();
    m_reachability = std::make_unique<QuietReachability>();
    m_worker
        = std::make_unique<SyncWorker>(*m_f->store, *m_transport, *m_reachability, m_f->clock, m_f->random);
}

void TstSyncWorker::syncNowSendsAtOnceEvenWhilePaused()
{
    m_worker->pauseUntil(RunState::kPausedForGood);
    m_worker->start();
    QVERIFY(m_transport->requests.empty());
    QCOMPARE(m_worker->status().state, SyncState::Paused);
    m_worker->syncNow();
    QCOMPARE(m_transport->requests.size(), std::size_t(1));
}

void TstSyncWorker::pauseStopsAndIsRemembered()
{
    m_worker->syncNow();
    QCOMPARE(m_transport->requests.size(), std::size_t(1));
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->pauseUntil(m_f->clock.now() + 60'000);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(
        loadRunState(m_f->store->settings()).pausedUntil, std::optional<Millis>(m_f->clock.now() + 60'000));
    QCOMPARE(m_worker->status().state, SyncState::Paused);
    m_worker->resume();
    QVERIFY(m_worker->status().state != SyncState::Paused);
}

void TstSyncWorker::privacyModeCutsOffWhatIsOnTheWire()
{
    QVERIFY(m_f->conversation("c1"));
    m_worker->syncNow();
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->setPrivacyMode(true);
    QCOMPARE(m_transport->cancels, 1);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(ended.at(0).at(0).value<RunOutcome>().end, RunOutcome::End::Cancelled);
    QVERIFY(m_f->store->settings().privacyMode());
    m_worker->setPrivacyMode(false);
    QVERIFY(!m_f->store->settings().privacyMode());
}

void TstSyncWorker::networkBackEndsTheBackOff()
{
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->syncNow();
    m_transport->answer({0, ErrorCode::Offline, {}, {}});
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(m_worker->status().state, SyncState::Offline);
    QVERIFY(m_worker->status().nextTry);
    m_reachability->become(Reachability::State::Online);
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(2));
}

void TstSyncWorker::conflictsAndExpiryAreToldOnce()
{
    QSignalSpy expired(m_worker.get(), &SyncWorker::authExpired);
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    for (int i = 1; i <= 2; ++i) {
        m_worker->syncNow();
        m_transport->answer({200, ErrorCode::Unknown, R"({"status":"ok","protocol":{"max":2}})", {}});
        QTRY_COMPARE(m_transport->requests.back().kind, SyncRequest::Kind::Pull);
        m_transport->answer({401, ErrorCode::Unknown, {}, {}});
        QTRY_COMPARE(ended.count(), i);
        m_transport->requests.clear();
        m_transport->requests.push_back({});
    }
    QCOMPARE(expired.count(), 1);
    QCOMPARE(m_worker->status().state, SyncState::Attention);
}

void TstSyncWorker::writeOfAnotherProcessIsPickedUp()
{
    QSignalSpy ended(m_worker.get(), &SyncWorker::runEnded);
    m_worker->start();
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(1));
    m_transport->answer({200, ErrorCode::Unknown, R"({"status":"ok","protocol":{"max":2}})", {}});
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(2));
    const std::string page
        = R"({"conversations":[],"deleted":[],"cursor":"c","serverTimestamp":1,"epoch":"e"})";
    QVERIFY(
        m_f->store->database().script("INSERT INTO conversations(id, title) VALUES ('c1', 'by plain SQL')"));
    m_transport->answer({200, ErrorCode::Unknown, page, {}});
    QTRY_COMPARE(m_transport->requests.size(), std::size_t(3));
    QCOMPARE(m_transport->requests.back().kind, SyncRequest::Kind::Push);
    QVERIFY(m_transport->requests.back().body.find("by plain SQL") != std::string::npos);
}

QTEST_GUILESS_MAIN(TstSyncWorker)
#include "tst_syncworker.moc"
