// What a device believes of a server that lies: values that are written once, entries of the audit log, and what
// a row leaves out (docs/protocol.md, "What a client believes of a server").
#include "app/conflictchoice.h"
#include "storage/tables/entitytable.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/tables/withheldforms.h"
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
    void anAuditEntryHasTheNumberThatCameFirst();
    void noServerDeletesAnAuditEntry();
    void argumentsOfAToolCallStayAndItsResultMoves();
    void whatSaysLessIsTaken_data();
    void whatSaysLessIsTaken();
    void whatWasRecordedHereIsNeverMasked();
    void whatCameFromElsewhereIsMaskedWithItsConflicts();
    void whatIsNotConfirmedIsTheServersToDecide();
    void anAnswerReplacesNothingThatWasWrittenHere_data();
    void anAnswerReplacesNothingThatWasWrittenHere();
    void noAnswerMovesAConversationOutOfItsRule_data();
    void noAnswerMovesAConversationOutOfItsRule();
    void noPageLoosensARule();
    void whatWasNotSentCannotHaveLost();
    void aRowThatADigestLeftOutIsHeldToItsText();
    void secondValuesAreOneConflictOfTheirRow();
    void anEditThatLostIsTakenBack();
    void theWaitingVersionOfARowIsHeldToIt();
    void aDiscardedEditOfAMessageIsTakenBackByThePull();
    void whatIsLeftOutStaysAndIsTold_data();
    void whatIsLeftOutStaysAndIsTold();
    void whatItsOwnersDeviceLeavesOutGoes_data();
    void whatItsOwnersDeviceLeavesOutGoes();
    void theMarkWaitsWithTheRow();
    void whatWasWrittenHereStays_data();
    void whatWasWrittenHereStays();
    void aPlaceholderReplacesNothingWrittenHere_data();
    void aPlaceholderReplacesNothingWrittenHere();
    void whatWasWithheldHereIsNotTold();
    void aFieldThatWasReducedIsStillEdited();
    void anInstantThatCannotBeIsHealed();
    void aFieldThatWasClearedLaterGoes_data();
    void aFieldThatWasClearedLaterGoes();
    void anAnswerThatHasOnlyTheIdErasesNothing();
    void anEditOfOurOwnIsNoLaterOne();
    void aRowWithoutItsFolderOpensNoRule();
    void whatAServerLeavesOutKeepsItsInstant();
    void whatATeammateLeavesOutGoes();
    void theOriginalContractClearsWhatMayBeEdited();
    void anEditThatLostToAClearingIsTakenBack();
    void aDiscardedEditGivesWayToARowWithoutTheField_data();
    void aDiscardedEditGivesWayToARowWithoutTheField();

private:
    /// The next revision of a row, as the server sends it. Returns how many conflicts are new.
    int pull(EntityType type, const std::string &id, const Fields &fields, const wire::FieldNotes &notes = {},
        wire::Owner owner = wire::Owner::caller(), Replica::Source source = Replica::Source::Revisions);
    /// A row as it is here, without these fields.
    Fields without(EntityType type, const std::string &id, const std::vector<std::string> &left);
    Millis instantOf(EntityType type, const std::string &id, const std::string &field);
    static std::string asAnswered(const wire::PulledRow &row)
    {
        std::string out;
        wire::appendRow(out, row.record.toJson(), row.rev,
            row.own ? wire::Owner::caller() : wire::Owner::teammate(), {row.at.toJson()});
        return row.own && row.at.whole == 0 ? row.record.toJson() : out;
    }
    static std::string withheld(const std::string &field, wire::WithheldRule rule)
    {
        return wire::withheldJson({{field, rule}});
    }
    /// From now on the rows are another device's of the same person.
    void writtenElsewhere();
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
        {{"conversation_id", "\"c\""}, {"tool_name", "\"sh\""}, {"arguments", R"({"command":"ls"})"},
            {"result", R"({"files":3})"}})));
    QVERIFY(m_f->store->backend().write(record(EntityType::AuditLog, "a",
        {{"conversation_id", "\"c\""}, {"event_type", "\"permission\""}, {"action", "\"rm -r build\""},
            {"decision", "\"denied\""}, {"command", "\"rm -r build\""}})));
    send();
}

int TstBeliefs::pull(EntityType type, const std::string &id, const Fields &fields,
    const wire::FieldNotes &notes, wire::Owner owner, Replica::Source source)
{
    wire::PageWriter writer;
    writer.addRow(type, record(type, id, fields).toJson(), ++m_rev, owner, notes);
    const auto page = wire::decodePage(writer.finish("cursor", wire::Rest::None, m_f->clock.now(), "e1"));
    if (!page)
        return -1;
    const std::size_t before = told().size();
    const auto outcome = m_f->store->replica().applyPage(m_f->team(m_f->web), *page, source);
    return outcome ? static_cast<int>(told().size() - before) : -1;
}

