// What a server deletes of the user's own items: it stays in the trash for a while, many at once wait for the
// user, and no other server hears of it.
#include "app/conflictchoice.h"
#include "app/trashlist.h"
#include "storage/restoring.h"
#include "support/storefixture.h"
#include "sync/status/syncstatus.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstTrash : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatAServerDeletesIsInTheTrash();
    void whatThePersonDeletesIsNot();
    void whatIsNotThePersonsIsNot();
    void whatCameFromElsewhereIsNotKept();
    void noServerPurgesWhatWasWrittenHere();
    void whatOutlivesItsConversationIsNotDestroyed_data();
    void whatOutlivesItsConversationIsNotDestroyed();
    void removalsForPrivacyAreHeldToo();
    void restoringMakesNewRowsOfTheSameTeam();
    void aRuleOfPrivacyHoldsForTheCopy();
    void aSingleMessageComesBackIntoItsConversation();
    void itIsEmptiedAfterThirtyDays();
    void whatIsKeptUntilThenIsGoneThen();
    void aClockThatJumpsDoesNotEmptyIt();
    void removingTheDataEmptiesIt();
    void fewDeletionsAreCarriedOut();
    void manyAreHeldAndTheCursorGoesOn();
    void manyOverSeveralPagesAreHeldToo();
    void whatBelongsToAHeldConversationIsHeldWithIt();
    void manySingleMessagesAreHeld();
    void answersThatDeleteAreHeldToo();
    void yesCarriesThemOut();
    void noKeepsThemUnderNewIds();
    void yesBeginsTheCountAnew();
    void yesToNothingChangesNothing();
    void whatThePersonRemovesIsNotCounted();
    void whatIsRemovedHereWhileItIsHeldAsksNoMore();
    void whatStaysHereIsNoAnswer();
    void aRowThatComesAgainIsNotHeldAnyMore();
    void whatTheServerHasAfterAllIsNotHeld();
    void whatWasLearntIsNotToldElsewhere();
    void whatOneTeamSaysHidesNothingOfAnother();
    void laterRecordsLandInTheRestoredConversation();
    void laterRecordsLandInWhatWasKept();
    void aConflictOfWhatWasKeptIsOfWhatIsThere();
    void aConflictOfWhatCameOutOfTheTrashIsSettledByIt();
    void whatCannotGoIsNotSaidToBeSent();

private:
    Store &store() { return *m_f->store; }
    Restoring restoring() { return Restoring(store(), m_f->random); }
    Trash trash() { return {store().database(), m_f->clock}; }
    std::int64_t held() { return MassDeletion(store().database(), m_f->clock).summary()->count(); }
    std::int64_t count(const std::string &sql)
    {
        return store().database().integer("SELECT COUNT(*) FROM " + sql).value_or(-1);
    }
    bool has(EntityType type, const std::string &id) { return store().backend().read(type, id)->has_value(); }
    void applyPage(const wire::Page &page, std::int64_t team)
    {
        QVERIFY(store().replica().applyPage(m_f->team(team), page, Replica::Source::Revisions));
    }
    void pullDeletions(const std::vector<std::string> &ids, EntityType type = EntityType::Conversation,
        const std::string &reason = "deleted");
    void send();
    void removeFromServer(const std::vector<std::string> &conversations);
    /// Conversations k0, k1 … with a message each, at the server.
    void makeMany(int number);
    /// The same, from another device.
    void pullMany(int number);
    void pullRows(const std::vector<std::pair<EntityType, Record>> &rows);
    static std::vector<std::string> named(int from, int to)
    {
        std::vector<std::string> ids;
        for (int i = from; i < to; ++i)
            ids.push_back("k" + std::to_string(i));
        return ids;
    }

    std::unique_ptr<StoreFixture> m_f;
    std::int64_t m_rev = 0;
};

void TstTrash::init()
{
    m_f = std::make_unique<StoreFixture>();
    m_f->signIn();
    m_rev = 0;
}

void TstTrash::pullDeletions(const std::vector<std::string> &ids, EntityType type, const std::string &reason)
{
    wire::Page page;
    for (const std::string &id : ids)
        page.deleted.push_back({type, id, ++m_rev, reason});
    page.cursor = "cursor " + std::to_string(m_rev);
    page.epoch = "e1";
    page.serverTimestamp = m_f->clock.now();
    applyPage(page, m_f->web);
}

void TstTrash::send()
{
    const auto frozen = *m_f->store->batches().build(m_f->web, {});
    wire::BatchAnswer given;
    given.serverTimestamp = m_f->clock.now();
    given.epoch = "e1";
    given.hasResults = true;
    for (const QueuedItem &item : frozen.items) {
        wire::ItemResult result;
        result.type = item.type;
        result.id = item.id;
        result.opSeq = item.opSeq;
        result.rev = ++m_rev;
        given.results.push_back(result);
    }
    QVERIFY(store().replica().applyResults(m_f->team(m_f->web), frozen.items, given));
    if (m_f->queued() > 0)
        send();
}

