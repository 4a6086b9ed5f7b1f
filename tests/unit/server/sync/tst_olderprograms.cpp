// A program that does not know the later fields beside one that does, at one server: it keeps them as unknown fields,
// merges them by the newest edit, and sends whatever it was given. Nothing is lost by it, and nothing is told for ever.
#include "sources/exportstream.h"
#include "storage/store.h"
#include "support/servicetransport.h"
#include "support/syncfixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;
using wire::Action;
using wire::Status;

namespace {

/// A device with the present program.
struct Present {
    Present(SyncFixture &fixture, std::uint64_t seed)
        : f(fixture), random(seed),
          store(std::move(*Store::open(QStringLiteral(":memory:"), f.clock(), random))),
          transport(f.service(), f.ada(), f.clock())
    {
        Team team;
        team.server = "https://sync.example.org";
        team.orgSlug = "acme";
        team.teamId = f.team();
        team.slug = "web";
        team.isDefault = true;
        (void)store->teams().signedIn({team});
        (void)store->settings().set("server", team.server);
        (void)store->settings().set("signed_in", "1");
    }
    void sync()
    {
        for (int run = 0; run < 3; ++run) {
            const RunOutcome outcome = syncOnce(*store, transport, random);
            QCOMPARE(outcome.end, RunOutcome::End::Done);
            f.clock().advance(60'000);
        }
        QCOMPARE(
            store->database().integer("SELECT COUNT(*) FROM sync_queue"), std::optional<std::int64_t>(0));
    }
    void write(EntityType type, const std::string &id, const Fields &fields)
    {
        Record record {type, id, {}};
        for (const auto &[name, value] : fields)
            record.fields.set(name, value);
        f.clock().advance(1000);
        QVERIFY(store->backend().write(record));
    }
    std::string said(const std::string &field, const std::string &id = "m1")
    {
        const auto read = store->backend().read(EntityType::Message, id);
        const std::string *value = read && *read ? (*read)->fields.find(field) : nullptr;
        return value ? *value : "none";
    }
    std::string column(const std::string &field)
    {
        return store->database()
            .text("SELECT CAST(" + field + " AS TEXT) FROM messages WHERE id = 'm1'")
            .value_or("none");
    }
    std::string exported()
    {
        std::string lines;
        (void)ExportStream(store->database(), [&lines](std::string_view line) {
            lines += std::string(line) + '\n';
            return true;
        }).all();
        return lines;
    }
    std::size_t told() { return store->conflicts().list(ConflictLog::Which::All, 100)->size(); }

    SyncFixture &f;
    SeededRandom random;
    std::unique_ptr<Store> store;
    ServiceTransport transport;
};

const Fields kStep {{"kind", "\"step\""}, {"seq", "7"}, {"model", "\"example-1\""},
    {"cache_read_tokens", "40122"}, {"thinking", "\"Is it the clock?\""},
    {"attachments", R"([{"bytes":9,"kind":"image"}])"}};

wire::Item asOlder(const std::string &id, const Fields &fields)
{
    wire::Item made = message(id, "c1", "hello");
    for (const auto &[name, value] : fields)
        made.record.fields.set(name, value);
    return made;
}

wire::Item olderEdit(const std::string &field, const std::string &value, std::int64_t base, Millis at)
{
    auto made = item(EntityType::Message, "m1", Action::Update,
        {{"conversation_id", "\"c1\""}, {"role", "\"user\""}, {"content", "\"hello\""}, {field, value}}, base,
        0);
    made.changed = {{field, at}};
    return made;
}

} // namespace

class TstOlderPrograms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void valuesPassBothWays();
    void valuesOfAnyKindPass();
    void whatIsWrittenOnceStays();
    void countersOnlyGrow();
    void whatTheOtherLackedIsAdded();
    void theSameSessionFromTwoDevicesIsOne();
};

void TstOlderPrograms::valuesPassBothWays()
{
    SyncFixture f(engineOfRow());
    TestDevice older = f.device("older");
    f.pushOne(older, conversation("c1", "One"));
    QCOMPARE(f.pushOne(older, asOlder("m1", kStep)).status, Status::Applied);
    Present here(f, 1);
    here.sync();
    for (const auto &[field, value] : kStep)
        QCOMPARE(here.said(field), value);
    QCOMPARE(here.column("kind || seq || thinking"), std::string("step7Is it the clock?"));

    here.write(EntityType::Message, "m2",
        {{"conversation_id", "\"c1\""}, {"role", "\"assistant\""}, {"kind", "\"reply\""}, {"seq", "8"}});
    here.write(EntityType::Conversation, "c1", {{"agent", "\"claude-code\""}, {"git_branch", "\"main\""}});
    here.sync();
    const wire::Page page = f.pull(older);
    QCOMPARE(*rowOf(page, "m2")->record.fields.find("seq"), std::string("8"));
    QCOMPARE(rowOf(page, "c1")->record.fields.text("agent"), std::optional<std::string>("claude-code"));
    Present there(f, 2);
    there.sync();
    QCOMPARE(there.exported(), here.exported());
    QVERIFY(there.exported().find(R"("git_branch":"main")") != std::string::npos);
    QCOMPARE(here.told() + there.told(), std::size_t(0));
}

