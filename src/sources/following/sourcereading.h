// Reads one session of an agent on from where its bookmark is, in bounded batches. Rows and bookmark are stored in one
// transaction, so that a program that is killed neither loses nor repeats anything.
#pragma once

#include "sources/agents/agentsource.h"
#include "sources/following/transcriptwriter.h"

#include <memory>

namespace mimir {

class SourceReading {
public:
    /// As the session is kept: a TranscriptImport or a DatabaseImport. References must outlive the object.
    static std::unique_ptr<SourceReading> of(Store &store, const AgentSource &source, Transcript transcript,
        const AgentSurroundings &surroundings);
    virtual ~SourceReading() = default;

    enum class Step : std::uint8_t {
        Unchanged, ///< since it was read last
        More,      ///< a batch was stored, and there may be another one
        Done,      ///< all that is whole is stored
    };
    /// Errors: those of the source (isOfSource()), and Store*.
    virtual Result<Step> step() = 0;
    /// The last error was about what the agent has left, not about the store.
    bool isOfSource() const { return m_isOfSource; }

    // Of all steps so far:
    const TranscriptWriter::Written &written() const { return m_written; }
    std::int64_t badLines() const { return m_badLines; }
    std::int64_t bytesRead() const { return m_bytesRead; }
    /// It was not as it had been read last.
    bool hasChanged() const { return m_hasChanged; }
    const Transcript &transcript() const { return m_transcript; }

protected:
    SourceReading(Store &store, const AgentSource &source, Transcript transcript,
        const AgentSurroundings &surroundings);

    /// A parser of its own from the first record on.
    void openParser();
    /// Of kinds of records from which no row comes, what was not counted before; in the caller's transaction.
    Result<void> countKinds();

    Store &m_store;
    const AgentSource &m_source;
    Transcript m_transcript;
    const AgentSurroundings &m_surroundings;
    Bookmarks m_bookmarks;
    std::unique_ptr<TranscriptParser> m_parser;
    std::optional<TranscriptWriter> m_writer;
    std::string m_conversation;
    TranscriptParser::Skipped m_counted;
    TranscriptWriter::Written m_written;
    std::int64_t m_badLines = 0, m_bytesRead = 0;
    bool m_hasChanged = false, m_isOfSource = false;
};

} // namespace mimir