void TstTrash::makeMany(int number)
{
    for (const std::string &id : named(0, number)) {
        QVERIFY(m_f->conversation(id, "title of " + id));
        QVERIFY(m_f->message("m" + id, id, "words of " + id));
    }
    send();
}

void TstTrash::whatAServerDeletesIsInTheTrash()
{
    makeMany(2);
    pullDeletions({"k0"});
    QVERIFY(!has(EntityType::Conversation, "k0") && !has(EntityType::Message, "mk0"));
    const auto entries = *trash().list();
    QCOMPARE(entries.size(), std::size_t(1));
    QCOMPARE(entries[0].id, std::string("k0"));
    QCOMPARE(entries[0].title, std::string("title of k0"));
    QCOMPARE(entries[0].parts, 1);
    QCOMPARE(entries[0].daysLeft(), 30);
    const auto contents = *trash().contents(entries[0]);
    QCOMPARE(contents.size(), std::size_t(2));
    QCOMPARE(contents[1].fields.text("content"), std::optional<std::string>("words of k0"));
}

void TstTrash::whatThePersonDeletesIsNot()
{
    makeMany(2);
    QVERIFY(store().backend().remove(EntityType::Conversation, "k0"));
    send();
    QVERIFY(!has(EntityType::Conversation, "k0"));
    QCOMPARE(count("trash"), 0);
    QCOMPARE(count("tombstones WHERE learnt = 0"), 2);
}

void TstTrash::whatIsNotThePersonsIsNot()
{
    wire::Page page;
    page.rows = {{record(EntityType::Conversation, "theirs", {{"title", "\"x\""}}), ++m_rev, false}};
    page.cursor = "c";
    page.epoch = "e1";
    page.serverTimestamp = m_f->clock.now();
    applyPage(page, m_f->web);
    pullDeletions({"theirs"});
    QCOMPARE(count("trash"), 0);
}

void TstTrash::pullRows(const std::vector<std::pair<EntityType, Record>> &rows)
{
    wire::Page page;
    for (const auto &[type, row] : rows)
        page.rows.push_back({row, ++m_rev, true});
    page.cursor = "cursor " + std::to_string(m_rev);
    page.epoch = "e1";
    page.serverTimestamp = m_f->clock.now();
    applyPage(page, m_f->web);
}

void TstTrash::pullMany(int number)
{
    std::vector<std::pair<EntityType, Record>> rows;
    for (const std::string &id : named(0, number)) {
        rows.emplace_back(EntityType::Conversation,
            record(EntityType::Conversation, id, {{"title", json::quoted("title of " + id)}}));
        rows.emplace_back(EntityType::Message,
            record(EntityType::Message, "m" + id,
                {{"conversation_id", json::quoted(id)}, {"role", "\"user\""},
                    {"content", json::quoted("words of " + id)}}));
    }
    pullRows(rows);
}

void TstTrash::whatCameFromElsewhereIsNotKept()
{
    pullMany(3);
    QVERIFY(m_f->message("own", "k0", "said here"));
    send();
    pullDeletions({"k0", "k1"}, EntityType::Conversation, "privacy");
    QCOMPARE(count("conversations"), 1);
    QCOMPARE(count("messages"), 1);
    QCOMPARE(count("tombstones"), 5);
    const auto entries = *trash().list();
    QCOMPARE(entries.size(), std::size_t(1));
    QCOMPARE(entries[0].id, std::string("own"));
    QCOMPARE(entries[0].title, std::string()); // that was written elsewhere
    QCOMPARE(*trash().purged(), 2);
    QVERIFY(trashSentence(false, 2).contains(QStringLiteral("removed for privacy on another device")));
    // What was deleted earlier in the ordinary way, and parts that came first.
    pullDeletions({"mk2"}, EntityType::Message);
    QCOMPARE(count("trash WHERE id = 'mk2'"), 1);
    pullDeletions({"k2"}, EntityType::Conversation, "privacy");
    QCOMPARE(count("trash WHERE conversation_id = 'k2'"), 0);
    QCOMPARE(*trash().purged(), 3);
    m_f->clock.advance(31 * Trash::kDay);
    pullDeletions({});
    QCOMPARE(*trash().purged(), 0);
}

