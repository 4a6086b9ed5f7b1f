// When changed transcripts are read (src/sources/following/lookschedule.h).
#include "sources/following/lookschedule.h"

#include <QTest>

using namespace mimir;

class TstLookSchedule : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsDueByItself();
    void aChangeIsReadWhenItIsQuiet();
    void aFileThatGrowsIsNotWaitedForTooLong();
    void everythingIsLookedAtAgain();
    void manyChangesAreEverything();
};

void TstLookSchedule::nothingIsDueByItself()
{
    LookSchedule schedule;
    QVERIFY(!schedule.dueAt());
    QVERIFY(!schedule.isAllDue(1'000'000));
    QVERIFY(schedule.takeChanged(1'000'000).empty());
}

void TstLookSchedule::aChangeIsReadWhenItIsQuiet()
{
    LookSchedule schedule;
    schedule.changed(QStringLiteral("/a"), 1000);
    schedule.changed(QStringLiteral("/a"), 1100);
    schedule.changed(QStringLiteral("/b"), 1200);
    QCOMPARE(schedule.dueAt(), std::optional<Millis>(1500));
    QVERIFY(schedule.takeChanged(1499).empty());
    QCOMPARE(schedule.takeChanged(1500), (std::set<QString> {QStringLiteral("/a"), QStringLiteral("/b")}));
    QVERIFY(!schedule.dueAt());
}

void TstLookSchedule::aFileThatGrowsIsNotWaitedForTooLong()
{
    LookSchedule schedule;
    for (Millis at = 0; at <= 5000; at += 100)
        schedule.changed(QStringLiteral("/a"), at);
    QCOMPARE(schedule.dueAt(), std::optional<Millis>(LookSchedule::kLongest));
}

void TstLookSchedule::everythingIsLookedAtAgain()
{
    LookSchedule schedule;
    schedule.lookAtAll(10);
    QVERIFY(schedule.isAllDue(10));
    schedule.lookedAtAll(20, LookSchedule::kFull);
    QVERIFY(!schedule.isAllDue(20 + LookSchedule::kFull - 1));
    schedule.changed(QStringLiteral("/a"), 30);
    QCOMPARE(schedule.dueAt(), std::optional<Millis>(330));
    schedule.takeChanged(330);
    QCOMPARE(schedule.dueAt(), std::optional<Millis>(20 + LookSchedule::kFull));
    QVERIFY(schedule.isAllDue(20 + LookSchedule::kFull));
}

void TstLookSchedule::manyChangesAreEverything()
{
    LookSchedule schedule;
    for (std::size_t i = 0; i <= LookSchedule::kMaxPaths; ++i)
        schedule.changed(QString::number(i), 40);
    QVERIFY(schedule.isAllDue(40));
    QVERIFY(schedule.takeChanged(1'000'000).empty());
}

QTEST_APPLESS_MAIN(TstLookSchedule)
#include "tst_lookschedule.moc"
