// Reads one file of lines.
//
// A parser needs what stood before: after a restart the part that is stored already is parsed once more, and only that
// file's. While an object lives, it goes on where it stopped.
#pragma once

#include "sources/following/recordlines.h"
#include "sources/following/sourcereading.h"

namespace mimir {

class TranscriptImport final : public SourceReading {
public:
    TranscriptImport(Store &store, const AgentSource &source, Transcript transcript,
        const AgentSurroundings &surroundings);

    /// Errors: NotFound, NotAFile, StoreReadOnly (of the transcript: the message has its path), and Store*.
    Result<Step> step() override;

private:
    Result<void> begin(LineFile &file);
    Result<bool> isContinued(LineFile &file);
    Result<void> readAgain(LineFile &file);
    Result<Step> readBatch(LineFile &file);
    Result<void> keep(LineFile &file, const RecordLines &lines, bool isMore);
    void forget();

    std::optional<Bookmark> m_bookmark; ///< as it is in the store
    std::int64_t m_offset = 0;          ///< behind what the parser has read
    std::size_t m_mostRecords;          ///< of the next batch
};

} // namespace mimir