// A server that claims this of what was written here destroys nothing.
void TstTrash::noServerPurgesWhatWasWrittenHere()
{
    makeMany(2);
    pullRows({{EntityType::Conversation, record(EntityType::Conversation, "far", {{"title", "\"far\""}})},
        {EntityType::Conversation, record(EntityType::Conversation, "foreign", {{"title", "\"foreign\""}})}});
    QVERIFY(store().backend().write(record(EntityType::Conversation, "far", {{"title", "\"edited here\""}})));
    // Another program's plain statement does not say when.
    QVERIFY(store().database().run("UPDATE conversations SET title = 'edited too' WHERE id = 'foreign'"));
    send();
    pullDeletions({"k0", "far", "foreign"}, EntityType::Conversation, "privacy");
    pullDeletions({"k1"});
    pullDeletions({"k1"}, EntityType::Conversation, "privacy");
    QCOMPARE((*trash().list()).size(), std::size_t(4));
    QCOMPARE(*trash().purged(), 0);
    QVERIFY(restoring().fromTrash("far"));
    // Nor what has not been sent yet.
    pullRows({{EntityType::Conversation, record(EntityType::Conversation, "open", {{"title", "\"open\""}})}});
    QVERIFY(store().backend().write(record(EntityType::Conversation, "open", {{"title", "\"unsent\""}})));
    pullDeletions({"open"}, EntityType::Conversation, "privacy");
    QVERIFY(has(EntityType::Conversation, "open"));
}

void TstTrash::whatOutlivesItsConversationIsNotDestroyed_data()
{
    QTest::addColumn<QString>("reason");
    for (const char *reason : {"deleted", "privacy"})
        QTest::newRow(reason) << QString(reason);
}

// It waited when its conversation went, had arrived at the server before, and is deleted by what a page says of the
// conversation once more.
void TstTrash::whatOutlivesItsConversationIsNotDestroyed()
{
    QFETCH(QString, reason);
    makeMany(1);
    QVERIFY(m_f->message("late", "k0", "said here"));
    pullDeletions({"k0"});
    QVERIFY(has(EntityType::Message, "late"));
    send();
    QVERIFY(has(EntityType::Message, "late"));
    pullDeletions({"k0"}, EntityType::Conversation, reason.toStdString());
    QVERIFY(!has(EntityType::Message, "late"));
    QCOMPARE(count("trash WHERE id = 'late'"), 1);
}

void TstTrash::removalsForPrivacyAreHeldToo()
{
    for (const auto answer : {Restoring::Answer::Delete, Restoring::Answer::Keep}) {
        init();
        pullMany(60);
        pullDeletions(named(0, 15), EntityType::Conversation, "privacy");
        QCOMPARE(held(), 0);
        pullDeletions(named(15, 21), EntityType::Conversation, "privacy"); // those from before count
        pullDeletions({"mk15"}, EntityType::Message, "privacy");
        QCOMPARE(held(), 6);
        QVERIFY(has(EntityType::Conversation, "k15") && has(EntityType::Message, "mk15"));
        QVERIFY(m_f->message("own", "k16", "said here"));
        const auto answered = restoring().answerDeletions(answer);
        QCOMPARE(answered->count, 6);
        QCOMPARE(answered->purged, answer == Restoring::Answer::Delete ? 6 : 0);
        QCOMPARE(count("conversations"), answer == Restoring::Answer::Delete ? 39 : 45);
        QCOMPARE((*trash().list()).size(), std::size_t(answer == Restoring::Answer::Delete ? 1 : 0));
        QVERIFY(!answeredSentence(answer, *answered).contains(QStringLiteral("in the trash")));
    }
}

void TstTrash::restoringMakesNewRowsOfTheSameTeam()
{
    makeMany(1);
    QVERIFY(store().backend().write(record(EntityType::ToolCall, "t",
        {{"conversation_id", "\"k0\""}, {"message_id", "\"mk0\""}, {"tool_name", "\"sh\""}})));
    send();
    pullDeletions({"k0"});
    QVERIFY(store().database().run("UPDATE teams SET is_default = (slug = 'ops')")); // new ones go elsewhere
    const auto made = restoring().fromTrash("k0");
    QVERIFY(made);
    QVERIFY(*made != "k0");
    const auto conversation = *store().backend().read(EntityType::Conversation, *made);
    QCOMPARE(conversation->fields.text("title"), std::optional<std::string>("title of k0"));
    QCOMPARE(count("messages WHERE conversation_id = '" + *made + "' AND id <> 'mk0'"), 1);
    QCOMPARE(count("tool_calls c JOIN messages m ON m.id = c.message_id WHERE c.conversation_id = '" + *made
                 + "'"),
        1);
    QCOMPARE(count("sync_queue WHERE action = 0 AND team = " + std::to_string(m_f->web)), 3);
    QCOMPARE(count("trash"), 0);
    QVERIFY(!restoring().fromTrash("k0"));
}

