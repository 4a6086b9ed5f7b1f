// What a pull changes here: rows that teammates share and unshare, and what a restored server brings back.
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstReplica : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void sharedRowsAreReadableAndNotOurs();
    void aWithdrawnRowGoesWithoutATombstone();
    void aRowThatIsOursIsNotWithdrawn();
    void whatWasEditedInAWithdrawnRowIsKept();
    void whatLostSaysWhenItWasWritten();
    void aConflictOfTheServerSaysWhenItWasWritten();
    void aRowOverALimitIsPutAsideAlone();
    void aDeletionForAnUnknownReasonIsPutAside();
    void aWithdrawalOfWhatIsNotHereHidesNothing();
    void aRevisionThatCannotBeIsForgotten();
    void aShadowThatCannotBeReplacesNothing();
    void ownMessagesInAWithdrawnConversationStay();
    void theSameIdInTwoHandsStaysOurs();
    void childrenOfATeammatesTwinStayOutside();
    void onlyOwnRowsAreOfferedAgain();
    void offersNameTheHistoryTheyComeFrom();
    void sharedRowsThatDoNotComeAgainGo();
    void anAcknowledgedDeleteIsSentAgainWhereItIsNeeded();
    void aDeleteThatTheNewHistoryKnowsIsNotSentAgain();
    void whatTheServerHasAgainIsNotDeletedInTheNextHistory();
    void deletesOfOtherTeamsAreNotDoubted();
    void childrenComeBackWhenTheDeleteIsRefused();
    void whatBelongsToADeletionThatTheServerLostIsKept();
    void tombstonesOfTheFirstSchemaAreDoubtedToo();
    void aDiscardedEditOfATeammatesRowIsTakenBackByThePull();
    void aDiscardedEditGivesWayToTheVersionThatWaits();
    void aDiscardedEditOfADeletedRowTakesItAway();
    void whatTheServerNeverHadStaysHere();
    void aDiscardedDeleteLeavesTheRow();
    void onlyRefusedChangesAreDiscarded();
    void aPageThatWasOnItsWayDoesNotHideTheRestart();
    void onlyAPureForwardOfAnAbandonedOpMovesTheBase();

private:
    void pull(
        std::vector<wire::PulledRow> rows, std::vector<wire::Deletion> deleted = {}, bool hasMore = false);
    void answer(const std::string &id, wire::Status status, const std::string &code = {},
        const std::vector<std::string> &lost = {});
    std::vector<QueuedItem> queue() { return *m_f->store->backend().pendingSync(100); }
    std::int64_t count(const std::string &sql)
    {
        return m_f->store->database().integer("SELECT COUNT(*) FROM " + sql).value_or(-1);
    }
    bool has(EntityType type, const std::string &id)
    {
        return m_f->store->backend().read(type, id)->has_value();
    }
    static wire::PulledRow conversation(const std::string &id, std::int64_t rev, bool own = false);
    static wire::PulledRow message(
        const std::string &id, const std::string &of, std::int64_t rev, bool own = false);
    /// The row as it is here, with another title.
    wire::PulledRow winnerOf(const std::string &id)
    {
        wire::PulledRow theirs = conversation(id, m_rev + 1);
        const auto here = *m_f->store->backend().read(EntityType::Conversation, id);
        for (const json::Member &member : here->fields.members())
            if (member.key != "title")
                theirs.record.fields.set(member.key, member.json);
        return theirs;
    }
    void send();
    Replica::DiscardOutcome discard(const std::string &id)
    {
        const std::vector<std::string> ids {id};
        const auto done = m_f->store->replica().discard(ids);
        return done ? *done : Replica::DiscardOutcome {-1, -1};
    }
    std::string title(const std::string &id)
    {
        const auto row = *m_f->store->backend().read(EntityType::Conversation, id);
        return row ? row->fields.text("title").value_or("(none)") : "(gone)";
    }
    std::string cursor() { return m_f->team(m_f->web).cursor; }

    /// As a server sends the row: its title was written at `at`.
    static std::string answered(const wire::PulledRow &row, Millis at)
    {
        std::string out;
        wire::appendRow(out, row.record.toJson(), row.rev, wire::Owner::caller(),
            {at > 0 ? wire::Instants {at - 1, {{"title", at}}}.toJson() : std::string()});
        return out;
    }

    std::unique_ptr<StoreFixture> m_f;
    Millis m_winningAt = 0;
    std::int64_t m_rev = 0;
    int m_conflicts = 0;
    std::optional<std::int64_t> m_position; ///< of the answers
};

