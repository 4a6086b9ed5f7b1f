// The user's choices about conflicts, and undoing them; the ledger's day, the preview, and a store that
// forgets.
#include "app/conflictchoice.h"
#include "core/wire/wire.h"
#include "support/storefixture.h"

#include <QTest>

#include <set>

using namespace mimir;
using namespace mimir::test;

namespace {

Conflict titleConflict(const std::string &id, const std::string &losing, const std::string &winning)
{
    Conflict c;
    c.id = id;
    c.entityId = c.conversationId = "c1";
    c.field = "title";
    c.losing = json::quoted(losing);
    c.winning = json::quoted(winning);
    c.reason = "lww";
    c.at = 1;
    return c;
}

std::string title(StoreFixture &f)
{
    return (*f.store->backend().read(EntityType::Conversation, "c1"))->fields.text("title").value_or("");
}

Conflict::State state(StoreFixture &f, const std::string &id)
{
    return (*f.store->conflicts().find(id))->state;
}

} // namespace

class TstConflictChoice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mineRestoresAndUndoBringsTheirsBack()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1", "theirs").ok());
        QVERIFY(f.store->conflicts().add(titleConflict("k1", "mine", "theirs")).ok());
        const auto chosen = chooseConflicts(*f.store, {"k1"}, ConflictChoice::Mine);
        QVERIFY(chosen.ok());
        QCOMPARE(title(f), std::string("mine"));
        QCOMPARE(state(f, "k1"), Conflict::State::Restored);
        QCOMPARE(*undoConflictChoices(*f.store, *chosen), 1);
        QCOMPARE(title(f), std::string("theirs"));
        QCOMPARE(state(f, "k1"), Conflict::State::Unseen);
    }

    void theirsOnlyDismissesAndUndoReopens()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1", "theirs").ok());
        QVERIFY(f.store->conflicts().add(titleConflict("k1", "mine", "theirs")).ok());
        const auto chosen = chooseConflicts(*f.store, {"k1"}, ConflictChoice::Theirs);
        QVERIFY(chosen.ok());
        QCOMPARE(title(f), std::string("theirs"));
        QCOMPARE(f.store->conflicts().unseen()->replaced, 0);
        QVERIFY(undoConflictChoices(*f.store, *chosen).ok());
        QCOMPARE(f.store->conflicts().unseen()->replaced, 1);
    }

    void undoLeavesWhatChangedSinceAlone()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1", "theirs").ok());
        QVERIFY(f.store->conflicts().add(titleConflict("k1", "mine", "theirs")).ok());
        const auto chosen = chooseConflicts(*f.store, {"k1"}, ConflictChoice::Mine);
        QVERIFY(f.conversation("c1", "newer still").ok());
        QVERIFY(undoConflictChoices(*f.store, *chosen).ok());
        QCOMPARE(title(f), std::string("newer still"));
    }

    void restoredRowOfADeletedConversationGoesAgainOnUndo()
    {
        StoreFixture f;
        f.signIn();
        Conflict gone = titleConflict("k1", "", "");
        gone.field.clear();
        gone.losing = R"({"title":"lost"})";
        gone.winning = "null";
        QVERIFY(f.store->conflicts().add(gone).ok());
        const auto rows = [&f] {
            return *f.store->database().integer("SELECT COUNT(*) FROM conversations WHERE deleted = 0");
        };
        const auto chosen = chooseConflicts(*f.store, {"k1"}, ConflictChoice::Mine);
        QVERIFY(chosen.ok());
        QCOMPARE(rows(), 1);
        QVERIFY(undoConflictChoices(*f.store, *chosen).ok());
        QCOMPARE(rows(), 0);
    }

    // Both values go into the one item that replaces the deleted row.
    void whatCameBackOfADeletedRowIsNamedByItsNewId()
    {
        StoreFixture f;
        f.signIn();
        for (const char *field : {"title", "model"}) {
            Conflict gone = titleConflict(field, "lost", "");
            gone.field = field;
            gone.winning = "null";
            gone.reason = "deleted_unseen";
            gone.localRow = R"({"id":"c1","title":"lost","model":"lost"})";
            QVERIFY(f.store->conflicts().add(gone));
        }
        QCOMPARE(listed(*f.store, **f.store->conflicts().find("title"))->inUse, InUse::Nothing);
        const auto chosen = chooseConflicts(*f.store, {"title", "model"}, ConflictChoice::Mine);
        QCOMPARE(chosen->size(), std::size_t(2));
        QCOMPARE(*f.store->database().integer("SELECT COUNT(*) FROM conversations WHERE deleted = 0"), 1);
        for (const char *id : {"title", "model"}) {
            const auto now = listed(*f.store, **f.store->conflicts().find(id));
            QCOMPARE(now->inUse, InUse::Older);
            QVERIFY(now->conflict.entityId != "c1");
        }
        QVERIFY(undoConflictChoices(*f.store, *chosen));
        QCOMPARE(*f.store->database().integer("SELECT COUNT(*) FROM conversations WHERE deleted = 0"), 0);
    }

    void whatWasRestoredIsNotDismissedAfterwards()
    {
        StoreFixture f;
        f.signIn();
        Conflict gone = titleConflict("k1", "", "");
        gone.field.clear();
        gone.losing = R"({"id":"c1","title":"lost"})";
        gone.winning = "null";
        gone.reason = "deleted";
        QVERIFY(f.store->conflicts().add(gone));
        QVERIFY(f.store->restoreConflict("k1"));
        QVERIFY(f.store->conflicts().dismiss("k1"));
        QCOMPARE(state(f, "k1"), Conflict::State::Restored);
        const auto now = listed(*f.store, **f.store->conflicts().find("k1"));
        QCOMPARE(inUseSentence(*now), QStringLiteral("The older version was brought back as a new item."));
        // What exists is not restored again.
        QVERIFY(f.store->restoreConflict("k1"));
        QCOMPARE(*f.store->database().integer("SELECT COUNT(*) FROM conversations WHERE deleted = 0"), 1);
    }

    void settledConflictsCanStillBeRestored()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1", "theirs").ok());
        QVERIFY(f.store->conflicts().add(titleConflict("k1", "mine", "theirs")).ok());
        QVERIFY(chooseConflicts(*f.store, {"k1"}, ConflictChoice::Theirs).ok());
        QCOMPARE(chooseConflicts(*f.store, {"k1"}, ConflictChoice::Theirs)->size(), std::size_t(0));
        QCOMPARE(chooseConflicts(*f.store, {"k1"}, ConflictChoice::Mine)->size(), std::size_t(1));
        QCOMPARE(title(f), std::string("mine"));
    }

    // Not by the losing version, nor by any in between.
    void isNamedByTheVersionInUse()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1", "theirs").ok());
        Conflict lost = titleConflict("k1", "mine", "theirs");
        lost.title = "mine";
        QVERIFY(f.store->conflicts().add(lost).ok());
        Conflict ofMessage = lost; // the title is its conversation's
        ofMessage.id = "k2";
        ofMessage.type = EntityType::Message;
        ofMessage.entityId = "m1";
        QVERIFY(f.store->conflicts().add(ofMessage).ok());
        const auto name = [&f](const char *id) {
            return listed(*f.store, **f.store->conflicts().find(id))->conflict.title;
        };
        QCOMPARE(name("k1"), std::string("theirs"));
        QCOMPARE(name("k2"), std::string("theirs"));
        QVERIFY(chooseConflicts(*f.store, {"k1"}, ConflictChoice::Mine).ok());
        QCOMPARE(name("k1"), std::string("mine"));
        QVERIFY(f.conversation("c1", "a third").ok());
        QCOMPARE(name("k1"), std::string("a third"));
        QVERIFY(f.store->backend().remove(EntityType::Conversation, "c1").ok());
        QCOMPARE(name("k1"), std::string("mine")); // nothing else has a name
    }

    void aChoiceIsOpenWhereItDoesSomething()
    {
        using State = Conflict::State;
        Conflict c = titleConflict("k1", "mine", "theirs");
        const auto open = [&c](State state, bool lostHere) {
            c.state = state;
            return std::pair(isOpenTo({c, lostHere}, ConflictChoice::Mine),
                isOpenTo({c, lostHere}, ConflictChoice::Theirs));
        };
        QCOMPARE(open(State::Unseen, true), std::pair(true, true));
        QCOMPARE(open(State::Dismissed, true), std::pair(true, false));
        QCOMPARE(open(State::Dismissed, false), std::pair(false, true));
        QCOMPARE(open(State::Restored, true), std::pair(false, true));
        QCOMPARE(open(State::Restored, false), std::pair(true, false));
        c.reason = Conflict::kRewritten; // to be acknowledged, once
        QCOMPARE(open(State::Seen, false), std::pair(true, true));
        QCOMPARE(open(State::Dismissed, false), std::pair(false, false));
    }

    void aRestoredOneGivesWayAgainToTheirs()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1", "theirs").ok());
        QVERIFY(f.store->conflicts().add(titleConflict("k1", "mine", "theirs")).ok());
        QVERIFY(!isReversible(**f.store->conflicts().find("k1")));
        QVERIFY(chooseConflicts(*f.store, {"k1"}, ConflictChoice::Mine).ok());
        QVERIFY(isReversible(**f.store->conflicts().find("k1")));
        QCOMPARE(chooseConflicts(*f.store, {"k1"}, ConflictChoice::Mine)->size(), std::size_t(0));
        const auto back = chooseConflicts(*f.store, {"k1"}, ConflictChoice::Theirs);
        QCOMPARE(back->size(), std::size_t(1));
        QCOMPARE(title(f), std::string("theirs"));
        QCOMPARE(state(f, "k1"), Conflict::State::Dismissed);
        QVERIFY(undoConflictChoices(*f.store, *back).ok());
        QCOMPARE(title(f), std::string("mine"));
        QCOMPARE(state(f, "k1"), Conflict::State::Restored);
    }

    // Whatever was chosen: what is reported is what exists.
    void saysWhichVersionIsInUse()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1", "theirs").ok());
        QVERIFY(f.store->conflicts().add(titleConflict("k1", "mine", "theirs")).ok());
        std::set<QString> said;
        const auto now = [&f, &said] {
            const auto shown = listed(*f.store, **f.store->conflicts().find("k1"));
            said.insert(inUseSentence(*shown));
            return shown->inUse;
        };
        QCOMPARE(now(), InUse::Newer);
        QVERIFY(chooseConflicts(*f.store, {"k1"}, ConflictChoice::Mine).ok());
        QCOMPARE(now(), InUse::Older);
        QVERIFY(chooseConflicts(*f.store, {"k1"}, ConflictChoice::Theirs).ok());
        QCOMPARE(now(), InUse::Newer);
        QVERIFY(f.conversation("c1", "a third").ok());
        QCOMPARE(now(), InUse::Another);
        QVERIFY(f.store->backend().remove(EntityType::Conversation, "c1").ok());
        QCOMPARE(now(), InUse::Nothing);
        Conflict whole = titleConflict("k2", "", "");
        whole.field.clear();
        whole.state = Conflict::State::Restored;
        said.insert(inUseSentence({whole, true, InUse::Nothing}));
        QCOMPARE(said.size(), std::size_t(5));
    }

    // What cannot be undone must not be left half done.
    void allOrNone()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1", "theirs").ok());
        QVERIFY(f.store->conflicts().add(titleConflict("k1", "mine", "theirs")).ok());
        Conflict broken = titleConflict("k2", "", "");
        broken.entityId = "nobody";
        broken.localRow = "not JSON";
        QVERIFY(f.store->conflicts().add(broken).ok());
        QVERIFY(!chooseConflicts(*f.store, {"k1", "k2"}, ConflictChoice::Mine).ok());
        QCOMPARE(title(f), std::string("theirs"));
        QCOMPARE(state(f, "k1"), Conflict::State::Unseen);
    }

    void everyReasonHasItsSentence()
    {
        std::set<QString> said;
        for (const char *reason : {"lww", "immutable", "deleted", "parent_deleted", "scope", "discarded"}) {
            Conflict c = titleConflict("k1", "mine", "theirs");
            c.reason = reason;
            QVERIFY(said.insert(conflictReason(c)).second);
            c.state = Conflict::State::Restored;
            QCOMPARE(isReversible(c), !isGone(c));
        }
        QVERIFY(!isGone(titleConflict("k1", "mine", "theirs")));
    }

    void ledgerTellsTheDayHourByHour()
    {
        StoreFixture f;
        constexpr Millis hour = 3'600'000;
        const auto add
            = [&f](Millis at, const char *direction, int items, std::size_t bytes, const char *outcome) {
                  return f.store->log()
                      .add({at, 1, direction, {items, 0, 0, 0}, bytes, outcome, 2, 1, "secret:3"})
                      .ok();
              };
        QVERIFY(add(10 * hour, "push", 3, 300, "ok") && add(10 * hour + 1, "push", 1, 100, "ok"));
        QVERIFY(add(11 * hour - 1, "pull", 7, 70, "ok") && add(11 * hour, "push", 5, 0, "quota"));
        QVERIFY(add(12 * hour, "pull", 9, 90, "ok")); // after the end
        const auto traffic = f.store->log().traffic(10 * hour, hour, 2);
        QVERIFY(traffic.ok());
        QCOMPARE(traffic->size(), std::size_t(2));
        QCOMPARE((*traffic)[0].itemsUp, 4);
        QCOMPARE((*traffic)[0].bytesUp, 400);
        QCOMPARE((*traffic)[0].itemsDown, 7);
        QCOMPARE((*traffic)[0].failures, 0);
        QCOMPARE((*traffic)[1].itemsUp, 0);
        QCOMPARE((*traffic)[1].failures, 1);
        QCOMPARE(f.store->log().latest(1)->front().held, 2);
        QCOMPARE(f.store->log().latest(1)->front().kept, 1);
        QCOMPARE(f.store->log().latest(1)->front().withheld, std::string("secret:3"));
    }

    void previewIsWhatABatchCarries()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1", "Fix <b>login</b>").ok());
        QVERIFY(f.message("m1", "c1", "hello \u202E").ok());
        const auto preview = f.store->batches().preview(EntityType::Message, "m1");
        QVERIFY(preview.ok());
        QCOMPARE(preview->item.opSeq, 0); // a preview assigns no number
        auto frozen = f.store->batches().build(f.web, {});
        QCOMPARE(frozen->batch.items.size(), std::size_t(2));
        wire::Item sent = frozen->batch.items[1];
        QCOMPARE(
            wire::encode(f.store->batches().preview(EntityType::Message, "m1")->item, wire::Dialect::Full),
            wire::encode(sent, wire::Dialect::Full));
        const std::string body = wire::encode(frozen->batch, wire::Dialect::Full);
        QVERIFY(body.find(wire::encode(sent, wire::Dialect::Full)) != std::string::npos);
        QVERIFY(!f.store->batches().preview(EntityType::Message, "nobody").ok());
    }

    void privacyModeDoesNotHideThePreview()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.store->settings().setPrivacyMode(true, 1).ok());
        QVERIFY(f.conversation("c1").ok());
        QVERIFY(f.store->batches().preview(EntityType::Conversation, "c1").ok());
        QVERIFY(f.store->batches().build(f.web, {})->empty());
    }

    void keptAtSetUpNeverLeaves()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1").ok());
        QCOMPARE(*f.store->outboxDecisions().keepReady(), 1);
        QVERIFY(f.message("m1", "c1").ok());
        QVERIFY(f.store->batches().build(f.web, {})->empty());
        QCOMPARE(f.store->outboxSummary().counts()->kept, 2);
    }

    void forgettingLeavesNothingAndStartsOver()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1").ok());
        QVERIFY(f.message("m1", "c1").ok());
        QVERIFY(f.audit("a1").ok());
        QVERIFY(f.store->conflicts().add(titleConflict("k1", "mine", "theirs")).ok());
        const std::string device = f.store->settings().text("device_id");
        QVERIFY(f.store->eraseAll().ok());
        for (const char *table : {"conversations", "messages", "tool_calls", "audit_logs", "sync_queue",
                 "conflicts", "teams", "tombstones", "sync_applying"})
            QCOMPARE(*f.store->database().integer("SELECT COUNT(*) FROM " + std::string(table)), 0);
        QCOMPARE(f.store->outboxSummary().counts()->pending(), 0);
        QVERIFY(f.store->settings().text("device_id") != device);
        QVERIFY(f.store->settings().text("server").empty());
        QVERIFY(f.conversation("c1").ok()); // the same id may be used again: it was forgotten, not deleted
        QCOMPARE(f.queued(), 1);
    }
};

QTEST_GUILESS_MAIN(TstConflictChoice)
#include "tst_conflictchoice.moc"