void TstTrash::aRuleOfPrivacyHoldsForTheCopy()
{
    makeMany(1);
    QVERIFY(store().privacyRules().set({PrivacyRule::Kind::Conversation, "k0", PrivacyLevel::Metadata}));
    pullDeletions({"k0"});
    const auto made = restoring().fromTrash("k0");
    QVERIFY(made);
    QCOMPARE(*store().privacyRules().levelOf(*made, m_f->web), PrivacyLevel::Metadata);
}

void TstTrash::aSingleMessageComesBackIntoItsConversation()
{
    makeMany(1);
    pullDeletions({"mk0"}, EntityType::Message);
    const auto made = restoring().fromTrash("mk0");
    QVERIFY(made);
    QCOMPARE((*store().backend().read(EntityType::Message, *made))->conversationId(), std::string("k0"));
    // And with a new one if the conversation has been deleted meanwhile.
    send();
    pullDeletions({*made}, EntityType::Message);
    QVERIFY(store().backend().remove(EntityType::Conversation, "k0"));
    const auto again = restoring().fromTrash(*made);
    QVERIFY(again);
    const std::string around = (*store().backend().read(EntityType::Message, *again))->conversationId();
    QVERIFY(around != "k0" && has(EntityType::Conversation, around));
}

void TstTrash::itIsEmptiedAfterThirtyDays()
{
    makeMany(2);
    pullDeletions({"k0"});
    for (int day = 0; day < 29; ++day) {
        m_f->clock.advance(Trash::kDay);
        pullDeletions({});
    }
    QCOMPARE(count("trash"), 2);
    QCOMPARE((*trash().list())[0].daysLeft(), 1);
    m_f->clock.advance(Trash::kDay);
    pullDeletions({});
    QCOMPARE(count("trash"), 0);
}

// To the millisecond, whenever time was last counted.
void TstTrash::whatIsKeptUntilThenIsGoneThen()
{
    constexpr Millis hour = Trash::kDay / 24;
    makeMany(2);
    pullDeletions({});
    m_f->clock.advance(hour * 2 / 3);
    pullDeletions({"k0"});
    const Millis until = listTrash(store())->at(0).keptUntil;
    QCOMPARE(until, m_f->clock.now() + Trash::kDays * Trash::kDay);
    for (Millis left = until - m_f->clock.now() - 1; left > 0; left -= std::min(left, hour / 2)) {
        m_f->clock.advance(std::min(left, hour / 2));
        pullDeletions({});
        QCOMPARE(listTrash(store())->at(0).keptUntil, until);
    }
    QVERIFY((*trash().find("k0")).has_value());
    m_f->clock.advance(1);
    QVERIFY(listTrash(store())->empty());
    QVERIFY(!(*trash().find("k0")).has_value());
    pullDeletions({});
    QCOMPARE(count("trash"), 0);
}

void TstTrash::aClockThatJumpsDoesNotEmptyIt()
{
    makeMany(2);
    pullDeletions({"k0"});
    m_f->clock.advance(400 * Trash::kDay);
    pullDeletions({});
    QCOMPARE((*trash().list())[0].daysLeft(), 29);
    m_f->clock.advance(-400 * Trash::kDay);
    pullDeletions({});
    QCOMPARE((*trash().list())[0].daysLeft(), 29);
}

void TstTrash::removingTheDataEmptiesIt()
{
    makeMany(30);
    pullDeletions({"k0"});
    pullDeletions(named(1, 30));
    QVERIFY(count("trash") > 0 && held() > 0);
    QVERIFY(store().eraseAll());
    QCOMPARE(count("trash"), 0);
    QCOMPARE(held(), 0);
}

void TstTrash::fewDeletionsAreCarriedOut()
{
    makeMany(30);
    pullDeletions(named(0, 20));
    QCOMPARE(count("conversations"), 10);
    QCOMPARE(held(), 0);
}

void TstTrash::manyAreHeldAndTheCursorGoesOn()
{
    makeMany(30);
    pullDeletions(named(0, 21));
    QCOMPARE(count("conversations"), 30);
    QCOMPARE(held(), 21);
    QCOMPARE(count("trash"), 0);
    QCOMPARE(m_f->team(m_f->web).cursor, "cursor " + std::to_string(m_rev));
    QCOMPARE(*store().replica().quarantined(), 0); // nothing that could not be applied
    const SyncStatus status = computeStatus(store(), {});
    QCOMPARE(status.state, SyncState::Attention);
    QVERIFY(status.deletions && status.deletions->conversations == 21 && status.deletions->present == 30);
    QCOMPARE(status.deletions->teams, std::vector<std::string> {"web"});
    QCOMPARE(store().onlyHere()->items, 21); // the server no longer has them
    // A tenth of many is not a mass deletion.
    init();
    makeMany(300);
    pullDeletions(named(0, 30));
    QCOMPARE(held(), 0);
    pullDeletions(named(30, 31));
    QCOMPARE(held(), 1);
    m_f->clock.advance(Trash::kDay + 1);
    pullDeletions(named(31, 40));
    QCOMPARE(held(), 1);
}

