// The engine and addresses: which one is asked what, and that nothing is sent before it has proved its
// history.
#include "support/storefixture.h"
#include "sync/engine/addresscheck.h"
#include "sync/engine/syncengine.h"
#include "sync/status/syncstatus.h"
#include "sync/tuning.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr const char *kOld = "https://sync.example.org"; // StoreFixture's
constexpr const char *kNew = "https://mimir.example.org";

SyncReply ok(std::string body)
{
    return {200, ErrorCode::Unknown, std::move(body), {}};
}

SyncReply unanswered(ErrorCode why = ErrorCode::Offline)
{
    return {0, why, {}, {}};
}

SyncReply refused(int status, std::string_view code)
{
    return {status, ErrorCode::Unknown, wire::encodeError(std::string(code), ""), {}};
}

/// Servers by address; one that is not set does not answer.
class Servers final : public Transport {
public:
    void send(const SyncRequest &request, Done done) override
    {
        requests.push_back(request);
        m_done = std::move(done);
    }
    void cancel() override { }
    bool pump()
    {
        if (!m_done)
            return false;
        const Done done = std::exchange(m_done, nullptr);
        const SyncRequest request = requests.back();
        const auto server = answer.find(request.server);
        done(server == answer.end() ? unanswered() : server->second(request));
        return true;
    }
    /// "pull https://…", in order.
    std::vector<std::string> trace() const
    {
        std::vector<std::string> out;
        out.reserve(requests.size());
        for (const SyncRequest &one : requests)
            out.push_back((one.kind == SyncRequest::Kind::Push           ? "push "
                                  : one.kind == SyncRequest::Kind::Pull  ? "pull "
                                  : one.kind == SyncRequest::Kind::Proof ? "proof "
                                                                         : "health ")
                + one.server);
        return out;
    }
    std::ptrdiff_t first(const std::string &what) const
    {
        const auto all = trace();
        const auto at = std::ranges::find(all, what);
        return at == all.end() ? -1 : at - all.begin();
    }

    std::map<std::string, std::function<SyncReply(const SyncRequest &)>> answer;
    std::vector<SyncRequest> requests;

private:
    Done m_done;
};

class World : public StoreFixture {
public:
    World() : engine(*store, servers, clock, random)
    {
        signIn();
        servers.answer[kOld] = healthy("e1");
        run();
        servers.requests.clear();
    }

    /// A server of protocol 2 that applies what it is sent and has nothing else.
    std::function<SyncReply(const SyncRequest &)> healthy(const std::string &epoch)
    {
        return [this, epoch](const SyncRequest &request) {
            if (request.kind == SyncRequest::Kind::Health) {
                wire::Health health;
                health.maxProtocol = wire::kProtocol;
                health.serverTimestamp = clock.now();
                return ok(wire::encode(health));
            }
            if (request.kind == SyncRequest::Kind::Pull)
                return ok(wire::PageWriter().finish("cursor", wire::Rest::None, clock.now(), epoch));
            const auto batch = wire::decodeBatch(request.body);
            wire::BatchAnswer answer;
            answer.epoch = epoch;
            answer.serverTimestamp = clock.now();
            answer.hasResults = true;
            for (const wire::Item &item : batch->items) {
                wire::ItemResult result;
                result.type = item.record.type;
                result.id = item.record.id;
                result.opSeq = item.opSeq;
                result.status = wire::Status::Applied;
                result.rev = 50;
                answer.results.push_back(result);
            }
            return ok(wire::encode(answer));
        };
    }
    void moveTo(const std::string &server)
    {
        std::vector<Team> teams = *store->teams().active();
        for (Team &team : teams)
            team.server = server;
        (void)store->succession().noteListed(server, teams);
        (void)store->teams().signedIn(teams);
        (void)store->settings().set("server", server);
    }
    RunOutcome run()
    {
        std::optional<RunOutcome> outcome;
        engine.start([&outcome](const RunOutcome &ended) { outcome = ended; });
        while (servers.pump()) { }
        return outcome.value_or(RunOutcome());
    }

