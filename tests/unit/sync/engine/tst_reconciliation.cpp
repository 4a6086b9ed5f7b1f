// What a device and its server have is compared, and mended where it differs: whatever a server, or something in
// between, said for a while, its devices have the same once it is sound. Real stores, the real engine and service.
#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "storage/outbox/outboxwriter.h"
#include "storage/tables/entitytable.h"
#include "storage/tables/withheldforms.h"
#include "support/servicetransport.h"
#include "support/storefixture.h"
#include "support/syncfixture.h"

#include <QTest>

#include <map>

using namespace mimir;
using namespace mimir::test;

namespace {

class Device {
public:
    Device(SyncFixture &server, const std::string &name)
        : transport(server.service(), server.ada(), server.clock()), m_server(server)
    {
        f.random = SeededRandom(std::hash<std::string>()(name));
        follow();
        Team team;
        team.server = "sim";
        team.orgSlug = "acme";
        team.teamId = server.team();
        team.slug = "web";
        team.isDefault = true;
        if (!f.store->teams().signedIn({team}) || !f.store->settings().set("device_id", name)
            || !f.store->database().run("INSERT INTO devices VALUES (?, 1)", name))
            qFatal("the device cannot be set up");
    }

    RunOutcome sync()
    {
        follow();
        return syncOnce(*f.store, transport, f.random);
    }
    /// As after `mimir sync retry`.
    RunOutcome compare()
    {
        if (!f.store->replica().reconciliation().hurry())
            qFatal("a comparison cannot be asked for");
        return sync();
    }
    void follow() { f.clock.set(m_server.clock().now()); }
    bool has(EntityType type, const std::string &id)
    {
        const auto row = f.store->backend().read(type, id);
        return row && *row;
    }
    std::string title(const std::string &id)
    {
        const auto row = f.store->backend().read(EntityType::Conversation, id);
        return row && *row ? (*row)->fields.text("title").value_or("") : "(gone)";
    }

    StoreFixture f;
    ServiceTransport transport;

private:
    SyncFixture &m_server;
};

/// "Applied" to everything, of which nothing is stored; as if the history had gone on by `above` revisions.
std::optional<SyncReply> swallowed(const SyncRequest &request, SyncFixture &server, std::int64_t above)
{
    if (request.kind != SyncRequest::Kind::Push)
        return std::nullopt;
    const auto batch = wire::decodeBatch(request.body);
    const auto team = server.sql().query("SELECT rev, epoch FROM teams WHERE slug = 'web'");
    wire::BatchAnswer answer;
    answer.serverTimestamp = server.clock().now();
    answer.epoch = team->text(0, 1);
    answer.success = answer.hasResults = true;
    answer.position = team->integer(0, 0) + above;
    answer.proof = request.proof;
    for (const wire::Item &item : batch->items) {
        wire::ItemResult result;
        result.type = item.record.type;
        result.id = item.record.id;
        result.opSeq = item.opSeq;
        result.rev = *answer.position;
        answer.results.push_back(result);
    }
    return SyncReply {200, ErrorCode::Unknown, wire::encode(answer), {}};
}

/// Leaves the row out of a page, or gives it as a teammate's.
void spoilRow(
    const SyncRequest &request, SyncReply &reply, std::string_view array, std::string_view id, bool leaveOut)
{
    if (request.kind != SyncRequest::Kind::Pull)
        return;
    auto page = json::parseObject(reply.body);
    const auto rows = page ? json::elementsIn(*page->find(array)) : std::nullopt;
    if (!rows)
        return;
    std::string left = "[";
    for (const std::string &row : *rows) {
        auto object = *json::objectIn(row);
        const bool isMeant = object.text("id") == id;
        if (isMeant && leaveOut)
            continue;
        if (isMeant) {
            auto sync = *json::objectIn(*object.find("_sync"));
            sync.setBool("own", false);
            object.set("_sync", sync.toJson());
        }
        left += (left.size() > 1 ? "," : "") + object.toJson();
    }
    page->set(array, left + "]");
    reply.body = page->toJson();
}

/// The page with "c1" alone, as if the history had gone on by `above` revisions, the last of which was of it.
std::string withRevision(const std::string &body, SyncFixture &server, std::int64_t above)
{
    const std::int64_t rev
        = server.sql().query("SELECT rev FROM teams WHERE slug = 'web'")->integer(0, 0) + above;
    auto page = *json::parseObject(body);
    auto row = *json::objectIn(json::elementsIn(*page.find("conversations"))->front());
    auto sync = *json::objectIn(*row.find("_sync"));
    sync.setInteger("rev", rev);
    row.set("_sync", sync.toJson());
    page.set("conversations", "[" + row.toJson() + "]");
    page.set("messages", "[]");
    page.setInteger("position", rev);
    return page.toJson();
}

void inventDeletion(const SyncRequest &request, SyncReply &reply, const std::string &id)
{
    auto page = request.kind == SyncRequest::Kind::Pull ? json::parseObject(reply.body) : Error {};
    if (!page)
        return;
    page->set("deleted",
        R"([{"type":"conversation","id":")" + id + R"(","reason":"deleted","rev":)" + *page->find("position")
            + "}]");
    reply.body = page->toJson();
}

} // namespace

