#include "sources/following/databaseimport.h"

#include "sources/agents/agentids.h"

#include <limits>
#include <unordered_set>

namespace mimir {
namespace {

constexpr std::string_view kWaiting = "|waiting"; // behind a cursor: part of it was left for later

} // namespace

DatabaseImport::DatabaseImport(
    Store &store, const AgentSource &source, Transcript transcript, const AgentSurroundings &surroundings)
    : SourceReading(store, source, std::move(transcript), surroundings)
{
}

Error DatabaseImport::ofSource(const Error &error)
{
    m_isOfSource = true;
    m_records.reset(); // the next step begins at the beginning
    return error;
}

Result<SourceReading::Step> DatabaseImport::step()
{
    m_isOfSource = false;
    if (!m_records) {
        const auto isNews = begin();
        MIMIR_TRY(isNews);
        if (!*isNews)
            return Step::Unchanged;
    }
    auto step = readBatch();
    if (!step)
        m_records.reset();
    return step;
}

// False when it stands where it was read last.
Result<bool> DatabaseImport::begin()
{
    auto kept = m_bookmarks.of(m_transcript.path.toStdString());
    MIMIR_TRY(kept);
    m_bookmark = std::move(*kept);
    auto records = m_source.records(m_transcript);
    if (!records)
        return ofSource(records.error());
    const auto cursor = (*records)->begin(m_store.clock().now());
    if (!cursor)
        return ofSource(cursor.error());
    m_cursor = *cursor;
    if (m_bookmark && m_bookmark->cursor == m_cursor && !m_bookmark->isGone
        && m_bookmark->parserVersion == m_source.parserVersion())
        return false;
    m_records = std::move(*records);
    openParser();
    MIMIR_TRY(countFromHere());
    return true;
}

// The same records come again with each change of the session: kinds that are counted already are not counted again.
Result<void> DatabaseImport::countFromHere()
{
    if (!m_bookmark)
        return {};
    const auto kinds = m_bookmarks.kinds(m_source.name());
    MIMIR_TRY(kinds);
    for (const Bookmarks::Kind &kind : *kinds)
        (kind.isKnown ? m_counted.known : m_counted.unknown)[kind.kind]
            = std::numeric_limits<std::int64_t>::max();
    return {};
}

Result<SourceReading::Step> DatabaseImport::readBatch()
{
    const auto piece = m_records->next();
    if (!piece)
        return ofSource(piece.error());
    for (const json::Object &record : piece->records)
        m_parser->read(record);
    m_parser->endBatch();
    const bool isLast = piece->records.empty();
    auto found = m_parser->takeFound();
    TranscriptWriter::Written written;
    MIMIR_TRY(m_store.backend().inOneTransaction(
        [&]() -> Result<void> { return storeBatch(std::move(found), isLast, written); }));
    m_written.add(written);
    m_bytesRead += piece->bytes;
    if (isLast)
        m_records.reset();
    return isLast ? Step::Done : Step::More;
}

Result<void> DatabaseImport::storeBatch(
    std::vector<FoundRow> found, bool isLast, TranscriptWriter::Written &written)
{
    std::vector<std::string> messages;
    for (const FoundRow &row : found)
        if (row.record.type == EntityType::Message && !row.onlyChange)
            messages.push_back(row.record.id);
    const auto some = m_writer->write(std::move(found));
    MIMIR_TRY(some);
    written = *some;
    MIMIR_TRY(keepSeen(messages));
    MIMIR_TRY(countKinds());
    if (!isLast)
        return {};
    auto gone = vanished();
    MIMIR_TRY(gone);
    const auto marked = m_writer->write(std::move(*gone));
    MIMIR_TRY(marked);
    written.add(*marked);
    return keep();
}

// Other devices may have messages of the same session that this database never had.
std::int64_t DatabaseImport::seenKey(const std::string &message) const
{
    return agentRecordKey(m_source.name(), m_transcript.path.toStdString() + '|' + message);
}

Result<void> DatabaseImport::keepSeen(const std::vector<std::string> &messages)
{
    for (const std::string &message : messages)
        MIMIR_TRY(m_bookmarks.keepConversationOf(seenKey(message), m_conversation));
    return {};
}

Result<std::vector<FoundRow>> DatabaseImport::vanished()
{
    std::unordered_set<std::string> present;
    for (const std::string &key : m_records->keys())
        present.insert(agentRowId({m_conversation, key}));
    std::vector<std::string> absent;
    Query rows = m_store.database().query(
        "SELECT id FROM messages WHERE conversation_id = ? AND deleted = 0", m_conversation);
    while (rows.next())
        if (std::string id = rows.string(0); !present.contains(id))
            absent.push_back(std::move(id));
    MIMIR_TRY(rows.status());
    std::vector<FoundRow> marks;
    for (std::string &id : absent) {
        const auto seen = m_bookmarks.conversationOf(seenKey(id));
        MIMIR_TRY(seen);
        if (!*seen)
            continue;
        FoundRow row {{EntityType::Message, std::move(id), {}}, {}, {}, true};
        row.record.fields.set("metadata", R"({"status":"superseded"})");
        marks.push_back(std::move(row));
    }
    return marks;
}

Result<void> DatabaseImport::keep()
{
    Bookmark next = m_bookmark.value_or(Bookmark());
    const std::string cursor = m_cursor + std::string(m_parser->isWaiting() ? kWaiting : std::string_view());
    const bool isSame = m_bookmark && next.cursor == cursor && !next.isGone && !next.isUnfinished
        && next.parserVersion == m_source.parserVersion();
    m_hasChanged = m_hasChanged || !isSame;
    if (isSame)
        return {};
    next.path = m_transcript.path.toStdString();
    next.agent = m_source.name();
    next.session = m_transcript.session;
    next.state.size = m_transcript.size;
    next.state.modifiedNs = m_transcript.modifiedNs;
    next.cursor = cursor;
    next.parserVersion = m_source.parserVersion();
    next.isGone = next.isUnfinished = false;
    MIMIR_TRY(m_bookmarks.keep(next));
    m_bookmark = std::move(next);
    return {};
}

} // namespace mimir
