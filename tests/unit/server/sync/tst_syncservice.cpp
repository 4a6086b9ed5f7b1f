// Each row of the rule and of the status table of docs/protocol.md, through the real service on both engines.
#include "server/accounts/orgsettings.h"
#include "support/syncfixture.h"

#include <QTest>

#include <set>

using namespace mimir;
using namespace mimir::test;
using wire::Action;
using wire::Status;

class TstSyncService : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void appliesWhatIsNew();
    void theDigestIsOfTheCallersLiveRows();
    void resendHasNoSecondEffect();
    void retryIsNotRemembered();
    void repeatedAnswerCarriesTheRowOfNow();
    void rememberedOpWithOtherContentIsARollback();
    void lowerLastOpSeqIsARollback();
    void confirmedOpsAreStaleAndForgotten();
    void concurrentFieldsMerge();
    void concurrentSameFieldIsAConflictWithTheLoserKept();
    void newerEditWinsAndTheOtherDeviceIsTold();
    void ownEarlierWriteIsNoConflict();
    void aRevisionThatIsNotThereYetWasNotSeen();
    void updateOfAnAbsentRowIsGone();
    void updateOfADeletedRowKeepsTheLoser();
    void childOfADeletedConversationKeepsTheLoser();
    void deleteOfAnAbsentRowLeavesATombstone();
    void deleteTakesChildrenButNotAuditEntries();
    void deleteReportsUnseenFieldsAndChildren();
    void deleteOfOwnChildrenReportsNothing();
    void deletesComeLast();
    void differentContentOfAMessageIsAConflict();
    void auditEntriesAreImmutable();
    void auditEntryNeedsNoConversation();
    void redactDropsContentEverywhere();
    void rowsSayWhatTheirOwnersDevicesLeaveOut();
    void whatIsRemovedForPrivacyIsForgottenAtOnce();
    void whatWasDeletedBeforeIsForgottenToo();
    void whatIsSentAgainForPrivacyIsNowhereElse();
    void largeMessagesThatADeleteHasNotSeenAreAllKept();
    void badItemDoesNotHoldUpOthers();
    void itemOverALimitIsRefusedAlone();
    void whatIsPutTogetherStaysWithinTheLimits();
    void conflictsOfOneItemAreFew();
    void envelopeErrors_data();
    void envelopeErrors();
    void failedBatchLeavesNothing();
    void strangersSeeNothing();
    void sameIdInTwoTeamsIsTwoRows();
    void foreignTeamLooksLikeUnknown();
    void epochOfAnotherHistory();
    void anOfferIsJudgedByTheHistoryItComesFrom();
    void checkAfterStart();
    void pagesAreBoundedByCountAndBytes();
    void batchThatLoadsTooMuchIsToBeHalved();
    void cursorComesToRest();
    void originalClientPullsByTime();
    void originalClientPushesBareRows();
    void unknownFieldsAreKept();
    void trashIsEmptiedAfterItsPeriod();
    void trashGoesInPieces();
    void organisationsSayHowLongTrashIsKept();
    void trashHoldsConflictsOfWhatWasDeleted();
};

void TstSyncService::appliesWhatIsNew()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto answer
        = f.push(a, {message("m1", "c1", "hello"), conversation("c1", "One"), audit("a1", "run")});
    QVERIFY(answer);
    QCOMPARE(answer->results.size(), std::size_t(3));
    for (const wire::ItemResult &result : answer->results) {
        QCOMPARE(result.status, Status::Applied);
        QVERIFY(!result.item);
        QVERIFY(result.rev > 0);
    }
    QCOMPARE(answer->results[0].id, std::string("m1"));
    QVERIFY(answer->results[0].rev > answer->results[1].rev);
    const wire::Page page = f.pull(f.device("b"));
    QCOMPARE(page.rows.size(), std::size_t(3));
    QCOMPARE(page.epoch, answer->epoch);
    QCOMPARE(rowOf(page, "m1")->record.fields.text("content"), std::optional<std::string>("hello"));
    QCOMPARE(rowOf(page, "m1")->rev, answer->results[0].rev);
}

void TstSyncService::theDigestIsOfTheCallersLiveRows()
{
    SyncFixture f(engineOfRow());
    TestDevice adas = f.device("a");
    TestDevice bobs = f.device("b", f.bob());
    QVERIFY(f.push(bobs, {conversation("b1", "Bob's")}));
    std::vector<wire::Item> many;
    for (int i = 0; i < 90; ++i)
        many.push_back(conversation("c" + std::to_string(i), "Title"));
    // Beyond the first part of the revisions.
    QVERIFY(f.sql().run("UPDATE teams SET rev = 4050 WHERE id = ?1", f.team()));
    QVERIFY(f.push(adas, many));
    wire::Item gone = item(EntityType::Conversation, "c3", wire::Action::Delete, {}, 4054, kT + 1);
    gone.knownRev = 4054;
    QCOMPARE(f.pushOne(adas, gone).status, Status::Applied);
    wire::DigestSums expected;
    const auto live = f.sql().query("SELECT rev, id FROM entities WHERE owner = " + std::to_string(f.ada())
        + " AND deleted = 0 ORDER BY rev");
    for (std::size_t row = 0; row < live->size(); ++row)
        expected.add(live->integer(row, 0));
    server::Caller caller = f.caller(adas);
    QCOMPARE(f.service().digest(caller, 0).error().code, ErrorCode::CursorUnknown); // without a proof
    caller.proof = f.pull(adas).cursor;
    const auto digest = f.service().digest(caller, 0);
    QVERIFY(digest);
    QVERIFY(digest->parts == expected.parts());
    QCOMPARE(digest->parts.size(), std::size_t(2));
    QCOMPARE(digest->parts[0].count + digest->parts[1].count, 89);
    QCOMPARE(digest->position, 4050 + 91);
    QVERIFY(!digest->hasMore);
    QCOMPARE(f.service().digest(caller, 1)->parts.size(), std::size_t(1));
    const auto rows = f.service().digestRows(caller, 1);
    QVERIFY(rows);
    QCOMPARE(static_cast<std::int64_t>(rows->rows.size()), digest->parts[1].count);
    QVERIFY(rows->rows.front().rev >= wire::kDigestRevs);
    const auto again = wire::decodeDigestRows(wire::encode(*rows), 1);
    QVERIFY(again && again->rows == rows->rows);
}

void TstSyncService::resendHasNoSecondEffect()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto batch = f.batch(a, {conversation("c1", "One"), message("m1", "c1", "x"), audit("a1", "run")});
    const auto first = f.service().push(f.caller(a), batch);
    const std::string cursor = f.pull(a).cursor;
    const auto again = f.service().push(f.caller(a), batch);
    QVERIFY(first && again);
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(again->results[i].status, Status::Applied);
        QCOMPARE(again->results[i].rev, first->results[i].rev);
    }
    QCOMPARE(f.pull(a, cursor).rows.size(), std::size_t(0));
    QCOMPARE(f.pull(a, cursor).cursor, cursor);
}