class TstReconciliation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        server = std::make_unique<SyncFixture>();
        a = std::make_unique<Device>(*server, "dev-a");
        b = std::make_unique<Device>(*server, "dev-b");
        QVERIFY(a->f.conversation("c1", "First"));
        QVERIFY(a->f.message("m1", "c1", "hello"));
        syncAll();
        QVERIFY(b->has(EntityType::Message, "m1"));
    }
    void onceADayAndNothingIsPulledAgainWhereNothingDiffers();
    void whatWasNotStoredIsOffered_data();
    void whatWasNotStoredIsOffered();
    void anEditThatWasNotStoredIsSentAgain_data();
    void anEditThatWasNotStoredIsSentAgain();
    void whatAMessageLostOrCountedAndWasNotStoredIsSentAgain_data();
    void whatAMessageLostOrCountedAndWasNotStoredIsSentAgain();
    void whatTheHistoryHasPassedIsSentAgainInTheSameRun();
    void aServerThatDropsAnEditEachTimeIsAskedAtGrowingPauses();
    void aMaskedFormThatWasNotStoredIsSentAgain();
    void aRowThatWasLeftOutComes();
    void aRowThatWasCalledATeammatesComes();
    void aDeletionThatWasInventedEnds();
    void aDeletionOfOnesOwnThatWasNotStoredIsSentAgain();
    void aRemovalForPrivacyThatWasNotStoredIsSentAgain();
    void whatNoOneHereWroteIsNotOffered();
    void anOlderValueThanWhatWasAcknowledgedIsNotTaken();
    void whatIsHeldOrPutAsideIsNoDifference();
    void anAnswerWithoutProofEndsNoComparison();
    void anEditTakenWithoutALaterRevisionIsNotTaken_data();
    void anEditTakenWithoutALaterRevisionIsNotTaken();
    void aValueThatWasChangedAndChangedBackIsBelievedInTheEnd();
    void whatWasAcknowledgedBeyondTheServerIsComparedAtOnce();
    void pagesThatBringNothingEnd();
    void aComparisonThatCannotBeMadeIsPutOff_data();
    void aComparisonThatCannotBeMadeIsPutOff();
    void sharingThatWasInventedEndsAndIsOfferedToNoOne();
    void aServerFromBeforeItIsLeftAlone();
    void anAnswerThatMakesNoSenseChangesNothing_data();
    void anAnswerThatMakesNoSenseChangesNothing();