void TstTrash::manyOverSeveralPagesAreHeldToo()
{
    makeMany(60);
    for (int i = 0; i < 60; ++i)
        pullDeletions(named(i, i + 1));
    QCOMPARE(count("conversations"), 40);
    QCOMPARE(held(), 40);
}

void TstTrash::whatBelongsToAHeldConversationIsHeldWithIt()
{
    makeMany(30);
    pullDeletions(named(0, 30));
    pullDeletions({"mk0", "mk1"}, EntityType::Message);
    QVERIFY(has(EntityType::Message, "mk0"));
    QCOMPARE(held(), 30); // users count conversations
    QCOMPARE(count("held_deletions"), 32);
}

void TstTrash::manySingleMessagesAreHeld()
{
    makeMany(300);
    std::vector<std::string> messages;
    for (const std::string &id : named(0, 250))
        messages.push_back("m" + id);
    pullDeletions(messages, EntityType::Message);
    QCOMPARE(count("messages"), 300);
    QCOMPARE(held(), 250);
}

// A server that answers each offer with "deleted".
void TstTrash::answersThatDeleteAreHeldToo()
{
    makeMany(30);
    QVERIFY(store().replica().resetEpoch(m_f->team(m_f->web)));
    const auto frozen = *store().batches().build(m_f->web, {});
    wire::BatchAnswer given;
    given.serverTimestamp = m_f->clock.now();
    given.epoch = "e2";
    given.hasResults = true;
    for (const QueuedItem &item : frozen.items) {
        wire::ItemResult result;
        result.type = item.type;
        result.id = item.id;
        result.opSeq = item.opSeq;
        result.status = wire::Status::Conflict;
        result.code = "deleted";
        result.item.emplace();
        result.rev = ++m_rev;
        given.results.push_back(result);
    }
    QVERIFY(store().replica().applyResults(m_f->team(m_f->web), frozen.items, given));
    QCOMPARE(count("conversations"), 10);
    QCOMPARE(held(), 10);
}

void TstTrash::yesCarriesThemOut()
{
    makeMany(30);
    pullDeletions(named(0, 30));
    QVERIFY(store().backend().write(record(EntityType::Conversation, "k3", {{"title", "\"edited\""}})));
    QCOMPARE(restoring().answerDeletions(Restoring::Answer::Delete)->count, 30);
    QCOMPARE(count("conversations"), 0);
    QCOMPARE(count("messages"), 0);
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(held(), 0);
    QCOMPARE((*trash().list()).size(), std::size_t(30));
}

void TstTrash::noKeepsThemUnderNewIds()
{
    makeMany(30);
    pullDeletions(named(0, 30));
    QVERIFY(store().backend().write(record(EntityType::Conversation, "k3", {{"title", "\"edited\""}})));
    QCOMPARE(restoring().answerDeletions(Restoring::Answer::Keep)->count, 30);
    QCOMPARE(held(), 0);
    QCOMPARE(count("trash"), 0);
    QCOMPARE(count("conversations WHERE id LIKE 'k%'"), 0);
    QCOMPARE(count("conversations WHERE deleted = 0"), 30);
    QCOMPARE(count("conversations WHERE title = 'edited'"), 1);
    QCOMPARE(count("messages WHERE content LIKE 'words of k%'"), 30);
    QCOMPARE(count("sync_queue WHERE action = 0"), 60);
    QCOMPARE(m_f->queued(), 60);
}

void TstTrash::yesBeginsTheCountAnew()
{
    makeMany(60);
    pullDeletions(named(0, 30));
    QCOMPARE(restoring().answerDeletions(Restoring::Answer::Delete)->count, 30);
    m_f->clock.advance(1000);
    pullDeletions(named(30, 50));
    QCOMPARE(held(), 0);
    QCOMPARE(count("conversations"), 10);
    pullDeletions(named(50, 51)); // above the threshold again
    QCOMPARE(held(), 1);
    // A clock that was ahead at the answer: all of them count.
    QVERIFY(store().settings().set("deletions_agreed_at", m_f->clock.now() + Trash::kDay));
    QCOMPARE(restoring().answerDeletions(Restoring::Answer::Keep)->count, 1);
    QVERIFY(*MassDeletion(store().database(), m_f->clock)
                 .isTooMuch(m_f->team(m_f->web), EntityType::Conversation, "k51"));
}

