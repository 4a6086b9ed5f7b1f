#include "sources/following/transcriptimport.h"

#include <algorithm>
#include <utility>

namespace mimir {
namespace {

// What is stored together is soon stored, at first. Later batches are larger: ids come in no order, so each batch
// writes pages all over the indexes.
constexpr std::size_t kFirstBatch = 500;
constexpr std::size_t kBatchRecords = 2000;
constexpr std::int64_t kBatchBytes = std::int64_t(4) << 20;
constexpr std::int64_t kDigested = 4096;

} // namespace

TranscriptImport::TranscriptImport(
    Store &store, const AgentSource &source, Transcript transcript, const AgentSurroundings &surroundings)
    : SourceReading(store, source, std::move(transcript), surroundings), m_mostRecords(kFirstBatch)
{
}

void TranscriptImport::forget()
{
    m_parser.reset();
    m_writer.reset();
    m_bookmark.reset();
}

Result<SourceReading::Step> TranscriptImport::step()
{
    const auto state = LineFile::stateOf(m_transcript.path);
    MIMIR_TRY(state);
    if (!m_bookmark) {
        const auto kept = m_bookmarks.of(m_transcript.path.toStdString());
        MIMIR_TRY(kept);
        m_bookmark = *kept;
    }
    if (m_bookmark && m_bookmark->state == *state && m_bookmark->parserVersion == m_source.parserVersion()
        && !m_bookmark->isGone && !m_bookmark->isUnfinished)
        return Step::Unchanged;
    auto file = LineFile::open(m_transcript.path);
    MIMIR_TRY(file);
    MIMIR_TRY(begin(*file));
    auto step = readBatch(*file);
    if (!step)
        forget(); // the parser has read what is not stored
    return step;
}

// The same file, and what was read of it still stands there.
Result<bool> TranscriptImport::isContinued(LineFile &file)
{
    if (file.isCompressed() && m_bookmark && m_bookmark->state == file.state()
        && m_bookmark->parserVersion == m_source.parserVersion())
        return true;
    if (file.isCompressed() || !m_bookmark || m_bookmark->parserVersion != m_source.parserVersion()
        || m_bookmark->offset == 0 || m_bookmark->state.device != file.state().device
        || m_bookmark->state.inode != file.state().inode || file.state().size < m_bookmark->offset)
        return false;
    const auto head = file.digest(0, std::min(kDigested, m_bookmark->offset));
    MIMIR_TRY(head);
    const std::int64_t before = std::min(kDigested, m_bookmark->offset);
    const auto tail = file.digest(m_bookmark->offset - before, before);
    MIMIR_TRY(tail);
    return *head == m_bookmark->head && *tail == m_bookmark->tail;
}

Result<void> TranscriptImport::begin(LineFile &file)
{
    const auto isContinuedHere = isContinued(file);
    MIMIR_TRY(isContinuedHere);
    const bool isNewGeneration = m_bookmark && m_bookmark->offset > 0 && !*isContinuedHere;
    if (m_parser && !isNewGeneration)
        return {};
    openParser();
    m_offset = 0;
    if (!m_bookmark) {
        m_bookmark.emplace();
        m_bookmark->path = m_transcript.path.toStdString();
        m_bookmark->agent = m_source.name();
        m_bookmark->session = m_transcript.session;
    }
    if (isNewGeneration) {
        ++m_bookmark->generation;
        m_bookmark->offset = m_bookmark->lines = m_bookmark->badLines = 0;
    }
    return *isContinuedHere ? readAgain(file) : Result<void>();
}

// What is stored already, for the parser's sake.
Result<void> TranscriptImport::readAgain(LineFile &file)
{
    file.seek(0);
    RecordLines lines(file, [this](std::string_view line) { return m_parser->skips(line); });
    std::vector<json::Object> records;
    while (lines.offset() < m_bookmark->offset) {
        const auto more = lines.next(records);
        MIMIR_TRY(more);
        if (!*more)
            break;
        for (const json::Object &record : records)
            m_parser->read(record);
        m_parser->takeFound();
    }
    m_parser->endBatch();
    m_parser->takeFound();
    m_offset = m_bookmark->offset;
    m_counted = m_parser->skipped();
    return {};
}

Result<SourceReading::Step> TranscriptImport::readBatch(LineFile &file)
{
    file.seek(m_offset);
    RecordLines lines(file, [this](std::string_view line) { return m_parser->skips(line); });
    std::vector<json::Object> records;
    std::size_t count = 0;
    bool isMore = true;
    const std::size_t most = std::exchange(m_mostRecords, kBatchRecords);
    while (isMore && count < most && lines.offset() - m_offset < kBatchBytes) {
        const auto more = lines.next(records);
        MIMIR_TRY(more);
        isMore = *more;
        for (const json::Object &record : records)
            m_parser->read(record);
        count += records.size();
    }
    m_parser->endBatch();
    auto found = m_parser->takeFound();
    TranscriptWriter::Written written;
    const auto stored = m_store.backend().inOneTransaction([&]() -> Result<void> {
        const auto some = m_writer->write(std::move(found));
        MIMIR_TRY(some);
        written = *some;
        MIMIR_TRY(countKinds());
        return keep(file, lines, isMore);
    });
    MIMIR_TRY(stored);
    m_written.add(written);
    m_badLines += lines.badLines();
    m_bytesRead += lines.offset() - m_offset;
    m_hasChanged = m_bytesRead > 0;
    m_offset = lines.offset();
    return isMore ? Step::More : Step::Done;
}

// As long as nothing of the conversation is stored, the next program begins at the beginning.
Result<void> TranscriptImport::keep(LineFile &file, const RecordLines &lines, bool isMore)
{
    const auto stored = m_writer->isStored();
    MIMIR_TRY(stored);
    Bookmark next = *m_bookmark;
    next.offset = *stored ? std::max(lines.offset(), m_offset) : 0;
    next.state = file.state();
    next.parserVersion = m_source.parserVersion();
    next.isGone = false;
    next.isUnfinished = isMore;
    next.lines += lines.lines();
    next.badLines += lines.badLines();
    const std::int64_t digested = std::min(kDigested, next.offset);
    const auto head = file.digest(0, digested);
    MIMIR_TRY(head);
    const auto tail = file.digest(next.offset - digested, digested);
    MIMIR_TRY(tail);
    next.head = *head;
    next.tail = *tail;
    MIMIR_TRY(m_bookmarks.keep(next));
    m_bookmark = std::move(next);
    return {};
}

} // namespace mimir