void TstReplica::init()
{
    m_f = std::make_unique<StoreFixture>();
    m_f->signIn();
    m_rev = 0;
    m_winningAt = 0;
    m_conflicts = 0;
    m_position.reset();
}

wire::PulledRow TstReplica::conversation(const std::string &id, std::int64_t rev, bool own)
{
    return {record(EntityType::Conversation, id, {{"title", "\"of rev " + std::to_string(rev) + "\""}}), rev,
        own, {}};
}

wire::PulledRow TstReplica::message(const std::string &id, const std::string &of, std::int64_t rev, bool own)
{
    return {record(EntityType::Message, id,
                {{"conversation_id", json::quoted(of)}, {"role", "\"user\""}, {"content", "\"x\""}}),
        rev, own, {}};
}

void TstReplica::pull(std::vector<wire::PulledRow> rows, std::vector<wire::Deletion> deleted, bool hasMore)
{
    wire::Page page;
    page.rows = std::move(rows);
    page.deleted = std::move(deleted);
    page.cursor = "cursor";
    page.epoch = "e1";
    page.hasMore = hasMore;
    page.serverTimestamp = m_f->clock.now();
    const auto outcome
        = m_f->store->replica().applyPage(m_f->team(m_f->web), page, Replica::Source::Revisions);
    QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
    m_conflicts += outcome->newConflicts;
}

// Everything in the outbox arrives at the server.
void TstReplica::send()
{
    for (const QueuedItem &item : queue())
        answer(item.id, wire::Status::Applied);
}

void TstReplica::answer(
    const std::string &id, wire::Status status, const std::string &code, const std::vector<std::string> &lost)
{
    auto frozen = *m_f->store->batches().build(m_f->web, {});
    wire::BatchAnswer given;
    given.serverTimestamp = m_f->clock.now();
    given.epoch = "e1";
    given.hasResults = true;
    given.position = m_position;
    given.proof = m_position ? "p" : "";
    for (const QueuedItem &item : frozen.items) {
        if (item.id != id)
            continue;
        wire::ItemResult result;
        result.type = item.type;
        result.id = item.id;
        result.opSeq = item.opSeq;
        result.status = status;
        result.code = code;
        result.lost = lost;
        if (!lost.empty())
            result.item = answered(winnerOf(id), m_winningAt);
        result.rev = status == wire::Status::Rejected ? 0 : ++m_rev;
        given.results.push_back(result);
    }
    QVERIFY(m_f->store->replica().applyResults(m_f->team(m_f->web), frozen.items, given));
}

void TstReplica::sharedRowsAreReadableAndNotOurs()
{
    pull({conversation("c", 5), message("m", "c", 6)});
    QVERIFY(has(EntityType::Conversation, "c") && has(EntityType::Message, "m"));
    QCOMPARE(count("conversations WHERE own = 0"), 1);
    QCOMPARE(count("messages WHERE own = 0"), 1);
    QCOMPARE(m_f->queued(), 0);
}

