// A server whose data was restored to an older state without being told: the proofs that its devices show
// reveal it, on both engines (docs/protocol.md, "Proof of history").
#include "server/db/postgressyncstore.h"
#include "server/db/sqlitesyncstore.h"
#include "server/sync/historyproof.h"
#include "support/syncfixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

std::unique_ptr<SyncStore> reopened(SyncFixture &f)
{
    if (Database *database = f.storage().sqlite())
        return std::make_unique<SqliteSyncStore>(*database);
    return std::make_unique<PostgresSyncStore>(static_cast<PostgresConnection &>(f.sql()));
}

/// The server after its data was restored: opened again, with its own random numbers.
struct Reopened {
    explicit Reopened(SyncFixture &f) : store(reopened(f)), service(*store, f.clock(), random) { }

    SeededRandom random {77};
    std::unique_ptr<SyncStore> store;
    SyncService service;
};

} // namespace

class TstHistoryProof : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init();

    void travelsWithEveryAnswer();
    void aPullFindsOutWhatIsLost();
    void aPushFindsOutWhatIsLost();
    void goingOnPastThePositionHidesNothing();
    void whoHasNotSeenWhatIsLostBeginsNothing();
    void whatWasDoneBeforeItWasFoundOutIsNews_data();
    void whatWasDoneBeforeItWasFoundOutIsNews();
    void aSecondLookIsTakenUnderTheLock();
    void nobodyElseMakesOne_data();
    void nobodyElseMakesOne();
    void anUnsignedCursorIsTakenAndBeginsNothing();
    void askingChangesNothing();
    void oneTagInAThousandRevisionsIsKept();
    void eachOpeningKeepsATag();
    void whatIsInCommonIsFoundByEarlierTags();
    void manyTagsFitIntoAProof();
    void aRestoredServerSaysSoItself();

private:
    /// Sets the team back to a revision, as an older copy of the data would.
    void rollBack(std::int64_t rev);
    Caller caller(const std::string &proof) const
    {
        Caller made = m_f->caller(*m_a);
        made.proof = proof;
        return made;
    }
    Result<PullAnswer> pull(SyncService &service, const std::string &proof, const std::string &since = {})
    {
        PullQuery query;
        query.since = since;
        return service.pull(caller(proof), query);
    }
    PushAnswer push(SyncService &service, const std::string &id, const std::string &proof = {})
    {
        return *service.push(caller(proof), m_f->batch(*m_a, {conversation(id, "One")}));
    }
    std::int64_t epochRev()
    {
        return m_f->sql().query("SELECT epoch_rev FROM teams WHERE id=?1", m_f->team())->integer(0, 0);
    }
    std::string epoch()
    {
        return m_f->sql().query("SELECT epoch FROM teams WHERE id=?1", m_f->team())->text(0, 0);
    }

    std::unique_ptr<SyncFixture> m_f;
    std::unique_ptr<TestDevice> m_a;
    std::string m_epoch;
};

void TstHistoryProof::init()
{
    m_f = std::make_unique<SyncFixture>(engineOfRow());
    m_a = std::make_unique<TestDevice>(m_f->device("a"));
    m_epoch = epoch();
}

void TstHistoryProof::rollBack(std::int64_t rev)
{
    const auto sql
        = [this, rev](const std::string &text) { QVERIFY(m_f->sql().run(text, rev, m_f->team())); };
    const std::string team = "team=(SELECT pk FROM teams WHERE id=?2)";
    sql("DELETE FROM entities WHERE rev>?1 AND " + team);
    sql("DELETE FROM history_tags WHERE rev>?1 AND " + team);
    sql("DELETE FROM applied_ops WHERE rev>?1 AND " + team);
    sql("UPDATE devices SET last_op_seq=?1, acked_through=0 WHERE " + team);
    sql("UPDATE teams SET rev=?1, tag_rev=coalesce((SELECT max(rev) FROM history_tags h WHERE "
        "h.team=teams.pk), 0)"
        " WHERE id=?2");
    sql("UPDATE teams SET tag=coalesce((SELECT h.tag FROM history_tags h WHERE h.team=teams.pk AND"
        " h.rev=tag_rev), '') WHERE id=?2 AND rev=?1");
}

