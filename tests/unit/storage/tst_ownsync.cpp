// The outbox of a program that syncs a profile itself: it sends nothing that must stay, and marks nothing
// that is Mimir's to send.
#include "storage/ownsync.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

std::vector<OwnSync::Reference> referencesOf(const std::vector<OwnSync::Pending> &pending)
{
    std::vector<OwnSync::Reference> out;
    out.reserve(pending.size());
    for (const OwnSync::Pending &one : pending)
        out.push_back({one.item.type, one.item.id, one.item.opSeq, one.item.editedAt});
    return out;
}

} // namespace

class TstOwnSync : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsMarkedLeavesTheOutbox();
    void whatWasEditedSinceStays();
    void nothingInPrivacyModeOrBeforeTheAnswer();
    void whatARuleKeepsIsNotGivenOut();
    void levelsAreTold();
    void whatBelongsToATeamIsForbidden();
    void oneThatIsForbiddenUndoesTheOthers();
    void aDeletionThatWasSentTakesTheRowAway();
    void whatFailedWaitsForItsTime();
    void queueChoosesTheAction();
};

void TstOwnSync::whatIsMarkedLeavesTheOutbox()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    OwnSync sync(f.store->backend(), f.clock);
    const auto pending = *sync.pending(10);
    QCOMPARE(pending.size(), 2u);
    QCOMPARE(pending.front().item.id, std::string("c1"));
    QVERIFY(sync.markSynced(referencesOf(pending)));
    QCOMPARE(f.queued(), 0);
    QVERIFY(sync.markSynced(referencesOf(pending))); // again is not an error
    QVERIFY(*f.store->backend().read(EntityType::Message, "m1"));
    QVERIFY(f.conversation("c1", "another title"));
    QCOMPARE(sync.pending(10)->front().item.action, wire::Action::Update);
}

void TstOwnSync::whatWasEditedSinceStays()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    OwnSync sync(f.store->backend(), f.clock);
    const auto sent = referencesOf(*sync.pending(10));
    QVERIFY(f.conversation("c1", "edited while it was sent"));
    QVERIFY(sync.markSynced(sent));
    QVERIFY(sync.markFailed(sent.front(), "no"));
    const auto again = *sync.pending(10);
    QCOMPARE(again.size(), 1u);
    QCOMPARE(again.front().item.retryCount, 0);
}

void TstOwnSync::nothingInPrivacyModeOrBeforeTheAnswer()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    OwnSync sync(f.store->backend(), f.clock);
    QVERIFY(f.store->settings().setPrivacyMode(true, f.clock.now()));
    QVERIFY(f.conversation("c2"));
    QCOMPARE(sync.pending(10)->size(), 0u);
    QVERIFY(f.store->settings().setPrivacyMode(false, f.clock.now()));
    QCOMPARE(sync.pending(10)->size(), 1u); // c2 is held until the user says otherwise
    QVERIFY(f.store->settings().set("setup_pending", "1"));
    QCOMPARE(sync.pending(10)->size(), 0u);
}

void TstOwnSync::whatARuleKeepsIsNotGivenOut()
{
    StoreFixture f;
    for (const char *id : {"c1", "c2", "c3"})
        QVERIFY(f.conversation(id));
    QVERIFY(f.store->privacyRules().set({PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Nothing}));
    QVERIFY(f.store->privacyRules().set({PrivacyRule::Kind::Conversation, "c2", PrivacyLevel::Nothing}));
    QVERIFY(f.store->database().run(
        "UPDATE sync_queue SET state = 0")); // as if the rule had not looked at it yet
    OwnSync sync(f.store->backend(), f.clock);
    const auto pending = *sync.pending(1);
    QCOMPARE(pending.size(), 1u);
    QCOMPARE(pending.front().item.id, std::string("c3"));
    QCOMPARE(f.store->outboxSummary().counts()->kept, 2);
}