void TstReplica::aWithdrawnRowGoesWithoutATombstone()
{
    pull({conversation("c", 5), message("m", "c", 6)});
    pull({}, {{EntityType::Conversation, "c", 7, "scope"}, {EntityType::Message, "m", 8, "scope"}});
    QVERIFY(!has(EntityType::Conversation, "c") && !has(EntityType::Message, "m"));
    QCOMPARE(count("tombstones"), 0);
    pull({conversation("c", 9), message("m", "c", 10)});
    QVERIFY(has(EntityType::Conversation, "c") && has(EntityType::Message, "m"));
    // Permanently deleted by its owner: that has a tombstone, and an older page does not bring it back.
    pull({}, {{EntityType::Conversation, "c", 11, "deleted"}});
    pull({conversation("c", 10)});
    QVERIFY(!has(EntityType::Conversation, "c"));
}

void TstReplica::aRowThatIsOursIsNotWithdrawn()
{
    QVERIFY(m_f->conversation("c"));
    send();
    pull({}, {{EntityType::Conversation, "c", 9, "scope"}});
    QVERIFY(has(EntityType::Conversation, "c"));
}

void TstReplica::whatWasEditedInAWithdrawnRowIsKept()
{
    pull({conversation("c", 5), message("m", "c", 6)});
    QVERIFY(m_f->conversation("c", "my words"));
    answer("c", wire::Status::Rejected, "forbidden");
    QCOMPARE(m_f->store->outboxSummary().counts()->failed, 1);
    pull({}, {{EntityType::Conversation, "c", 7, "scope"}, {EntityType::Message, "m", 8, "scope"}});
    QVERIFY(!has(EntityType::Conversation, "c"));
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(m_conflicts, 1);
    const auto kept = *m_f->store->conflicts().list(ConflictLog::Which::Open);
    QCOMPARE(kept.size(), std::size_t(1));
    QCOMPARE(kept[0].losing, std::string("\"my words\""));
    QCOMPARE(kept[0].reason, std::string("scope"));
    QVERIFY(kept[0].localRow.empty()); // nothing of what was unshared stays here
}

// The field's own edit, not the row's latest.
void TstReplica::whatLostSaysWhenItWasWritten()
{
    QVERIFY(m_f->conversation("c"));
    send();
    m_f->clock.advance(1000);
    QVERIFY(m_f->conversation("c", "my words"));
    const Millis written = m_f->clock.now();
    m_f->clock.advance(1000);
    QVERIFY(m_f->store->backend().write(record(EntityType::Conversation, "c", {{"model", "\"m1\""}})));
    m_winningAt = m_f->clock.now() + 500;
    m_f->clock.advance(1000);
    answer("c", wire::Status::Conflict, "lww", {"title"});
    const auto kept = *m_f->store->conflicts().list(ConflictLog::Which::Open);
    QCOMPARE(kept.size(), std::size_t(1));
    QCOMPARE(kept[0].losing, std::string("\"my words\""));
    QCOMPARE(kept[0].editedAt, written);
    QCOMPARE(kept[0].winningEditedAt, m_winningAt);
    QCOMPARE(kept[0].at, m_f->clock.now());
}

void TstReplica::aConflictOfTheServerSaysWhenItWasWritten()
{
    QVERIFY(m_f->store->database().run("INSERT INTO devices VALUES (?, ?)", "this-device", 1));
    wire::PageWriter writer;
    writer.addRow(EntityType::Conversation,
        record(EntityType::Conversation, "c", {{"title", "\"x\""}, {"model", "\"m2\""}}).toJson(), 7,
        wire::Owner::caller(), {wire::Instants {1500, {{"title", 1400}}}.toJson()});
    wire::ConflictNote note;
    note.id = "k1";
    note.entityId = "c";
    note.field = "title";
    note.losing = note.winning = "\"x\"";
    note.losingDevice = "this-device";
    note.at = 2000;
    note.editedAt = 1000;
    writer.addConflict(note);
    note.id = "k2";
    note.winning = "\"y\""; // which has been replaced meanwhile
    writer.addConflict(note);
    const auto page = wire::decodePage(writer.finish("cursor", wire::Rest::None, 3000, "e1"));
    QVERIFY(page);
    QVERIFY(m_f->store->replica().applyPage(m_f->team(m_f->web), *page, Replica::Source::Revisions));
    QCOMPARE((*m_f->store->conflicts().find("k1"))->editedAt, 1000);
    QCOMPARE((*m_f->store->conflicts().find("k1"))->winningEditedAt, 1400);
    QCOMPARE((*m_f->store->conflicts().find("k2"))->winningEditedAt, 0);
}

