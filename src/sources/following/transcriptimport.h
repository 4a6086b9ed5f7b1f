// Reads one transcript on from where its bookmark is, in bounded batches. Rows and bookmark are stored in one
// transaction, so that a program that is killed neither loses nor repeats anything.
//
// A parser needs what stood before: after a restart the part that is stored already is parsed once more, and only that
// file's. While an object lives, it goes on where it stopped.
#pragma once

#include "sources/agents/agentsource.h"
#include "sources/following/recordlines.h"
#include "sources/following/transcriptwriter.h"

namespace mimir {

class TranscriptImport {
public:
    /// `source` must outlive the object.
    TranscriptImport(Store &store, const AgentSource &source, Transcript transcript,
        const AgentSurroundings &surroundings);

    enum class Step : std::uint8_t {
        Unchanged, ///< since it was read last
        More,      ///< a batch was stored, and there may be another one
        Done,      ///< all that is whole is stored
    };
    /// Errors: NotFound, NotAFile, StoreReadOnly (of the transcript: the message has its path), and Store*.
    Result<Step> step();
    /// Of all steps so far.
    const TranscriptWriter::Written &written() const { return m_written; }
    std::int64_t badLines() const { return m_badLines; }
    std::int64_t bytesRead() const { return m_bytesRead; }
    const Transcript &transcript() const { return m_transcript; }

private:
    Result<void> begin(LineFile &file);
    Result<bool> isContinued(LineFile &file);
    Result<void> readAgain(LineFile &file);
    Result<Step> readBatch(LineFile &file);
    Result<void> keep(LineFile &file, const RecordLines &lines);
    Result<void> countKinds();
    void forget();

    Store &m_store;
    const AgentSource &m_source;
    Transcript m_transcript;
    const AgentSurroundings &m_surroundings;
    Bookmarks m_bookmarks;
    std::optional<Bookmark> m_bookmark; ///< as it is in the store
    std::unique_ptr<TranscriptParser> m_parser;
    std::optional<TranscriptWriter> m_writer;
    std::int64_t m_offset = 0; ///< behind what the parser has read
    TranscriptParser::Skipped m_counted;
    TranscriptWriter::Written m_written;
    std::int64_t m_badLines = 0, m_bytesRead = 0;
};

} // namespace mimir
