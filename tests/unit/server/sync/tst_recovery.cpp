// Histories of several devices around a server that is set back: what was acknowledged comes back, what was
// replaced does not, and no one is told what is not news. Real stores and the real sync service, no network.
#include "support/databasecopy.h"
#include "support/storefixture.h"
#include "support/syncfixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

/// A device that syncs when told to.
class Device {
public:
    Device(SyncFixture &server, const std::string &name, Millis skew = 0)
        : m_server(server), m_name(name), m_skew(skew)
    {
        follow();
        m_f.random = SeededRandom(std::hash<std::string>()(name));
        Team team;
        team.server = "sim";
        team.orgSlug = "acme";
        team.teamId = server.team();
        team.slug = "web";
        team.isDefault = true;
        (void)m_f.store->teams().signedIn({team});
        m_team = m_f.store->teams().all()->front().pk;
        (void)m_f.store->settings().set("device_id", name);
        (void)m_f.store->database().run("INSERT INTO devices VALUES (?, 1)", name);
    }

    void rename(const std::string &title) { set("title", title); }
    void set(const std::string &field, const std::string &value)
    {
        follow();
        QVERIFY(m_f.store->backend().write(
            record(EntityType::Conversation, "c", {{field, json::quoted(value)}})));
    }
    void write(const Record &row)
    {
        follow();
        QVERIFY(m_f.store->backend().write(row));
    }
    bool has(std::string_view message, std::string_view field)
    {
        const auto row = m_f.store->backend().read(EntityType::Message, message);
        return row && *row && (*row)->fields.find(field);
    }
    void remove()
    {
        follow();
        QVERIFY(m_f.store->backend().remove(EntityType::Conversation, "c"));
    }
    std::string text(const std::string &field)
    {
        const auto row = m_f.store->backend().read(EntityType::Conversation, "c");
        return row && *row ? (*row)->fields.text(field).value_or("") : "(gone)";
    }
    QStringList told()
    {
        QStringList losing;
        Query rows = m_f.store->database().once("SELECT losing FROM conflicts ORDER BY at");
        while (rows.next())
            losing << QString::fromStdString(rows.string(0));
        return losing;
    }
    /// Until nothing is left to send and everything is fetched, as the engine does it.
    void sync()
    {
        for (int round = 0; round < 8; ++round) {
            follow();
            if (!pull() || !push() || !pull()) {
                QVERIFY(m_f.store->replica().resetEpoch(team()));
                continue;
            }
            if (m_f.store->outboxSummary().counts()->pending() == 0)
                return;
        }
        QFAIL("it does not come to rest");
    }

private:
    void follow() { m_f.clock.set(m_server.clock().now() + m_skew); }
    Team team() { return **m_f.store->teams().find(m_team); }
    server::Caller caller() { return {m_server.ada(), m_server.team(), m_name, m_name}; }

    /// False: the server has begun a new history.
    bool pull()
    {
        server::PullQuery query;
        query.since = team().cursor;
        const auto page = m_server.service().pull(caller(), query);
        if (!page)
            return false;
        return m_f.store->replica()
            .applyPage(team(), *wire::decodePage(page->body), Replica::Source::Revisions)
            .ok();
    }
    bool push()
    {
        const auto frozen = m_f.store->batches().build(m_team, {});
        if (frozen->empty())
            return true;
        const auto batch = wire::decodeBatch(wire::encode(frozen->batch, wire::Dialect::Full));
        const auto answer = m_server.service().push(caller(), *batch);
        if (!answer)
            return false;
        return m_f.store->replica()
            .applyResults(team(), frozen->items, *wire::decodeBatchAnswer(wire::encode(*answer)))
            .ok();
    }

    SyncFixture &m_server;
    StoreFixture m_f;
    std::string m_name;
    Millis m_skew;
    std::int64_t m_team = 0;
};

} // namespace

class TstRecovery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_devices.clear();
        m_server = std::make_unique<SyncFixture>();
    }
    void anOpenEditDoesNotMakeOtherFieldsNew();
    void aReplacedValueDoesNotComeBack_data();
    void aReplacedValueDoesNotComeBack();
    void aStaleCopyTellsNobodyAnything();
    void whatWasNotHeardOfIsTold_data();
    void whatWasNotHeardOfIsTold();
    void aDeleteThatIsRepeatedTakesNoNewEditAlong();
    void aRepeatedDeleteIsNoNews();
    void aSlowClockDoesNotUndoWhatItReplaced();
    void whatIsClearedOrWithheldLaterGoesEverywhere();
    void whatWasClearedDoesNotComeBack_data();
    void whatWasClearedDoesNotComeBack();