    Servers servers;
    SyncEngine engine;
};

} // namespace

class TstAddressChange : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsSentBeforeTheAddressHasShownItsHistory()
    {
        World w;
        QVERIFY(w.conversation("c1"));
        w.servers.answer.erase(kOld);
        w.servers.answer[kNew] = w.healthy("e1");
        w.moveTo(kNew);
        QCOMPARE(w.run().end, RunOutcome::End::Done);
        QCOMPARE(w.queued(), 0);
        QCOMPARE(w.team(w.web).server, std::string(kNew));
        const SyncRequest &question = w.servers.requests.at(1);
        QCOMPARE(question.kind, SyncRequest::Kind::Pull);
        QCOMPARE(question.since, std::string("cursor"));
        QVERIFY(question.lastOpSeq);
        QVERIFY(w.servers.first(std::string("push ") + kNew) > 1);
        for (const std::string &one : w.servers.trace())
            QVERIFY2(!one.ends_with(kOld), one.c_str()); // one address is live at a time
    }

    void addressOfAnotherHistoryGetsNothing_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("another epoch") << 200 << QByteArray();
        QTest::newRow("epoch_changed") << 410 << QByteArray("epoch_changed");
        QTest::newRow("cursor_unknown") << 410 << QByteArray("cursor_unknown");
        QTest::newRow("a server that cannot read the cursor") << 400 << QByteArray("validation");
        QTest::newRow("a server without the team") << 404 << QByteArray("not_found");
    }
    void addressOfAnotherHistoryGetsNothing()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        World w;
        QVERIFY(w.conversation("c1"));
        w.servers.answer[kNew] = [&w, status, code, other = w.healthy("e2")](const SyncRequest &request) {
            return request.kind == SyncRequest::Kind::Pull && status != 200
                ? refused(status, code.toStdString())
                : other(request);
        };
        w.moveTo(kNew);
        QCOMPARE(w.run().end, RunOutcome::End::Done);
        QCOMPARE(w.servers.first(std::string("push ") + kNew), -1);
        QVERIFY(w.servers.first(std::string("push ") + kOld) > 0); // there it continues as before
        QCOMPARE(w.queued(), 0);
        QVERIFY(*w.store->teamQuestions().question());
        const auto status1 = computeStatus(*w.store, {});
        QCOMPARE(status1.state, SyncState::Attention);
        QVERIFY(status1.question);
        QVERIFY(status1.toJson().find(R"("kind":"other_history")") != std::string::npos);
        QCOMPARE(status1.server, std::string(kOld)); // where it continues
    }

    void whatAnAddressSaysOfTheProof()
    {
        QCOMPARE(proofVerdict(ok(R"({"holds":true})")), ProofVerdict::Holds);
        for (const char *code : {"epoch_changed", "cursor_unknown"})
            QCOMPARE(proofVerdict(refused(410, code)), ProofVerdict::OtherHistory);
        for (const SyncReply &reply : {ok("<html>sign in</html>"), ok("{}"), refused(404, "not_found"),
                 refused(403, "forbidden"), unanswered()})
            QCOMPARE(proofVerdict(reply), ProofVerdict::NotSaid);
    }

    // A copy of the server from last week has the epoch, understands the cursor, and has lost a week.
    void addressWithOlderDataGetsNothingAndStaysAsItIs()
    {
        World w;
        const auto known = w.store->teams().active();
        for (const Team &team : *known)
            QVERIFY(w.store->teams().noteProof(team.pk, "proof-8", 8));
        QVERIFY(w.conversation("c1"));
        w.servers.answer[kNew] = [same = w.healthy("e1")](const SyncRequest &request) {
            return request.kind == SyncRequest::Kind::Proof ? refused(410, "cursor_unknown") : same(request);
        };
        w.moveTo(kNew);
        QCOMPARE(w.run().end, RunOutcome::End::Done);
        QVERIFY(w.servers.first(std::string("proof ") + kNew) > 0);
        QCOMPARE(w.servers.first(std::string("pull ") + kNew), -1);
        QCOMPARE(w.servers.first(std::string("push ") + kNew), -1);
        QCOMPARE(w.team(w.web).server, std::string(kOld));
        QVERIFY(*w.store->teamQuestions().question());
    }

    // A portal, or a busy server, is not a server without proofs.
    void addressThatSaysNothingOfTheProofIsAskedAgain()
    {
        for (const SyncReply &nothing : {ok("<html>sign in</html>"), refused(503, "busy"), unanswered()}) {
            World w;
            QVERIFY(w.store->teams().noteProof(w.web, "proof-8", 8));
            w.servers.answer[kNew] = [nothing, same = w.healthy("e1")](const SyncRequest &request) {
                return request.kind == SyncRequest::Kind::Proof ? nothing : same(request);
            };
            w.moveTo(kNew);
            QVERIFY(w.run().end != RunOutcome::End::Done);
            QCOMPARE(w.team(w.web).server, std::string(kOld));
            QVERIFY(!*w.store->teamQuestions().question());
        }
    }

    void addressShowsTheProofOrIsAskedWithoutIt_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("it holds") << QByteArray(R"({"holds":true})");
        QTest::newRow("a server without proofs") << QByteArray();
    }
    void addressShowsTheProofOrIsAskedWithoutIt()
    {
        QFETCH(QByteArray, answer);
        World w;
        QVERIFY(w.store->teams().noteProof(w.web, "proof-8", 8));
        w.servers.answer[kNew] = [answer, same = w.healthy("e1")](const SyncRequest &request) {
            if (request.kind != SyncRequest::Kind::Proof)
                return same(request);
            return answer.isEmpty() ? refused(404, "not_found") : ok(answer.toStdString());
        };
        w.moveTo(kNew);
        QCOMPARE(w.run().end, RunOutcome::End::Done);
        QCOMPARE(w.team(w.web).server, std::string(kNew));
        const auto pull = std::ranges::find_if(w.servers.requests,
            [](const SyncRequest &one) { return one.kind == SyncRequest::Kind::Pull && one.server == kNew; });
        QCOMPARE(pull->proof.empty(), answer.isEmpty());
    }

    // In the middle of a change of epoch there is nothing to check an address against.
    void teamWithoutAnEpochIsAskedAbout()
    {
        World w;
        QVERIFY(w.store->replica().resetEpoch(w.team(w.web)));
        QVERIFY(w.conversation("c1"));
        w.servers.answer[kNew] = w.healthy("e2");
        w.moveTo(kNew);
        QCOMPARE(w.run().end, RunOutcome::End::Done);
        QCOMPARE(w.servers.first(std::string("push ") + kNew), -1);
        QVERIFY(*w.store->teamQuestions().question());
    }

    void addressThatDoesNotAnswerIsAskedAgainLater()
    {
        World w;
        QVERIFY(w.conversation("c1"));
        w.moveTo(kNew);
        QCOMPARE(w.run().end, RunOutcome::End::Unreachable);
        QCOMPARE(w.queued(), 0); // the old address was there nonetheless
        QCOMPARE(w.team(w.web).server, std::string(kOld));
        w.servers.answer[kNew] = w.healthy("e1");
        QCOMPARE(w.run().end, RunOutcome::End::Done);
        QCOMPARE(w.team(w.web).server, std::string(kNew));
    }

    // What refuses a removed user has shown no history, and is asked about again like any team.
    void membershipThatIsBackAfterTheMoveResumes()
    {
        World w;
        QVERIFY(w.conversation("c1"));
        bool isMember = false;
        w.servers.answer.erase(kOld);
        w.servers.answer[kNew] = [&isMember, same = w.healthy("e1")](const SyncRequest &request) {
            const bool asksAsMember = request.kind != SyncRequest::Kind::Health;
            return asksAsMember && !isMember ? refused(403, "team_access_revoked") : same(request);
        };
        w.moveTo(kNew);
        w.run();
        QCOMPARE(w.team(w.web).server, std::string(kOld));
        isMember = true;
        w.run();
        QCOMPARE(w.team(w.web).server, std::string(kOld));
        w.clock.advance(tuning::kAskAfterRemoval);
        QCOMPARE(w.run().end, RunOutcome::End::Done);
        QCOMPARE(w.team(w.web).server, std::string(kNew));
        QVERIFY(!w.team(w.web).revoked);
        QCOMPARE(w.queued(), 0);
    }

    void serverThatIsDownKeepsNoOtherOneWaiting()
    {
        World w;
        Team other;
        other.server = "https://other.example.org";
        other.orgSlug = "else";
        other.teamId = "team-9";
        other.slug = "else";
        QVERIFY(w.store->teams().signedIn({other}));
        w.servers.answer.erase(kOld);
        w.servers.answer[other.server] = w.healthy("e9");
        QCOMPARE(w.run().end, RunOutcome::End::Unreachable);
        QVERIFY(w.servers.first("pull " + other.server) > 0);
        const auto isOld = [](const SyncRequest &one) { return one.server == kOld; };
        QCOMPARE(std::ranges::count_if(w.servers.requests, isOld), 1); // not once for each team
    }

    void rolledBackDeviceIsRenamedAndAsksAgain()
    {
        World w;
        bool first = true;
        w.servers.answer[kNew] = [&first, same = w.healthy("e1")](const SyncRequest &request) {
            if (request.kind == SyncRequest::Kind::Pull && std::exchange(first, false))
                return refused(409, "device_rollback");
            return same(request);
        };
        const std::string before = w.store->settings().text("device_id");
        w.moveTo(kNew);
        QCOMPARE(w.run().end, RunOutcome::End::Done);
        QVERIFY(w.store->settings().text("device_id") != before);
        QCOMPARE(w.team(w.web).server, std::string(kNew));
    }

    void plainAddressBecomesASecureOneByItself()
    {
        const std::string plain = "http://sync.example.org:8080", secure = "https://sync.example.org:8080";
        World w;
        QVERIFY(w.store->database().run("UPDATE teams SET server = ?", plain));
        QVERIFY(w.store->settings().set("server", plain));
        QVERIFY(w.conversation("c1"));
        // A certificate that cannot be trusted, a different server, or none at all: everything waits.
        for (const SyncReply &answer : {unanswered(ErrorCode::Tls), unanswered(), ok("<html></html>")}) {
            w.servers.answer[secure] = [answer](const SyncRequest &) { return answer; };
            QCOMPARE(w.run().end, RunOutcome::End::Unreachable);
            QCOMPARE(w.queued(), 1);
            QVERIFY(w.store->succession().claims()->empty());
        }
        w.servers.answer[secure] = w.healthy("e1");
        w.servers.requests.clear();
        QCOMPARE(w.run().end, RunOutcome::End::Done);
        QCOMPARE(w.queued(), 0);
        QCOMPARE(w.team(w.web).server, secure);
        QCOMPARE(w.store->settings().text("server"), secure);
        QVERIFY(w.servers.first("pull " + secure) < w.servers.first("push " + secure));
        QCOMPARE(w.engine.caughtUp().pulls.size(), std::size_t(2));
    }

    void secureAddressNeverBecomesAPlainOne()
    {
        QCOMPARE(securedAddress("http://a.example.org").value_or(""), std::string("https://a.example.org"));
        QVERIFY(!securedAddress("https://a.example.org"));
        World w;
        w.servers.answer.erase(kOld);
        QCOMPARE(w.run().end, RunOutcome::End::Unreachable);
        QCOMPARE(w.servers.requests.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TstAddressChange)
#include "tst_addresschange.moc"