void TstReplica::aRowOverALimitIsPutAsideAlone()
{
    std::string wide = R"({"title":"x")";
    for (int i = 0; i < 5000; ++i)
        wide += ",\"k" + std::to_string(i) + "\":0";
    const std::string deep = R"({"id":"deep","x":)" + std::string(100, '[') + std::string(100, ']');
    const auto page = wire::decodePage(R"({"conversations":[)" + wide + R"(,"id":"wide","_sync":{"rev":5}},)"
        + deep
        + R"(,"_sync":{"rev":6}},{"id":"good","_sync":{"rev":7}}],"messages":[],"toolCalls":[],"auditLogs":[],"deleted":[],"conflicts":[],"hasMore":false,"cursor":"c","epoch":"e1",)"
        + R"("serverTimestamp":1})");
    QVERIFY2(page, page ? "" : page.error().message.c_str());
    QVERIFY(m_f->store->replica().applyPage(m_f->team(m_f->web), *page, Replica::Source::Revisions));
    QVERIFY(has(EntityType::Conversation, "good"));
    QCOMPARE(count("quarantine WHERE reason = 'over_limits' AND rev < 7"), 2);
    QCOMPARE(m_f->team(m_f->web).position, std::int64_t(7));
    // A matching version, or a deletion, ends it.
    pull({conversation("wide", 8)}, {{EntityType::Conversation, "deep", 9, "deleted"}});
    QCOMPARE(count("quarantine"), 0);
}

void TstReplica::aDeletionForAnUnknownReasonIsPutAside()
{
    QVERIFY(m_f->conversation("c"));
    send();
    wire::PageWriter writer;
    writer.addDeletion({EntityType::Conversation, "c", 9, "dream"});
    const auto page = wire::decodePage(writer.finish("cursor", wire::Rest::None, 3000, "e1", 9));
    QVERIFY(page);
    QVERIFY(m_f->store->replica().applyPage(m_f->team(m_f->web), *page, Replica::Source::Revisions));
    QVERIFY(has(EntityType::Conversation, "c"));
    QCOMPARE(count("quarantine WHERE id = 'c' AND rev = 9"), 1);
    pull({},
        {{EntityType::Conversation, "c", 9, "deleted"}}); // asked for again by a version that knows the word
    QVERIFY(!has(EntityType::Conversation, "c"));
    QCOMPARE(count("quarantine"), 0);
}

void TstReplica::aWithdrawalOfWhatIsNotHereHidesNothing()
{
    pull({}, {{EntityType::Conversation, "c", 9, "scope"}});
    pull({conversation("c", 10, true)});
    QVERIFY(has(EntityType::Conversation, "c"));
}

// A server once said a revision that its history cannot have, and was believed.
void TstReplica::aRevisionThatCannotBeIsForgotten()
{
    pull({conversation("c", 5, true), conversation("d", 6, true)});
    QVERIFY(m_f->store->teams().noteProof(m_f->web, "p", 10));
    QVERIFY(
        m_f->store->database().script("UPDATE conversations SET base_rev = 9007199254740991 WHERE id = 'c'"));
    QVERIFY(m_f->conversation("d", "mine"));
    QVERIFY(m_f->store->database().script("UPDATE conversations SET base_rev = 9007199254740991 WHERE id = "
                                          "'d'; UPDATE sync_queue SET base_rev = "
                                          "9007199254740991"));
    pull({conversation("c", 9, true), conversation("d", 10, true)});
    QCOMPARE((*m_f->store->backend().read(EntityType::Conversation, "c"))->fields.text("title"),
        std::optional<std::string>("of rev 9"));
    QCOMPARE(count("conversations WHERE id = 'c' AND base_rev = 9"), 1);
    QCOMPARE((*m_f->store->backend().read(EntityType::Conversation, "d"))->fields.text("title"),
        std::optional<std::string>("mine"));
    QCOMPARE(count("sync_queue WHERE base_rev = 9"), 1); // it is not a change of what the server has there
    // A revision from an answer that a page has not reached yet is one of the history.
    QVERIFY(m_f->store->database().script("UPDATE conversations SET base_rev = 10 WHERE id = 'c'"));
    pull({conversation("c", 9, true)});
    QCOMPARE(count("conversations WHERE id = 'c' AND base_rev = 10"), 1);
}

