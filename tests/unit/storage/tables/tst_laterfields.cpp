// Fields that came after the original contract: a value that fits is a column, any other is passed on like an unknown
// field (LocalRow), whoever writes it.
#include "storage/outbox/outbox.h"
#include "storage/schema/schema.h"
#include "storage/tables/entitytable.h"
#include "storage/tables/othersedits.h"
#include "support/storefixture.h"

#include <QTest>

#include <span>

using namespace mimir;
using namespace mimir::test;

namespace {

std::string textOf(Database &database, const std::string &sql)
{
    return database.text(sql).value_or("none");
}

} // namespace

class TstLaterFields : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatFitsIsAColumn();
    void anotherKindIsKeptAndSent();
    void editsAreNamedEachWay_data();
    void editsAreNamedEachWay();
    void anotherProgramsExtraCounts();
    void theOwnRowIsWithoutOthersEdits();
    void othersEditsMoveWithTheirFields();

private:
    void write(const Fields &fields)
    {
        Fields all {{"conversation_id", "\"c\""}, {"role", "\"assistant\""}};
        all.insert(all.end(), fields.begin(), fields.end());
        m_f->clock.advance(1000);
        QVERIFY(m_f->store->backend().write(record(EntityType::Message, "m", all)));
    }
    std::string column(const std::string &name)
    {
        return textOf(
            m_f->store->database(), "SELECT CAST(" + name + " AS TEXT) FROM messages WHERE id = 'm'");
    }
    LocalRow row() { return **EntityTable::of(EntityType::Message).byId(m_f->store->database(), "m"); }
    std::string said(std::string_view field)
    {
        const LocalRow here = row();
        const std::string *value = here.record.fields.find(field);
        return value ? *value : "none";
    }
    /// The names that the waiting change edits.
    std::string edited()
    {
        const auto item = Outbox(m_f->store->database()).change(EntityType::Message, row().pk);
        std::set<std::string> names;
        for (const auto &[name, at] : (*item)->changed)
            names.insert(name);
        std::string out;
        for (const std::string &name : names)
            out += (out.empty() ? "" : " ") + name;
        return out;
    }
    /// The row as the server has it: what changes from now on is an edit.
    void settle()
    {
        QVERIFY(m_f->store->database().script("DELETE FROM sync_queue; INSERT INTO sync_applying VALUES (1); "
                                              "UPDATE messages SET base_rev = 5; DELETE FROM sync_applying"));
    }

    std::unique_ptr<StoreFixture> m_f;
};

void TstLaterFields::init()
{
    m_f = std::make_unique<StoreFixture>();
    m_f->signIn();
    QVERIFY(m_f->conversation("c"));
}

void TstLaterFields::whatFitsIsAColumn()
{
    write({{"kind", "\"reply\""}, {"seq", "7"}, {"thinking", "\"Is it\\tthe clock?\""},
        {"attachments", "[{\"bytes\":9}]"}, {"cache_read_tokens", "40122"}, {"mood", "\"calm\""}});
    QCOMPARE(column("kind"), std::string("reply"));
    QCOMPARE(column("seq"), std::string("7"));
    QCOMPARE(column("thinking"), std::string("Is it\tthe clock?"));
    QCOMPARE(column("extra"), std::string(R"({"mood":"calm"})"));
    QCOMPARE(row().extra, std::vector<std::string> {"mood"});
    QCOMPARE(said("attachments"), std::string(R"([{"bytes":9}])"));
    QCOMPARE(said("thinking"), std::string(R"("Is it\tthe clock?")"));
}

void TstLaterFields::anotherKindIsKeptAndSent()
{
    write({{"kind", "7"}, {"seq", "\"seventh\""}, {"model", R"({"name":"x"})"}, {"reasoning_tokens", "7.5"}});
    QCOMPARE(column("COALESCE(kind, '') || COALESCE(seq, '') || COALESCE(model, '')"), std::string());
    for (const auto &[field, value] : Fields {{"kind", "7"}, {"seq", "\"seventh\""},
             {"model", R"({"name":"x"})"}, {"reasoning_tokens", "7.5"}})
        QCOMPARE(said(field), value);
    const auto item = Outbox(m_f->store->database()).change(EntityType::Message, row().pk);
    QCOMPARE(*(*item)->record.fields.find("model"), std::string(R"({"name":"x"})"));
    settle();
    write({{"kind", "7"}});
    QCOMPARE(m_f->queued(), 0); // the same again
}

void TstLaterFields::editsAreNamedEachWay_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("a column to a column") << QByteArray("\"step\"") << QByteArray("\"reply\"");
    QTest::newRow("into the column") << QByteArray("7") << QByteArray("\"reply\"");
    QTest::newRow("out of the column") << QByteArray("\"step\"") << QByteArray("7");
    QTest::newRow("beside it") << QByteArray("7") << QByteArray("[8]");
    QTest::newRow("cleared") << QByteArray("\"step\"") << QByteArray("null");
    QTest::newRow("cleared beside it") << QByteArray("7") << QByteArray("null");
}