private:
    Device &device(const std::string &name, Millis skew = 0)
    {
        m_devices.push_back(std::make_unique<Device>(*m_server, name, skew));
        return *m_devices.back();
    }
    void later() { m_server->clock().set(m_server->clock().now() + 60'000); }
    void backup() { m_backup = bytesOf(m_server->database()); }
    void restore()
    {
        later();
        overwrite(m_server->database(), m_backup);
        QVERIFY(m_server->beginNewHistory());
    }
    void syncAll(const std::vector<Device *> &order)
    {
        for (int round = 0; round < 2; ++round)
            for (Device *one : order) {
                later();
                one->sync();
            }
    }

    std::unique_ptr<SyncFixture> m_server;
    std::vector<std::unique_ptr<Device>> m_devices;
    std::string m_backup;
};

// Seeds 51664 and 52377: a row with an open edit went out with all its fields dated by that edit.
void TstRecovery::anOpenEditDoesNotMakeOtherFieldsNew()
{
    Device &a = device("a");
    Device &b = device("b");
    a.rename("one");
    syncAll({&a, &b});
    backup();
    later();
    b.rename("two");
    b.sync();
    later();
    a.set("model", "m");
    restore();
    syncAll({&a, &b});
    for (Device *one : {&a, &b}) {
        QCOMPARE(one->text("title"), std::string("two"));
        QCOMPARE(one->text("model"), std::string("m"));
    }
    // `a` had not heard of "two" when the server was set back, so no one can know that its writer had seen
    // "one".
    QCOMPARE(a.told(), QStringList {QStringLiteral("\"one\"")});
    QCOMPARE(b.told(), QStringList());
}

void TstRecovery::aReplacedValueDoesNotComeBack_data()
{
    QTest::addColumn<bool>("writerFirst");
    QTest::newRow("the one who wrote it comes first") << true;
    QTest::newRow("one who saw it comes first") << false;
}

void TstRecovery::aReplacedValueDoesNotComeBack()
{
    QFETCH(bool, writerFirst);
    Device &a = device("a");
    Device &b = device("b");
    Device &stale = device("c");
    a.rename("one");
    syncAll({&a, &b, &stale});
    backup();
    later();
    a.rename("two");
    a.set("model", "m");
    syncAll({&a, &b});
    restore();
    syncAll(writerFirst ? std::vector<Device *> {&stale, &a, &b} : std::vector<Device *> {&b, &stale, &a});
    for (Device *one : {&a, &b, &stale}) {
        QCOMPARE(one->text("title"), std::string("two"));
        QCOMPARE(one->told(), QStringList());
    }
}

// A device that was away offers what others have replaced since: that is not an edit of its own.
void TstRecovery::aStaleCopyTellsNobodyAnything()
{
    Device &a = device("a");
    Device &b = device("b");
    a.rename("one");
    syncAll({&a, &b});
    later();
    b.rename("two");
    b.sync();
    backup();
    restore();
    syncAll({&a, &b});
    QCOMPARE(a.text("title"), std::string("two"));
    QCOMPARE(a.told() + b.told(), QStringList());

    // And one that was deleted meanwhile is removed just as quietly.
    Device &late = device("late");
    late.sync();
    b.remove();
    b.sync();
    backup();
    restore();
    syncAll({&late, &a, &b});
    QCOMPARE(late.text("title"), std::string("(gone)"));
    QCOMPARE(late.told() + a.told() + b.told(), QStringList());
}

void TstRecovery::whatWasNotHeardOfIsTold_data()
{
    aReplacedValueDoesNotComeBack_data();
}

// Both edits were acknowledged, the conflict between them was lost with the server.
void TstRecovery::whatWasNotHeardOfIsTold()
{
    QFETCH(bool, writerFirst);
    Device &a = device("a");
    Device &b = device("b");
    a.rename("zero");
    syncAll({&a, &b});
    later();
    a.rename("one");
    later();
    b.rename("two");
    a.sync();
    backup();
    b.sync(); // "one" lost against it, but `a` has not heard of that
    restore();
    syncAll(writerFirst ? std::vector<Device *> {&a, &b} : std::vector<Device *> {&b, &a});
    QCOMPARE(a.text("title"), std::string("two"));
    QCOMPARE(b.text("title"), std::string("two"));
    QVERIFY(a.told().contains(QStringLiteral("\"one\"")));
}

// Seed 50676: the conversation was as new as a fast clock had made it, so whatever came later counted as
// seen.
void TstRecovery::aDeleteThatIsRepeatedTakesNoNewEditAlong()
{
    Device &fast = device("fast", 3'600'000);
    Device &a = device("a");
    Device &b = device("b");
    fast.rename("one");
    syncAll({&fast, &a, &b});
    backup();
    a.remove();
    a.sync();
    restore();
    b.sync();
    later();
    b.rename("of b");
    b.sync();
    syncAll({&a, &b, &fast});
    QCOMPARE(b.text("title"), std::string("(gone)"));
    QVERIFY(b.told().contains(QStringLiteral("\"of b\"")));
}

void TstRecovery::aRepeatedDeleteIsNoNews()
{
    Device &a = device("a");
    Device &b = device("b");
    a.rename("one");
    syncAll({&a, &b});
    backup();
    b.remove();
    syncAll({&b, &a});
    restore();
    syncAll({&b, &a});
    QCOMPARE(a.text("title"), std::string("(gone)"));
    QCOMPARE(a.told() + b.told(), QStringList());
}

// Its edit is newer than what it replaced, whatever its clock says: a later history relies on that.
void TstRecovery::aSlowClockDoesNotUndoWhatItReplaced()
{
    Device &a = device("a");
    a.rename("zero");
    a.sync();
    backup();
    a.rename("one");
    a.sync();
    Device &slow = device("slow", -86'400'000);
    slow.sync();
    slow.rename("two");
    slow.sync();
    a.sync();
    restore();
    syncAll({&slow, &a});
    QCOMPARE(a.text("title"), std::string("two"));
    QCOMPARE(slow.text("title"), std::string("two"));
    QCOMPARE(a.told() + slow.told(), QStringList());
}

void TstRecovery::whatWasClearedDoesNotComeBack_data()
{
    QTest::addColumn<QString>("field");
    QTest::newRow("a field") << QStringLiteral("metadata");
    QTest::newRow("an unknown field") << QStringLiteral("x_note");
}

// Of a message, whose creation leaves no instants of its fields.
void TstRecovery::whatWasClearedDoesNotComeBack()
{
    QFETCH(QString, field);
    Device &a = device("a"), &b = device("b");
    a.rename("one");
    a.write(record(EntityType::Message, "m",
        {{"conversation_id", "\"c\""}, {"role", "\"user\""}, {"content", "\"x\""}, {"metadata", "{\"a\":1}"},
            {"x_note", "\"old\""}}));
    syncAll({&a, &b});
    backup();
    later();
    a.write(record(EntityType::Message, "m", {{field.toStdString(), "null"}}));
    syncAll({&a, &b});
    QVERIFY(!a.has("m", field.toStdString()) && !b.has("m", field.toStdString()));
    restore();
    syncAll({&a, &b});
    for (Device *one : {&a, &b}) {
        QVERIFY(!one->has("m", field.toStdString()));
        QVERIFY(one->has("m", field == QLatin1String("metadata") ? "x_note" : "metadata"));
        QCOMPARE(one->told(), QStringList());
    }
}

// Not a word to anyone; but what rules are about stays where it was written.
void TstRecovery::whatIsClearedOrWithheldLaterGoesEverywhere()
{
    TestDevice writer = m_server->device("writer");
    auto row = conversation("c", "one");
    row.record.fields.set("model", "\"m\"");
    row.record.fields.set("x_note", "\"private\"");
    row.record.fields.set("workspace", "\"/w\"");
    const auto rev = m_server->pushOne(writer, row).rev;
    Device &other = device("other");
    other.sync();
    QCOMPARE(other.text("x_note"), std::string("private"));
    auto clearing = edit("c", "model", "", rev, kT + 5);
    clearing.record.fields.set("model", "null");
    QCOMPARE(m_server->pushOne(writer, clearing).status, wire::Status::Applied);
    other.sync();
    QCOMPARE(other.text("model"), std::string());
    QCOMPARE(other.text("x_note"), std::string("private"));

    row.record.fields.remove("x_note");
    row.record.fields.remove("workspace");
    row.record.fields.remove("model");
    row.withheld = {{"workspace", wire::WithheldRule::Metadata}, {"x_note", wire::WithheldRule::Metadata}};
    QVERIFY(m_server->pushOne(writer, row).rev > rev);
    other.sync();
    QCOMPARE(other.text("x_note"), std::string());
    QCOMPARE(other.text("workspace"), std::string("/w"));
    QCOMPARE(other.told(), QStringList());
}

QTEST_GUILESS_MAIN(TstRecovery)
#include "tst_recovery.moc"
