// What a device believes of a server that lies: values that are written once, and entries of the audit log
// (docs/protocol.md, "What a client believes of a server").
#include "app/conflictchoice.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstBeliefs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aRewrittenMessageStaysAsItWas();
    void whatALiarSaysIsNotRestored();
    void theSameLieIsToldOnce();
    void anAuditEntryIsHeldAsAWhole();
    void noServerDeletesAnAuditEntry();
    void argumentsOfAToolCallStayAndItsResultMoves();
    void whatSaysLessIsTaken_data();
    void whatSaysLessIsTaken();
    void whatIsNotConfirmedIsTheServersToDecide();
    void anEditThatLostIsTakenBack();
    void theWaitingVersionOfARowIsHeldToIt();
    void aDiscardedEditOfAMessageIsTakenBackByThePull();

private:
    /// The next revision of a row, as the server sends it. Returns how many conflicts are new.
    int pull(EntityType type, const std::string &id, const Fields &fields);
    void pullDeletion(EntityType type, const std::string &id);
    void send();
    void answer(const std::string &id, wire::Status status, const std::string &code = {},
        const std::optional<wire::PulledRow> &item = {}, const std::vector<std::string> &lost = {});
    std::string value(EntityType type, const std::string &id, const std::string &field)
    {
        const auto row = *m_f->store->backend().read(type, id);
        const std::string *found = row ? row->fields.find(field) : nullptr;
        return row ? found ? *found : "null" : "(gone)";
    }
    std::int64_t baseRev(const std::string &table, const std::string &id)
    {
        return m_f->store->database()
            .integer("SELECT base_rev FROM " + table + " WHERE id = '" + id + "'")
            .value_or(-1);
    }
    std::vector<Conflict> told() { return *m_f->store->conflicts().list(ConflictLog::Which::All); }
    Fields messageFields(const std::string &content, const std::string &tokens = "1")
    {
        return {{"conversation_id", "\"c\""}, {"role", "\"user\""}, {"content", json::quoted(content)},
            {"timestamp", value(EntityType::Message, "m", "timestamp")}, {"input_tokens", tokens}};
    }
    Fields auditFields(const std::string &decision)
    {
        Fields fields;
        for (const std::string name : {"conversation_id", "event_type", "action", "timestamp", "device_seq",
                 "command", "args", "risk_level"})
            if (const std::string now = value(EntityType::AuditLog, "a", name); now != "null")
                fields.emplace_back(name, now);
        fields.emplace_back("decision", json::quoted(decision));
        return fields;
    }

    std::unique_ptr<StoreFixture> m_f;
    std::int64_t m_rev = 0;
};

void TstBeliefs::init()
{
    m_f = std::make_unique<StoreFixture>();
    m_f->signIn();
    m_rev = 0;
    QVERIFY(m_f->conversation("c"));
    QVERIFY(m_f->message("m", "c", "pay Ada 10"));
    QVERIFY(m_f->store->backend().write(record(EntityType::ToolCall, "t",
        {{"conversation_id", "\"c\""}, {"tool_name", "\"sh\""}, {"arguments", R"({"command":"ls"})"}})));
    QVERIFY(m_f->store->backend().write(record(EntityType::AuditLog, "a",
        {{"conversation_id", "\"c\""}, {"event_type", "\"permission\""}, {"action", "\"rm -r build\""},
            {"decision", "\"denied\""}, {"command", "\"rm -r build\""}})));
    send();
}

int TstBeliefs::pull(EntityType type, const std::string &id, const Fields &fields)
{
    wire::PageWriter writer;
    writer.addRow(type, record(type, id, fields).toJson(), ++m_rev);
    const auto page = wire::decodePage(writer.finish("cursor", wire::Rest::None, m_f->clock.now(), "e1"));
    if (!page)
        return -1;
    const std::size_t before = told().size();
    const auto outcome
        = m_f->store->replica().applyPage(m_f->team(m_f->web), *page, Replica::Source::Revisions);
    return outcome ? static_cast<int>(told().size() - before) : -1;
}

void TstBeliefs::pullDeletion(EntityType type, const std::string &id)
{
    wire::Page page;
    page.deleted = {{type, id, ++m_rev, "deleted"}};
    page.cursor = "cursor";
    page.epoch = "e1";
    page.serverTimestamp = m_f->clock.now();
    QVERIFY(m_f->store->replica().applyPage(m_f->team(m_f->web), page, Replica::Source::Revisions));
}

void TstBeliefs::send()
{
    const auto waiting = *m_f->store->backend().pendingSync(100);
    for (const QueuedItem &item : waiting)
        answer(item.id, wire::Status::Applied);
    QCOMPARE(m_f->queued(), 0);
}