Fields TstBeliefs::without(EntityType type, const std::string &id, const std::vector<std::string> &left)
{
    Fields fields;
    const auto row = *m_f->store->backend().read(type, id);
    for (const json::Member &member : row->fields.members())
        if (std::ranges::find(left, member.key) == left.end())
            fields.emplace_back(member.key, member.json);
    return fields;
}

Millis TstBeliefs::instantOf(EntityType type, const std::string &id, const std::string &field)
{
    const auto head = *EntityTable::of(type).head(m_f->store->database(), id);
    return FieldInstants::read(m_f->store->database(), type, head->pk)->of(field).at;
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
            result.item = asAnswered(*item);
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

void TstBeliefs::anAuditEntryHasTheNumberThatCameFirst()
{
    Fields renumbered = auditFields("denied");
    for (auto &[field, number] : renumbered)
        if (field == "device_seq")
            number = "12";
    QCOMPARE(pull(EntityType::AuditLog, "a", renumbered), 0);
    QCOMPARE(value(EntityType::AuditLog, "a", "device_seq"), std::string("12"));
    std::erase_if(renumbered, [](const auto &field) { return field.first == "device_seq"; });
    QCOMPARE(pull(EntityType::AuditLog, "a", renumbered), 0);
    QCOMPARE(value(EntityType::AuditLog, "a", "device_seq"), std::string("12"));
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
    Fields fields = without(EntityType::ToolCall, "t", {"arguments", "result"});
    fields.emplace_back("arguments", R"({"command":"rm -r /"})");
    fields.emplace_back("result", "\"done\"");
    QCOMPARE(pull(EntityType::ToolCall, "t", fields), 1);
    QCOMPARE(value(EntityType::ToolCall, "t", "arguments"), std::string(R"({"command":"ls"})"));
    QCOMPARE(value(EntityType::ToolCall, "t", "result"), std::string("\"done\""));
}

void TstBeliefs::whatSaysLessIsTaken_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("masked") << "\"pay Ada [withheld secret 0a1b2c3d]\"" << true;
    QTest::newRow("masked without a digest") << "\"pay Ada [withheld password]\"" << true;
    QTest::newRow("masked whole") << "\"[withheld 10 bytes, 1 lines of a file]\"" << true;
    QTest::newRow("left out") << "" << false;
    QTest::newRow("blanked") << "\"\"" << false;
    QTest::newRow("cut") << "\"pay Ada\"" << false;
    QTest::newRow("rewritten") << "\"pay Eve\"" << false;
    QTest::newRow("masked and rewritten") << "\"pay Eve [withheld secret 0a1b2c3d]\"" << false;
    QTest::newRow("masked without a digest and rewritten") << "\"pay Eve [withheld password]\"" << false;
    QTest::newRow("no end of the mask") << "\"pay Ada [withheld 10000 to Eve\"" << false;
}

void TstBeliefs::whatSaysLessIsTaken()
{
    QFETCH(QString, said);
    QFETCH(bool, isTaken);
    writtenElsewhere();
    Fields fields = messageFields("");
    std::erase_if(fields, [](const auto &field) { return field.first == "content"; });
    if (!said.isEmpty())
        fields.emplace_back("content", said.toStdString());
    QCOMPARE(pull(EntityType::Message, "m", fields), isTaken ? 0 : 1);
    const std::string there = said.isEmpty() ? "null" : said.toStdString();
    QCOMPARE(value(EntityType::Message, "m", "content"), isTaken ? there : "\"pay Ada 10\"");
}

// Another device sends it again for privacy.
void TstBeliefs::whatWasRecordedHereIsNeverMasked()
{
    Fields fields = messageFields("pay [withheld password] 10");
    const wire::FieldNotes notes {{}, withheld("content", wire::WithheldRule::Secret)};
    QCOMPARE(pull(EntityType::Message, "m", fields, notes), 0);
    QCOMPARE(value(EntityType::Message, "m", "content"), std::string("\"pay Ada 10\""));
    // A page that says it again, without the note this time, says what is known.
    QCOMPARE(pull(EntityType::Message, "m", fields), 0);
    QCOMPARE(value(EntityType::Message, "m", "content"), std::string("\"pay Ada 10\""));
    QCOMPARE(baseRev("messages", "m"), m_rev);
}