void TstOwnSync::levelsAreTold()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    QVERIFY(f.store->privacyRules().set({PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Metadata}));
    const auto pending = *OwnSync(f.store->backend(), f.clock).pending(10);
    QCOMPARE(pending.size(), 2u);
    for (const OwnSync::Pending &one : pending)
        QCOMPARE(one.level, PrivacyLevel::Metadata);
}

void TstOwnSync::whatBelongsToATeamIsForbidden()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    OwnSync sync(f.store->backend(), f.clock);
    const auto pending = *sync.pending(10);
    QCOMPARE(pending.size(), 1u);
    QCOMPARE(pending.front().team, std::string("web"));
    const auto item = referencesOf(pending);
    QCOMPARE(sync.markSynced(item).error().code, ErrorCode::Forbidden);
    QCOMPARE(sync.markFailed(item.front(), "no").error().code, ErrorCode::Forbidden);
    QCOMPARE(f.queued(), 1);
}

void TstOwnSync::oneThatIsForbiddenUndoesTheOthers()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.conversation("c2"));
    OwnSync sync(f.store->backend(), f.clock);
    const auto items = referencesOf(*sync.pending(10));
    f.signIn();
    QVERIFY(f.store->database().run("UPDATE conversations SET team = ? WHERE id = 'c2'", f.web));
    QCOMPARE(sync.markSynced(items).error().code, ErrorCode::Forbidden);
    QCOMPARE(f.queued(), 2);
}

void TstOwnSync::aDeletionThatWasSentTakesTheRowAway()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.message("m1", "c1"));
    OwnSync sync(f.store->backend(), f.clock);
    QVERIFY(sync.markSynced(referencesOf(*sync.pending(10))));
    QVERIFY(f.store->backend().remove(EntityType::Conversation, "c1"));
    const auto deletion = *sync.pending(10);
    QCOMPARE(deletion.size(), 1u);
    QCOMPARE(deletion.front().item.action, wire::Action::Delete);
    QVERIFY(sync.markSynced(referencesOf(deletion)));
    QCOMPARE(f.queued(), 0);
    for (const char *table : {"conversations", "messages"})
        QCOMPARE(f.store->database().integer("SELECT count(*) FROM " + std::string(table)).value_or(-1), 0);
    QCOMPARE(f.conversation("c1").error().code, ErrorCode::Exists);
    QCOMPARE(f.message("m1", "c2").error().code, ErrorCode::Exists);
    QVERIFY(f.conversation("c2"));
    QCOMPARE(f.queued(), 1); // the triggers speak again
}

void TstOwnSync::whatFailedWaitsForItsTime()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.conversation("c2"));
    OwnSync sync(f.store->backend(), f.clock);
    QVERIFY(sync.markFailed(referencesOf(*sync.pending(10)).front(), "quota"));
    QCOMPARE(sync.pending(1)->front().item.id, std::string("c2"));
    f.clock.advance(31'000);
    const auto again = *sync.pending(10);
    QCOMPARE(again.size(), 2u);
    QCOMPARE(again.front().item.retryCount, 1);
    QVERIFY(sync.markSynced(referencesOf(again)));
    QCOMPARE(f.queued(), 0);
}

void TstOwnSync::queueChoosesTheAction()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.conversation("c2"));
    OwnSync sync(f.store->backend(), f.clock);
    QVERIFY(sync.markSynced(referencesOf(*sync.pending(10))));
    QVERIFY(f.store->database().run("UPDATE conversations SET base_rev = 5 WHERE id = 'c2'"));
    QVERIFY(sync.queue(EntityType::Conversation, "c1"));
    QVERIFY(sync.queue(EntityType::Conversation, "c2"));
    const auto pending = *sync.pending(10);
    QCOMPARE(pending[0].item.action, wire::Action::Create);
    QCOMPARE(pending[1].item.action, wire::Action::Update);
    QCOMPARE(sync.queue(EntityType::Message, "none").error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TstOwnSync)
#include "tst_ownsync.moc"