void TstBeliefs::answer(const std::string &id, wire::Status status, const std::string &code,
    const std::optional<wire::PulledRow> &item, const std::vector<std::string> &lost)
{
    const auto frozen = *m_f->store->batches().build(m_f->web, {});
    wire::BatchAnswer given;
    given.serverTimestamp = m_f->clock.now();
    given.epoch = "e1";
    given.hasResults = true;
    for (const QueuedItem &sent : frozen.items) {
        if (sent.id != id)
            continue;
        wire::ItemResult result;
        result.type = sent.type;
        result.id = sent.id;
        result.opSeq = sent.opSeq;
        result.status = status;
        result.code = code;
        result.lost = lost;
        result.rev = ++m_rev;
        if (item)
            result.item = item->record.toJson();
        else if (status == wire::Status::Conflict)
            result.item.emplace();
        given.results.push_back(result);
    }
    QVERIFY(m_f->store->replica().applyResults(m_f->team(m_f->web), frozen.items, given));
}

void TstBeliefs::aRewrittenMessageStaysAsItWas()
{
    QCOMPARE(pull(EntityType::Message, "m", messageFields("pay Eve 10000", "7")), 1);
    QCOMPARE(value(EntityType::Message, "m", "content"), std::string("\"pay Ada 10\""));
    QCOMPARE(value(EntityType::Message, "m", "input_tokens"), std::string("7")); // the rest is applied
    QCOMPARE(baseRev("messages", "m"), m_rev);
    QCOMPARE(told().size(), std::size_t(1));
    QCOMPARE(told()[0].losing, std::string("\"pay Eve 10000\""));
    QCOMPARE(told()[0].winning, std::string("\"pay Ada 10\""));
    QCOMPARE(told()[0].reason, std::string("rewritten"));
    QCOMPARE(m_f->queued(), 0);
}

void TstBeliefs::whatALiarSaysIsNotRestored()
{
    QCOMPARE(pull(EntityType::Message, "m", messageFields("pay Eve 10000")), 1);
    const auto restored = m_f->store->restoreConflict(told()[0].id);
    QVERIFY(!restored);
    QCOMPARE(restored.error().code, ErrorCode::Immutable);
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(m_f->store->database().integer("SELECT count(*) FROM messages").value_or(0), 1);
}

void TstBeliefs::theSameLieIsToldOnce()
{
    QCOMPARE(pull(EntityType::Message, "m", messageFields("pay Eve 10000")), 1);
    QCOMPARE(pull(EntityType::Message, "m", messageFields("pay Eve 20000")), 0);
    QCOMPARE(told().size(), std::size_t(1));
}

void TstBeliefs::anAuditEntryIsHeldAsAWhole()
{
    Fields approved = auditFields("approved");
    approved.emplace_back("risk_level", "\"low\""); // claimed where there was nothing
    QCOMPARE(pull(EntityType::AuditLog, "a", approved), 2);
    QCOMPARE(value(EntityType::AuditLog, "a", "decision"), std::string("\"denied\""));
    QCOMPARE(value(EntityType::AuditLog, "a", "risk_level"), std::string("null"));
    QCOMPARE(baseRev("audit_logs", "a"), m_rev);
    // And the user cannot turn it into an entry by mistake.
    const auto chosen = chooseConflicts(*m_f->store, {told()[0].id, told()[1].id}, ConflictChoice::Mine);
    QVERIFY(chosen);
    QCOMPARE(m_f->store->database().integer("SELECT COUNT(*) FROM audit_logs"), 1);
    QCOMPARE(m_f->queued(), 0);
}

void TstBeliefs::noServerDeletesAnAuditEntry()
{
    pullDeletion(EntityType::AuditLog, "a");
    QCOMPARE(value(EntityType::AuditLog, "a", "decision"), std::string("\"denied\""));
    QCOMPARE(m_f->store->database().integer("SELECT COUNT(*) FROM tombstones"), 0);
    pullDeletion(EntityType::Conversation, "c"); // its owner may delete that: the entry still tells of it
    QCOMPARE(value(EntityType::Conversation, "c", "title"), std::string("(gone)"));
    QCOMPARE(value(EntityType::AuditLog, "a", "decision"), std::string("\"denied\""));
    // Nor does an answer.
    QVERIFY(m_f->audit("b"));
    answer("b", wire::Status::Conflict, "deleted");
    QCOMPARE(value(EntityType::AuditLog, "b", "action"), std::string("\"decide\""));
    QCOMPARE(m_f->queueText("state", "b"), std::string("1"));
}