// Nobody checked what an unknown field was given.
void TstOlderPrograms::valuesOfAnyKindPass()
{
    SyncFixture f(engineOfRow());
    TestDevice older = f.device("older");
    f.pushOne(older, conversation("c1", "One"));
    const Fields odd {{"kind", "7"}, {"seq", "\"seventh\""}, {"model", R"({"name":"x"})"}, {"cwd", "[1]"},
        {"cache_read_tokens", "\"many\""}};
    const auto made = f.pushOne(older, asOlder("m1", odd));
    QCOMPARE(made.status, Status::Applied);
    Present here(f, 1);
    here.sync();
    for (const auto &[field, value] : odd)
        QCOMPARE(here.said(field), value);
    here.write(EntityType::Message, "m1", {{"metadata", "{}"}});
    here.sync();
    const wire::Page page = f.pull(older);
    for (const auto &[field, value] : odd)
        QCOMPARE(*rowOf(page, "m1")->record.fields.find(field), value);
    QCOMPARE(here.told(), std::size_t(0));
}

void TstOlderPrograms::whatIsWrittenOnceStays()
{
    SyncFixture f(engineOfRow());
    TestDevice older = f.device("older");
    f.pushOne(older, conversation("c1", "One"));
    const auto rev = f.pushOne(older, asOlder("m1", kStep)).rev;
    Present here(f, 1);
    here.sync();
    // It takes the field for one of those where the newest edit wins.
    const auto lost = f.pushOne(older, olderEdit("kind", "\"reply\"", rev, kT + 50));
    QCOMPARE(lost.status, Status::Conflict);
    QCOMPARE(lost.code, std::string("immutable"));
    QVERIFY(lost.item && lost.item->find(R"("kind":"step")") != std::string::npos); // and has it from now on
    QCOMPARE(
        f.pushOne(older, olderEdit("kind", "\"step\"", lost.rev, kT + 60)).lost, std::vector<std::string>());
    here.sync();
    QCOMPARE(here.said("kind"), std::string("\"step\""));
    QCOMPARE(here.told(), std::size_t(0)); // the device that lost is told
    const std::string before = here.exported();
    here.sync();
    QCOMPARE(here.exported(), before);
}

void TstOlderPrograms::countersOnlyGrow()
{
    SyncFixture f(engineOfRow());
    TestDevice older = f.device("older");
    f.pushOne(older, conversation("c1", "One"));
    const auto rev = f.pushOne(older, asOlder("m1", kStep)).rev;
    Present here(f, 1);
    here.sync();
    const auto lower = f.pushOne(older, olderEdit("cache_read_tokens", "5", rev, kT + 50));
    QVERIFY(lower.status == Status::Merged || lower.status == Status::Duplicate);
    here.write(EntityType::Message, "m1", {{"cache_read_tokens", "50000"}});
    here.sync();
    QCOMPARE(here.said("cache_read_tokens"), std::string("50000"));
    QCOMPARE(*rowOf(f.pull(older), "m1")->record.fields.find("cache_read_tokens"), std::string("50000"));
    QCOMPARE(here.told(), std::size_t(0));
}

// The older program recorded the session without them.
void TstOlderPrograms::whatTheOtherLackedIsAdded()
{
    SyncFixture f(engineOfRow());
    TestDevice older = f.device("older");
    Present here(f, 1);
    f.pushOne(older, conversation("c1", "One"));
    f.pushOne(older, asOlder("m1", {}));
    here.sync();
    here.write(EntityType::Message, "m1", kStep);
    here.sync();
    const wire::Page page = f.pull(older);
    for (const auto &[field, value] : kStep)
        QCOMPARE(*rowOf(page, "m1")->record.fields.find(field), value);
    QCOMPARE(here.told(), std::size_t(0));
}

void TstOlderPrograms::theSameSessionFromTwoDevicesIsOne()
{
    SyncFixture f(engineOfRow());
    Present here(f, 1);
    Present there(f, 2);
    for (Present *device : {&here, &there}) {
        device->write(EntityType::Conversation, "c1",
            {{"title", "\"One\""}, {"agent", "\"claude-code\""}, {"native_id", "\"5b0c\""},
                {"created_at", "1763790000000"}});
        device->write(EntityType::Message, "m1",
            {{"conversation_id", "\"c1\""}, {"role", "\"assistant\""}, {"kind", "\"step\""}, {"seq", "1"},
                {"timestamp", "1763790000001"}, {"thinking", "\"hm\""}, {"reasoning_tokens", "12"}});
        device->write(EntityType::ToolCall, "t1",
            {{"conversation_id", "\"c1\""}, {"tool_name", "\"Bash\""}, {"kind", "\"shell\""}, {"seq", "2"},
                {"started_at", "1763790000002"}, {"exit_code", "1"}, {"cwd", "\"/home/ada/web\""}});
        device->write(EntityType::AuditLog, "a1",
            {{"event_type", "\"permission\""}, {"action", "\"Bash\""}, {"evidence", "\"transcript\""},
                {"inferred", "false"}, {"decided_by", "\"person\""}, {"tool_call_id", "\"t1\""},
                {"timestamp", "1763790000003"}, {"device_seq", "1"}});
    }
    here.sync();
    there.sync();
    here.sync();
    QCOMPARE(there.exported(), here.exported());
    QCOMPARE(here.told() + there.told(), std::size_t(0));
    QVERIFY(here.exported().find(R"("inferred":false)") != std::string::npos);
}

QTEST_GUILESS_MAIN(TstOlderPrograms)
#include "tst_olderprograms.moc"
