// `check`: says nothing about good data, and the right thing about each fault.
#include "server/accounts/retentionclock.h"
#include "server/operations/integrity.h"
#include "support/bothengines.h"
#include "support/serverdata.h"

#include <QTest>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

std::string faultsOf(Storage &storage)
{
    IntegrityCheck check(storage, [](std::size_t) {});
    const auto faults = check.run();
    if (!faults)
        return "error: " + faults.error().message;
    std::string all;
    for (const std::string &fault : *faults)
        all += fault + '\n';
    return all;
}

} // namespace

class TstIntegrity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void goodDataHasNoFaults();
    void findsEachFault_data();
    void findsEachFault();
    void listsNoMoreThanAFewOfAKind();
    void findsWhatTheSchemaLacks();
    void findsAForeignTrigger();
    void aClockThatIsAheadIsARemark();
};

void TstIntegrity::goodDataHasNoFaults()
{
    const auto storage = newStorage();
    const ServerData data(*storage);
    QCOMPARE(faultsOf(*storage), "");
}

void TstIntegrity::findsEachFault_data()
{
    QTest::addColumn<QString>("damage");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *damage, const char *said) {
        QTest::newRow(name) << QString::fromLatin1(damage) << QString::fromLatin1(said);
    };
    row("revision above the team's", "UPDATE teams SET rev=2 WHERE slug='web'", "above their team's");
    row("revision twice", "UPDATE entities SET rev=7 WHERE id='m1'", "given twice");
    row("the clock is behind", "UPDATE teams SET commit_ms=9000000000000 WHERE slug='web'",
        "hour behind the last change");
    row("payload", "UPDATE entities SET payload='{\"id\":\"m1\",' WHERE id='m1'", "cannot be read");
    row("payload of another", "UPDATE entities SET payload=replace(payload, 'm1', 'm9') WHERE id='m1'",
        "another id");
    row("payload that is not a row", "UPDATE entities SET payload='{\"id\":\"m1\"}' WHERE id='m1'",
        "not one of our rows");
    row("no payload", "UPDATE entities SET payload=NULL WHERE id='m1'", "without content");
    row("stamps", "UPDATE entities SET stamps='{\"title\":[1,2]}' WHERE id='c1'", "a stamp");
    row("stamps are not JSON", "UPDATE entities SET stamps='{' WHERE id='c1'", "stamps that cannot");
    row("stamp from the future", "UPDATE entities SET stamps='{\"title\":[1,1,99]}' WHERE id='c1'",
        "newer than its row");
    row("scope of a conversation", "UPDATE entities SET scope=0 WHERE id='c2'", "visibility");
    row("scope of a child", "UPDATE entities SET scope=0 WHERE id='m3'", "not shared as its conversation");
    row("scope of an audit entry", "UPDATE entities SET scope=1 WHERE id='a1'", "audit entry that is shared");
    row("scope that does not exist", "UPDATE entities SET scope=7 WHERE id='m1'", "impossible scope");
    row("kind", "UPDATE entities SET type=9 WHERE id='a1'", "unknown kind");
    row("owner", "UPDATE entities SET owner=999 WHERE id='m1'", "an account that does not exist");
    row("device", "UPDATE entities SET device=999 WHERE id='m1'", "a device that does not exist");
    row("confirmed too much", "UPDATE devices SET acked_through=50", "confirmed more");
    row("member of a team only", "DELETE FROM org_members WHERE org=(SELECT pk FROM orgs WHERE slug='acme')",
        "not a member of its organisation");
    row("personal team is shared",
        "INSERT INTO team_members(team, \"user\", role) SELECT t.pk, u.pk, 'admin' FROM teams t, users u "
        "WHERE t.personal=1"
        " AND NOT EXISTS (SELECT 1 FROM team_members m WHERE m.team=t.pk AND m.\"user\"=u.pk)",
        "exactly one member");
}

void TstIntegrity::findsEachFault()
{
    QFETCH(const QString, damage);
    QFETCH(const QString, said);
    const auto storage = newStorage();
    const ServerData data(*storage);
    const auto done = storage->sql().run(damage.toStdString());
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.c_str());
    QVERIFY(*done > 0);
    const std::string faults = faultsOf(*storage);
    QVERIFY2(faults.find(said.toStdString()) != std::string::npos, faults.c_str());
}

void TstIntegrity::listsNoMoreThanAFewOfAKind()
{
    const auto storage = newStorage();
    ServerData data(*storage);
    std::vector<wire::Item> entries;
    entries.reserve(60);
    for (int i = 0; i < 60; ++i)
        entries.push_back(item(EntityType::AuditLog, "many" + std::to_string(i), wire::Action::Create,
            {{"event_type", "\"tool\""}, {"action", "\"bash\""}, {"timestamp", "1"}}, 0, data.clock.now()));
    data.push(data.laptop, entries);
    QVERIFY(storage->sql().run("UPDATE entities SET payload='x' WHERE type=4"));
    const std::string faults = faultsOf(*storage);
    QCOMPARE(std::ranges::count(faults, '\n'), std::ptrdiff_t(IntegrityCheck::kListed + 1));
    QVERIFY2(faults.find("41 more") != std::string::npos, faults.c_str());
}

void TstIntegrity::findsWhatTheSchemaLacks()
{
    const auto storage = newStorage();
    const ServerData data(*storage);
    QVERIFY(storage->sql().script("DROP INDEX entities_by_conversation"));
    QCOMPARE(faultsOf(*storage), "the schema lacks: index entities_by_conversation\n");
    QVERIFY(storage->sql().script("ALTER TABLE users DROP COLUMN disabled"));
    QCOMPARE(faultsOf(*storage),
        "the schema lacks: column users.disabled\nthe schema lacks: index entities_by_conversation\n");
}

void TstIntegrity::findsAForeignTrigger()
{
    const auto storage = newStorage();
    if (!storage->sqlite())
        return; // only the server's owner can create one in PostgreSQL
    QVERIFY(storage->sql().script("CREATE TRIGGER mine AFTER INSERT ON entities BEGIN SELECT 1; END"));
    const std::string faults = faultsOf(*storage);
    QVERIFY2(faults.find("trigger mine") != std::string::npos, faults.c_str());
}

// It would be one after every week that the server was off.
void TstIntegrity::aClockThatIsAheadIsARemark()
{
    const auto storage = newStorage();
    const ServerData data(*storage);
    FakeClock clock;
    QVERIFY(RetentionClock(storage->sql(), clock).advance(0));
    QCOMPARE(clockRemark(storage->sql(), clock).value(), "");
    clock.advance(RetentionClock::kCatchUp);
    QCOMPARE(clockRemark(storage->sql(), clock).value(), "");
    clock.advance(2 * RetentionClock::kCatchUp);
    const std::string said = clockRemark(storage->sql(), clock).value();
    QVERIFY2(said.starts_with("the clock is 3 hours ahead"), said.c_str());
    QCOMPARE(faultsOf(*storage), "");
}

QTEST_GUILESS_MAIN(TstIntegrity)
#include "tst_integrity.moc"