void TstTrash::yesToNothingChangesNothing()
{
    makeMany(60);
    pullDeletions(named(0, 15));
    QCOMPARE(restoring().answerDeletions(Restoring::Answer::Delete)->count, 0);
    QCOMPARE(restoring().answerDeletions(Restoring::Answer::Keep)->count, 0);
    m_f->clock.advance(1000);
    pullDeletions(named(15, 25));
    QCOMPARE(held(), 10); // those from before it count
}

void TstTrash::removeFromServer(const std::vector<std::string> &conversations)
{
    for (const std::string &id : conversations) {
        QVERIFY(store().privacyRules().set({PrivacyRule::Kind::Conversation, id, PrivacyLevel::Nothing}));
        QVERIFY(*store().serverRemoval().removeFromServer(id));
    }
}

void TstTrash::whatThePersonRemovesIsNotCounted()
{
    makeMany(100);
    removeFromServer(named(0, 30));
    pullDeletions(named(0, 10)); // before the answer to it
    send();
    pullDeletions(named(0, 30));
    for (const std::string &id : named(0, 30))
        pullDeletions({"m" + id}, EntityType::Message);
    QCOMPARE(held(), 0);
    QCOMPARE(count("conversations"), 100);
    // Nor what is about to be deleted from here.
    for (const std::string &id : named(30, 60))
        QVERIFY(store().backend().remove(EntityType::Conversation, id));
    for (int i = 0; i < 250; ++i)
        QVERIFY(m_f->message("extra" + std::to_string(i), "k60"));
    send();
    QVERIFY(store().backend().remove(EntityType::Conversation, "k60"));
    std::vector<std::string> extra;
    extra.reserve(250);
    for (int i = 0; i < 250; ++i)
        extra.push_back("extra" + std::to_string(i));
    pullDeletions(extra, EntityType::Message);
    QCOMPARE(held(), 0);
    QCOMPARE(count("held_deletions"), 0);
    pullDeletions(named(61, 81));
    QCOMPARE(count("held_deletions"), 0);
    pullDeletions(named(81, 82));
    QCOMPARE(held(), 1);
}

void TstTrash::whatIsRemovedHereWhileItIsHeldAsksNoMore()
{
    makeMany(80);
    pullDeletions(named(0, 21));
    QCOMPARE(held(), 21);
    for (const std::string &id : named(0, 20))
        QVERIFY(store().backend().remove(EntityType::Conversation, id));
    removeFromServer({"k20"});
    QCOMPARE(held(), 0);
    pullDeletions(named(21, 41));
    QCOMPARE(held(), 0);
    QVERIFY(!has(EntityType::Conversation, "k21"));
}

void TstTrash::whatStaysHereIsNoAnswer()
{
    for (const auto answer : {Restoring::Answer::Delete, Restoring::Answer::Keep}) {
        init();
        makeMany(30);
        pullDeletions(named(0, 30));
        removeFromServer({"k3"});
        QCOMPARE(held(), 29);
        QCOMPARE(restoring().answerDeletions(answer)->count, 29);
        QCOMPARE(count("held_deletions"), 0);
        QVERIFY(has(EntityType::Conversation, "k3") && has(EntityType::Message, "mk3"));
        QCOMPARE(count("conversations WHERE title = 'title of k3'"), 1);
        QCOMPARE(count("trash WHERE conversation_id = 'k3'"), 0);
        QCOMPARE(m_f->queueText("action", "k3"), std::string("2")); // its removal is still sent
    }
}

void TstTrash::aRowThatComesAgainIsNotHeldAnyMore()
{
    makeMany(30);
    pullDeletions(named(0, 30));
    wire::Page page;
    page.rows = {{record(EntityType::Conversation, "k0", {{"title", "\"again\""}}), ++m_rev, true}};
    page.cursor = "c";
    page.epoch = "e1";
    page.serverTimestamp = m_f->clock.now();
    applyPage(page, m_f->web);
    QCOMPARE(held(), 29);
}

// The user moves to a server that has an earlier history of the team.
// It was asked, and has the row as it was: the deletion was invented.
void TstTrash::whatTheServerHasAfterAllIsNotHeld()
{
    makeMany(30);
    pullDeletions(named(0, 21));
    QCOMPARE(held(), 21);
    MassDeletion mass(store().database(), m_f->clock);
    const Team team = m_f->team(m_f->web);
    const MassDeletion::Key first(EntityType::Conversation, "");
    const auto asked = mass.asked(team, first, 5);
    QCOMPARE(asked->size(), std::size_t(5)); // no messages: they depend on their conversations
    QCOMPARE(mass.asked(team, asked->back(), 100)->size(), std::size_t(16));
    QVERIFY(mass.asked(m_f->team(m_f->ops), first, 5)->empty());

    const auto answerAt = [this](std::int64_t position) {
        const LocalRow here = **EntityTable::of(EntityType::Conversation).byId(store().database(), "k3");
        wire::Page page;
        page.rows.push_back({here.record, here.baseRev, true, {}});
        page.cursor = "cursor";
        page.epoch = "e1";
        page.position = position;
        page.serverTimestamp = m_f->clock.now();
        applyPage(page, m_f->web);
    };
    QVERIFY(store().teams().noteProof(team.pk, "proof", m_rev));
    answerAt(3); // from before the deletion
    QCOMPARE(held(), 21);
    answerAt(m_rev);
    QCOMPARE(held(), 20);
    QVERIFY(has(EntityType::Conversation, "k3"));
    QCOMPARE(m_f->queued(), 0);
}