private:
    void syncAll()
    {
        for (int i = 0; i < 2; ++i)
            for (Device *device : {a.get(), b.get()})
                QCOMPARE(device->sync().end, RunOutcome::End::Done);
    }
    void honest()
    {
        for (Device *device : {a.get(), b.get()}) {
            device->transport.instead = {};
            device->transport.spoil = {};
        }
    }
    /// What removes "c1" is acknowledged, and not stored.
    void swallowTheRemoval()
    {
        a->transport.instead = [&](const SyncRequest &request) { return swallowed(request, *server, 0); };
        a->sync();
        QCOMPARE(a->f.queued(), 0);
        honest();
        syncAll();
        QCOMPARE(b->title("c1"), std::string("First"));
    }
    void compareAll()
    {
        for (int i = 0; i < 3; ++i) {
            server->clock().advance(60'000);
            for (Device *device : {a.get(), b.get()})
                QCOMPARE(device->compare().end, RunOutcome::End::Done);
        }
        for (Device *device : {a.get(), b.get()})
            QVERIFY(*device->f.store->replica().reconciliation().agreedAt(
                        device->f.store->teams().active()->front())
                > 0);
    }

    std::unique_ptr<SyncFixture> server;
    std::unique_ptr<Device> a, b;
};

void TstReconciliation::onceADayAndNothingIsPulledAgainWhereNothingDiffers()
{
    QCOMPARE(a->transport.digests, 0);
    server->clock().advance(3'600'000);
    QVERIFY(!a->sync().reconciled);
    QCOMPARE(a->transport.digests, 1); // the sums
    server->clock().advance(12 * 3'600'000);
    QVERIFY(!a->sync().reconciled);
    QCOMPARE(a->transport.digests, 1);
    server->clock().advance(24 * 3'600'000);
    QVERIFY(!a->sync().reconciled);
    QCOMPARE(a->transport.digests, 2);
}

void TstReconciliation::whatWasNotStoredIsOffered_data()
{
    QTest::addColumn<int>("above");
    QTest::newRow("as if nothing had been added") << 0;
    QTest::newRow("far above the history") << 500;
}

void TstReconciliation::whatWasNotStoredIsOffered()
{
    QFETCH(int, above);
    QVERIFY(a->f.conversation("c2", "Second"));
    QVERIFY(a->f.message("m2", "c2", "kept"));
    QVERIFY(a->f.audit("a2"));
    a->transport.instead = [&](const SyncRequest &request) { return swallowed(request, *server, above); };
    a->sync();
    QCOMPARE(a->f.queued(), 0); // acknowledged
    honest();
    syncAll();
    QVERIFY(above > 0 || !b->has(EntityType::Message, "m2"));
    compareAll();
    QVERIFY(b->has(EntityType::Conversation, "c2"));
    QVERIFY(b->has(EntityType::Message, "m2"));
    QVERIFY(b->has(EntityType::AuditLog, "a2"));
}

void TstReconciliation::anEditThatWasNotStoredIsSentAgain_data()
{
    whatWasNotStoredIsOffered_data();
}

void TstReconciliation::anEditThatWasNotStoredIsSentAgain()
{
    QFETCH(int, above);
    server->clock().advance(1000);
    a->follow();
    QVERIFY(a->f.conversation("c1", "Better"));
    a->transport.instead = [&](const SyncRequest &request) { return swallowed(request, *server, above + 1); };
    a->sync();
    honest();
    compareAll();
    QCOMPARE(a->title("c1"), std::string("Better"));
    QCOMPARE(b->title("c1"), std::string("Better"));
}

void TstReconciliation::whatAMessageLostOrCountedAndWasNotStoredIsSentAgain_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("cleared") << "metadata"
                             << R"({"a":1})"
                             << "null";
    QTest::newRow("an unknown field, cleared") << "x_note"
                                               << R"("old")"
                                               << "null";
    QTest::newRow("a counter") << "output_tokens"
                               << "1"
                               << "7";
}