void TstSyncService::retryIsNotRemembered()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto batch = f.batch(a, {message("m1", "c1", "x")});
    const auto first = f.service().push(f.caller(a), batch);
    QCOMPARE(first->results[0].status, Status::Retry);
    QCOMPARE(first->results[0].code, std::string("missing_parent"));
    TestDevice b = f.device("b");
    QCOMPARE(f.pushOne(b, conversation("c1", "One")).status, Status::Applied);
    QCOMPARE(f.service().push(f.caller(a), batch)->results[0].status, Status::Applied);
}

void TstSyncService::repeatedAnswerCarriesTheRowOfNow()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    const auto newer = f.pushOne(b, rename("c1", "Two", rev, kT + 20));
    const auto batch = f.batch(a, {rename("c1", "Three", rev, kT + 10)});
    const auto lost = f.service().push(f.caller(a), batch)->results[0];
    QCOMPARE(lost.status, Status::Conflict);
    QCOMPARE(titleIn(lost.item), QByteArray("Two"));
    f.pushOne(b, rename("c1", "Four", newer.rev, kT + 30));
    const auto again = f.service().push(f.caller(a), batch)->results[0];
    QCOMPARE(again.status, Status::Conflict);
    QCOMPARE(again.lost, lost.lost);
    QCOMPARE(again.conflictIds, lost.conflictIds);
    QCOMPARE(again.otherDevice, std::string("name of b"));
    QCOMPARE(titleIn(again.item), QByteArray("Four"));
}

void TstSyncService::rememberedOpWithOtherContentIsARollback()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    auto batch = f.batch(a, {conversation("c1", "One")});
    QVERIFY(f.service().push(f.caller(a), batch));
    batch.items[0].record.fields.set("title", "\"Another\"");
    const auto answer = f.service().push(f.caller(a), batch);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::DeviceRollback);
    batch.items[0].record.fields.set("title", "\"One\"");
    batch.items[0].baseRev = 77;
    QVERIFY(f.service().push(f.caller(a), batch));
}

void TstSyncService::lowerLastOpSeqIsARollback()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto early = f.batch(a, {conversation("c1", "One")});
    const auto late = f.batch(a, {conversation("c2", "Two")});
    QVERIFY(f.service().push(f.caller(a), late));
    const auto answer = f.service().push(f.caller(a), early);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::DeviceRollback);
    QVERIFY(!rowOf(f.pull(a), "c1"));
    TestDevice sameNameOfBob = f.device("a", f.bob());
    QVERIFY(f.push(sameNameOfBob, {conversation("c3", "Three")}));
}

void TstSyncService::confirmedOpsAreStaleAndForgotten()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto first = f.batch(a, {conversation("c1", "One")});
    QVERIFY(f.service().push(f.caller(a), first));
    auto second = f.batch(a, {conversation("c2", "Two")});
    second.ackedThrough = 1;
    second.items.push_back(first.items[0]);
    const auto answer = f.service().push(f.caller(a), second);
    QCOMPARE(answer->results[0].status, Status::Applied);
    QCOMPARE(answer->results[1].status, Status::Stale);
    QCOMPARE(f.count("applied_ops"), 1);
}

void TstSyncService::concurrentFieldsMerge()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    auto archive = item(EntityType::Conversation, "c1", Action::Update, {{"status", "\"archived\""}}, rev, 0);
    archive.changed = {{"status", kT + 5}};
    QCOMPARE(f.pushOne(b, archive).status, Status::Applied);
    const auto merged = f.pushOne(a, rename("c1", "Two", rev, kT + 1));
    QCOMPARE(merged.status, Status::Merged);
    const auto row = json::parseObject(*merged.item);
    QCOMPARE(row->text("title"), std::optional<std::string>("Two"));
    QCOMPARE(row->text("status"), std::optional<std::string>("archived"));
    QVERIFY(f.pull(a).conflicts.empty());
}

void TstSyncService::concurrentSameFieldIsAConflictWithTheLoserKept()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    f.pushOne(b, rename("c1", "Two", rev, kT + 20));
    const auto lost = f.pushOne(a, rename("c1", "Three", rev, kT + 10));
    QCOMPARE(lost.status, Status::Conflict);
    QCOMPARE(lost.code, std::string("lww"));
    QCOMPARE(lost.lost, std::vector<std::string> {"title"});
    QCOMPARE(lost.otherDevice, std::string("name of b"));
    const auto conflicts = f.pull(a).conflicts;
    QCOMPARE(conflicts.size(), std::size_t(1));
    QCOMPARE(conflicts[0].id, lost.conflictIds.at(0));
    QCOMPARE(conflicts[0].losing, std::string("\"Three\""));
    QCOMPARE(conflicts[0].winning, std::string("\"Two\""));
    QCOMPARE(conflicts[0].losingDevice, std::string("a"));
    QCOMPARE(conflicts[0].winningDevice, std::string("b"));
    QCOMPARE(conflicts[0].winningDeviceName, std::string("name of b"));
    QCOMPARE(conflicts[0].reason, std::string("lww"));
    QCOMPARE(conflicts[0].editedAt, kT + 10);
    QVERIFY(f.pull(f.device("z", f.bob())).conflicts.empty());
}

void TstSyncService::newerEditWinsAndTheOtherDeviceIsTold()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    f.pushOne(b, rename("c1", "Two", rev, kT + 20));
    const std::string seen = f.pull(b).cursor;
    const auto won = f.pushOne(a, rename("c1", "Three", rev, kT + 30));
    QCOMPARE(won.status, Status::Merged);
    QVERIFY(won.conflictIds.empty());
    const wire::Page page = f.pull(b, seen);
    QCOMPARE(page.conflicts.size(), std::size_t(1));
    QCOMPARE(page.conflicts[0].losing, std::string("\"Two\""));
    QCOMPARE(page.conflicts[0].losingDevice, std::string("b"));
    QCOMPARE(page.conflicts[0].editedAt, kT + 20);
    QCOMPARE(page.rows.size(), std::size_t(1));
}

void TstSyncService::ownEarlierWriteIsNoConflict()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    QCOMPARE(f.pushOne(a, rename("c1", "Two", rev, kT + 20)).status, Status::Applied);
    const auto second = f.pushOne(a, rename("c1", "Three", rev, kT + 10));
    QCOMPARE(second.status, Status::Merged);
    QCOMPARE(titleIn(second.item), QByteArray("Three"));
    QVERIFY(f.pull(a).conflicts.empty());
}

// A device believed a revision or a position that no honest server gave.
void TstSyncService::aRevisionThatIsNotThereYetWasNotSeen()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    constexpr std::int64_t farAbove = 1'000'000;
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    f.pushOne(b, rename("c1", "Two", rev, kT + 20));
    QCOMPARE(f.pushOne(a, rename("c1", "Three", farAbove, kT + 10)).status, Status::Conflict);
    QCOMPARE(f.pull(b).conflicts.size(), std::size_t(1));
    f.pushOne(b, message("unseen", "c1", "no one has read this"));
    QCOMPARE(
        f.pushOne(a, removal(EntityType::Conversation, "c1", farAbove, farAbove)).status, Status::Applied);
    const auto conflicts = f.pull(b).conflicts;
    QCOMPARE(conflicts.size(), std::size_t(3));
    QCOMPARE(conflicts[1].field, std::string("title"));
    QCOMPARE(conflicts[2].entityId, std::string("unseen"));
}

