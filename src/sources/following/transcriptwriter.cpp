#include "sources/following/transcriptwriter.h"

#include "core/json/jsonparts.h"
#include "core/records/timecheck.h"
#include "sources/agents/agentids.h"

#include <unordered_map>

namespace mimir {
namespace {

constexpr std::size_t kMaxWaiting = 100;
constexpr std::string_view kMarks = "agents"; // the source under which import_marks has what transcripts gave

// Rows that are found in several parts within one batch become one write.
std::vector<FoundRow> merged(std::vector<FoundRow> found)
{
    std::unordered_map<std::string, std::size_t> places;
    std::vector<FoundRow> rows;
    for (FoundRow &row : found) {
        const std::string name = std::to_string(static_cast<int>(row.record.type)) + row.record.id;
        const auto [place, isFirst] = places.try_emplace(name, rows.size());
        if (isFirst) {
            rows.push_back(std::move(row));
            continue;
        }
        FoundRow &first = rows[place->second];
        first.record.fields.apply(row.record.fields.takeMembers());
        first.onlyChange = first.onlyChange && row.onlyChange;
    }
    return rows;
}

// Rows are stored with their texts, and calls end with their results: what of it is missing was removed by a person.
bool wasRemoved(EntityType type, std::string_view field, const Record &present)
{
    const bool isOpen
        = type == EntityType::ToolCall && present.fields.text("status").value_or(std::string()) == "running";
    if (type == EntityType::Message)
        return field == "content" || field == "thinking" || field == "attachments";
    return type == EntityType::ToolCall
        && (field == "arguments" || (!isOpen && (field == "result" || field == "error")));
}

} // namespace

TranscriptWriter::TranscriptWriter(
    Store &store, std::string agent, std::string conversation, bool copiesRecords)
    : m_store(store), m_bookmarks(store.database()), m_agent(std::move(agent)),
      m_conversation(std::move(conversation)),
      m_copiesRecords(copiesRecords), m_about {EntityType::Conversation, m_conversation, {}}
{
}

void TranscriptWriter::Written::add(const Written &more)
{
    created += more.created;
    changed += more.changed;
    unchanged += more.unchanged;
    deletedHere += more.deletedHere;
    elsewhere += more.elsewhere;
    refused += more.refused;
    if (!firstRefusal)
        firstRefusal = more.firstRefusal;
}

void TranscriptWriter::Written::refuse(const Error &why)
{
    ++refused;
    if (!firstRefusal)
        firstRefusal = why;
}

Result<bool> TranscriptWriter::isStored()
{
    if (!m_isNew)
        return true;
    const auto here = m_store.database().has("SELECT 1 FROM conversations WHERE id = ?", m_conversation);
    MIMIR_TRY(here);
    m_isNew = !*here;
    return *here;
}

Result<TranscriptWriter::Written> TranscriptWriter::write(std::vector<FoundRow> found)
{
    Written written;
    for (FoundRow &row : merged(std::move(found)))
        MIMIR_TRY(writerOf(row).writeOne(row, written));
    MIMIR_TRY(writeAbout(written));
    for (auto &[conversation, other] : m_others)
        MIMIR_TRY(other->writeAbout(written));
    return written;
}

TranscriptWriter &TranscriptWriter::writerOf(const FoundRow &row)
{
    const bool isAbout = row.record.type == EntityType::Conversation;
    const std::string conversation = isAbout ? row.record.id : row.record.conversationId();
    if (conversation.empty() || conversation == m_conversation)
        return *this;
    auto &other = m_others[conversation];
    if (!other) {
        other = std::make_unique<TranscriptWriter>(m_store, m_agent, conversation, m_copiesRecords);
        other->m_isOther = true;
    }
    return *other;
}

// A stored conversation follows at once; a new one waits for its first own row.
Result<void> TranscriptWriter::writeAbout(Written &written)
{
    if (m_about.fields.empty())
        return {};
    const auto stored = isStored();
    MIMIR_TRY(stored);
    return *stored ? storeConversation(written) : Result<void>();
}

Result<void> TranscriptWriter::writeOne(FoundRow &row, Written &written)
{
    if (row.record.type == EntityType::Conversation && row.record.id == m_conversation) {
        m_about.fields.apply(row.record.fields.takeMembers());
        return {};
    }
    const auto elsewhere = isElsewhere(row);
    MIMIR_TRY(elsewhere);
    if (*elsewhere) {
        ++written.elsewhere;
        return {};
    }
    if (!row.parentKey.empty()) {
        const auto isParentElsewhere = isKnownElsewhere(row.parentKey);
        MIMIR_TRY(isParentElsewhere);
        if (*isParentElsewhere)
            row.record.fields.remove("parent_id"); // the fork's point says it
    }
    const bool isOwn = !row.onlyChange;
    if (isOwn && m_isNew) {
        const auto isThere = isStored();
        MIMIR_TRY(isThere);
        const bool mayWait = row.record.type == EntityType::AuditLog && !m_isOther;
        if (!*isThere && mayWait && m_waiting.size() < kMaxWaiting) {
            m_waiting.push_back(std::move(row));
            return {};
        }
        MIMIR_TRY(storeConversation(written));
        for (FoundRow &earlier : std::exchange(m_waiting, {}))
            MIMIR_TRY(writeOne(earlier, written));
    }
    MIMIR_TRY(store(row.record, row.onlyChange, written));
    return isOwn && m_copiesRecords && !row.key.empty()
        ? m_bookmarks.keepConversationOf(agentRecordKey(m_agent, row.key), m_conversation)
        : Result<void>();
}

Result<bool> TranscriptWriter::isKnownElsewhere(const std::string &key)
{
    if (!m_copiesRecords)
        return false;
    const auto conversation = m_bookmarks.conversationOf(agentRecordKey(m_agent, key));
    MIMIR_TRY(conversation);
    return *conversation && **conversation != m_conversation;
}

Result<bool> TranscriptWriter::isElsewhere(const FoundRow &row)
{
    if (!m_copiesRecords || row.key.empty() || row.isOriginal)
        return false;
    const auto conversation = m_bookmarks.conversationOf(agentRecordKey(m_agent, row.key));
    MIMIR_TRY(conversation);
    if (!*conversation || **conversation == m_conversation)
        return false;
    if (row.record.type == EntityType::Message && !row.onlyChange) {
        m_forkedFrom = **conversation;
        m_forkPoint = agentRowId(
            {m_forkedFrom, row.native.empty() ? std::string_view(row.key).substr(2) : row.native});
    }
    return true;
}

Result<void> TranscriptWriter::storeConversation(Written &written)
{
    const auto stored = isStored();
    MIMIR_TRY(stored);
    if (!*stored && !m_forkedFrom.empty()) {
        if (m_about.fields.isNullOrAbsent("relation"))
            m_about.fields.setText("relation", "fork");
        if (m_about.fields.isNullOrAbsent("parent_id"))
            m_about.fields.setText("parent_id", m_forkedFrom);
        m_about.fields.setText("fork_point", m_forkPoint);
    }
    const Record about = std::exchange(m_about, Record {EntityType::Conversation, m_conversation, {}});
    m_isNew = false;
    MIMIR_TRY(store(about, false, written));
    return keepGiven(about);
}

Result<void> TranscriptWriter::store(const Record &record, bool onlyChange, Written &written)
{
    const auto present = m_store.backend().read(record.type, record.id);
    MIMIR_TRY(present);
    if (!*present && onlyChange) {
        ++written.unchanged;
        return {};
    }
    std::optional<Record> change;
    if (*present) {
        auto lacking = edit(record, **present);
        MIMIR_TRY(lacking);
        change = std::move(*lacking);
    }
    if (*present && !change) {
        ++written.unchanged;
        return {};
    }
    const Record &wanted = change ? *change : record;
    const auto times = checkTimes(wanted);
    const auto outcome = times ? m_store.backend().write(wanted) : Result<WriteOutcome>(times.error());
    if (outcome) {
        ++(*outcome == WriteOutcome::Created        ? written.created
                : *outcome == WriteOutcome::Changed ? written.changed
                                                    : written.unchanged);
        return {};
    }
    if (isStoreError(outcome.error().code))
        return outcome.error();
    if (outcome.error().code == ErrorCode::Exists) {
        ++written.deletedHere;
        return {};
    }
    written.refuse(outcome.error());
    return {};
}

// What of it the row that is here lacks; nullopt = nothing.
Result<std::optional<Record>> TranscriptWriter::edit(const Record &record, const Record &present)
{
    if (record.type == EntityType::AuditLog)
        return std::optional<Record>();
    json::Object given;
    if (record.type == EntityType::Conversation) {
        const auto mark = m_store.database().readText(
            "SELECT mark FROM import_marks WHERE source = ? AND entity_type = ? AND id = ?", kMarks,
            EntityType::Conversation, record.id);
        MIMIR_TRY(mark);
        if (*mark)
            given = json::objectIn(**mark).value_or(json::Object());
    }
    Record edit {record.type, record.id, {}};
    for (const json::Member &member : record.fields.members()) {
        const std::string *here = present.fields.find(member.key);
        const bool isMissing
            = present.fields.isNullOrAbsent(member.key) && !wasRemoved(record.type, member.key, present);
        const bool isRemoved = !here && !isMissing;
        if (isRemoved || (here && *here == member.json))
            continue;
        const MergeRule rule = mergeRule(record.type, member.key);
        const std::string *last = given.find(member.key);
        const bool isFollowed = rule == MergeRule::LastWrite && last && here && *last == *here;
        const bool isGreater = (rule == MergeRule::Maximum || rule == MergeRule::Newest) && here
            && json::toReal(member.json).value_or(0) > json::toReal(*here).value_or(0);
        const bool isForward = rule == MergeRule::Forward && here
            && statusRank(json::unquoted(member.json).value_or(""))
                > statusRank(json::unquoted(*here).value_or(""));
        if (isMissing || isFollowed || isGreater || isForward)
            edit.fields.set(member.key, member.json);
    }
    return edit.fields.empty() ? std::optional<Record>() : std::optional(std::move(edit));
}

// What the transcript has given last, so that an edit by someone else is told from it.
Result<void> TranscriptWriter::keepGiven(const Record &record)
{
    const auto mark = m_store.database().readText(
        "SELECT mark FROM import_marks WHERE source = ? AND entity_type = ? AND id = ?", kMarks,
        EntityType::Conversation, record.id);
    MIMIR_TRY(mark);
    json::Object now = *mark ? json::objectIn(**mark).value_or(json::Object()) : json::Object();
    std::vector<json::Member> changed;
    for (const json::Member &member : record.fields.members())
        if (mergeRule(record.type, member.key) == MergeRule::LastWrite)
            changed.push_back(member);
    if (changed.empty())
        return {};
    now.apply(std::move(changed));
    if (*mark && **mark == now.toJson())
        return {};
    return m_store.database().run(
        "INSERT INTO import_marks VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET mark = ?4", kMarks,
        EntityType::Conversation, record.id, now.toJson());
}

} // namespace mimir