void TstLaterFields::editsAreNamedEachWay()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    write({{"kind", first.toStdString()}, {"mood", "\"calm\""}, {"model", "7"}});
    settle();
    write({{"kind", second.toStdString()}});
    QCOMPARE(edited(), std::string("kind"));
    QCOMPARE(said("kind"), second == "null" ? std::string("none") : second.toStdString());
    QCOMPARE(said("mood") + said("model"), std::string("\"calm\"7"));
}

// It knows the table as it was, or puts everything that it does not need itself into `extra`.
void TstLaterFields::anotherProgramsExtraCounts()
{
    write({{"model", "\"example-1\""}});
    settle();
    QVERIFY(m_f->store->database().script(
        R"(UPDATE messages SET extra = '{"kind":"reply","model":"other","seq":7,"mood":"calm"}' WHERE id = 'm')"));
    QCOMPARE(said("kind") + said("seq") + said("model"), std::string(R"("reply"7"example-1")"));
    QCOMPARE(edited(), std::string("kind mood seq"));
    write({{"seq", "8"}}); // now the columns have them
    QCOMPARE(column("kind || seq || extra"), std::string(R"(reply8{"mood":"calm"})"));
}

void TstLaterFields::theOwnRowIsWithoutOthersEdits()
{
    write({{"kind", "\"reply\""}, {"seq", "\"seventh\""}, {"mood", "\"calm\""}});
    const auto pk = row().pk;
    const auto edit = [&](const std::string &field, const std::string &was) {
        QVERIFY(m_f->store->database().run(
            "INSERT INTO others_edits VALUES (2, ?, ?, 1, 'bob', ?, 'x', 1, 1, 0)", pk, field, was));
    };
    const auto own = [&](std::string_view field) {
        const auto found = OthersEdits(m_f->store->database()).ownRow(EntityType::Message, pk);
        const std::string *value = (*found)->record.fields.find(field);
        return value ? *value : std::string("none");
    };
    // Before, the kind was a number and the number in its column.
    edit("*", R"({"kind":7,"mood":"tense"})");
    QVERIFY(m_f->store->database().run(
        "INSERT INTO others_edits VALUES (2, ?, 'kind', 1, 'bob', NULL, 'reply', 1, 1, 0)", pk));
    QVERIFY(m_f->store->database().run(
        "INSERT INTO others_edits VALUES (2, ?, 'seq', 1, 'bob', 7, NULL, 1, 1, 0)", pk));
    QCOMPARE(own("kind") + own("seq") + own("mood"), std::string(R"(77"tense")"));
}

void TstLaterFields::othersEditsMoveWithTheirFields()
{
    const auto database = Database::open(QStringLiteral(":memory:"));
    const std::span<const Migration> all(storeMigrations());
    QVERIFY(migrate(**database, all.first(27)));
    const auto edits = [&](const char *where) {
        return textOf(**database,
            std::string("SELECT group_concat(field || '|' || COALESCE(was, '-') || '|' || COALESCE(value, "
                        "'-') || '|' || "
                        "base_rev || at || state, ' ') FROM (SELECT * FROM others_edits WHERE ")
                + where + " ORDER BY field)");
    };
    QVERIFY((*database)->script(R"sql(
        INSERT INTO others_edits VALUES
            (2, 1, '*', 1, 'bob', '{"kind":"step","mood":"calm"}', '{"attachments":[1],"kind":"reply","mood":"tense","seq":7}', 3, 4, 2),
            (2, 2, '*', 1, 'bob', NULL, '{"cwd":"/x"}', 3, 4, 0),
            (2, 3, '*', 1, 'bob', '{"seq":"seventh"}', '{"seq":"eighth"}', 3, 4, 0),
            (1, 1, '*', 1, 'bob', '{"agent":"codex","seq":1}', '{"agent":"codex","seq":2}', 3, 4, 0))sql"));
    QVERIFY(migrate(**database, all));
    QCOMPARE(edits("entity_type = 2 AND entity_pk = 1"),
        std::string(
            R"(*|{"mood":"calm"}|{"mood":"tense"}|342 attachments|-|[1]|342 kind|step|reply|342 seq|-|7|342)"));
    QCOMPARE(edits("entity_type = 2 AND entity_pk = 2"), std::string("cwd|-|/x|340"));
    QCOMPARE(edits("entity_type = 2 AND entity_pk = 3"),
        std::string(R"(*|{"seq":"seventh"}|{"seq":"eighth"}|340)"));
    QCOMPARE(edits("entity_type = 1"), std::string(R"(*|{"seq":1}|{"seq":2}|340)"));
}

QTEST_GUILESS_MAIN(TstLaterFields)
#include "tst_laterfields.moc"