void TstBeliefs::whatCameFromElsewhereIsMaskedWithItsConflicts()
{
    Fields fields = {{"conversation_id", "\"c\""}, {"role", "\"user\""}, {"content", "\"pay Ada 10\""}};
    QCOMPARE(pull(EntityType::Message, "m9", fields), 0);
    fields[2].second = "\"pay Eve 10\""; // a lie, kept among the conflicts with the row around it
    QCOMPARE(pull(EntityType::Message, "m9", fields), 1);
    QVERIFY(told()[0].localRow.find("Ada") != std::string::npos
        && told()[0].winning.find("Ada") != std::string::npos);
    fields[2].second = "\"pay [withheld password] 10\"";
    QCOMPARE(
        pull(EntityType::Message, "m9", fields, {{}, withheld("content", wire::WithheldRule::Secret)}), 0);
    QCOMPARE(value(EntityType::Message, "m9", "content"), fields[2].second);
    QCOMPARE(told()[0].winning, fields[2].second);
    QVERIFY(told()[0].localRow.find("Ada") == std::string::npos);
    QCOMPARE(told()[0].losing, std::string("\"pay Eve 10\""));
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
    QCOMPARE(told()[0].reason, std::string("immutable"));
}

void TstBeliefs::anAnswerReplacesNothingThatWasWrittenHere_data()
{
    QTest::addColumn<wire::Status>("status");
    QTest::newRow("merged") << wire::Status::Merged;
    QTest::newRow("duplicate") << wire::Status::Duplicate;
}

// Two values of a field that is written once are a conflict that names it; any other answer made one up.
void TstBeliefs::anAnswerReplacesNothingThatWasWrittenHere()
{
    QFETCH(const wire::Status, status);
    QVERIFY(m_f->message("m2", "c", "ours"));
    QVERIFY(m_f->store->backend().write(record(EntityType::ToolCall, "t2",
        {{"conversation_id", "\"c\""}, {"tool_name", "\"sh\""}, {"arguments", R"({"command":"ls"})"}})));
    answer("m2", status, {},
        wire::PulledRow {record(EntityType::Message, "m2",
            {{"conversation_id", "\"c\""}, {"role", "\"user\""}, {"content", "\"EVIL\""},
                {"timestamp", "5"}})});
    answer("t2", status, {},
        wire::PulledRow {record(EntityType::ToolCall, "t2",
            {{"conversation_id", "\"c\""}, {"tool_name", "\"rm\""},
                {"arguments", R"({"command":"EVIL"})"}})});
    QCOMPARE(value(EntityType::Message, "m2", "content"), std::string("\"ours\""));
    QVERIFY(value(EntityType::Message, "m2", "timestamp") != "5");
    QCOMPARE(value(EntityType::ToolCall, "t2", "tool_name"), std::string("\"sh\""));
    QCOMPARE(value(EntityType::ToolCall, "t2", "arguments"), std::string(R"({"command":"ls"})"));
    QCOMPARE(m_f->queued(), 0);
    QCOMPARE(told().size(), std::size_t(4));
    QVERIFY(
        std::ranges::all_of(told(), [](const Conflict &one) { return one.reason == Conflict::kRewritten; }));
}

void TstBeliefs::noAnswerMovesAConversationOutOfItsRule_data()
{
    QTest::addColumn<wire::Status>("status");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<std::vector<std::string>>("lost");
    QTest::newRow("merged") << wire::Status::Merged << std::string() << std::vector<std::string>();
    QTest::newRow("duplicate") << wire::Status::Duplicate << std::string() << std::vector<std::string>();
    QTest::newRow("immutable") << wire::Status::Conflict << std::string("immutable")
                               << std::vector<std::string> {"workspace", "repository", "agent"};
    QTest::newRow("lww") << wire::Status::Conflict << std::string("lww")
                         << std::vector<std::string> {"workspace", "provider"};
}

void TstBeliefs::noAnswerMovesAConversationOutOfItsRule()
{
    QFETCH(const wire::Status, status);
    QFETCH(const std::string, code);
    QFETCH(const std::vector<std::string>, lost);
    PrivacyRules &rules = m_f->store->privacyRules();
    QVERIFY(rules.set({PrivacyRule::Kind::Workspace, "/work/secret", PrivacyLevel::Metadata}));
    QVERIFY(m_f->store->backend().write(record(EntityType::Conversation, "k",
        {{"title", "\"Plan\""}, {"workspace", "\"/work/secret\""}, {"repository", "\"git@host:a/b\""},
            {"agent", "\"codex\""}, {"provider", "\"openai\""}})));
    QVERIFY(*rules.levelOf("k", {}) == PrivacyLevel::Metadata);
    answer("k", status, code,
        wire::PulledRow {record(EntityType::Conversation, "k",
            {{"title", "\"Plan\""}, {"workspace", "\"/tmp\""}, {"repository", "\"git@host:c/d\""},
                {"agent", "\"other\""}, {"provider", "\"other\""}})},
        lost);
    QCOMPARE(value(EntityType::Conversation, "k", "workspace"), std::string("\"/work/secret\""));
    QCOMPARE(value(EntityType::Conversation, "k", "repository"), std::string("\"git@host:a/b\""));
    QCOMPARE(value(EntityType::Conversation, "k", "agent"), std::string("\"codex\""));
    QVERIFY(*rules.levelOf("k", {}) == PrivacyLevel::Metadata);
    QVERIFY(!told().empty());
    for (const Conflict &one : told())
        QVERIFY(one.field == "provider" || one.reason == Conflict::kRewritten);
}