void TstHistoryProof::travelsWithEveryAnswer()
{
    const PushAnswer answer = push(m_f->service(), "c1");
    QCOMPARE(answer.position.value_or(-1), 1);
    const auto read = wire::decodeBatchAnswer(wire::encode(answer));
    QCOMPARE(read->position.value_or(-1), 1);
    QCOMPARE(read->proof, answer.proof);
    const wire::Page page = m_f->pull(*m_a);
    QCOMPARE(page.position.value_or(-1), 1);
    QVERIFY(pull(m_f->service(), answer.proof, page.cursor));
    QVERIFY(pull(m_f->service(), page.cursor));
    QCOMPARE(push(m_f->service(), "c2", answer.proof).position.value_or(-1), 2);
    QCOMPARE(epoch(), m_epoch);
}

void TstHistoryProof::aPullFindsOutWhatIsLost()
{
    push(m_f->service(), "c1");
    const std::string proof = push(m_f->service(), "c2").proof;
    rollBack(1);
    Reopened server(*m_f);
    QCOMPARE(pull(server.service, proof).error().code, ErrorCode::EpochChanged);
    QVERIFY(server.service.beganEpoch());
    const std::string begun = epoch();
    QVERIFY(begun != m_epoch);
    // Later devices are told the same, and the new history goes on.
    QCOMPARE(pull(server.service, proof).error().code, ErrorCode::EpochChanged);
    QVERIFY(!server.service.beganEpoch());
    QCOMPARE(epoch(), begun);
    QVERIFY(pull(server.service, push(server.service, "c2").proof));
}

void TstHistoryProof::aPushFindsOutWhatIsLost()
{
    push(m_f->service(), "c1");
    const std::string proof = push(m_f->service(), "c2").proof;
    rollBack(1);
    Reopened server(*m_f);
    const auto refused = server.service.push(caller(proof), m_f->batch(*m_a, {conversation("c3", "Three")}));
    QCOMPARE(refused.error().code, ErrorCode::EpochChanged);
    QVERIFY(server.service.beganEpoch());
    QVERIFY(epoch() != m_epoch);
    QCOMPARE(m_f->count("entities", "id='c3'"), 0);
}

// A restored server goes on and gives the same revisions to other changes.
void TstHistoryProof::goingOnPastThePositionHidesNothing()
{
    push(m_f->service(), "c1");
    const std::string proof = push(m_f->service(), "c2").proof;
    const std::string cursor = m_f->pull(*m_a).cursor;
    rollBack(1);
    Reopened server(*m_f);
    TestDevice other = m_f->device("other");
    for (int i = 0; i < 5; ++i)
        QVERIFY(server.service.push(
            m_f->caller(other), m_f->batch(other, {conversation("x" + std::to_string(i), "Other")})));
    QCOMPARE(epoch(), m_epoch);
    QCOMPARE(pull(server.service, {}, cursor).error().code, ErrorCode::EpochChanged);
    QVERIFY(epoch() != m_epoch);
    QCOMPARE(pull(server.service, proof).error().code, ErrorCode::EpochChanged);
}

void TstHistoryProof::whoHasNotSeenWhatIsLostBeginsNothing()
{
    const std::string proof = push(m_f->service(), "c1").proof;
    push(m_f->service(), "c2");
    rollBack(1);
    Reopened server(*m_f);
    QVERIFY(pull(server.service, proof));
    push(server.service, "c4", proof);
    QVERIFY(pull(server.service, proof));
    QCOMPARE(epoch(), m_epoch);
}

void TstHistoryProof::whatWasDoneBeforeItWasFoundOutIsNews_data()
{
    QTest::addColumn<bool>("restartedBefore");
    QTest::newRow("the proof's tag is still here") << false;
    QTest::newRow("its tag is lost, too") << true;
}

