// The person's key as it is stored: for one account, and what it keys.
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstPersonKeyStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anotherPersonHasAnotherKey();
    void eachOrganisationHasItsOwnPlaceholders();
    void erasedWithEverything();
};

namespace {

StoredPersonKey withKey(const std::string &key)
{
    return {"d1", "public", "private", "12345", key, "offered", "named", "refused", 7};
}

} // namespace

void TstPersonKeyStore::anotherPersonHasAnotherKey()
{
    StoreFixture f;
    f.signIn();
    const Team team = *f.store->teams().defaultTeam();
    QVERIFY(f.store->personKeys().placeholderKey(team.pk)->empty());
    QVERIFY(!*f.store->personKeys().of(team.server, team.account));
    QVERIFY(f.store->personKeys().set(team.server, "someone else", withKey("key of another")));
    QVERIFY(f.store->personKeys().placeholderKey(team.pk)->empty());
    QVERIFY(f.store->personKeys().set(team.server, team.account, withKey("")));
    QVERIFY(f.store->personKeys().placeholderKey(team.pk)->empty());
    QVERIFY(f.store->personKeys().set(team.server, team.account, withKey("key")));
    const std::string own = *f.store->personKeys().placeholderKey(team.pk);
    QVERIFY(!own.empty() && own.find("key") == std::string::npos);
    QVERIFY(**f.store->personKeys().of(team.server, team.account) == withKey("key"));
    QVERIFY(f.store->personKeys().set("https://elsewhere", team.account, withKey("key elsewhere")));
    QCOMPARE(*f.store->personKeys().atAnyAddress(team.account),
        (std::vector<std::string> {"key", "key elsewhere"}));
    QCOMPARE(
        *f.store->personKeys().atAnyAddress("someone else"), std::vector<std::string> {"key of another"});
    QVERIFY(f.store->personKeys().set(team.server, team.account, withKey("key of another")));
    QVERIFY(*f.store->personKeys().placeholderKey(team.pk) != own);
}

void TstPersonKeyStore::eachOrganisationHasItsOwnPlaceholders()
{
    StoreFixture f;
    f.signIn();
    const Team team = *f.store->teams().defaultTeam();
    QVERIFY(f.store->personKeys().set(team.server, team.account, withKey("key")));
    const std::string here = *f.store->personKeys().placeholderKey(team.pk);
    QVERIFY(f.store->database().run("UPDATE teams SET org_slug = 'another' WHERE pk = ?", team.pk));
    QVERIFY(*f.store->personKeys().placeholderKey(team.pk) != here);
}

void TstPersonKeyStore::erasedWithEverything()
{
    StoreFixture f;
    f.signIn();
    const Team team = *f.store->teams().defaultTeam();
    QVERIFY(f.store->personKeys().set(team.server, team.account, withKey("key")));
    QVERIFY(f.store->eraseAll());
    QVERIFY(f.store->personKeys().atAnyAddress(team.account)->empty());
}

QTEST_GUILESS_MAIN(TstPersonKeyStore)
#include "tst_personkeystore.moc"
