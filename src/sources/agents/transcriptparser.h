// One transcript of an agent, record by record, into rows. A parser is a state machine over the records in the order
// of the file: it opens no file, asks no clock and no store, and the same records give the same rows wherever the
// reading paused. So what was read before a program ended is read again without being stored, and reading goes on
// behind it.
//
// Whatever a record holds is a stranger's: what is not understood is counted, never an error.
#pragma once

#include "sources/agents/foundrow.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mimir {

class TranscriptParser {
public:
    virtual ~TranscriptParser() = default;

    /// True when it needs no parsing, because no row comes from it; it is counted, then.
    virtual bool skips(std::string_view /*line*/) { return false; }
    /// The next record.
    virtual void read(const json::Object &record) = 0;
    /// What changed of the conversation itself since the last call is found now: after the last record of a batch.
    virtual void endBatch() = 0;

    /// A record was left for later, because it will still change; only of sessions in databases.
    virtual bool isWaiting() const { return false; }

    /// What was found since the last call, in an order in which parents come first.
    std::vector<FoundRow> takeFound() { return std::exchange(m_found, {}); }

    /// How many records no row came from, by kind. Names are a stranger's, at most kMaxKinds of them.
    struct Skipped {
        std::map<std::string, std::int64_t, std::less<>> known;   ///< holds nothing of the conversation
        std::map<std::string, std::int64_t, std::less<>> unknown; ///< of a later version, maybe
    };
    const Skipped &skipped() const { return m_skipped; }
    static constexpr std::size_t kMaxKinds = 200;

protected:
    void add(FoundRow row) { (m_time || m_undated == 0 ? m_found : m_early).push_back(std::move(row)); }
    void addAll(std::vector<FoundRow> rows);
    /// To be asked once for each record before its rows are added: its own time or, so that two devices give it the same
    /// one, that of the record before. What is found before the first time waits for it; after kMaxUndated records it is
    /// the beginning of time.
    std::optional<Millis> dated(std::optional<Millis> own);
    static constexpr int kMaxUndated = 3;
    void skipKnown(std::string_view kind) { count(m_skipped.known, kind); }
    void skipUnknown(std::string_view kind) { count(m_skipped.unknown, kind); }

private:
    static void count(std::map<std::string, std::int64_t, std::less<>> &kinds, std::string_view kind);

    std::vector<FoundRow> m_found;
    std::vector<FoundRow> m_early; ///< without a time
    std::optional<Millis> m_time;  ///< of the last record that has one
    int m_undated = 0;             ///< records before the first time
    Skipped m_skipped;
};

} // namespace mimir
