#include "sources/recordstream.h"

#include "core/json/jsonrepair.h"
#include "core/records/recordline.h"
#include "core/text.h"

#include <algorithm>

namespace mimir {
namespace {

// Limit of what is gathered for one transaction.
constexpr std::size_t kBatchBytes = 16u << 20;
// An unfinished batch is written when no further line arrives for this long.
constexpr int kGatherMs = 100;

// Concatenated files have byte order marks in the middle, too.
std::string_view lineIn(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    return text;
}

} // namespace

RecordStream::RecordStream(HybridStorageBackend &backend, std::size_t linesPerTransaction)
    : m_backend(backend), m_linesPerTransaction(std::max<std::size_t>(1, linesPerTransaction))
{
}

RecordStream::Summary RecordStream::run(LineReader &reader)
{
    m_summary = {};
    LineReader::Line line;
    for (;;) {
        const int timeout = !m_pending.empty() ? kGatherMs : m_unannounced ? 0 : -1;
        const LineReader::Got got = reader.next(line, timeout);
        if (got == LineReader::Got::Line) {
            if (!add(line))
                break;
            continue;
        }
        if (!flush())
            break;
        announce();
        if (got == LineReader::Got::Failed)
            m_summary.stopped = Error {ErrorCode::NotAFile, reader.failure()};
        if (got != LineReader::Got::Pause)
            break;
    }
    announce();
    return m_summary;
}

bool RecordStream::add(const LineReader::Line &line)
{
    if (line.tooLong) {
        refuse(line.number, line.number,
            {ErrorCode::TooLarge,
                "the line is too long: an item can have at most 8 MiB; nothing of it was stored"});
        return true;
    }
    const std::string_view text = lineIn(line.text);
    if (trimmed(text).empty())
        return true;
    m_pending.push_back({line.number, std::string(text)});
    m_pendingBytes += text.size();
    return m_pending.size() < m_linesPerTransaction && m_pendingBytes < kBatchBytes ? true : flush();
}

bool RecordStream::flush()
{
    if (m_pending.empty())
        return true;
    const Summary before = m_summary;
    const auto written = writePending();
    if (!written) {
        // The transaction was rolled back, and with it everything its lines had done.
        m_summary = before;
        m_summary.stopped = written.error();
        refuse(m_pending.front().number, m_pending.back().number, written.error());
    }
    m_unannounced |= m_summary.created + m_summary.changed > before.created + before.changed;
    const std::int64_t last = m_pending.back().number;
    m_pending.clear();
    m_pendingBytes = 0;
    if (written && m_batch && !m_batch(last)) {
        m_summary.stopped = Error {ErrorCode::Cancelled, "cancelled"};
        return false;
    }
    return written.ok();
}

Result<void> RecordStream::writePending()
{
    const auto writeAll = [this]() -> Result<void> {
        for (const Pending &line : m_pending) {
            const auto outcome = write(line.text);
            if (!outcome && isStoreError(outcome.error().code))
                return outcome.error();
            count(line, outcome);
        }
        return {};
    };
    // A single line is its own transaction, and the backend skips the disk write when it changes nothing.
    return m_pending.size() == 1 ? writeAll() : m_backend.inOneTransaction(writeAll);
}

void RecordStream::count(const Pending &line, const Result<WriteOutcome> &outcome)
{
    if (!outcome)
        return refuse(line.number, line.number, outcome.error());
    if (json::unstorableEscapes(line.text) > 0 && ++m_summary.replaced == 1)
        m_summary.firstReplaced = line.number;
    switch (*outcome) {
    case WriteOutcome::Created:
        ++m_summary.created;
        break;
    case WriteOutcome::Changed:
        ++m_summary.changed;
        break;
    case WriteOutcome::Unchanged:
        ++m_summary.unchanged;
        break;
    }
}

Result<WriteOutcome> RecordStream::write(std::string_view line)
{
    const auto parsed = parseRecordLine(line);
    MIMIR_TRY(parsed);
    const Record &record = parsed->record;
    return parsed->deleted ? m_backend.remove(record.type, record.id) : m_backend.write(record);
}

void RecordStream::refuse(std::int64_t first, std::int64_t last, const Error &error)
{
    m_summary.refused += last - first + 1;
    if (m_problem)
        m_problem({first, last, error});
}

void RecordStream::announce()
{
    if (m_unannounced && m_written)
        m_written();
    m_unannounced = false;
}

} // namespace mimir