void TstSyncService::updateOfAnAbsentRowIsGone()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto gone = f.pushOne(a, rename("c1", "Two", 9, kT));
    QCOMPARE(gone.status, Status::Conflict);
    QCOMPARE(gone.code, std::string("gone"));
    QCOMPARE(gone.item, std::optional<std::string>(""));
    QVERIFY(gone.lost.empty());
    const auto conflicts = f.pull(a).conflicts;
    QCOMPARE(conflicts.size(), std::size_t(1));
    QCOMPARE(conflicts[0].id, gone.conflictIds.at(0));
    QCOMPARE(conflicts[0].field, std::string());
    QVERIFY(conflicts[0].losing.find("Two") != std::string::npos);
    QCOMPARE(conflicts[0].winning, std::string("null"));
}

void TstSyncService::updateOfADeletedRowKeepsTheLoser()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    const auto deleted = f.pushOne(b, removal(EntityType::Conversation, "c1", rev, rev));
    QCOMPARE(deleted.status, Status::Applied);
    const auto late = f.pushOne(a, rename("c1", "Two", rev, kT + 99));
    QCOMPARE(late.status, Status::Conflict);
    QCOMPARE(late.code, std::string("deleted"));
    QCOMPARE(late.rev, deleted.rev);
    QCOMPARE(late.otherDevice, std::string("name of b"));
    QCOMPARE(late.conflictIds.size(), std::size_t(1));
    QCOMPARE(f.pushOne(b, removal(EntityType::Conversation, "c1", rev)).status, Status::Duplicate);
}

void TstSyncService::childOfADeletedConversationKeepsTheLoser()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    f.pushOne(b, removal(EntityType::Conversation, "c1", rev, rev));
    const auto late = f.pushOne(a, message("m1", "c1", "too late"));
    QCOMPARE(late.status, Status::Conflict);
    QCOMPARE(late.code, std::string("parent_deleted"));
    const auto conflicts = f.pull(a).conflicts;
    QCOMPARE(conflicts.size(), std::size_t(1));
    QVERIFY(conflicts[0].losing.find("too late") != std::string::npos);
    QVERIFY(!rowOf(f.pull(a), "m1"));
}

void TstSyncService::deleteOfAnAbsentRowLeavesATombstone()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto deleted = f.pushOne(a, removal(EntityType::Conversation, "c1", 0));
    QCOMPARE(deleted.status, Status::Applied);
    QVERIFY(deleted.rev > 0);
    QCOMPARE(f.pushOne(a, conversation("c1", "back")).code, std::string("deleted"));
    QCOMPARE(f.pull(a).deleted.size(), std::size_t(1));
}

void TstSyncService::deleteTakesChildrenButNotAuditEntries()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto call = item(EntityType::ToolCall, "t1", Action::Create,
        {{"conversation_id", "\"c1\""}, {"tool_name", "\"sh\""}}, 0, kT);
    const auto made = f.push(a,
        {conversation("c1", "One"), message("m1", "c1", "x"), call, audit("a1", "run"),
            conversation("c2", "Other"), message("m2", "c2", "y")});
    const std::string seen = f.pull(a).cursor;
    const auto deleted = f.pushOne(a, removal(EntityType::Conversation, "c1", made->results[0].rev, 99));
    const wire::Page page = f.pull(a, seen);
    QCOMPARE(page.rows.size(), std::size_t(0));
    QCOMPARE(page.deleted.size(), std::size_t(3));
    std::set<std::int64_t> revs;
    for (const wire::Deletion &one : page.deleted)
        revs.insert(one.rev);
    QCOMPARE(revs.size(), std::size_t(3));
    QCOMPARE(*revs.begin(), deleted.rev);
    QVERIFY(rowOf(f.pull(a), "a1"));
    QVERIFY(rowOf(f.pull(a), "m2"));
}

void TstSyncService::deleteReportsUnseenFieldsAndChildren()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    f.pushOne(b, message("seen", "c1", "seen"));
    const auto known = f.pushOne(b, message("seen2", "c1", "seen too")).rev;
    f.pushOne(b, message("new", "c1", "no one has read this"));
    f.pushOne(b, rename("c1", "Two", rev, kT + 20));
    QCOMPARE(f.pushOne(a, removal(EntityType::Conversation, "c1", rev, known)).status, Status::Applied);
    const auto conflicts = f.pull(b).conflicts;
    QCOMPARE(conflicts.size(), std::size_t(2));
    QCOMPARE(conflicts[0].field, std::string("title"));
    QCOMPARE(conflicts[0].losing, std::string("\"Two\""));
    QCOMPARE(conflicts[0].editedAt, kT + 20);
    QCOMPARE(conflicts[1].entityId, std::string("new"));
    for (const wire::ConflictNote &note : conflicts) {
        QCOMPARE(note.reason, std::string("deleted_unseen"));
        QCOMPARE(note.losingDevice, std::string("b"));
        QCOMPARE(note.winningDevice, std::string("a"));
    }
}

void TstSyncService::deleteOfOwnChildrenReportsNothing()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    f.pushOne(a, message("m1", "c1", "mine"));
    f.pushOne(a, removal(EntityType::Conversation, "c1", rev, 0));
    QVERIFY(f.pull(a).conflicts.empty());
}

void TstSyncService::deletesComeLast()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto answer = f.push(a,
        {removal(EntityType::Conversation, "c1", 0, 99), conversation("c1", "One"), message("m1", "c1", "x"),
            removal(EntityType::Message, "m1", 0)});
    for (const wire::ItemResult &result : answer->results)
        QCOMPARE(result.status, Status::Applied);
    QCOMPARE(f.pull(a).rows.size(), std::size_t(0));
    QCOMPARE(f.pull(a).deleted.size(), std::size_t(2));
}

void TstSyncService::differentContentOfAMessageIsAConflict()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    f.pushOne(a, conversation("c1", "One"));
    f.pushOne(a, message("m1", "c1", "first"));
    const auto same = f.pushOne(b, message("m1", "c1", "first"));
    QCOMPARE(same.status, Status::Duplicate);
    const auto other = f.pushOne(b, message("m1", "c1", "second"));
    QCOMPARE(other.status, Status::Conflict);
    QCOMPARE(other.code, std::string("immutable"));
    QCOMPARE(other.lost, std::vector<std::string> {"content"});
    QCOMPARE(f.pull(b).conflicts.at(0).losing, std::string("\"second\""));
}