void TstBeliefs::argumentsOfAToolCallStayAndItsResultMoves()
{
    QCOMPARE(pull(EntityType::ToolCall, "t",
                 {{"conversation_id", "\"c\""}, {"tool_name", "\"sh\""},
                     {"started_at", value(EntityType::ToolCall, "t", "started_at")},
                     {"arguments", R"({"command":"rm -r /"})"}, {"result", "\"done\""}}),
        1);
    QCOMPARE(value(EntityType::ToolCall, "t", "arguments"), std::string(R"({"command":"ls"})"));
    QCOMPARE(value(EntityType::ToolCall, "t", "result"), std::string("\"done\""));
}

void TstBeliefs::whatSaysLessIsTaken_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("masked") << "\"pay Ada [withheld secret 0a1b2c3d]\"" << true;
    QTest::newRow("masked whole") << "\"[withheld 10 bytes, 1 lines of a file]\"" << true;
    QTest::newRow("left out") << "" << true;
    QTest::newRow("blanked") << "\"\"" << true;
    QTest::newRow("cut") << "\"pay Ada\"" << false;
    QTest::newRow("rewritten") << "\"pay Eve\"" << false;
    QTest::newRow("masked and rewritten") << "\"pay Eve [withheld secret 0a1b2c3d]\"" << false;
    QTest::newRow("no end of the mask") << "\"pay Ada [withheld 10000 to Eve\"" << false;
}

void TstBeliefs::whatSaysLessIsTaken()
{
    QFETCH(QString, said);
    QFETCH(bool, isTaken);
    Fields fields = messageFields("");
    std::erase_if(fields, [](const auto &field) { return field.first == "content"; });
    if (!said.isEmpty())
        fields.emplace_back("content", said.toStdString());
    QCOMPARE(pull(EntityType::Message, "m", fields), isTaken ? 0 : 1);
    const std::string there = said.isEmpty() ? "null" : said.toStdString();
    QCOMPARE(value(EntityType::Message, "m", "content"), isTaken ? there : "\"pay Ada 10\"");
}

// Two devices wrote one id: the server, which has the first, decides.
void TstBeliefs::whatIsNotConfirmedIsTheServersToDecide()
{
    QVERIFY(m_f->message("m2", "c", "ours"));
    const wire::PulledRow theirs {record(EntityType::Message, "m2",
        {{"conversation_id", "\"c\""}, {"role", "\"user\""}, {"content", "\"theirs\""}})};
    answer("m2", wire::Status::Conflict, "immutable", theirs, {"content"});
    QCOMPARE(value(EntityType::Message, "m2", "content"), std::string("\"theirs\""));
    QCOMPARE(told().size(), std::size_t(1));
    QCOMPARE(told()[0].reason, std::string("lww"));
}

void TstBeliefs::anEditThatLostIsTakenBack()
{
    QVERIFY(m_f->message("m", "c", "edited here"));
    const wire::PulledRow theirs {record(EntityType::Message, "m", messageFields("pay Ada 10"))};
    answer("m", wire::Status::Conflict, "immutable", theirs, {"content"});
    QCOMPARE(value(EntityType::Message, "m", "content"), std::string("\"pay Ada 10\""));
    QCOMPARE(told().size(), std::size_t(1));
}

// It came while an edit was open, and is adopted with the answer to that edit.
void TstBeliefs::theWaitingVersionOfARowIsHeldToIt()
{
    QVERIFY(m_f->store->backend().write(record(EntityType::Message, "m", {{"metadata", R"({"k":1})"}})));
    m_rev += 10;
    QCOMPARE(pull(EntityType::Message, "m", messageFields("pay Eve 10000")), 0);
    m_rev -= 9; // the answer's revision is the lower one
    answer("m", wire::Status::Applied);
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(value(EntityType::Message, "m", "content"), std::string("\"pay Ada 10\""));
    QCOMPARE(told().size(), std::size_t(1));
    QCOMPARE(told()[0].reason, std::string("rewritten"));
}

void TstBeliefs::aDiscardedEditOfAMessageIsTakenBackByThePull()
{
    QVERIFY(m_f->message("m", "c", "edited here"));
    answer("m", wire::Status::Rejected, "immutable");
    const std::vector<std::string> ids {"m"};
    QVERIFY(m_f->store->replica().discard(ids));
    QCOMPARE(pull(EntityType::Message, "m", messageFields("pay Ada 10")), 0);
    QCOMPARE(value(EntityType::Message, "m", "content"), std::string("\"pay Ada 10\""));
}

QTEST_GUILESS_MAIN(TstBeliefs)
#include "tst_beliefs.moc"
