// How much a store holds, whether its file is sound, and one state of it for several reads.
#include "storage/schema/schema.h"
#include "storage/views/readsnapshot.h"
#include "storage/views/storetotals.h"
#include "support/storefixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstStoreTotals : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsAreCountedWithoutDeletedOnes()
    {
        StoreFixture f;
        QVERIFY(f.conversation("c"));
        QVERIFY(f.message("m1", "c"));
        QVERIFY(f.message("m2", "c"));
        QVERIFY(f.store->backend().remove(EntityType::Message, "m2"));
        QCOMPARE(rowCount(f.store->database(), EntityType::Message), std::optional<std::int64_t>(1));
        QCOMPARE(rowCount(f.store->database()), 2);
    }

    void whatCannotBeCountedIsLeftOut()
    {
        StoreFixture f;
        QVERIFY(f.conversation("c"));
        QVERIFY(f.store->database().script("DROP VIEW conversation_totals; DROP TABLE messages"));
        QVERIFY(!rowCount(f.store->database(), EntityType::Message));
        QCOMPARE(rowCount(f.store->database()), 1);
    }

    void aStoreIsSoundAndAtItsStep()
    {
        StoreFixture f;
        QCOMPARE(quickCheck(f.store->database()), std::string("ok"));
        QCOMPARE(schemaVersion(f.store->database()), storeMigrations().back().version);
    }

    void aSnapshotDoesNotSeeWhatIsWrittenMeanwhile()
    {
        QTemporaryDir dir;
        FakeClock clock;
        SeededRandom random {7};
        const QString path = dir.filePath(QStringLiteral("mimir.db"));
        const auto writer = Store::open(path, clock, random);
        const auto reader = Database::open(path);
        QVERIFY(writer && reader);
        const auto write = [&](const char *id) {
            return (*writer)->backend().write(
                record(EntityType::Conversation, id, {{"title", "\"Fix login\""}}));
        };
        QVERIFY(write("a"));
        {
            const ReadSnapshot snapshot(**reader);
            QVERIFY(snapshot.begun());
            QCOMPARE(rowCount(**reader), 1);
            QVERIFY(write("b"));
            QCOMPARE(rowCount(**reader), 1);
        }
        QVERIFY(!(*reader)->inTransaction());
        QCOMPARE(rowCount(**reader), 2);
    }

    void aSnapshotInATransactionLeavesItOpen()
    {
        StoreFixture f;
        Transaction transaction(f.store->database());
        QVERIFY(transaction.begun());
        {
            const ReadSnapshot snapshot(f.store->database());
            QVERIFY(snapshot.begun());
        }
        QVERIFY(f.store->database().inTransaction());
        QVERIFY(transaction.commit());
    }
};

QTEST_GUILESS_MAIN(TstStoreTotals)
#include "tst_storetotals.moc"