void TstSyncService::auditEntriesAreImmutable()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    QCOMPARE(f.pushOne(a, audit("a1", "run")).status, Status::Applied);
    QCOMPARE(f.pushOne(a, audit("a1", "run")).status, Status::Duplicate);
    const auto changed = f.pushOne(a, audit("a1", "walk"));
    QCOMPARE(changed.status, Status::Rejected);
    QCOMPARE(changed.code, std::string("immutable"));
    const auto deleted = f.pushOne(a, removal(EntityType::AuditLog, "a1", 1, 9));
    QCOMPARE(deleted.status, Status::Rejected);
    QCOMPARE(deleted.code, std::string("immutable"));
    QVERIFY(rowOf(f.pull(a), "a1"));
}

void TstSyncService::auditEntryNeedsNoConversation()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    f.pushOne(a, removal(EntityType::Conversation, "c1", 0));
    QCOMPARE(f.pushOne(a, audit("a1", "run")).status, Status::Applied);
    auto restored = audit("a2", "run");
    restored.baseRev = 44;
    QCOMPARE(f.pushOne(a, restored).status, Status::Applied);
}

// More than is read at once (kPieceBytes).
void TstSyncService::largeMessagesThatADeleteHasNotSeenAreAllKept()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    f.pushOne(a, conversation("c1", "One"));
    constexpr int kMessages = 7;
    const std::string large(server::kPieceBytes * 2 / 5, 'x');
    for (int i = 0; i < kMessages; ++i)
        QCOMPARE(f.pushOne(a, message("m" + std::to_string(i), "c1", std::to_string(i) + large)).status,
            Status::Applied);
    QCOMPARE(f.pushOne(b, removal(EntityType::Conversation, "c1", 0)).status, Status::Applied);
    const std::string unseen = "reason='deleted_unseen' AND type=2";
    QCOMPARE(f.count("conflicts", unseen), kMessages);
    const auto distinct = f.sql().query(
        "SELECT count(DISTINCT entity_id), count(DISTINCT losing), count(DISTINCT rev) FROM conflicts WHERE "
        + unseen);
    for (std::size_t column = 0; column < 3; ++column)
        QCOMPARE(distinct->integer(0, column), kMessages);
    QCOMPARE(f.count("entities", "deleted=1"), kMessages + 1);
}

void TstSyncService::redactDropsContentEverywhere()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    f.pushOne(a, conversation("c1", "One"));
    f.pushOne(a, message("m1", "c1", "hunter2"));
    f.pushOne(b, message("m1", "c1", "hunter2 again"));
    auto redact = item(EntityType::Message, "m1", Action::Redact,
        {{"conversation_id", "\"c1\""}, {"role", "\"user\""}}, 0, kT);
    QCOMPARE(f.pushOne(a, redact).status, Status::Merged);
    QCOMPARE(f.pushOne(b, message("m1", "c1", "hunter2")).status, Status::Duplicate);
    const auto page = f.pull(b);
    QVERIFY(rowOf(page, "m1")->mayLack("content"));
    QCOMPARE(f.count("entities", "payload LIKE '%hunter%'"), 0);
    QCOMPARE(f.count("conflicts", "losing || winning LIKE '%hunter%'"), 0);
    redact.record.type = EntityType::ToolCall;
    QCOMPARE(f.pushOne(a, redact).code, std::string("validation"));
}

// In pages and in answers, to the owner alone; not of what is left out of one push but is here.
void TstSyncService::rowsSayWhatTheirOwnersDevicesLeaveOut()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    auto shared = conversation("c1", "one");
    shared.record.fields.set("visibility", "\"team\"");
    auto masked = message("masked", "c1", "[withheld password]");
    masked.withheld = {{"content", wire::WithheldRule::Secret}};
    auto bare = message("bare", "c1", "x");
    bare.record.fields.remove("content");
    bare.withheld = {{"content", wire::WithheldRule::Metadata}};
    QVERIFY(f.push(a, {shared, masked, bare, message("whole", "c1", "all of it")}));
    auto later = message("whole", "c1", "x"); // the person has changed their mind
    later.record.fields.remove("content");
    later.withheld = bare.withheld;
    QCOMPARE(f.pushOne(a, later).status, Status::Merged);

    using Marks = std::vector<wire::Withheld>;
    const auto page = f.pull(b);
    QCOMPARE(rowOf(page, "masked")->withheld, masked.withheld);
    QCOMPARE(rowOf(page, "bare")->withheld, bare.withheld);
    QCOMPARE(rowOf(page, "whole")->withheld, bare.withheld);
    QVERIFY(!rowOf(page, "whole")->record.fields.find("content"));
    QCOMPARE(rowOf(page, "c1")->withheld, Marks());
    const auto full = f.pushOne(b, message("bare", "c1", "from another device"));
    QCOMPARE(wire::decodeRow(EntityType::Message, full.item.value_or(""))->withheld, bare.withheld);
    TestDevice bobs = f.device("bobs", f.bob());
    QCOMPARE(rowOf(f.pull(bobs), "bare")->withheld, Marks());
}

void TstSyncService::whatIsRemovedForPrivacyIsForgottenAtOnce()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    QVERIFY(f.push(a,
        {conversation("c1", "secret title"), message("m0", "c1", "secret zero"),
            message("m1", "c1", "secret one"), conversation("c2", "open")}));
    QVERIFY(f.push(a, {removal(EntityType::Message, "m0", 0)}));
    QCOMPARE(f.pushOne(b, rename("c1", "secret too late", 0, kT - 10)).status, Status::Conflict);
    QCOMPARE(f.pushOne(b, message("m1", "c1", "secret differs")).status, Status::Conflict);
    QVERIFY(f.count("conflicts", "losing LIKE '%secret%'") > 0);
    auto forget = removal(EntityType::Conversation, "c1", 0); // has seen nothing of it
    forget.forPrivacy = true;
    QCOMPARE(f.pushOne(a, forget).status, Status::Applied);
    const auto isForgotten = [&] {
        return f.count("entities", "payload LIKE '%secret%' OR stamps IS NOT NULL AND id <> 'c2'") == 0
            && f.count("conflicts", "losing LIKE '%secret%' OR winning LIKE '%secret%'") == 0;
    };
    QVERIFY(isForgotten());
    // The other device goes on writing to it, unaware.
    const auto late = f.push(b,
        {message("m2", "c1", "secret late"), message("m1", "c1", "secret one"),
            rename("c1", "secret name", 0, kT + 10)});
    for (const wire::ItemResult &result : late->results)
        QCOMPARE(result.status, Status::Conflict);
    QVERIFY(isForgotten());
    QCOMPARE(f.pushOne(b, forget).status, Status::Duplicate);
    const wire::Page page = f.pull(b);
    QCOMPARE(page.rows.size(), std::size_t(1));
    QCOMPARE(page.deleted.size(), std::size_t(3));
    for (const wire::Deletion &deletion : page.deleted)
        QCOMPARE(deletion.reason, std::string("privacy"));
}