void TstReplica::aShadowThatCannotBeReplacesNothing()
{
    pull({conversation("c", 5, true)});
    QVERIFY(m_f->store->teams().noteProof(m_f->web, "p", 10));
    QVERIFY(m_f->conversation("c", "my words"));
    pull({conversation("c", 9, true)});
    QVERIFY(m_f->store->database().script("UPDATE sync_shadow SET rev = 9007199254740991"));
    QCOMPARE(count("sync_shadow"), 1);
    m_rev = 10;
    m_position = 11;
    send();
    QCOMPARE((*m_f->store->backend().read(EntityType::Conversation, "c"))->fields.text("title"),
        std::optional<std::string>("my words"));
    QCOMPARE(m_f->queued(), 0);
}

void TstReplica::ownMessagesInAWithdrawnConversationStay()
{
    pull({conversation("c", 5)});
    QVERIFY(m_f->message("mine", "c"));
    answer("mine", wire::Status::Rejected, "forbidden");
    pull({}, {{EntityType::Conversation, "c", 7, "scope"}});
    QVERIFY(has(EntityType::Message, "mine"));
    QCOMPARE(m_f->queueText("state", "mine"), std::string("1"));
}

void TstReplica::theSameIdInTwoHandsStaysOurs()
{
    QVERIFY(m_f->conversation("c", "ours"));
    pull({conversation("c", 50)});
    send();
    pull({conversation("c", 51)});
    QCOMPARE((*m_f->store->backend().read(EntityType::Conversation, "c"))->fields.text("title"),
        std::string("ours"));
    QCOMPARE(count("conversations WHERE own = 1"), 1);
}

void TstReplica::childrenOfATeammatesTwinStayOutside()
{
    QVERIFY(m_f->conversation("c", "ours"));
    pull({message("m", "c", 50)});
    QVERIFY(!has(EntityType::Message, "m"));
}

void TstReplica::onlyOwnRowsAreOfferedAgain()
{
    QVERIFY(m_f->conversation("ours"));
    send();
    pull({conversation("theirs", 5), message("m", "theirs", 6)});
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    const auto offered = queue();
    QCOMPARE(offered.size(), std::size_t(1));
    QCOMPARE(offered[0].id, std::string("ours"));
    QVERIFY(!m_f->store->backend().queueForSync(EntityType::Conversation, "theirs", wire::Action::Create));
}

void TstReplica::offersNameTheHistoryTheyComeFrom()
{
    const auto live = [&](const std::string &epoch) {
        QVERIFY(m_f->store->database().run("UPDATE teams SET epoch = ? WHERE pk = ?", epoch, m_f->web));
    };
    const auto from = [&] { return m_f->store->batches().build(m_f->web, {})->batch.offersFrom; };
    QVERIFY(m_f->conversation("ours"));
    QCOMPARE(from(), std::string()); // not an offer
    send();
    live("first");
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    QCOMPARE(from(), std::string("first"));
    live("second"); // and again, before it is finished
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    QCOMPARE(from(), std::string("first"));
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web))); // nothing was heard from the third
    QCOMPARE(from(), std::string("first"));
    send();
    live("third");
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    QCOMPARE(from(), std::string("third"));
}

