// Reads one session of a database.
//
// Its messages change in place, and the cursor says only that something did: so the session is read from its beginning
// then, and what is stored already stays as it is. A message that was there when the session was read last and is gone
// now was taken back by a person: its row stays, and says so.
#pragma once

#include "sources/following/sourcereading.h"

namespace mimir {

class DatabaseImport final : public SourceReading {
public:
    DatabaseImport(Store &store, const AgentSource &source, Transcript transcript,
        const AgentSurroundings &surroundings);

    /// Errors of the source: those of AgentSource::records() and SessionRecords. Others: Store*.
    Result<Step> step() override;

private:
    Result<bool> begin();
    Result<Step> readBatch();
    Result<void> storeBatch(std::vector<FoundRow> found, bool isLast, TranscriptWriter::Written &written);
    Result<void> keepSeen(const std::vector<std::string> &messages);
    Result<std::vector<FoundRow>> vanished();
    Result<void> keep();
    Result<void> countFromHere();
    std::int64_t seenKey(const std::string &message) const;
    Error ofSource(const Error &error);

    std::optional<Bookmark> m_bookmark; ///< as it is in the store
    std::unique_ptr<SessionRecords> m_records;
    std::string m_cursor; ///< of the session, when its first record was read
};

} // namespace mimir