// Seeds 1 and 293: a conversation was deleted after the data was restored but before the proof that revealed
// it. The message that had been lost then was silently dropped, as if its device knew of the deletion.
void TstHistoryProof::whatWasDoneBeforeItWasFoundOutIsNews()
{
    QFETCH(bool, restartedBefore);
    push(m_f->service(), "c1");
    std::unique_ptr<Reopened> again = restartedBefore ? std::make_unique<Reopened>(*m_f) : nullptr;
    if (again)
        (void)again->random.next(); // its tags are not those of the server after it
    SyncService &before = again ? again->service : m_f->service();
    wire::Item lost = message("m1", "c1", "acknowledged");
    const auto acknowledged = before.push(caller({}), m_f->batch(*m_a, {lost}));
    rollBack(1);
    Reopened server(*m_f);
    TestDevice other = m_f->device("other");
    QVERIFY(server.service.push(
        m_f->caller(other), m_f->batch(other, {removal(EntityType::Conversation, "c1", 1, 1)})));
    QCOMPARE(pull(server.service, acknowledged->proof).error().code, ErrorCode::EpochChanged);
    QCOMPARE(epochRev(), std::int64_t(1));
    lost.offer = wire::Offer {{}, {"*"}};
    const auto offered = server.service.push(caller({}), m_f->batch(*m_a, {lost}));
    QCOMPARE(offered->results.at(0).status, wire::Status::Conflict);
    QCOMPARE(m_f->count("conflicts", "entity_id='m1' AND reason='parent_deleted'"), 1);
}

// A replica that lags doubts what the primary knows: no new history begins, the device asks again.
void TstHistoryProof::aSecondLookIsTakenUnderTheLock()
{
    class Behind final : public SqliteSyncStore {
    public:
        using SqliteSyncStore::SqliteSyncStore;
        Result<std::optional<TeamState>> enter(std::int64_t user, std::string_view teamId, Lock lock) override
        {
            auto team = SqliteSyncStore::enter(user, teamId, lock);
            if (team && *team && lock == Lock::None)
                (*team)->rev = 0;
            return team;
        }
    };
    if (engineOfRow() != Engine::Sqlite)
        return; // this does not depend on the engine
    const std::string proof = push(m_f->service(), "c1").proof;
    Behind store(m_f->database());
    SeededRandom random(3);
    SyncService service(store, m_f->clock(), random);
    QCOMPARE(pull(service, proof).error().code, ErrorCode::StoreBusy);
    QCOMPARE(epoch(), m_epoch);
}

void TstHistoryProof::nobodyElseMakesOne_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"altered", "cut off", "another team's", "another key's", "garbage"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TstHistoryProof::nobodyElseMakesOne()
{
    std::string proof = push(m_f->service(), "c1").proof;
    QFETCH(QString, kind);
    if (kind == u"altered")
        proof[proof.size() / 2] = proof[proof.size() / 2] == 'A' ? 'B' : 'A';
    else if (kind == u"cut off")
        proof.resize(proof.size() - 3);
    else if (kind == u"another team's")
        proof = encodeProof({9, m_epoch, {1, "x"}, {}, true}, {m_f->otherTeam(), "key"});
    else if (kind == u"another key's")
        proof = encodeProof({9, m_epoch, {1, "x"}, {}, true}, {m_f->team(), "key"});
    else
        proof = "p\xff\x01";
    QCOMPARE(pull(m_f->service(), proof).error().code, ErrorCode::CursorUnknown);
    QCOMPARE(pull(m_f->service(), {}, proof).error().code, ErrorCode::CursorUnknown);
    QCOMPARE(m_f->service().push(caller(proof), m_f->batch(*m_a, {})).error().code, ErrorCode::CursorUnknown);
    QCOMPARE(m_f->service().checkProof(caller(proof)).error().code, ErrorCode::CursorUnknown);
    QCOMPARE(epoch(), m_epoch);
}

// What a server before this version gave: base64url of "position:epoch".
void TstHistoryProof::anUnsignedCursorIsTakenAndBeginsNothing()
{
    push(m_f->service(), "c1");
    push(m_f->service(), "c2");
    const auto older = [this](int position) {
        const auto plain = QByteArray::number(position) + ':' + QByteArray::fromStdString(m_epoch);
        return 'c'
            + plain.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).toStdString();
    };
    const auto page = pull(m_f->service(), {}, older(1));
    QVERIFY(page);
    QCOMPARE(wire::decodePage(page->body)->rows.size(), std::size_t(1));
    QVERIFY(wire::decodePage(page->body)->cursor.starts_with('p'));
    QCOMPARE(pull(m_f->service(), {}, older(9)).error().code, ErrorCode::EpochChanged);
    QCOMPARE(epoch(), m_epoch);
}