void TstSyncService::whatIsSentAgainForPrivacyIsNowhereElse()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    QVERIFY(f.push(a,
        {conversation("c1", "One"), message("m1", "c1", "a secret word"),
            message("m2", "c1", "b secret c")}));
    QCOMPARE(f.pushOne(b, message("m1", "c1", "a secret that differs")).status, Status::Conflict);
    QVERIFY(f.push(a, {removal(EntityType::Message, "m2", 0)})); // its content stays for a while
    const std::string cursor = f.pull(b).cursor;
    const auto again = [](const char *id, const char *content) {
        wire::Item item = message(id, "c1", content);
        item.action = wire::Action::Update;
        item.baseRev = 100;
        item.forPrivacy = true;
        item.withheld = {{"content", wire::WithheldRule::Secret}};
        return item;
    };
    const auto answer
        = f.push(a, {again("m1", "a [withheld password] word"), again("m2", "b [withheld password] c")});
    QVERIFY(answer);
    QCOMPARE(answer->results[0].status, Status::Merged);
    QVERIFY(
        answer->results[0].item && answer->results[0].item->find("[withheld password]") != std::string::npos);
    QCOMPARE(answer->results[1].status, Status::Conflict);
    QCOMPARE(f.count("entities", "payload LIKE '%secret%'"), 0);
    QCOMPARE(f.count("conflicts", "losing LIKE '%secret%' OR winning LIKE '%secret%'"), 0);
    const wire::Page page = f.pull(b, cursor);
    QCOMPARE(page.rows.size(), std::size_t(1));
    QCOMPARE(page.rows[0].record.fields.text("content"), std::string("a [withheld password] word"));
    QCOMPARE(page.rows[0].withheld.size(), std::size_t(1));
    // What lost of a title may be nowhere else: only the value that was replaced goes.
    QVERIFY(f.push(a, {conversation("c2", "x secret y")}));
    QCOMPARE(f.pushOne(b, rename("c2", "words of b", 0, kT - 10)).status, Status::Conflict);
    QCOMPARE(f.count("conflicts", "winning LIKE '%x secret y%'"), 1);
    wire::Item title = rename("c2", "x [withheld password] y", 100, kT);
    title.changed.clear();
    title.forPrivacy = true;
    title.withheld = {{"title", wire::WithheldRule::Secret}};
    QCOMPARE(f.pushOne(a, title).status, Status::Merged);
    QCOMPARE(f.count("conflicts", "winning LIKE '%x [withheld%'"), 1);
    QCOMPARE(f.count("conflicts", "losing LIKE '%words of b%'"), 1);
    QCOMPARE(f.count("conflicts", "winning LIKE '%secret%'"), 0);
    // A teammate's is not anyone's to change.
    QVERIFY(f.push(a, {again("m1", "a [withheld password] word")})->results[0].status == Status::Duplicate);
}

void TstSyncService::whatWasDeletedBeforeIsForgottenToo()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    QVERIFY(f.push(a, {conversation("c1", "secret title"), message("m1", "c1", "secret one")}));
    QCOMPARE(f.pushOne(b, removal(EntityType::Conversation, "c1", 0, 100)).status, Status::Applied);
    // What came too late is only in a conflict record.
    QCOMPARE(f.pushOne(a, message("m2", "c1", "secret two")).code, std::string("parent_deleted"));
    const std::string cursor = f.pull(b).cursor;
    QCOMPARE(f.count("entities", "payload LIKE '%secret%'"), 2);
    QVERIFY(f.count("conflicts", "losing LIKE '%secret two%'") == 1);
    auto forget = removal(EntityType::Conversation, "c1", 0);
    forget.forPrivacy = true;
    QCOMPARE(f.pushOne(a, forget).status, Status::Applied);
    QCOMPARE(f.count("entities", "payload LIKE '%secret%'"), 0);
    QCOMPARE(f.count("conflicts", "losing LIKE '%secret%'"), 0);
    const wire::Page page = f.pull(b, cursor);
    QCOMPARE(page.deleted.size(), std::size_t(2));
    QCOMPARE(page.deleted[0].reason, std::string("privacy"));
    QCOMPARE(f.pushOne(a, removal(EntityType::Conversation, "c1", 0)).status, Status::Duplicate);
    // Also of what was never here.
    auto unknown = removal(EntityType::Conversation, "c9", 0);
    unknown.forPrivacy = true;
    QCOMPARE(f.pushOne(a, unknown).status, Status::Applied);
    QCOMPARE(f.pushOne(b, message("m9", "c9", "secret nine")).code, std::string("parent_deleted"));
    QCOMPARE(f.count("conflicts", "losing LIKE '%secret%'"), 0);
}

void TstSyncService::badItemDoesNotHoldUpOthers()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    auto bad = conversation("c1", "bad");
    bad.error = Error {ErrorCode::Validation, "no"};
    auto large = conversation("c2", "large");
    large.error = Error {ErrorCode::TooLarge, "large"};
    const auto answer = f.push(a, {bad, large, conversation("c3", "good")});
    QCOMPARE(answer->results[0].status, Status::Rejected);
    QCOMPARE(answer->results[0].code, std::string("validation"));
    QCOMPARE(answer->results[1].code, std::string("item_too_large"));
    QCOMPARE(answer->results[2].status, Status::Applied);
}

void TstSyncService::itemOverALimitIsRefusedAlone()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    std::string many;
    for (int i = 0; i < 5000; ++i)
        many += "\"k" + std::to_string(i) + "\":0,";
    const auto of = [](int seq) {
        return R"("_sync":{"opSeq":)" + std::to_string(seq) + R"(,"action":"create","baseRev":0}})";
    };
    const auto batch = wire::decodeBatch(R"({"lastOpSeq":3,"conversations":[{)" + many + R"("id":"wide",)"
        + of(1) + R"(,{"x":)" + std::string(500, '[') + std::string(500, ']') + R"(,"id":"deep",)" + of(2)
        + R"(,{"id":"good",)" + of(3) + "]}");
    QVERIFY2(batch, batch ? "" : batch.error().message.c_str());
    const auto answer = f.service().push(f.caller(a), *batch);
    QVERIFY(answer);
    for (const std::size_t refused : {0, 1}) {
        QCOMPARE(answer->results[refused].status, Status::Rejected);
        QCOMPARE(answer->results[refused].code, std::string("validation"));
        QCOMPARE(answer->results[refused].opSeq, std::int64_t(refused) + 1);
    }
    QCOMPARE(answer->results[2].status, Status::Applied);
}

void TstSyncService::whatIsPutTogetherStaysWithinTheLimits()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto with = [](wire::Item made, char prefix, const std::string &value) {
        for (int i = 0; i < 3000; ++i) {
            const std::string name = prefix + std::to_string(10'000 + i);
            made.record.fields.set(name, value);
            if (made.action == Action::Update)
                made.changed.emplace_back(name, kT + 1);
        }
        return made;
    };
    const auto update = [] { return item(EntityType::Conversation, "c1", Action::Update, {}, 1, 0); };
    QCOMPARE(f.pushOne(a, with(conversation("c1", "One"), 'a', "1")).status, Status::Applied);
    QCOMPARE(f.pushOne(a, with(update(), 'b', "1")).status, Status::Rejected);
    // What is cleared is gone from the row, but the time remains known.
    QCOMPARE(f.pushOne(a, with(update(), 'a', "null")).status, Status::Applied);
    QCOMPARE(f.pushOne(a, with(update(), 'b', "1")).code, std::string("validation"));
    const wire::Page page = f.pull(f.device("b"));
    QVERIFY(rowOf(page, "c1")->fault.empty());
    QCOMPARE(rowOf(page, "c1")->record.fields.members().size(), std::size_t(3));
}