// What may be edited may be edited elsewhere, but not so that a rule no longer applies here.
void TstBeliefs::noPageLoosensARule()
{
    PrivacyRules &rules = m_f->store->privacyRules();
    QVERIFY(m_f->store->backend().write(record(EntityType::Conversation, "k",
        {{"title", "\"Plan\""}, {"provider", "\"openai\""}, {"cwd", "\"/work/secret\""}})));
    answer("k", wire::Status::Applied);
    const auto pulled = [this](const char *provider, const char *cwd) {
        return pull(
            EntityType::Conversation, "k", {{"title", "\"Plan\""}, {"provider", provider}, {"cwd", cwd}});
    };
    QCOMPARE(pulled("\"azure\"", "\"/work/secret\""), 0); // no rule is about it
    QCOMPARE(value(EntityType::Conversation, "k", "provider"), std::string("\"azure\""));
    QVERIFY(rules.set({PrivacyRule::Kind::Agent, "azure", PrivacyLevel::Metadata}));
    QVERIFY(rules.set({PrivacyRule::Kind::Workspace, "/work/secret", PrivacyLevel::Metadata}));
    QVERIFY(pulled("\"other\"", "\"/tmp\"") > 0);
    QCOMPARE(value(EntityType::Conversation, "k", "provider"), std::string("\"azure\""));
    QCOMPARE(value(EntityType::Conversation, "k", "cwd"), std::string("\"/work/secret\""));
    QVERIFY(*rules.levelOf("k", {}) == PrivacyLevel::Metadata);
}

// Only what was sent can have lost.
void TstBeliefs::whatWasNotSentCannotHaveLost()
{
    QVERIFY(m_f->store->backend().write(record(EntityType::ToolCall, "t", {{"status", "\"success\""}})));
    answer("t", wire::Status::Conflict, "immutable",
        wire::PulledRow {record(EntityType::ToolCall, "t",
            {{"conversation_id", "\"d\""}, {"tool_name", "\"sh\""}, {"arguments", R"({"command":"EVIL"})"},
                {"status", "\"success\""}, {"result", R"({"files":3})"}})},
        {"arguments", "conversation_id"});
    QCOMPARE(value(EntityType::ToolCall, "t", "arguments"), std::string(R"({"command":"ls"})"));
    QCOMPARE(value(EntityType::ToolCall, "t", "conversation_id"), std::string("\"c\""));
}

// A server says that it does not have a row, and then gives another text for it.
void TstBeliefs::aRowThatADigestLeftOutIsHeldToItsText()
{
    QVERIFY(m_f->store->database().run("UPDATE messages SET base_rev = 0 WHERE id = 'm'"));
    QCOMPARE(pull(EntityType::Message, "m", messageFields("pay Eve 10000")), 1);
    QCOMPARE(value(EntityType::Message, "m", "content"), std::string("\"pay Ada 10\""));
}

// Bringing any of its values back makes a new item of the whole row. The server has a record of each of them.
void TstBeliefs::secondValuesAreOneConflictOfTheirRow()
{
    QVERIFY(m_f->conversation("other", "Other"));
    QVERIFY(
        m_f->store->database().run("UPDATE messages SET conversation_id = 'other', role = 'tool', content = "
                                   "'edited here' WHERE id = 'm'"));
    const wire::PulledRow theirs {record(EntityType::Message, "m", messageFields("pay Ada 10"))};
    answer("m", wire::Status::Conflict, "immutable", theirs, {"conversation_id", "role", "content"});
    QCOMPARE(told().size(), std::size_t(1));
    QCOMPARE(told()[0].field, std::string("content"));
    QCOMPARE(told()[0].losing, std::string("\"edited here\""));
    QCOMPARE(told()[0].conversationId, std::string("c"));
    QVERIFY(told()[0].isSecondValue());
    wire::PageWriter writer;
    wire::ConflictNote note;
    note.type = EntityType::Message;
    note.id = "k1";
    note.entityId = "m";
    note.field = "role";
    note.losing = "\"tool\"";
    note.winning = "\"user\"";
    note.reason = "immutable";
    note.losingDevice = m_f->store->settings().text("device_id");
    writer.addConflict(note);
    note.id = "k2";
    note.entityId = "m9"; // of which nothing is known
    writer.addConflict(note);
    const auto page = wire::decodePage(writer.finish("cursor", wire::Rest::None, 3000, "e1"));
    QVERIFY(page);
    QVERIFY(m_f->store->replica().applyPage(
        *m_f->store->teams().defaultTeam(), *page, Replica::Source::Revisions));
    QCOMPARE(told().size(), std::size_t(2));
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
    Fields fields = messageFields("pay Eve 10000");
    fields.emplace_back("metadata", R"({"k":1})");
    QCOMPARE(pull(EntityType::Message, "m", fields), 0);
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

// A row that does not have a field is not an edit of it, whatever `at` says of the rest.
void TstBeliefs::whatIsLeftOutStaysAndIsTold_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("field");
    const auto add = [](EntityType type, const char *id, const char *field) {
        QTest::addRow("%s without %s", std::string(typeName(type)).c_str(), field)
            << static_cast<int>(type) << id << field;
    };
    add(EntityType::Message, "m", "content");
    add(EntityType::ToolCall, "t", "arguments");
    add(EntityType::ToolCall, "t", "result");
    add(EntityType::AuditLog, "a", "command");
    add(EntityType::Conversation, "c", "title");
}

