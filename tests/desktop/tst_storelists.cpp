// What the windows read of a store: all of it, and in words that do no harm.
#include "desktop/hostiletitles.h"
#include "support/storefixture.h"
#include "tray/storelists.h"

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
    // More than any list shows: the number told is the number there is.
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

    // For good and for now, with its tries; what only waits is not among them, and a retry does not wait.
    void whatTheServerWantsLaterIsListedAndRetried()
    {
        StoreFixture f;
        f.signIn();
        for (const char *id : {"refused", "later", "waits"})
            QVERIFY(f.conversation(id, id).ok());
        const auto pending = *f.store->backend().pendingSync(10);
        for (const QueuedItem &item : pending) {
            if (item.id == "refused")
                QVERIFY(f.store->queue().park(item, "quota", {}).ok());
            for (int i = 0; item.id == "later" && i < 2; ++i) {
                const auto row = *f.store->queue().row(item.type, item.pk);
                QVERIFY(f.store->queue().countTry(row->item, "busy", {}, f.clock.now()).ok());
            }
        }
        const auto listed = *listRefused(*f.store);
        QCOMPARE(listed.size(), std::size_t(2));
        const auto named = [&listed](std::string_view id) {
            return *std::ranges::find(listed, id, &ListedItem::id);
        };
        QCOMPARE(named("refused").state, SyncQueue::State::Failed);
        QCOMPARE(named("refused").nextTry, 0);
        const ListedItem later = named("later");
        QCOMPARE(later.state, SyncQueue::State::Ready);
        QCOMPARE(later.tries, 2);
        QCOMPARE(later.code, QStringLiteral("busy"));
        QCOMPARE(later.title, QStringLiteral("later"));
        QVERIFY(later.nextTry > f.clock.now());

        const std::vector<std::string> both {"refused", "later"};
        QCOMPARE(*f.store->queue().retry(both), 2);
        QCOMPARE(f.store->queue().counts()->failed, 0);
        QVERIFY(!f.store->queue().nextDue(f.clock.now()));
        const auto after = *listRefused(*f.store);
        QCOMPARE(after.size(), std::size_t(1)); // its tries count on
        QCOMPARE(after[0].id, std::string("later"));
        QCOMPARE(after[0].nextTry, 0);
    }

    // More than the page lists: the number told is the number there is.
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