// Each lost field gets a record: an item with thousands of fields must not create thousands of records.
void TstSyncService::conflictsOfOneItemAreFew()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    const auto with = [](wire::Item made, int fields, const std::string &value) {
        for (int i = 0; i < fields; ++i)
            made.record.fields.set("k" + std::to_string(10'000 + i), value);
        return made;
    };
    for (const std::string id : {"c64", "c65"})
        QCOMPARE(
            f.pushOne(a, with(conversation(id, "One"), id == "c64" ? 64 : 65, "1")).status, Status::Applied);
    const auto late = [&](const std::string &id, int fields) {
        auto made = with(item(EntityType::Conversation, id, Action::Update, {}, 0, 0), fields, "2");
        for (const json::Member &member : made.record.fields.members())
            made.changed.emplace_back(member.key, kT - 1);
        return made;
    };
    QCOMPARE(f.pushOne(b, late("c64", 64)).status, Status::Conflict);
    QCOMPARE(f.count("conflicts"), std::int64_t(64));
    QCOMPARE(f.pushOne(b, late("c65", 65)).code, std::string("validation"));
    QCOMPARE(f.count("conflicts"), std::int64_t(64));
    QCOMPARE(f.pushOne(b, removal(EntityType::Conversation, "c65", 0)).status, Status::Applied);
    QCOMPARE(f.count("conflicts", "reason='deleted_unseen'"), std::int64_t(1));
}

void TstSyncService::envelopeErrors_data()
{
    QTest::addColumn<QString>("device");
    QTest::addColumn<int>("opSeq");
    QTest::addColumn<int>("second");
    QTest::addColumn<int>("lastOpSeq");
    QTest::newRow("no device") << QString() << 1 << 2 << 2;
    QTest::newRow("device id is not an id") << QStringLiteral("a b") << 1 << 2 << 2;
    QTest::newRow("opSeq beyond lastOpSeq") << QStringLiteral("a") << 1 << 2 << 1;
    QTest::newRow("opSeq twice") << QStringLiteral("a") << 1 << 1 << 2;
}

void TstSyncService::envelopeErrors()
{
    QFETCH(QString, device);
    QFETCH(int, opSeq);
    QFETCH(int, second);
    QFETCH(int, lastOpSeq);
    SyncFixture f(engineOfRow());
    wire::Batch batch;
    batch.lastOpSeq = lastOpSeq;
    batch.items = {conversation("c1", "One"), conversation("c2", "Two")};
    batch.items[0].opSeq = opSeq;
    batch.items[1].opSeq = second;
    const auto answer = f.service().push(f.caller(f.device(device.toStdString())), batch);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Validation);
    QCOMPARE(f.count("entities"), 0);
}

void TstSyncService::failedBatchLeavesNothing()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const bool isSqlite = engineOfRow() == server::Engine::Sqlite;
    QVERIFY(f.sql().script(isSqlite
            ? "CREATE TRIGGER broken BEFORE INSERT ON entities WHEN NEW.id='c2'"
              " BEGIN SELECT RAISE(ABORT, 'disk'); END"
            : "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'disk'; END$$;"
              "CREATE TRIGGER broken BEFORE INSERT ON entities FOR EACH ROW WHEN (NEW.id='c2')"
              " EXECUTE FUNCTION fail()"));
    const auto batch = f.batch(a, {conversation("c1", "One"), conversation("c2", "Two")});
    QVERIFY(!f.service().push(f.caller(a), batch));
    QCOMPARE(f.count("entities"), 0);
    QCOMPARE(f.count("devices"), 0);
    QVERIFY(f.sql().script(isSqlite ? "DROP TRIGGER broken" : "DROP TRIGGER broken ON entities"));
    QCOMPARE(f.service().push(f.caller(a), batch)->results[1].status, Status::Applied);
}

// An id that belongs to others is an unknown one, to the last byte of the answer.
void TstSyncService::strangersSeeNothing()
{
    std::vector<std::string> answers;
    for (const bool exists : {true, false}) {
        SyncFixture f(engineOfRow());
        TestDevice a = f.device("a");
        TestDevice bobs = f.device("b", f.bob());
        const std::string ofAda = exists ? "c1" : "c7";
        const auto rev = f.pushOne(a, conversation(ofAda, "One")).rev;
        f.pushOne(a, message("m1", ofAda, "hers"));
        QVERIFY(f.pull(bobs).rows.empty());
        auto &all = answers.emplace_back();
        for (const wire::Item &one :
            {message("m2", "c1", "in another's"), rename("c1", "Bob's", rev, kT + 99),
                removal(EntityType::Message, "m1", rev, rev), conversation("c1", "Bob's"),
                message("m2", "c1", "in his own"), removal(EntityType::Conversation, "c1", rev, rev)}) {
            all += wire::encode(*f.push(bobs, {one}));
            all += f.service().pull(f.caller(bobs), {})->body;
        }
        QCOMPARE(rowOf(f.pull(a), ofAda)->record.fields.text("title"), std::optional<std::string>("One"));
        QVERIFY(rowOf(f.pull(a), "m1"));
    }
    QCOMPARE(answers[0], answers[1]);
}

void TstSyncService::sameIdInTwoTeamsIsTwoRows()
{
    SyncFixture f(engineOfRow());
    QVERIFY(f.accounts().addMember("acme", "ops", "ada@example.org", "member"));
    TestDevice a = f.device("a");
    f.pushOne(a, conversation("c1", "Web"));
    auto caller = f.caller(a);
    caller.teamId = f.otherTeam();
    TestDevice inOps = f.device("a");
    const auto answer = f.service().push(caller, f.batch(inOps, {conversation("c1", "Ops")}));
    QCOMPARE(answer->results[0].status, Status::Applied);
    QCOMPARE(rowOf(f.pull(a), "c1")->record.fields.text("title"), std::optional<std::string>("Web"));
    const auto page = wire::decodePage(f.service().pull(caller, {})->body);
    QCOMPARE(page->rows.size(), std::size_t(1));
    QCOMPARE(page->rows[0].record.fields.text("title"), std::optional<std::string>("Ops"));
}

void TstSyncService::foreignTeamLooksLikeUnknown()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    for (const std::string &team : {f.otherTeam(), std::string("unknown"), std::string()}) {
        auto caller = f.caller(a);
        caller.teamId = team;
        QCOMPARE(f.service().push(caller, f.batch(a, {})).error().code, ErrorCode::Forbidden);
        QCOMPARE(f.service().pull(caller, {}).error().code, ErrorCode::Forbidden);
    }
    QVERIFY(f.accounts().removeMember("acme", "web", "ada@example.org"));
    QCOMPARE(f.service().pull(f.caller(a), {}).error().code, ErrorCode::Forbidden);
}