void TstBeliefs::whatIsLeftOutStaysAndIsTold()
{
    QFETCH(int, type);
    QFETCH(QString, id);
    QFETCH(QString, field);
    const auto of = static_cast<EntityType>(type);
    const std::string key = id.toStdString(), name = field.toStdString();
    const std::string before = value(of, key, name);
    const Millis written = instantOf(of, key, name);
    const Fields less = without(of, key, {name});
    QCOMPARE(pull(of, key, less), 1);
    QCOMPARE(value(of, key, name), before);
    QCOMPARE(told().at(0).reason, std::string("rewritten"));
    QCOMPARE(told().at(0).field, name);
    QCOMPARE(told().at(0).losing, std::string("null"));
    QCOMPARE(baseRev(std::string(tableName(of)), key), m_rev);
    // A later row, an instant that is the known one, and a mark for something else make it no truer.
    QCOMPARE(pull(of, key, less, {wire::Instants {written + 50, {}}.toJson()}), 0);
    QCOMPARE(pull(of, key, less, {wire::Instants {written, {{name, written}}}.toJson()}), 0);
    QCOMPARE(pull(of, key, less, {{}, withheld(name, wire::WithheldRule::Secret)}), 0);
    QCOMPARE(pull(of, key, less, {{}, withheld("other", wire::WithheldRule::Metadata)}), 0);
    QCOMPARE(value(of, key, name), before);
    QCOMPARE(m_f->queued(), 0);
}

void TstBeliefs::whatItsOwnersDeviceLeavesOutGoes_data()
{
    whatIsLeftOutStaysAndIsTold_data();
}

void TstBeliefs::whatItsOwnersDeviceLeavesOutGoes()
{
    QFETCH(int, type);
    QFETCH(QString, id);
    QFETCH(QString, field);
    const auto of = static_cast<EntityType>(type);
    const std::string key = id.toStdString(), name = field.toStdString();
    writtenElsewhere();
    const std::string mark = withheld(name, wire::WithheldRule::Metadata);
    QCOMPARE(pull(of, key, without(of, key, {name}), {{}, mark}), 0);
    QCOMPARE(value(of, key, name), std::string("null"));
}

// It came while an edit was open, and is adopted with the answer to that edit.
void TstBeliefs::theMarkWaitsWithTheRow()
{
    QVERIFY(m_f->store->backend().write(record(EntityType::Message, "m", {{"metadata", R"({"k":1})"}})));
    m_rev += 10;
    QCOMPARE(pull(EntityType::Message, "m", without(EntityType::Message, "m", {"content"}),
                 {{}, withheld("content", wire::WithheldRule::Metadata)}),
        0);
    m_rev -= 9;
    writtenElsewhere();
    answer("m", wire::Status::Applied);
    QCOMPARE(value(EntityType::Message, "m", "content"), std::string("null"));
    QCOMPARE(told().size(), std::size_t(0));
}

void TstBeliefs::writtenElsewhere()
{
    const TriggerSuppressor applying(m_f->store->database());
    for (EntityType type : kEntityTypes)
        QVERIFY(m_f->store->database().run("UPDATE " + std::string(tableName(type)) + " SET edited_at = 0"
            + (type == EntityType::AuditLog ? "" : ", instants = replace(instants, ',1]', ',0]')")));
}

void TstBeliefs::whatWasWrittenHereStays_data()
{
    whatIsLeftOutStaysAndIsTold_data();
}

