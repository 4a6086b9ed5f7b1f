#include "sources/following/sourcescan.h"

#include "sources/following/linefile.h"

#include <QFileInfo>

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace mimir {
namespace {

// New rows have ids in no order, so each batch touches pages all over the indexes. While much is read they stay in
// memory.
class LargerCache {
public:
    explicit LargerCache(Database &database) : m_database(database) { set(kReadingKiB); }
    ~LargerCache()
    {
        set(Database::Options().cacheKiB);
        (void)m_database.script("PRAGMA shrink_memory");
    }
    LargerCache(const LargerCache &) = delete;
    LargerCache &operator=(const LargerCache &) = delete;

    static constexpr std::int64_t kFrom = std::int64_t(32) << 20; ///< bytes of transcripts

private:
    static constexpr std::int64_t kReadingKiB = std::int64_t(32) * 1024;

    // Without it everything takes longer, and that is all.
    void set(std::int64_t kib) { (void)m_database.script("PRAGMA cache_size=-" + std::to_string(kib)); }

    Database &m_database;
};

} // namespace

SourceScan::SourceScan(Store &store, const AgentSource &source, QString root,
    const AgentSurroundings &surroundings, Millis since)
    : m_store(store), m_source(source), m_root(std::move(root)), m_surroundings(surroundings), m_since(since)
{
}

// Of a database the cursor decides, since every write to any of its sessions changes the file.
Result<bool> SourceScan::isDue(const Transcript &transcript)
{
    const auto bookmark = Bookmarks(m_store.database()).of(transcript.path.toStdString());
    MIMIR_TRY(bookmark);
    if (!*bookmark)
        return transcript.modifiedNs / kNsPerMs >= m_since;
    if ((*bookmark)->isGone || (*bookmark)->isUnfinished
        || (*bookmark)->parserVersion != m_source.parserVersion())
        return true;
    if (!transcript.database.isEmpty())
        return transcript.cursor.empty() || (*bookmark)->cursor != transcript.cursor;
    const auto state = LineFile::stateOf(transcript.path);
    return !state || (*bookmark)->state != *state;
}

Result<std::vector<Transcript>> SourceScan::pendingOf(std::vector<Transcript> all)
{
    std::vector<Transcript> pending;
    m_summary.transcripts = static_cast<std::int64_t>(all.size());
    for (Transcript &transcript : all) {
        const auto due = isDue(transcript);
        MIMIR_TRY(due);
        if (*due)
            pending.push_back(std::move(transcript));
    }
    return pending;
}

Result<void> SourceScan::markGone(const std::vector<Transcript> &all)
{
    std::unordered_set<std::string> there;
    for (const Transcript &transcript : all)
        there.insert(transcript.path.toStdString());
    Bookmarks bookmarks(m_store.database());
    const auto known = bookmarks.ofAgent(m_source.name());
    MIMIR_TRY(known);
    for (Bookmark bookmark : *known) {
        const QString path = QString::fromStdString(bookmark.path);
        // A database that could not be read is listed itself, and says nothing of its sessions.
        const bool isUnread
            = !bookmark.cursor.empty() && there.contains(bookmark.path.substr(0, bookmark.path.rfind('#')));
        if (bookmark.isGone || !path.startsWith(m_root + QLatin1Char('/')) || there.contains(bookmark.path)
            || isUnread || QFileInfo::exists(path))
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
    const auto reading = SourceReading::of(m_store, m_source, transcript, m_surroundings);
    const std::int64_t before = m_progress.done;
    bool isGoing = true;
    for (bool isMore = true; isMore && isGoing;) {
        const auto step = reading->step();
        if (!step && isStoreError(step.error().code) && step.error().code != ErrorCode::StoreReadOnly
            && !reading->isOfSource())
            return step.error();
        if (!step) {
            m_summary.problems.push_back({transcript.path, step.error()});
            break;
        }
        isMore = *step == SourceReading::Step::More;
        m_progress.done = before + std::min(reading->bytesRead(), transcript.size);
        isGoing = !go || go(m_progress);
    }
    m_progress.done = before + transcript.size;
    m_summary.read += reading->hasChanged() ? 1 : 0;
    m_summary.bytes += reading->bytesRead();
    m_summary.badLines += reading->badLines();
    m_summary.written.add(reading->written());
    return isGoing;
}

Result<SourceScan::Summary> SourceScan::run(const Go &go)
{
    m_summary = {};
    m_progress = {};
    auto all = m_source.transcripts(m_root);
    MIMIR_TRY(markGone(all));
    auto transcripts = pendingOf(std::move(all));
    MIMIR_TRY(transcripts);
    for (const Transcript &transcript : *transcripts)
        m_progress.total += transcript.size;
    std::optional<LargerCache> cache;
    if (m_progress.total >= LargerCache::kFrom)
        cache.emplace(m_store.database());
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