void TstSyncService::epochOfAnotherHistory()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    f.pushOne(a, conversation("c1", "One"));
    const wire::Page before = f.pull(a);
    QVERIFY(f.beginNewHistory());
    server::PullQuery query;
    query.since = before.cursor;
    QCOMPARE(f.service().pull(f.caller(a), query).error().code, ErrorCode::EpochChanged);
    auto batch = f.batch(a, {});
    batch.epoch = before.epoch;
    QCOMPARE(f.service().push(f.caller(a), batch).error().code, ErrorCode::EpochChanged);
    batch.epoch = f.pull(a).epoch;
    QVERIFY(f.service().push(f.caller(a), batch));
}

// A new history began twice while a device was away: what was written in between is news to it.
void TstSyncService::anOfferIsJudgedByTheHistoryItComesFrom()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    const auto begin = [&](std::string_view epoch) {
        const auto at = f.sql().query("SELECT pk, rev FROM teams WHERE id=?1", f.team());
        QVERIFY(f.storage().sync().beginEpoch(at->integer(0, 0), epoch, at->integer(0, 1)));
    };
    for (const std::string id : {"c1", "c2", "c3"})
        QVERIFY(f.push(a, {conversation(id, "One")}));
    const std::string first = f.pull(a).epoch;
    begin("second");
    const auto rev = f.pushOne(a, rename("c1", "Two", 100, kT + 100)).rev;
    QVERIFY(rev > 0);
    QVERIFY(f.push(a, {rename("c2", "Two", 100, kT + 100), removal(EntityType::Conversation, "c3", 100)}));
    begin("third");
    const auto offered = [&](const std::string &id, Millis at) {
        auto made = conversation(id, "Mine", at);
        made.changed = {{"title", at}};
        made.offer = wire::Offer {{}, {"title"}};
        return made;
    };
    auto batch = f.batch(b, {offered("c1", kT + 50), offered("c2", kT + 200), offered("c3", kT + 50)});
    batch.offersFrom = first;
    const auto answer = f.service().push(f.caller(b), batch);
    QVERIFY(answer);
    QCOMPARE(answer->results[0].code, std::string("lww")); // its own words lose, and it is told
    QCOMPARE(f.count("conflicts", "entity_id='c1' AND losing LIKE '%Mine%'"), 1);
    QCOMPARE(f.count("conflicts", "entity_id='c2' AND losing LIKE '%Two%'"), 1); // not known as replaced
    QCOMPARE(answer->results[2].code, std::string("deleted"));
    QCOMPARE(f.count("conflicts", "entity_id='c3' AND losing LIKE '%Mine%'"), 1);
    // A device that comes from the second history has resolved all that.
    batch = f.batch(b, {offered("c1", kT + 50)});
    batch.offersFrom = "second";
    QCOMPARE(f.service().push(f.caller(b), batch)->results[0].status, Status::Duplicate);
    QCOMPARE(f.count("conflicts", "entity_id='c1'"), 1);
    // From a history unknown here, the earliest position counts.
    const auto team = f.sql().query("SELECT pk FROM teams WHERE id=?1", f.team())->integer(0, 0);
    QCOMPARE(f.storage().sync().commonSince(team, "unknown")->value(),
        f.storage().sync().commonSince(team, first)->value());
    QVERIFY(*f.storage().sync().commonSince(team, "second") > *f.storage().sync().commonSince(team, first));
}

void TstSyncService::checkAfterStart()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    server::PullQuery query;
    query.lastOpSeq = 0;
    QVERIFY(f.service().pull(f.caller(a), query));
    f.pushOne(a, conversation("c1", "One"));
    QCOMPARE(f.service().pull(f.caller(a), query).error().code, ErrorCode::DeviceRollback);
    query.lastOpSeq = 1;
    QVERIFY(f.service().pull(f.caller(a), query));
}

void TstSyncService::pagesAreBoundedByCountAndBytes()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    std::vector<wire::Item> items {conversation("c1", "One")};
    for (int i = 0; i < 30; ++i)
        items.push_back(message("m" + std::to_string(i), "c1", std::string(1000, 'x')));
    QVERIFY(f.push(a, items));
    for (const auto &[limit, maxBytes] :
        {std::pair<std::size_t, std::size_t>(7, 1u << 20), {500, 4500}, {500, 10}}) {
        server::PullQuery query;
        query.limit = limit;
        query.maxBytes = maxBytes;
        std::size_t rows = 0;
        std::int64_t lastRev = 0;
        bool hasMore = true;
        for (int pages = 0; hasMore && pages < 100; ++pages) {
            const auto page = wire::decodePage(f.service().pull(f.caller(a), query)->body);
            QVERIFY(!page->rows.empty() && page->rows.size() <= limit);
            for (const wire::PulledRow &row : page->rows)
                QVERIFY(row.rev > lastRev);
            lastRev = page->rows.back().rev;
            rows += page->rows.size();
            query.since = page->cursor;
            hasMore = page->hasMore;
        }
        QCOMPARE(rows, std::size_t(31));
    }
}

void TstSyncService::batchThatLoadsTooMuchIsToBeHalved()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    std::vector<wire::Item> edits;
    for (int i = 0; i < 8; ++i) {
        auto large = conversation("c" + std::to_string(i), "x");
        large.record.fields.setText("notes", std::string(7 << 20, char('a' + i)));
        QCOMPARE(f.pushOne(a, large).status, Status::Applied);
        edits.push_back(rename("c" + std::to_string(i), "y", 99, kT + 1));
    }
    QCOMPARE(f.push(a, edits).error().code, ErrorCode::TooLarge);
    edits.resize(4);
    const auto answer = f.push(a, edits);
    for (const wire::ItemResult &result : answer->results)
        QCOMPARE(result.status, Status::Merged);
}

void TstSyncService::cursorComesToRest()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice bobs = f.device("b", f.bob());
    f.pushOne(a, conversation("c1", "One"));
    const wire::Page page = f.pull(bobs);
    QVERIFY(page.rows.empty() && !page.hasMore);
    QCOMPARE(f.pull(bobs, page.cursor).cursor, page.cursor);
    server::PullQuery query;
    for (const char *bad : {"c", "cAAAA", "nonsense", "-5", "99999999999999999999999"}) {
        query.since = bad;
        QCOMPARE(f.service().pull(f.caller(a), query).error().code,
            bad[0] == '9' ? ErrorCode::Validation : ErrorCode::CursorUnknown);
    }
}

