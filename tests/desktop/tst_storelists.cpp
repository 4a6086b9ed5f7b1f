// What the windows read of a store: all of it, and in words that do no harm.
#include "desktop/hostiletitles.h"
#include "support/storefixture.h"
#include "tray/storelists.h"

#include <QTest>

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