void TstTrash::whatWasLearntIsNotToldElsewhere()
{
    makeMany(3);
    pullDeletions({"k0"});
    QVERIFY(store().backend().remove(EntityType::Conversation, "k1"));
    send();
    Team elsewhere = m_f->team(m_f->web);
    elsewhere.server = "https://honest.example.org";
    QVERIFY(store().teams().signedIn({elsewhere}));
    const auto claims = *store().succession().claims();
    QCOMPARE(claims.size(), std::size_t(1));
    QVERIFY(store().succession().markOtherHistory(claims[0]));
    const auto question = *store().teamQuestions().question();
    QVERIFY(question);
    QVERIFY(store().teamQuestions().answer(*question, TeamQuestions::Answer::Send));
    wire::Page page;
    for (const std::string &id : named(0, 3))
        page.rows.push_back({record(EntityType::Conversation, id, {{"title", "\"there\""}}), ++m_rev, true});
    page.cursor = "c";
    page.epoch = "e2";
    page.serverTimestamp = m_f->clock.now();
    applyPage(page, m_f->web);
    QVERIFY(has(EntityType::Conversation, "k0"));
    QCOMPARE(m_f->queueText("action", "k0"), std::string("absent"));
    QCOMPARE(m_f->queueText("action", "k1"), std::string("2")); // the user's own request
}

void TstTrash::whatOneTeamSaysHidesNothingOfAnother()
{
    pullDeletions({"far", "away"});
    pullDeletions({"parent"});
    wire::Page page;
    page.rows = {{record(EntityType::Conversation, "far", {{"title", "\"x\""}}), 1, true},
        {record(EntityType::Message, "child",
             {{"conversation_id", "\"parent\""}, {"role", "\"user\""}, {"content", "\"x\""}}),
            2, true}};
    page.cursor = "c";
    page.epoch = "e9";
    page.serverTimestamp = m_f->clock.now();
    applyPage(page, m_f->ops);
    QVERIFY(has(EntityType::Conversation, "far") && has(EntityType::Message, "child"));
}

// An agent continues under the ids that it knows.
void TstTrash::laterRecordsLandInTheRestoredConversation()
{
    makeMany(1);
    pullDeletions({"k0"});
    QVERIFY(m_f->message("since", "k0", "said since"));
    SyncStatus status = computeStatus(store(), {});
    QCOMPARE(status.pending, 0);
    QCOMPARE(status.parentDeleted, 1);
    QCOMPARE(status.state, SyncState::Attention);
    const QString said = statusSentence(status, 0);
    QVERIFY2(said.contains(QStringLiteral("conversation that had been deleted")), qPrintable(said));
    QVERIFY2(!said.contains(QStringLiteral("will be sent")), qPrintable(said));
    const auto listed = *listTrash(store());
    QCOMPARE(listed.size(), std::size_t(1));
    QCOMPARE(listed[0].since, 1);
    QCOMPARE(trashContents(store(), listed[0])->size(), std::size_t(3));

    const std::string made = *restoring().fromTrash("k0");
    const auto in = [&](const std::string &id) {
        return (*store().backend().read(EntityType::Message, id))->conversationId();
    };
    QCOMPARE(in("since"), made);
    QVERIFY(m_f->message("later", "k0"));
    QCOMPARE(in("later"), made);
    QVERIFY(store().backend().write(record(EntityType::Message, "mk0", {{"output_tokens", "7"}}))); // an edit
    QCOMPARE(count("messages WHERE output_tokens = 7 AND conversation_id = '" + made + "'"), 1);
    QVERIFY(store().backend().write(record(EntityType::Conversation, "k0", {{"title", "\"renamed\""}})));
    QCOMPARE(count("conversations WHERE title = 'renamed' AND id = '" + made + "'"), 1);
    QCOMPARE(computeStatus(store(), {}).parentDeleted, 0);
    send();
    QCOMPARE(m_f->queued(), 0);
    // Once more: both of its former ids lead to what exists now.
    pullDeletions({made});
    QVERIFY(m_f->message("third", "k0"));
    QCOMPARE((*listTrash(store()))[0].since, 1);
    const std::string again = *restoring().fromTrash(made);
    QCOMPARE(in("third"), again);
    QVERIFY(m_f->message("fourth", "k0") && m_f->message("fifth", made));
    QCOMPARE(in("fourth"), again);
    QCOMPARE(in("fifth"), again);
    QVERIFY(store().eraseAll());
    QCOMPARE(count("restored_ids"), 0);
}