void TstSyncService::originalClientPullsByTime()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    f.pushOne(a, conversation("c1", "One"));
    f.clock().advance(5000);
    const Millis middle = f.clock().now();
    QVERIFY(f.push(a, {conversation("c2", "Two"), conversation("c3", "Three")}));
    f.clock().set(middle - 60'000); // a clock set back must not hide anything
    f.pushOne(a, conversation("c4", "Four"));
    QCOMPARE(f.pull(a, std::to_string(middle)).rows.size(), std::size_t(3));
    QCOMPARE(f.pull(a, std::to_string(middle / 1000)).rows.size(), std::size_t(3));
    QCOMPARE(f.pull(a, "0").rows.size(), std::size_t(4));
    server::PullQuery query;
    query.since = "0";
    query.limit = 1;
    query.byTime = true;
    std::set<std::string> seen;
    for (int pages = 0; pages < 10; ++pages) {
        const auto page = wire::decodePage(f.service().pull(f.caller(a), query)->body);
        for (const wire::PulledRow &row : page->rows)
            seen.insert(row.record.id);
        query.since = std::to_string(page->serverTimestamp);
    }
    QCOMPARE(seen.size(), std::size_t(4));
}

void TstSyncService::originalClientPushesBareRows()
{
    SyncFixture f(engineOfRow());
    TestDevice nameless = f.device("");
    const auto bare = [](wire::Item one) {
        one.hasSync = false;
        return one;
    };
    const auto send = [&](const wire::Item &one) {
        wire::Batch batch;
        batch.items = {bare(one)};
        return f.service().push(f.caller(nameless), batch)->results[0];
    };
    QCOMPARE(send(conversation("c1", "One")).status, Status::Applied);
    QCOMPARE(send(conversation("c1", "One")).status, Status::Duplicate);
    QCOMPARE(send(conversation("c1", "Newer", kT + 1)).status, Status::Merged);
    const auto older = send(conversation("c1", "Older", kT - 1));
    QCOMPARE(older.status, Status::Merged);
    QCOMPARE(titleIn(older.item), QByteArray("Newer"));
    send(conversation("c1", "Older", kT - 1));
    QCOMPARE(f.pull(nameless).conflicts.size(), std::size_t(2));
    QCOMPARE(send(message("m1", "c2", "x")).status, Status::Retry);
    QCOMPARE(send(audit("a1", "run")).status, Status::Applied);
    QCOMPARE(send(audit("a1", "walk")).status, Status::Rejected);
}

void TstSyncService::unknownFieldsAreKept()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    auto made = conversation("c1", "One");
    made.record.fields.set("color", "{\"r\":1}");
    const auto rev = f.pushOne(a, made).rev;
    f.pushOne(a, rename("c1", "Two", rev, kT + 1));
    QCOMPARE(*rowOf(f.pull(a), "c1")->record.fields.find("color"), std::string("{\"r\":1}"));
}

void TstSyncService::trashIsEmptiedAfterItsPeriod()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    f.pushOne(a, removal(EntityType::Conversation, "c1", rev, rev));
    QVERIFY(f.service().emptyTrash(f.clock().now()));
    QCOMPARE(f.count("entities", "payload IS NOT NULL"), 1);
    f.clock().advance(Millis(31) * 24 * 3600 * 1000);
    QVERIFY(f.service().emptyTrash(f.clock().now()));
    QCOMPARE(f.count("entities", "payload IS NOT NULL"), 0);
    QCOMPARE(f.pull(a).deleted.size(), std::size_t(1));
    QCOMPARE(f.pushOne(a, conversation("c1", "One")).code, std::string("deleted"));
}

void TstSyncService::trashGoesInPieces()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    f.pushOne(a, removal(EntityType::Conversation, "c1", rev, rev));
    QVERIFY(f.storage().sql().run(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<?1) INSERT INTO entities(team, "
        "type, id, owner, rev, commit_ms, deleted, edited_at, device, made_rev, payload) SELECT team, type, "
        "id || n.i, owner, rev, commit_ms, deleted, edited_at, device, made_rev, payload FROM entities, n",
        std::int64_t(server::kTrashRows)));
    f.clock().advance(Millis(31) * 24 * 3600 * 1000);
    server::SyncStore &store = f.storage().sync();
    const auto teams = store.trash(f.clock().now());
    QVERIFY(teams && !teams->empty());
    const auto ours = std::ranges::find(*teams,
        f.storage().sql().query("SELECT team FROM entities LIMIT 1")->integer(0, 0),
        &server::SyncStore::Trash::team);
    QVERIFY(ours != teams->end());
    QVERIFY(*store.emptyTrash(*ours));
    QCOMPARE(f.count("entities", "payload IS NOT NULL"), 1);
    QVERIFY(*store.emptyTrash(*ours));
    QVERIFY(!*store.emptyTrash(*ours));
    QCOMPARE(f.count("entities", "payload IS NOT NULL"), 0);
}

void TstSyncService::organisationsSayHowLongTrashIsKept()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    const auto rev = f.pushOne(a, conversation("c1", "One")).rev;
    f.pushOne(a, removal(EntityType::Conversation, "c1", rev, rev));
    server::OrgConfig config;
    config.trashDays = 2;
    QVERIFY(server::OrgSettings(f.storage().sql()).write("acme", config));
    f.clock().advance(Millis(1) * 24 * 3600 * 1000);
    QVERIFY(f.service().emptyTrash(f.clock().now()));
    QCOMPARE(f.count("entities", "payload IS NOT NULL"), 1);
    f.clock().advance(Millis(2) * 24 * 3600 * 1000);
    QVERIFY(f.service().emptyTrash(f.clock().now()));
    QCOMPARE(f.count("entities", "payload IS NOT NULL"), 0);
}

// What lost against a deletion, or in a row that was deleted later, is trash, too; other losing values stay.
void TstSyncService::trashHoldsConflictsOfWhatWasDeleted()
{
    SyncFixture f(engineOfRow());
    TestDevice a = f.device("a");
    TestDevice b = f.device("b");
    std::map<std::string, std::int64_t> revs;
    for (const char *id : {"c1", "c2"}) {
        revs[id] = f.pushOne(a, conversation(id, "One")).rev;
        f.pushOne(b, rename(id, "Two", revs[id], kT + 20));
        QCOMPARE(f.pushOne(a, rename(id, "Three", revs[id], kT + 10)).status, Status::Conflict);
    }
    QCOMPARE(f.pushOne(a, rename("c3", "gone", 3, kT)).code, std::string("gone"));
    f.pushOne(b, removal(EntityType::Conversation, "c1", revs["c2"], revs["c2"]));
    QCOMPARE(f.pushOne(a, rename("c1", "late", revs["c1"], kT)).code, std::string("deleted"));
    QVERIFY(f.service().emptyTrash(f.clock().now()));
    QCOMPARE(f.pull(a).conflicts.size(), std::size_t(4));
    f.clock().advance(Millis(31) * 24 * 3600 * 1000);
    QVERIFY(f.service().emptyTrash(f.clock().now()));
    const auto left = f.pull(a).conflicts;
    QCOMPARE(left.size(), std::size_t(1));
    QCOMPARE(left[0].entityId, std::string("c2"));
}

QTEST_GUILESS_MAIN(TstSyncService)
#include "tst_syncservice.moc"