void TstReconciliation::whatAMessageLostOrCountedAndWasNotStoredIsSentAgain()
{
    QFETCH(QString, field);
    QFETCH(QString, before);
    QFETCH(QString, after);
    const std::string name = field.toStdString();
    const auto write = [&](const QString &value) {
        return a->f.store->backend()
            .write(record(EntityType::Message, "m1", {{name, value.toStdString()}}))
            .ok();
    };
    const auto value = [&](Device &device) {
        const auto row = device.f.store->backend().read(EntityType::Message, "m1");
        const std::string *found = (*row)->fields.find(name);
        return QString::fromStdString(found ? *found : "null");
    };
    QVERIFY(write(before));
    syncAll();
    QCOMPARE(value(*b), before);
    server->clock().advance(1000);
    a->follow();
    QVERIFY(write(after));
    a->transport.instead = [&](const SyncRequest &request) { return swallowed(request, *server, 1); };
    a->sync();
    honest();
    compareAll();
    QCOMPARE(value(*a), after);
    QCOMPARE(value(*b), after);
}

// Another device's change has the revision that was made up: only the comparison shows it.
void TstReconciliation::whatTheHistoryHasPassedIsSentAgainInTheSameRun()
{
    server->clock().advance(1000);
    a->follow();
    QVERIFY(a->f.store->backend().write(record(EntityType::Message, "m1", {{"output_tokens", "7"}})));
    a->transport.instead = [&](const SyncRequest &request) {
        auto answer = swallowed(request, *server, 1);
        if (answer && (!b->f.conversation("c3", "Of b") || b->sync().end != RunOutcome::End::Done))
            qFatal("b cannot write");
        return answer;
    };
    a->sync();
    QCOMPARE(a->f.queued(), 0);
    honest();
    server->clock().advance(60'000);
    QCOMPARE(a->compare().end, RunOutcome::End::Done);
    QCOMPARE(a->f.queued(), 0);
    b->sync();
    const auto there = b->f.store->backend().read(EntityType::Message, "m1");
    QCOMPARE((*there)->fields.integer("output_tokens").value_or(0), 7);
}

// It acknowledges the edit and shows the older value, each time with a higher revision.
void TstReconciliation::aServerThatDropsAnEditEachTimeIsAskedAtGrowingPauses()
{
    std::string before;
    Device reader(*server, "dev-c");
    reader.transport.spoil = [&before](const SyncRequest &request, const SyncReply &reply) {
        if (request.kind == SyncRequest::Kind::Pull && before.empty())
            before = reply.body;
    };
    QCOMPARE(reader.sync().end, RunOutcome::End::Done);
    std::int64_t pushes = 0, above = 0;
    a->transport.instead = [&](const SyncRequest &request) -> std::optional<SyncReply> {
        if (request.kind == SyncRequest::Kind::Push) {
            ++pushes;
            return swallowed(request, *server, ++above);
        }
        if (request.kind != SyncRequest::Kind::Pull)
            return std::nullopt;
        return SyncReply {200, ErrorCode::Unknown, withRevision(before, *server, ++above), {}};
    };
    server->clock().advance(1000);
    a->follow();
    QVERIFY(a->f.conversation("c1", "Better"));
    SyncEngine engine(*a->f.store, a->transport, a->f.clock, a->f.random);
    const auto run = [&] {
        bool ended = false;
        engine.start([&ended](const RunOutcome &) { ended = true; });
        for (int i = 0; i < 100 && a->transport.pump(); ++i) { }
        return ended;
    };
    QVERIFY(run());
    QCOMPARE(pushes, 2); // the edit, and once more
    for (const Millis pause : {30'000, 60'000, 120'000, 300'000, 300'000}) {
        const auto so = pushes;
        a->f.clock.advance(pause - 1);
        QVERIFY(run());
        QCOMPARE(pushes, so);
        a->f.clock.advance(1);
        QVERIFY(run());
        QCOMPARE(pushes, so + 1);
        QCOMPARE(a->f.queued(), 1);
    }
    QCOMPARE(a->title("c1"), std::string("Better"));
    honest();
    a->f.clock.advance(300'000);
    QVERIFY(run());
    b->sync();
    QCOMPARE(b->title("c1"), std::string("Better"));
}

void TstReconciliation::aMaskedFormThatWasNotStoredIsSentAgain()
{
    const auto there = [this] { return server->count("entities", "id = 'm1' AND payload LIKE '%hello%'"); };
    QCOMPARE(there(), 1);
    auto &store = *a->f.store;
    QVERIFY(store.privacyRules().set({PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Metadata}).ok());
    const auto pk = store.database().integer("SELECT pk FROM messages WHERE id = 'm1'");
    const std::string digest = EntityTable::digest(R"("hello")");
    QVERIFY(WithheldForms(store.database())
                .note({{EntityType::Message, *pk, "content", digest, digest}})
                .ok()); // as a scan does
    QVERIFY(*OutboxWriter(store.database()).reform(EntityType::Message, *pk));
    a->transport.instead = [&](const SyncRequest &request) { return swallowed(request, *server, 1); };
    a->sync();
    honest();
    compareAll();
    QCOMPARE(there(), 0);
    const auto here = store.backend().read(EntityType::Message, "m1");
    QCOMPARE((*here)->fields.text("content").value_or(""), std::string("hello"));
}

void TstReconciliation::aRowThatWasLeftOutComes()
{
    QVERIFY(a->f.message("m2", "c1", "again"));
    QVERIFY(a->f.message("m3", "c1", "and again"));
    b->transport.spoil = [](const SyncRequest &request, SyncReply &reply) {
        spoilRow(request, reply, "messages", "m2", true);
    };
    syncAll();
    honest();
    syncAll();
    QVERIFY(!b->has(EntityType::Message, "m2"));
    compareAll();
    QVERIFY(b->has(EntityType::Message, "m2"));
}

void TstReconciliation::aRowThatWasCalledATeammatesComes()
{
    QVERIFY(a->f.message("m2", "c1", "again"));
    b->transport.spoil = [](const SyncRequest &request, SyncReply &reply) {
        spoilRow(request, reply, "messages", "m2", false);
    };
    syncAll();
    honest();
    compareAll();
    QVERIFY(b->has(EntityType::Message, "m2"));
}

void TstReconciliation::aDeletionThatWasInventedEnds()
{
    b->transport.spoil
        = [](const SyncRequest &request, SyncReply &reply) { inventDeletion(request, reply, "c1"); };
    b->sync();
    QCOMPARE(b->title("c1"), std::string("(gone)"));
    honest();
    server->clock().advance(3'600'000); // by itself: a deletion is looked into
    b->sync();
    b->sync();
    QCOMPARE(b->title("c1"), std::string("First"));
    QVERIFY(b->has(EntityType::Message, "m1"));
    QCOMPARE(b->f.store->database().integer("SELECT COUNT(*) FROM trash"), std::optional<std::int64_t>(0));
    compareAll();
    QCOMPARE(a->title("c1"), std::string("First"));
}

void TstReconciliation::aDeletionOfOnesOwnThatWasNotStoredIsSentAgain()
{
    QVERIFY(a->f.store->backend().remove(EntityType::Conversation, "c1"));
    swallowTheRemoval();
    compareAll();
    QCOMPARE(a->title("c1"), std::string("(gone)"));
    QCOMPARE(b->title("c1"), std::string("(gone)"));
}

void TstReconciliation::aRemovalForPrivacyThatWasNotStoredIsSentAgain()
{
    QVERIFY(
        a->f.store->privacyRules().set({PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Nothing}).ok());
    QVERIFY(*a->f.store->serverRemoval().removeFromServer("c1"));
    swallowTheRemoval();
    compareAll();
    QCOMPARE(a->title("c1"), std::string("First"));
    QCOMPARE(b->title("c1"), std::string("(gone)"));
}

// A forged row stays on the device that was shown it, and goes nowhere.
void TstReconciliation::whatNoOneHereWroteIsNotOffered()
{
    b->transport.spoil = [](const SyncRequest &request, SyncReply &reply) {
        auto page = request.kind == SyncRequest::Kind::Pull ? json::parseObject(reply.body) : Error {};
        if (!page)
            return;
        page->set("auditLogs",
            R"([{"id":"forged","event_type":"permission","action":"deploy","decision":"approved","_sync":{"rev":)"
                + *page->find("position") + "}}]");
        reply.body = page->toJson();
    };
    b->sync();
    QVERIFY(b->has(EntityType::AuditLog, "forged"));
    honest();
    compareAll();
    QCOMPARE(server->count("entities", "id = 'forged'"), 0);
    QCOMPARE(b->f.queued(), 0);
}

void TstReconciliation::anOlderValueThanWhatWasAcknowledgedIsNotTaken()
{
    server->clock().advance(1000);
    a->follow();
    QVERIFY(a->f.conversation("c1", "Better"));
    a->transport.instead = [&](const SyncRequest &request) { return swallowed(request, *server, 0); };
    a->sync();
    honest();
    server->clock().advance(1000);
    b->follow();
    QVERIFY(b->f.store->backend().write(record(EntityType::Conversation, "c1", {{"model", "\"m\""}})));
    b->sync(); // a revision above the one that was acknowledged
    syncAll();
    QCOMPARE(a->title("c1"), std::string("Better"));
    QCOMPARE(b->title("c1"), std::string("Better"));
}

void TstReconciliation::whatIsHeldOrPutAsideIsNoDifference()
{
    QVERIFY(a->f.message("m2", "c1", "again"));
    a->sync();
    // An edit that waits here, of a row that another device has changed.
    QVERIFY(a->f.conversation("c1", "Of a"));
    QVERIFY(b->f.conversation("c1", "Of b"));
    QVERIFY(b->f.store->settings().setPrivacyMode(true, server->clock().now()));
    a->sync();
    b->sync();
    QVERIFY(b->f.queued() > 0);
    QVERIFY(!b->compare().reconciled);
    QVERIFY(b->f.queued() > 0);
}

// Found from outside: one such answer, and what it swallowed was never missed.
void TstReconciliation::anAnswerWithoutProofEndsNoComparison()
{
    QVERIFY(a->f.conversation("c2", "Second"));
    a->transport.instead = [&](const SyncRequest &request) {
        auto answer = swallowed(request, *server, 0);
        if (answer) {
            auto body = *json::parseObject(answer->body);
            body.remove("proof");
            answer->body = body.toJson();
        }
        return answer;
    };
    a->sync();
    QCOMPARE(a->f.queued(), 0);
    honest();
    compareAll();
    QCOMPARE(b->title("c2"), std::string("Second"));
}

void TstReconciliation::anEditTakenWithoutALaterRevisionIsNotTaken_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("title");
    QTest::newRow("applied at the revision before") << int(wire::Status::Applied) << QString();
    QTest::newRow("merged into the row from before") << int(wire::Status::Merged) << "First";
    QTest::newRow("said to be there already") << int(wire::Status::Duplicate) << "Better";
}

void TstReconciliation::anEditTakenWithoutALaterRevisionIsNotTaken()
{
    QFETCH(int, status);
    QFETCH(QString, title);
    server->clock().advance(1000);
    a->follow();
    const std::int64_t before
        = *a->f.store->database().integer("SELECT base_rev FROM conversations WHERE id = 'c1'");
    QVERIFY(a->f.conversation("c1", "Better"));
    int pushes = 0;
    a->transport.instead = [&](const SyncRequest &request) {
        auto answer = swallowed(request, *server, 0);
        if (!answer)
            return answer;
        ++pushes;
        auto given = *wire::decodeBatchAnswer(answer->body);
        for (wire::ItemResult &result : given.results) {
            result.rev = before;
            result.status = static_cast<wire::Status>(status);
            if (!title.isEmpty())
                result.item = R"({"id":"c1","title":")" + title.toStdString() + R"(","_sync":{"rev":)"
                    + std::to_string(before) + "}}";
        }
        answer->body = wire::encode(given);
        return answer;
    };
    a->sync();
    QVERIFY2(pushes < 5, qPrintable(QString::number(pushes)));
    QCOMPARE(a->f.queued(), 1);
    honest();
    server->clock().advance(3'600'000);
    syncAll();
    QCOMPARE(a->title("c1"), std::string("Better"));
    QCOMPARE(b->title("c1"), std::string("Better"));
}

void TstReconciliation::aValueThatWasChangedAndChangedBackIsBelievedInTheEnd()
{
    server->clock().advance(1000);
    a->follow();
    QVERIFY(a->f.conversation("c1", "Better"));
    QVERIFY(a->f.conversation("c1", "First"));
    int pushes = 0;
    a->transport.spoil = [&pushes](const SyncRequest &request, SyncReply &) {
        pushes += request.kind == SyncRequest::Kind::Push ? 1 : 0;
    };
    a->sync();
    for (int i = 0; i < 3; ++i) {
        server->clock().advance(600'000);
        a->sync();
    }
    QCOMPARE(a->f.queued(), 0);
    QCOMPARE(a->title("c1"), std::string("First"));
    QVERIFY2(pushes <= 2, qPrintable(QString::number(pushes)));
}

void TstReconciliation::whatWasAcknowledgedBeyondTheServerIsComparedAtOnce()
{
    QVERIFY(a->f.conversation("c2", "Second"));
    bool isOver = false;
    a->transport.instead = [&](const SyncRequest &request) {
        auto lie = isOver ? std::nullopt : swallowed(request, *server, 1);
        isOver = isOver || lie;
        return lie;
    };
    a->sync();
    QVERIFY(isOver);
    server->clock().advance(10'000);
    syncAll(); // no one asked for a comparison
    syncAll();
    QCOMPARE(b->title("c2"), std::string("Second"));
}

void TstReconciliation::pagesThatBringNothingEnd()
{
    int pages = 0;
    a->transport.spoil = [&](const SyncRequest &request, SyncReply &reply) {
        auto page = request.kind == SyncRequest::Kind::Pull ? json::parseObject(reply.body) : Error {};
        if (!page || pages > 5000)
            return;
        page->setBool("hasMore", true);
        page->setText("cursor", "another-" + std::to_string(++pages));
        reply.body = page->toJson();
    };
    QVERIFY(a->sync().end != RunOutcome::End::Done);
    QVERIFY2(pages < 200, qPrintable(QString::number(pages)));
}

void TstReconciliation::aComparisonThatCannotBeMadeIsPutOff_data()
{
    QTest::addColumn<QString>("lie");
    QTest::newRow("another position") << "position";
    QTest::newRow("another history") << "epoch";
    QTest::newRow("the history has changed") << "epoch_changed";
    QTest::newRow("the position is unknown") << "cursor_unknown";
}

void TstReconciliation::aComparisonThatCannotBeMadeIsPutOff()
{
    QFETCH(QString, lie);
    int digests = 0;
    a->transport.spoil = [&](const SyncRequest &request, SyncReply &reply) {
        if (request.kind != SyncRequest::Kind::Digest)
            return;
        ++digests;
        auto body = json::parseObject(reply.body);
        if (lie == QLatin1String("position"))
            body->setInteger("position", *body->integer("position") + 1);
        else if (lie == QLatin1String("epoch"))
            body->setText("epoch", "another");
        else
            reply = {410, ErrorCode::Unknown, wire::encodeError(lie.toStdString(), ""), {}};
        if (reply.status == 200)
            reply.body = body->toJson();
    };
    QVERIFY(a->f.store->replica().reconciliation().hurry().ok());
    for (int second = 0; second < 600; second += 10) {
        QCOMPARE(a->sync().end, RunOutcome::End::Done);
        server->clock().advance(10'000);
    }
    QVERIFY2(digests >= 2 && digests <= 6, qPrintable(QString::number(digests)));
    honest();
    compareAll();
}

// What one server says of sharing must reach no teammate through another one, such as the same one after a restore.
void TstReconciliation::sharingThatWasInventedEndsAndIsOfferedToNoOne()
{
    a->transport.spoil = [&](const SyncRequest &request, SyncReply &reply) {
        auto page = request.kind == SyncRequest::Kind::Pull ? json::parseObject(reply.body) : Error {};
        if (!page)
            return;
        const std::string now = std::to_string(server->clock().now());
        page->set("conversations",
            R"([{"id":"c1","title":"First","visibility":"team","created_at":)"
                + std::to_string(*a->f.store->database().integer("SELECT created_at FROM conversations"))
                + R"(,"_sync":{"at":{"visibility":)" + now + R"(},"own":true,"rev":)"
                + *page->find("position") + "}}]");
        reply.body = page->toJson();
    };
    a->sync();
    const auto shared = [](Device &device) {
        return (*device.f.store->backend().read(EntityType::Conversation, "c1"))
            ->fields.text("visibility")
            .value_or("");
    };
    QCOMPARE(shared(*a), std::string("team"));
    honest();
    QVERIFY(server->beginNewHistory());
    QVERIFY(server->sql().run("DELETE FROM entities"));
    syncAll();
    syncAll();
    QCOMPARE(server->count("entities", "id = 'c1'"), 1);
    QCOMPARE(server->count("entities", "id = 'c1' AND payload LIKE '%visibility%'"), 0);
    compareAll();
    QCOMPARE(shared(*a), std::string());
    QCOMPARE(shared(*b), std::string());
}

void TstReconciliation::aServerFromBeforeItIsLeftAlone()
{
    a->transport.instead = [](const SyncRequest &request) {
        return request.kind == SyncRequest::Kind::Digest
            ? std::optional(SyncReply {404, ErrorCode::Unknown, wire::encodeError("not_found", ""), {}})
            : std::nullopt;
    };
    const RunOutcome outcome = a->compare();
    QCOMPARE(outcome.end, RunOutcome::End::Done);
    QVERIFY(!outcome.reconciled);
}

void TstReconciliation::anAnswerThatMakesNoSenseChangesNothing_data()
{
    QTest::addColumn<std::string>("body");
    QTest::newRow("no list") << std::string(R"({"position":2,"epoch":"e"})");
    QTest::newRow("no position") << std::string(R"({"epoch":"e","parts":[],"hasMore":false})");
    QTest::newRow("a part twice") << std::string(
        R"({"position":2,"epoch":"e","parts":[[0,1,1,1],[0,1,1,1]],"hasMore":false})");
    QTest::newRow("more rows than revisions")
        << std::string(R"({"position":2,"epoch":"e","parts":[[0,5000,1,1]],"hasMore":false})");
    QTest::newRow("forever") << std::string(R"({"position":2,"epoch":"e","parts":[],"hasMore":true})");
    QTest::newRow("negative") << std::string(
        R"({"position":2,"epoch":"e","parts":[[-1,1,1,1]],"hasMore":false})");
    QTest::newRow("text") << std::string(
        R"({"position":2,"epoch":"e","parts":[["0",1,1,1]],"hasMore":false})");
}

void TstReconciliation::anAnswerThatMakesNoSenseChangesNothing()
{
    QFETCH(std::string, body);
    a->transport.instead = [&](const SyncRequest &request) {
        return request.kind == SyncRequest::Kind::Digest
            ? std::optional(SyncReply {200, ErrorCode::Unknown, body, {}})
            : std::nullopt;
    };
    const RunOutcome outcome = a->compare();
    QVERIFY(outcome.end == RunOutcome::End::Busy || outcome.end == RunOutcome::End::Unreachable);
    QVERIFY(!outcome.reconciled);
    QCOMPARE(a->title("c1"), std::string("First"));
    honest();
    compareAll();
}

QTEST_GUILESS_MAIN(TstReconciliation)
#include "tst_reconciliation.moc"