// Only this device may have all of it.
void TstBeliefs::whatWasWrittenHereStays()
{
    QFETCH(int, type);
    QFETCH(QString, id);
    QFETCH(QString, field);
    const auto of = static_cast<EntityType>(type);
    const std::string key = id.toStdString(), name = field.toStdString();
    const std::string before = value(of, key, name);
    const Fields less = without(of, key, {name});
    for (const auto rule : {wire::WithheldRule::Metadata, wire::WithheldRule::Size}) {
        QCOMPARE(pull(of, key, less, {{}, withheld(name, rule)}), rule == wire::WithheldRule::Metadata);
        QCOMPARE(value(of, key, name), before);
    }
    QCOMPARE(told().at(0).reason, std::string("rewritten"));
    QCOMPARE(told().at(0).winning, before);
    QCOMPARE(baseRev(std::string(tableName(of)), key), m_rev);
    QCOMPARE(m_f->queued(), 0); // nothing is sent again unasked
    QCOMPARE(m_f->store->database().integer("SELECT count(*) FROM sync_withheld"), 1);
}

void TstBeliefs::aPlaceholderReplacesNothingWrittenHere_data()
{
    QTest::addColumn<QString>("said");
    QTest::newRow("a part") << "\"pay Ada [withheld secret 0a1b2c3d]\"";
    QTest::newRow("all") << "\"[withheld 10 bytes, 1 lines of a file]\"";
    QTest::newRow("blank") << "\"\"";
}

void TstBeliefs::aPlaceholderReplacesNothingWrittenHere()
{
    QFETCH(QString, said);
    Fields fields = messageFields("");
    std::erase_if(fields, [](const auto &field) { return field.first == "content"; });
    fields.emplace_back("content", said.toStdString());
    const std::string mark = withheld("content", wire::WithheldRule::Metadata);
    QCOMPARE(pull(EntityType::Message, "m", fields), 1);
    QCOMPARE(pull(EntityType::Message, "m", fields, {{}, mark}), 0);
    QCOMPARE(value(EntityType::Message, "m", "content"), std::string("\"pay Ada 10\""));
    // Nor does the answer to the very first send.
    QVERIFY(m_f->message("m2", "c", "pay Ada 10"));
    fields[2].second = value(EntityType::Message, "m2", "timestamp");
    wire::PulledRow theirs {record(EntityType::Message, "m2", fields)};
    theirs.record.fields.set("content", said.toStdString());
    answer("m2", wire::Status::Duplicate, {}, theirs);
    QCOMPARE(value(EntityType::Message, "m2", "content"), std::string("\"pay Ada 10\""));
}

void TstBeliefs::whatWasWithheldHereIsNotTold()
{
    const auto head = *EntityTable::of(EntityType::Message).head(m_f->store->database(), "m");
    QVERIFY(WithheldForms(m_f->store->database())
                .note({{EntityType::Message, head->pk, "content", EntityTable::digest("\"pay Ada 10\""),
                    EntityTable::digest("\"pay Ada [withheld]\"")}}));
    QCOMPARE(pull(EntityType::Message, "m", without(EntityType::Message, "m", {"content"}),
                 {{}, withheld("content", wire::WithheldRule::Metadata)}),
        0);
    QCOMPARE(value(EntityType::Message, "m", "content"), std::string("\"pay Ada 10\""));
}

void TstBeliefs::aFieldThatWasReducedIsStillEdited()
{
    const Fields less = without(EntityType::ToolCall, "t", {"result"});
    QCOMPARE(pull(EntityType::ToolCall, "t", less, {{}, withheld("result", wire::WithheldRule::Size)}), 1);
    QVERIFY(m_f->store->backend().write(record(EntityType::ToolCall, "t", {{"result", "\"later\""}})));
    send();
    QCOMPARE(value(EntityType::ToolCall, "t", "result"), std::string("\"later\""));
    // And what another device makes of it later comes here.
    const Millis written = instantOf(EntityType::ToolCall, "t", "result");
    QCOMPARE(pull(EntityType::ToolCall, "t", less,
                 {wire::Instants {written - 5, {{"result", written + 1}}}.toJson(),
                     withheld("result", wire::WithheldRule::Size)}),
        0);
    QCOMPARE(value(EntityType::ToolCall, "t", "result"), std::string("null"));
}

// It was believed by an earlier version.
void TstBeliefs::anInstantThatCannotBeIsHealed()
{
    QVERIFY(m_f->store->database().run("UPDATE conversations SET instants = "
                                       "'{\"*\":[9007199254740991,0],\"title\":[9007199254740991,0]}'"));
    QVERIFY(m_f->conversation("c", "edited"));
    const auto sendable = [this] {
        const auto batch = wire::decodeBatch(
            wire::encode(m_f->store->batches().build(m_f->web, {})->batch, wire::Dialect::Full));
        return batch && batch->items.size() == 1 && !batch->items.at(0).error
            && batch->items.at(0).changed.at(0).second < kEndOfTime;
    };
    QVERIFY(sendable());
    QVERIFY(m_f->store->database().run("UPDATE sync_queue SET changed = '{\"title\":9007199254740992}'"));
    QVERIFY(sendable());
}