void TstReplica::sharedRowsThatDoNotComeAgainGo()
{
    pull({conversation("stays", 5), conversation("gone", 6), message("m", "gone", 7)});
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    pull({conversation("stays", 2)}, {}, true);
    QVERIFY(has(EntityType::Conversation, "gone")); // it may be on the next page
    pull({});
    QVERIFY(has(EntityType::Conversation, "stays"));
    QVERIFY(!has(EntityType::Conversation, "gone") && !has(EntityType::Message, "m"));
    QCOMPARE(count("tombstones"), 0);
    pull({conversation("gone", 9)});
    QVERIFY(has(EntityType::Conversation, "gone"));
}

void TstReplica::anAcknowledgedDeleteIsSentAgainWhereItIsNeeded()
{
    for (const char *id : {"kept", "back", "lacking"})
        QVERIFY(m_f->conversation(id));
    QVERIFY(m_f->message("m", "back"));
    send();
    for (const char *id : {"back", "lacking"})
        QVERIFY(m_f->store->backend().remove(EntityType::Conversation, id));
    send();
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    QCOMPARE(queue().size(), std::size_t(1)); // `kept`; nothing indicates yet that a delete is needed
    pull({message("m", "back", 1, true), conversation("back", 2, true)});
    QVERIFY(!has(EntityType::Conversation, "back"));
    const auto offered = queue();
    QCOMPARE(offered.size(), std::size_t(2));
    QCOMPARE(m_f->queueText("action", "back"), std::string("2"));
    QCOMPARE(m_f->queueText("base_rev", "back"), std::string("0")); // a revision of the new history: not seen
    QCOMPARE(m_f->queueText("offer", "back"), std::string("1"));
    send();
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(count("messages"), 0);
    QVERIFY(!m_f->conversation("back"));
    QVERIFY(!m_f->conversation("lacking"));
    pull({conversation("back", 2, true)}); // a page from before the answer
    QVERIFY(!has(EntityType::Conversation, "back"));
}

// A server invented a deletion, and then has the row again (seed 89 of the simulation): what is edited here later
// was deleted with it in the next history.
void TstReplica::whatTheServerHasAgainIsNotDeletedInTheNextHistory()
{
    pull({conversation("c", 5, true)});
    pull({}, {{EntityType::Conversation, "c", 6, "deleted"}});
    QVERIFY(!has(EntityType::Conversation, "c"));
    pull({conversation("c", 7, true)});
    QVERIFY(m_f->conversation("c", "edited"));
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    QCOMPARE(m_f->queueText("action", "c"), std::to_string(int(wire::Action::Create)));
    QCOMPARE(title("c"), std::string("edited"));
}

void TstReplica::aDeleteThatTheNewHistoryKnowsIsNotSentAgain()
{
    QVERIFY(m_f->conversation("c"));
    send();
    QVERIFY(m_f->store->backend().remove(EntityType::Conversation, "c"));
    send();
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    pull({}, {{EntityType::Conversation, "c", 4, "deleted"}});
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(count("tombstones WHERE doubted = 0 AND rev = 4"), 1);
}

void TstReplica::deletesOfOtherTeamsAreNotDoubted()
{
    QVERIFY(m_f->conversation("c"));
    send();
    QVERIFY(m_f->store->backend().remove(EntityType::Conversation, "c"));
    send();
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->ops)));
    QCOMPARE(count("tombstones WHERE doubted = 1 OR rev = 0"), 0);
}

void TstReplica::childrenComeBackWhenTheDeleteIsRefused()
{
    QVERIFY(m_f->conversation("c"));
    QVERIFY(m_f->message("m", "c"));
    send();
    QVERIFY(m_f->store->backend().remove(EntityType::Conversation, "c"));
    send();
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    pull({message("m", "c", 1, true), conversation("c", 2, true)});
    answer("c", wire::Status::Rejected, "forbidden");
    QVERIFY(has(EntityType::Conversation, "c") && has(EntityType::Message, "m"));
}

