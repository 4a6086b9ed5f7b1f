// What could not be applied, newest first and by reason.
#include "storage/views/quarantinelist.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstQuarantineList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_f = std::make_unique<StoreFixture>();
        QVERIFY(m_f->store->database().script(
            "INSERT INTO quarantine(team, entity_type, id, rev, payload, reason, at) VALUES "
            "(1, 1, 'old', 1, '{}', 'malformed', 100), (1, 2, 'new', 2, '{}', 'malformed', 300), "
            "(1, 3, 'middle', 3, '{}', 'too_large', 200)"));
    }

    void theNewestComesFirst()
    {
        const auto rows = quarantinedRows(m_f->store->database(), 2);
        QCOMPARE(rows->size(), std::size_t(2));
        QCOMPARE(rows->front().id, std::string("new"));
        QVERIFY(rows->front().type == EntityType::Message);
        QCOMPARE(rows->front().reason, std::string("malformed"));
        QCOMPARE(rows->front().at, Millis(300));
        QCOMPARE(rows->back().id, std::string("middle"));
    }

    void reasonsAreCounted()
    {
        const std::vector<std::pair<std::string, std::int64_t>> expected {{"malformed", 2}, {"too_large", 1}};
        QVERIFY(*quarantineReasons(m_f->store->database(), 10) == expected);
        QCOMPARE(quarantineReasons(m_f->store->database(), 1)->size(), std::size_t(1));
    }

private:
    std::unique_ptr<StoreFixture> m_f;
};

QTEST_GUILESS_MAIN(TstQuarantineList)
#include "tst_quarantinelist.moc"