void TstBeliefs::aFieldThatWasClearedLaterGoes_data()
{
    QTest::addColumn<int>("later");
    QTest::addColumn<bool>("isCleared");
    QTest::newRow("later") << 1 << true;
    QTest::newRow("at the same time") << 0 << false;
    QTest::newRow("earlier") << -1 << false;
}

void TstBeliefs::aFieldThatWasClearedLaterGoes()
{
    QFETCH(int, later);
    QFETCH(bool, isCleared);
    const Millis written = instantOf(EntityType::ToolCall, "t", "result");
    const std::string at = wire::Instants {written - 5, {{"result", written + later}}}.toJson();
    QCOMPARE(pull(EntityType::ToolCall, "t", without(EntityType::ToolCall, "t", {"result"}), {at}),
        isCleared ? 0 : 1);
    QCOMPARE(value(EntityType::ToolCall, "t", "result"),
        isCleared ? std::string("null") : std::string(R"({"files":3})"));
}

// The server took an earlier send of the edit, while its clock was ahead, and now leaves the field out.
void TstBeliefs::anEditOfOurOwnIsNoLaterOne()
{
    m_f->clock.advance(60'000);
    QVERIFY(m_f->conversation("c", "Mine as well"));
    const auto edited = json::parseObject(m_f->queueText("changed", "c"));
    QVERIFY(edited);
    m_f->clock.advance(-60'000);
    wire::PulledRow row {record(EntityType::Conversation, "c", {})};
    row.at = {1, {{"title", edited->integer("title").value_or(0)}}};
    QVERIFY(row.at.of("title") > m_f->clock.now());
    answer("c", wire::Status::Merged, {}, row);
    QCOMPARE(value(EntityType::Conversation, "c", "title"), std::string("\"Mine as well\""));
}

void TstBeliefs::anAnswerThatHasOnlyTheIdErasesNothing()
{
    QVERIFY(m_f->store->backend().write(record(EntityType::Conversation, "new",
        {{"title", "\"Mine\""}, {"workspace", "\"/w/private\""}, {"model", "\"m1\""}})));
    const Fields before = without(EntityType::Conversation, "new", {});
    const wire::PulledRow bare {record(EntityType::Conversation, "new", {})};
    answer("new", wire::Status::Merged, {}, bare);
    QCOMPARE(without(EntityType::Conversation, "new", {}), before);
    QVERIFY(told().size() >= 3);
    // And once more, for a change that the server had confirmed before.
    QVERIFY(m_f->conversation("new", "Mine as well"));
    answer("new", wire::Status::Duplicate, {}, bare);
    QCOMPARE(value(EntityType::Conversation, "new", "title"), std::string("\"Mine as well\""));
    // Nor if it is called someone else's.
    QVERIFY(m_f->conversation("new", "Still mine"));
    answer("new", wire::Status::Duplicate, {}, wire::PulledRow {bare.record, 0, false});
    QCOMPARE(value(EntityType::Conversation, "new", "title"), std::string("\"Still mine\""));
    QCOMPARE(value(EntityType::Conversation, "new", "workspace"), std::string("\"/w/private\""));
    QCOMPARE(m_f->queued(), 0);
}

// The rule is about a folder: a conversation that has lost its folder would be sent.
void TstBeliefs::aRowWithoutItsFolderOpensNoRule()
{
    QVERIFY(m_f->store->backend().write(
        record(EntityType::Conversation, "w", {{"title", "\"Open\""}, {"workspace", "\"/w/private\""}})));
    send();
    QVERIFY(
        m_f->store->privacyRules().set({PrivacyRule::Kind::Workspace, "/w/private", PrivacyLevel::Nothing}));
    for (const std::string &mark : {std::string(), withheld("workspace", wire::WithheldRule::Metadata)}) {
        const Fields less = without(EntityType::Conversation, "w", {"workspace"});
        QVERIFY(pull(EntityType::Conversation, "w", less, {{}, mark}) >= 0);
        QCOMPARE(value(EntityType::Conversation, "w", "workspace"), std::string("\"/w/private\""));
    }
    QVERIFY(m_f->message("later", "w", "a secret"));
    QVERIFY(m_f->store->batches().build(m_f->web, {})->empty());
}

// A server that is set back later is offered the field as old as it is.
void TstBeliefs::whatAServerLeavesOutKeepsItsInstant()
{
    m_f->clock.advance(1000);
    QVERIFY(m_f->store->backend().write(record(EntityType::ToolCall, "t", {{"result", "\"later\""}})));
    send();
    const Millis written = instantOf(EntityType::ToolCall, "t", "result");
    const std::string at = wire::Instants {written - 1000, {}}.toJson();
    QCOMPARE(pull(EntityType::ToolCall, "t", without(EntityType::ToolCall, "t", {"result"}), {at}), 1);
    QCOMPARE(instantOf(EntityType::ToolCall, "t", "result"), written);
    QVERIFY(instantOf(EntityType::ToolCall, "t", "status") < written);
}

// It is theirs: they may stop sharing it as well.
void TstBeliefs::whatATeammateLeavesOutGoes()
{
    const Fields shared {{"conversation_id", "\"theirs\""}, {"role", "\"user\""}, {"content", "\"hello\""}};
    QCOMPARE(pull(EntityType::Conversation, "theirs", {{"title", "\"x\""}}, {}, wire::Owner::teammate()), 0);
    QCOMPARE(pull(EntityType::Message, "m2", shared, {}, wire::Owner::teammate()), 0);
    QCOMPARE(pull(EntityType::Message, "m2", without(EntityType::Message, "m2", {"content"}), {},
                 wire::Owner::teammate()),
        0);
    QCOMPARE(value(EntityType::Message, "m2", "content"), std::string("null"));
}

// It has neither instants nor marks; what is written once is not cleared there either.
void TstBeliefs::theOriginalContractClearsWhatMayBeEdited()
{
    const auto bare = Replica::Source::Timestamps;
    QCOMPARE(pull(EntityType::ToolCall, "t", without(EntityType::ToolCall, "t", {"result", "arguments"}), {},
                 wire::Owner::caller(), bare),
        1);
    QCOMPARE(value(EntityType::ToolCall, "t", "result"), std::string("null"));
    QCOMPARE(value(EntityType::ToolCall, "t", "arguments"), std::string(R"({"command":"ls"})"));
}

// Two devices edited a field in the same millisecond: what lost is kept, and the field is cleared here too.
void TstBeliefs::anEditThatLostToAClearingIsTakenBack()
{
    QVERIFY(m_f->store->backend().write(record(EntityType::Conversation, "c", {{"model", "\"m1\""}})));
    wire::PulledRow theirs {
        record(EntityType::Conversation, "c", without(EntityType::Conversation, "c", {"model"}))};
    answer("c", wire::Status::Conflict, "lww", theirs, {"model"});
    QCOMPARE(value(EntityType::Conversation, "c", "model"), std::string("null"));
    QCOMPARE(told().size(), std::size_t(1));
    QCOMPARE(told()[0].losing, std::string("\"m1\""));
    QCOMPARE(told()[0].reason, std::string("lww"));
}

void TstBeliefs::aDiscardedEditGivesWayToARowWithoutTheField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<bool>("waits");
    for (const char *field : {"model", "workspace", "x_unknown"}) {
        QTest::addRow("%s, fetched again", field) << field << false;
        QTest::addRow("%s, the row waits here", field) << field << true;
    }
}

void TstBeliefs::aDiscardedEditGivesWayToARowWithoutTheField()
{
    QFETCH(QString, field);
    QFETCH(bool, waits);
    const std::string name = field.toStdString();
    const Fields theirs = without(EntityType::Conversation, "c", {});
    const std::string at = wire::Instants {instantOf(EntityType::Conversation, "c", "title"), {}}.toJson();
    QVERIFY(m_f->store->backend().write(record(EntityType::Conversation, "c", {{name, "\"mine\""}})));
    if (waits)
        QCOMPARE(pull(EntityType::Conversation, "c", theirs, {at}), 0);
    answer("c", wire::Status::Rejected, "validation");
    const std::vector<std::string> ids {"c"};
    QVERIFY(m_f->store->replica().discard(ids));
    if (!waits)
        QCOMPARE(pull(EntityType::Conversation, "c", theirs, {at}), 0);
    QCOMPARE(value(EntityType::Conversation, "c", name), std::string("null"));
    QCOMPARE(told().size(), std::size_t(1));
    QCOMPARE(told()[0].reason, std::string("discarded"));
    // It was given up once: the next value is as good as any.
    QCOMPARE(pull(EntityType::Conversation, "c", theirs, {at}), 0);
    Fields renamed = theirs;
    renamed.emplace_back(name, "\"theirs\"");
    QCOMPARE(pull(EntityType::Conversation, "c", renamed, {at}), 0);
    QCOMPARE(pull(EntityType::Conversation, "c", theirs, {at}), 1);
    QCOMPARE(value(EntityType::Conversation, "c", name), std::string("\"theirs\""));
}

QTEST_GUILESS_MAIN(TstBeliefs)
#include "tst_beliefs.moc"