void TstReplica::whatBelongsToADeletionThatTheServerLostIsKept()
{
    pull({conversation("c", 5, true)});
    QVERIFY(m_f->message("m", "c"));
    QVERIFY(m_f->message("orphan", "elsewhere"));
    pull({}, {{EntityType::Conversation, "c", 6, "deleted"}});
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    answer("m", wire::Status::Retry, "missing_parent");
    QVERIFY(!has(EntityType::Message, "m"));
    QCOMPARE(count("sync_queue WHERE id = 'm'"), 0);
    QCOMPARE(count("conflicts WHERE entity_id = 'm' AND reason = 'parent_deleted'"), 1);
    QVERIFY(has(EntityType::Message, "orphan")); // whose conversation may still arrive
}

void TstReplica::tombstonesOfTheFirstSchemaAreDoubtedToo()
{
    QVERIFY(
        m_f->store->database().run("INSERT INTO tombstones(id, entity_type, rev) VALUES ('old', 1, 900)"));
    QVERIFY(m_f->store->replica().resetEpoch(m_f->team(m_f->web)));
    pull({conversation("old", 3, true)});
    QVERIFY(!has(EntityType::Conversation, "old"));
    QCOMPARE(m_f->queueText("action", "old"), std::string("2"));
}

void TstReplica::aDiscardedEditOfATeammatesRowIsTakenBackByThePull()
{
    pull({conversation("c", 5), conversation("d", 6)});
    QVERIFY(m_f->conversation("c", "my words"));
    answer("c", wire::Status::Rejected, "forbidden");
    QCOMPARE(discard("c").reverted, 1);
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(cursor(), std::string());
    pull({conversation("c", 5), conversation("d", 6)}); // from the start
    QCOMPARE(title("c"), std::string("of rev 5"));
    QCOMPARE(cursor(), std::string("cursor"));
    QCOMPARE(m_f->queued(), 0);
    QVERIFY(
        m_f->store->conflicts().list(ConflictLog::Which::Open)->empty()); // the user has nothing to decide
    const auto kept = *m_f->store->conflicts().list(ConflictLog::Which::All);
    QCOMPARE(kept.size(), std::size_t(1));
    QCOMPARE(kept[0].losing, std::string("\"my words\""));
    QCOMPARE(kept[0].reason, std::string("discarded"));
    QVERIFY(m_f->store->restoreConflict(kept[0].id));
    QCOMPARE(title("c"), std::string("my words"));
}

void TstReplica::aDiscardedEditGivesWayToTheVersionThatWaits()
{
    pull({conversation("c", 5, true)});
    QVERIFY(m_f->conversation("c", "mine"));
    answer("c", wire::Status::Rejected, "validation");
    pull({conversation("c", 9, true)});
    QCOMPARE(title("c"), std::string("mine"));
    QCOMPARE(discard("c").reverted, 1);
    QCOMPARE(title("c"), std::string("of rev 9"));
    QCOMPARE(cursor(), std::string("cursor")); // nothing needs to be fetched
    QCOMPARE(count("sync_shadow"), 0);
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(
        m_f->store->conflicts().list(ConflictLog::Which::All)->at(0).winning, std::string("\"of rev 9\""));
}

void TstReplica::aDiscardedEditOfADeletedRowTakesItAway()
{
    pull({conversation("c", 5, true)});
    QVERIFY(m_f->conversation("c", "mine"));
    answer("c", wire::Status::Rejected, "validation");
    pull({}, {{EntityType::Conversation, "c", 9, "deleted"}});
    QVERIFY(has(EntityType::Conversation, "c"));
    QCOMPARE(discard("c").reverted, 1);
    QVERIFY(!has(EntityType::Conversation, "c"));
    QCOMPARE(m_f->store->conflicts().list(ConflictLog::Which::All)->at(0).losing, std::string("\"mine\""));
}

