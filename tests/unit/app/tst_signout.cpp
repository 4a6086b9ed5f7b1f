// What is said before the history is removed from a device: nothing that would be lost may be omitted.
#include "app/signout.h"
#include "support/storefixture.h"
#include "sync/status/syncstatus.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstSignOut : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingThatWouldBeLostIsTold();
    void aTokenThatStaysIsNoFailure();
};

void TstSignOut::everythingThatWouldBeLostIsTold()
{
    StoreFixture f;
    f.signIn();
    QCOMPARE(lossText(*f.store->onlyHere()), QStringLiteral("Everything here is on the server too."));
    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->database().script(
        "INSERT INTO sync_withheld VALUES (1, 7, 'title', 'o', '\"…\"'), (1, 7, 'metadata', "
        "'o', '{}'), (1, 8, 'title', 'o', '\"…\"')"));
    QVERIFY(f.store->database().script(
        "INSERT INTO quarantine(team, entity_type, id, rev, payload, reason, at) VALUES "
        "(1, 1, 'x', 3, '{}', 'odd', 1)"));
    const Store::OnlyHere found = *f.store->onlyHere();
    QCOMPARE(found.items, 1);
    QCOMPARE(found.parts, 2);
    QCOMPARE(found.aside, 1);
    const QString text = lossText(found);
    for (const char *part : {"1 item(s) exist only on this device",
             "2 item(s) are complete only on this device", "1 item(s) from the server could not be applied"})
        QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("Everything here")));
}

void TstSignOut::aTokenThatStaysIsNoFailure()
{
    const Error locked {ErrorCode::Keyring, "locked"};
    QVERIFY(isSignedOutAllTheSame(locked));
    QVERIFY(signOutErrorText(locked).contains(QStringLiteral("is signed out")));
    const Error full {ErrorCode::StoreFull, "full"};
    QVERIFY(!isSignedOutAllTheSame(full));
    QVERIFY(signOutErrorText(full).contains(QStringLiteral("is still signed in")));
}

QTEST_GUILESS_MAIN(TstSignOut)
#include "tst_signout.moc"
