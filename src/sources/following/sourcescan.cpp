#include "sources/following/sourcescan.h"

#include <QFileInfo>

#include <algorithm>

namespace mimir {

SourceScan::SourceScan(
    Store &store, const AgentSource &source, QString root, const AgentSurroundings &surroundings)
    : m_store(store), m_source(source), m_root(std::move(root)), m_surroundings(surroundings)
{
}

// Those that are not as they were when they were read last.
Result<std::vector<Transcript>> SourceScan::changed()
{
    std::vector<Transcript> changed;
    Bookmarks bookmarks(m_store.database());
    for (Transcript &transcript : m_source.transcripts(m_root)) {
        ++m_summary.transcripts;
        const auto bookmark = bookmarks.of(transcript.path.toStdString());
        MIMIR_TRY(bookmark);
        const auto state = LineFile::stateOf(transcript.path);
        const bool isAsBefore = state && *bookmark && (*bookmark)->state == *state && !(*bookmark)->isGone
            && (*bookmark)->parserVersion == m_source.parserVersion();
        if (!isAsBefore)
            changed.push_back(std::move(transcript));
    }
    return changed;
}

Result<void> SourceScan::markGone()
{
    Bookmarks bookmarks(m_store.database());
    const auto known = bookmarks.ofAgent(m_source.name());
    MIMIR_TRY(known);
    for (Bookmark bookmark : *known) {
        const QString path = QString::fromStdString(bookmark.path);
        if (bookmark.isGone || !path.startsWith(m_root + QLatin1Char('/')) || QFileInfo::exists(path))
            continue;
        bookmark.isGone = true;
        ++m_summary.gone;
        MIMIR_TRY(bookmarks.keep(bookmark));
    }
    return {};
}

// False when it is to stop.
Result<bool> SourceScan::readOne(const Transcript &transcript, const Go &go)
{
    TranscriptImport import(m_store, m_source, transcript, m_surroundings);
    const std::int64_t before = m_progress.done;
    bool isGoing = true;
    for (bool isMore = true; isMore && isGoing;) {
        const auto step = import.step();
        if (!step && isStoreError(step.error().code) && step.error().code != ErrorCode::StoreReadOnly)
            return step.error();
        if (!step) {
            m_summary.problems.push_back({transcript.path, step.error()});
            break;
        }
        isMore = *step == TranscriptImport::Step::More;
        m_progress.done = before + std::min(import.bytesRead(), transcript.size);
        isGoing = !go || go(m_progress);
    }
    m_progress.done = before + transcript.size;
    m_summary.read += import.bytesRead() > 0 ? 1 : 0;
    m_summary.bytes += import.bytesRead();
    m_summary.badLines += import.badLines();
    m_summary.written.add(import.written());
    return isGoing;
}

Result<SourceScan::Summary> SourceScan::run(const Go &go)
{
    m_summary = {};
    m_progress = {};
    MIMIR_TRY(markGone());
    auto transcripts = changed();
    MIMIR_TRY(transcripts);
    for (const Transcript &transcript : *transcripts)
        m_progress.total += transcript.size;
    auto families = m_source.families(std::move(*transcripts));
    const auto newest = [](const std::vector<Transcript> &family) {
        return std::ranges::max(family, {}, &Transcript::modifiedNs).modifiedNs;
    };
    std::ranges::stable_sort(
        families, [&](const auto &one, const auto &other) { return newest(one) > newest(other); });
    for (const auto &family : families) {
        for (const Transcript &transcript : family) {
            const auto goesOn = readOne(transcript, go);
            MIMIR_TRY(goesOn);
            if (!*goesOn) {
                m_summary.isCancelled = true;
                return m_summary;
            }
        }
    }
    return m_summary;
}

} // namespace mimir