void TstTrash::laterRecordsLandInWhatWasKept()
{
    makeMany(30);
    QVERIFY(m_f->message("unsent", "k3", "not sent yet"));
    pullDeletions(named(0, 30));
    QCOMPARE(restoring().answerDeletions(Restoring::Answer::Keep)->count, 30);
    QCOMPARE(count("messages WHERE content = 'not sent yet'"), 1);
    QVERIFY(m_f->message("later", "k3"));
    QCOMPARE(
        count(
            "messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.id = 'later' AND c.title = "
            "'title of k3' AND m.team = "
            + std::to_string(m_f->web)),
        1);
}

void TstTrash::aConflictOfWhatWasKeptIsOfWhatIsThere()
{
    makeMany(40);
    Conflict title;
    title.id = "title";
    title.entityId = "k0";
    title.field = "title";
    title.losing = json::quoted("mine");
    title.winning = *(*store().backend().read(EntityType::Conversation, "k0"))->fields.find("title");
    title.reason = "lww";
    QVERIFY(store().conflicts().add(title));
    pullDeletions(named(0, 30));
    QCOMPARE(restoring().answerDeletions(Restoring::Answer::Keep)->count, 30);
    const auto kept = listed(store(), **store().conflicts().find("title"));
    QCOMPARE(kept->inUse, InUse::Newer);
    const std::string now = kept->conflict.entityId;
    QVERIFY(now != "k0" && has(EntityType::Conversation, now));
    QCOMPARE(*store().restoreConflict("title"), now);
    QCOMPARE(
        (*store().backend().read(EntityType::Conversation, now))->fields.text("title").value_or(""), "mine");
    QCOMPARE(listed(store(), **store().conflicts().find("title"))->inUse, InUse::Older);
}

void TstTrash::aConflictOfWhatCameOutOfTheTrashIsSettledByIt()
{
    makeMany(2);
    const auto row = store().backend().read(EntityType::Message, "mk0");
    QVERIFY(row && *row);
    Conflict whole;
    whole.id = "whole";
    whole.type = EntityType::Message;
    whole.entityId = "mk0";
    whole.conversationId = "k0";
    whole.losing = whole.localRow = (*row)->toJson();
    whole.winning = "null";
    whole.reason = "deleted";
    QVERIFY(store().conflicts().add(whole));
    pullDeletions({"k0"});
    QCOMPARE(listed(store(), **store().conflicts().find("whole"))->inUse, InUse::Nothing);
    QVERIFY(restoring().fromTrash("k0"));
    QCOMPARE(listed(store(), **store().conflicts().find("whole"))->inUse, InUse::Older);
    const std::int64_t before = count("messages");
    QVERIFY(store().restoreConflict("whole")); // it already exists
    QCOMPARE(count("messages"), before);
}

void TstTrash::whatCannotGoIsNotSaidToBeSent()
{
    QVERIFY(m_f->message("early", "unknown"));
    SyncStatus status = computeStatus(store(), {});
    QCOMPARE(status.pending, 0);
    QCOMPARE(status.waitingForParent, 1);
    QVERIFY(status.state != SyncState::Attention && status.state != SyncState::Synced);
    QVERIFY2(statusSentence(status, 0).contains(QStringLiteral("not on this device yet")),
        qPrintable(statusSentence(status, 0)));
    QVERIFY(m_f->conversation("unknown"));
    status = computeStatus(store(), {});
    QCOMPARE(status.waitingForParent, 0);
    QCOMPARE(status.pending, 2);
    send();
    // The user's own deletion, and an agent that continues: nothing of it is in the trash.
    QVERIFY(store().backend().remove(EntityType::Conversation, "unknown"));
    send();
    QVERIFY(m_f->message("on", "unknown"));
    QCOMPARE(computeStatus(store(), {}).parentDeleted, 1);
    const auto listed = *listTrash(store());
    QCOMPARE(listed.size(), std::size_t(1));
    QCOMPARE(listed[0].keptUntil, 0);
    const auto made = restoring().fromTrash("unknown");
    QVERIFY(made);
    QCOMPARE((*store().backend().read(EntityType::Message, "on"))->conversationId(), *made);
    QCOMPARE(computeStatus(store(), {}).pending, 2);
}

QTEST_GUILESS_MAIN(TstTrash)
#include "tst_trash.moc"
