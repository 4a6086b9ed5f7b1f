// What the windows read from a store: all of it, and in safe words.
#include "desktop/hostiletitles.h"
#include "support/storefixture.h"
#include "tray/model/privacylists.h"
#include "tray/model/storelists.h"

#include <QTest>

#include <algorithm>

using namespace mimir;
using namespace mimir::test;

namespace {

Conflict conflictAt(Millis at, const std::string &title)
{
    Conflict c;
    c.id = "k" + std::to_string(at);
    c.entityId = c.conversationId = "c1";
    c.field = "title";
    c.losing = json::quoted("mine");
    c.winning = json::quoted("theirs");
    c.reason = "lww";
    c.at = at;
    c.title = title;
    c.winningDeviceName = "laptop";
    return c;
}

} // namespace

class TstStoreLists : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // More than any list shows: the number shown is the real total.
    void newsCountEveryConflict()
    {
        StoreFixture f;
        f.signIn();
        QCOMPARE(readConflictNews(*f.store)->count, 0);
        constexpr int kMany = static_cast<int>(kListLimit) + 200;
        Transaction transaction(f.store->database());
        for (int i = 1; i <= kMany; ++i)
            QVERIFY(f.store->conflicts().add(conflictAt(i, "Talk " + std::to_string(i))).ok());
        QVERIFY(transaction.commit().ok());
        auto news = readConflictNews(*f.store);
        QCOMPARE(news->count, kMany);
        QCOMPARE(news->title, QStringLiteral("Talk %1").arg(kMany));
        QCOMPARE(news->otherDevice, QStringLiteral("laptop"));
        QCOMPARE(chooseConflicts(*f.store, *f.store->conflicts().unseenIds(), ConflictChoice::Theirs)->size(),
            std::size_t(kMany));
        QCOMPARE(readConflictNews(*f.store)->count, 0);
    }

    void newsAreNamedByTheVersionInUse()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c1", "theirs"));
        Conflict c = conflictAt(1, "mine");
        c.editedAt = 1000;
        c.winningEditedAt = 2000;
        QVERIFY(f.store->conflicts().add(c).ok());
        const auto news = readConflictNews(*f.store);
        QCOMPARE(news->title, QStringLiteral("theirs"));
        QCOMPARE(news->olderAt, 1000);
        QCOMPARE(news->newerAt, 2000);
        QVERIFY(!news->rewritten);
    }

    void timesOfOneMinuteAreToldApart()
    {
        constexpr Millis kMinute = 60'000, kAt = 1'795'000'020'000;
        const auto apart = whenTexts(kAt, kAt + kMinute);
        QCOMPARE(apart, std::pair(whenText(kAt), whenText(kAt + kMinute)));
        const auto same = whenTexts(kAt, kAt + 5'000);
        QVERIFY2(same.first != same.second, qPrintable(same.first));
        QCOMPARE(whenTexts(0, kAt).second, whenText(kAt));
    }

    // Permanent and temporary refusals, with their tries; what only waits is not among them, and a retry does
    // not wait.
    void whatTheServerWantsLaterIsListedAndRetried()
    {
        StoreFixture f;
        f.signIn();
        for (const char *id : {"refused", "later", "waits"})
            QVERIFY(f.conversation(id, id).ok());
        const auto pending = *f.store->backend().pendingSync(10);
        for (const QueuedItem &item : pending) {
            if (item.id == "refused")
                QVERIFY(f.store->outbox().markFailed(item, "quota", {}).ok());
            for (int i = 0; item.id == "later" && i < 2; ++i) {
                const auto row = *f.store->outbox().row(item.type, item.pk);
                QVERIFY(f.store->outbox().countTry(row->item, "busy", {}, f.clock.now()).ok());
            }
        }
        const auto listed = *listRefused(*f.store);
        QCOMPARE(listed.size(), std::size_t(2));
        const auto named
            = [&listed](std::string_view id) { return *std::ranges::find(listed, id, &ListedItem::id); };
        QCOMPARE(named("refused").state, Outbox::State::Failed);
        QCOMPARE(named("refused").nextTry, 0);
        const ListedItem later = named("later");
        QCOMPARE(later.state, Outbox::State::Ready);
        QCOMPARE(later.tries, 2);
        QCOMPARE(later.code, QStringLiteral("busy"));
        QCOMPARE(later.title, QStringLiteral("later"));
        QVERIFY(later.nextTry > f.clock.now());

        const std::vector<std::string> both {"refused", "later"};
        QCOMPARE(*f.store->outboxDecisions().retry(both), 2);
        QCOMPARE(f.store->outboxSummary().counts()->failed, 0);
        QVERIFY(!f.store->outboxSummary().nextDue(f.clock.now()));
        const auto after = *listRefused(*f.store);
        QCOMPARE(after.size(), std::size_t(1)); // its tries keep counting
        QCOMPARE(after[0].id, std::string("later"));
        QCOMPARE(after[0].nextTry, 0);
    }

    // More than the page lists: the number shown is the real total.
    void activityCountsAllThatHasNotLeft()
    {
        StoreFixture f;
        f.signIn();
        constexpr int kMany = static_cast<int>(kListLimit) + 200;
        Transaction transaction(f.store->database());
        for (int i = 0; i < kMany; ++i)
            QVERIFY(f.conversation("c" + std::to_string(i)).ok());
        QVERIFY(transaction.commit().ok());
        const auto activity = *readActivity(*f.store);
        QVERIFY(activity.here.size() < std::size_t(kMany));
        QCOMPARE(activity.hereCount, kMany);
    }

    void rulesAreListedByWhatTheyAreAbout()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.store->backend().write(record(EntityType::Conversation, "c1",
            {{"title", "\"Fix login\""}, {"workspace", "\"/home/ada/x\""}, {"provider", "\"codex\""}})));
        const auto subjects = readRuleSubjects(*f.store);
        QCOMPARE(subjects->workspaces, QStringList {QStringLiteral("/home/ada/x")});
        QCOMPARE(subjects->agents, QStringList {QStringLiteral("codex")});
        QCOMPARE(readConversationPrivacy(*f.store, "c1")->hasRule, false);
        const PrivacyRule rule {PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Nothing};
        QVERIFY(!setRule(*f.store, rule)->serverHasIt); // it was never sent
        QCOMPARE(readPrivacy(*f.store)->rules.at(0).subject, QStringLiteral("Fix login"));
        QVERIFY(readConversationPrivacy(*f.store, "c1")->hasRule);
        QCOMPARE(removeRule(*f.store, rule)->kept, 1); // "send it after all?" is asked
    }

    void theSetupOffersFoldersAndShowsWhatFollows()
    {
        StoreFixture f;
        f.signIn();
        for (const char *id : {"c1", "c2", "c3"})
            QVERIFY(f.store->backend().write(record(EntityType::Conversation, id,
                {{"title", "\"t\""}, {"workspace", std::string(id) == "c3" ? "\"/b\"" : "\"/a\""}})));
        auto offer = readSetupOffer(*f.store);
        QCOMPARE(offer->folders.size(), std::size_t(2));
        const SetupChoice choice {SetupChoice::Earlier::Send, PrivacyLevel::Redacted, {"/a"}};
        const auto preview = readSetupPreview(*f.store, choice);
        QCOMPARE(preview->sent, 1);
        QCOMPARE(preview->recorded, 3);
        QCOMPARE(preview->items.size(), std::size_t(1));
        QCOMPARE(preview->items.at(0).id, std::string("c3"));
        QCOMPARE(f.store->outboxSummary().counts()->kept, 0); // nothing is held back yet
        QVERIFY(setRule(*f.store, {PrivacyRule::Kind::Workspace, "/a", PrivacyLevel::Metadata}));
        offer = readSetupOffer(*f.store);
        QCOMPARE(offer->folders.size(), std::size_t(1)); // the other is already decided
    }

    void privacyHoldsNothingHostile()
    {
        StoreFixture f;
        for (const QString &title : hostileTitles()) {
            QVERIFY(f.store->database().run(
                "INSERT INTO conversations(id, title, workspace, provider, repository) "
                "VALUES ('c1', ?1, ?1, ?1, ?1) ON CONFLICT DO UPDATE SET title = ?1, "
                "workspace = ?1, provider = ?1, repository = ?1",
                title.toStdString())); // by another program
            QVERIFY(setRule(*f.store, {PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Nothing}));
            QVERIFY(isHarmless(readPrivacy(*f.store)->rules.at(0).subject));
            QVERIFY(isHarmless(readConversationPrivacy(*f.store, "c1")->rule.subject));
            const auto subjects = readRuleSubjects(*f.store);
            for (const QString &one : subjects->workspaces + subjects->agents + subjects->repositories)
                QVERIFY(isHarmless(one));
        }
    }

    void newsHoldNothingHostile()
    {
        for (const QString &title : hostileTitles()) {
            StoreFixture f;
            Conflict c = conflictAt(1, title.toStdString());
            c.winningDeviceName = title.toStdString();
            QVERIFY(f.store->conflicts().add(c).ok());
            const auto news = readConflictNews(*f.store);
            QVERIFY(isHarmless(news->title) && isHarmless(news->otherDevice));
        }
    }
};

QTEST_GUILESS_MAIN(TstStoreLists)
#include "tst_storelists.moc"