void TstReplica::whatTheServerNeverHadStaysHere()
{
    QVERIFY(m_f->conversation("c", "mine"));
    QVERIFY(m_f->message("m", "c"));
    answer("c", wire::Status::Rejected, "validation");
    const auto outcome = discard("c");
    QCOMPARE(outcome.keptHere, 1);
    QCOMPARE(outcome.reverted, 0);
    QVERIFY(has(EntityType::Conversation, "c") && has(EntityType::Message, "m"));
    QCOMPARE(m_f->store->outboxSummary().counts()->kept,
        2); // its message would only be told that its parent is missing
    QVERIFY(m_f->store->batches().build(m_f->web, {})->empty());
    QVERIFY(m_f->conversation("c", "later"));
    QVERIFY(m_f->store->batches().build(m_f->web, {})->empty());
}

void TstReplica::aDiscardedDeleteLeavesTheRow()
{
    pull({conversation("c", 5), message("m", "c", 6)});
    QVERIFY(m_f->store->backend().remove(EntityType::Conversation, "c"));
    const auto waiting = queue();
    QVERIFY(m_f->store->outbox().markFailed(waiting.at(0), "batch_refused", "")); // without its own result
    QVERIFY(!has(EntityType::Conversation, "c"));
    QCOMPARE(discard("c").reverted, 1);
    QVERIFY(has(EntityType::Conversation, "c") && has(EntityType::Message, "m"));
    QCOMPARE(m_f->queued(), 0);
    QVERIFY(m_f->store->conflicts().list(ConflictLog::Which::All)->empty());
}

void TstReplica::onlyRefusedChangesAreDiscarded()
{
    pull({conversation("c", 5, true)});
    QVERIFY(m_f->conversation("c", "mine"));
    const auto outcome = discard("c");
    QCOMPARE(outcome.reverted + outcome.keptHere, 0);
    QCOMPARE(m_f->queueText("state", "c"), std::string("0"));
    QCOMPARE(title("c"), std::string("mine"));
}

void TstReplica::aPageThatWasOnItsWayDoesNotHideTheRestart()
{
    pull({conversation("c", 5)});
    QVERIFY(m_f->conversation("c", "mine"));
    answer("c", wire::Status::Rejected, "forbidden");
    const Team asked = m_f->team(m_f->web);
    QCOMPARE(discard("c").reverted, 1);
    wire::Page page;
    page.cursor = "later";
    page.epoch = "e1";
    QVERIFY(m_f->store->replica().applyPage(asked, page, Replica::Source::Revisions));
    QCOMPARE(cursor(), std::string());
}

// The operation was abandoned for a later edit while its answer was in transit. "merged" means that the
// server's row has more than this device has seen: an edit on that base would overwrite it unseen.
void TstReplica::onlyAPureForwardOfAnAbandonedOpMovesTheBase()
{
    for (const auto &[status, base] :
        {std::pair(wire::Status::Merged, 0), std::pair(wire::Status::Applied, 50)}) {
        init();
        QVERIFY(m_f->conversation("c", "one"));
        const auto sent = m_f->store->batches().build(m_f->web, {});
        QVERIFY(sent && sent->items.size() == 1);
        QVERIFY(m_f->conversation("c", "two"));
        wire::BatchAnswer late;
        late.hasResults = true;
        late.serverTimestamp = m_f->clock.now();
        wire::ItemResult result;
        result.id = "c";
        result.opSeq = sent->items[0].opSeq;
        result.status = status;
        result.rev = 50;
        late.results = {result};
        QVERIFY(m_f->store->replica().applyResults(m_f->team(m_f->web), sent->items, late));
        QCOMPARE(m_f->queueText("base_rev", "c"), std::to_string(base));
        QCOMPARE(title("c"), std::string("two"));
    }
}

QTEST_GUILESS_MAIN(TstReplica)
#include "tst_replica.moc"