void TstHistoryProof::askingChangesNothing()
{
    push(m_f->service(), "c1");
    const std::string proof = push(m_f->service(), "c2").proof;
    QVERIFY(m_f->service().checkProof(caller(proof)));
    rollBack(1);
    QCOMPARE(m_f->service().checkProof(caller(proof)).error().code, ErrorCode::EpochChanged);
    QCOMPARE(epoch(), m_epoch);
    Caller stranger = caller(proof);
    stranger.user = m_f->erin();
    QCOMPARE(m_f->service().checkProof(stranger).error().code, ErrorCode::Forbidden);
}

void TstHistoryProof::oneTagInAThousandRevisionsIsKept()
{
    std::string first;
    for (int at = 0; at < 11; ++at) {
        std::vector<wire::Item> items;
        items.reserve(100);
        for (int i = 0; i < 100; ++i)
            items.push_back(conversation("c" + std::to_string(at * 100 + i), "One"));
        const auto answer = m_f->service().push(caller(first), m_f->batch(*m_a, items));
        QVERIFY(answer);
        first = first.empty() ? answer->proof : first;
    }
    QCOMPARE(m_f->count("history_tags"), 1);
    push(m_f->service(), "last", first);
    QCOMPARE(m_f->count("history_tags", "rev IN (1, 1101)"), 2);
    QVERIFY(pull(m_f->service(), first)); // its tag is an older one
    QCOMPARE(epoch(), m_epoch);
}

void TstHistoryProof::eachOpeningKeepsATag()
{
    push(m_f->service(), "c1");
    push(m_f->service(), "c2");
    QCOMPARE(m_f->count("history_tags"), 1);
    Reopened server(*m_f);
    QVERIFY(server.service.push(caller({}), m_f->batch(*m_a, {}))); // changes nothing
    QCOMPARE(m_f->count("history_tags"), 1);
    push(server.service, "c3");
    push(server.service, "c4");
    QCOMPARE(m_f->count("history_tags", "rev IN (1, 3)"), 2);
}

// The database was opened again after the copy was made, so the proof's own tag is lost as well.
void TstHistoryProof::whatIsInCommonIsFoundByEarlierTags()
{
    push(m_f->service(), "c1");
    push(m_f->service(), "c2"); // the copy ends here
    Reopened later(*m_f);
    (void)later.random.next(); // its tags are not those of the server after it
    const std::string proof = push(later.service, "c3").proof;
    rollBack(2);
    Reopened server(*m_f);
    push(server.service, "c4"); // of a device that has seen nothing of what is lost
    QCOMPARE(pull(server.service, proof).error().code, ErrorCode::EpochChanged);
    QCOMPARE(epochRev(), std::int64_t(2)); // not 0: c1 and c2 are no news
}

void TstHistoryProof::manyTagsFitIntoAProof()
{
    push(m_f->service(), "c1");
    for (int i = 0; i < 300; ++i)
        QVERIFY(m_f->sql().run(
            "INSERT INTO history_tags(team, rev, tag) SELECT pk, ?2, ?3 FROM teams WHERE id=?1", m_f->team(),
            1'000'000'000 + i, std::string(32, 'a')));
    QVERIFY(m_f->sql().run("UPDATE teams SET rev=2000000000, tag_rev=1000000299, tag=?2 WHERE id=?1",
        m_f->team(), std::string(32, 'a')));
    const std::string proof = push(m_f->service(), "c2").proof;
    QVERIFY2(proof.size() <= wire::kMaxProofBytes, proof.c_str());
    const auto key = m_f->sql().query("SELECT proof_key FROM teams WHERE id=?1", m_f->team());
    const auto read = decodeProof(proof, {m_f->team(), key->text(0, 0)});
    QVERIFY(read);
    QCOMPARE(read->earlier.size(), std::size_t(8));
    QVERIFY(read->earlier.back().rev <= 1'000'000'299 - 127);
}

void TstHistoryProof::aRestoredServerSaysSoItself()
{
    const std::string proof = push(m_f->service(), "c1").proof;
    QVERIFY(m_f->beginNewHistory());
    const std::string begun = epoch();
    QCOMPARE(pull(m_f->service(), proof).error().code, ErrorCode::EpochChanged);
    QVERIFY(!m_f->service().beganEpoch());
    QCOMPARE(epoch(), begun);
}

QTEST_GUILESS_MAIN(TstHistoryProof)
#include "tst_historyproof.moc"
