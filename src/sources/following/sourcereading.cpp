#include "sources/following/sourcereading.h"

#include "sources/following/databaseimport.h"
#include "sources/following/transcriptimport.h"

namespace mimir {

std::unique_ptr<SourceReading> SourceReading::of(
    Store &store, const AgentSource &source, Transcript transcript, const AgentSurroundings &surroundings)
{
    if (transcript.database.isEmpty())
        return std::make_unique<TranscriptImport>(store, source, std::move(transcript), surroundings);
    return std::make_unique<DatabaseImport>(store, source, std::move(transcript), surroundings);
}

SourceReading::SourceReading(
    Store &store, const AgentSource &source, Transcript transcript, const AgentSurroundings &surroundings)
    : m_store(store), m_source(source), m_transcript(std::move(transcript)), m_surroundings(surroundings),
      m_bookmarks(store.database())
{
}

void SourceReading::openParser()
{
    auto reading = m_source.open(m_transcript, m_surroundings);
    m_parser = std::move(reading.parser);
    m_conversation = std::move(reading.conversation);
    m_writer.emplace(m_store, m_source.name(), m_conversation, m_source.copiesRecords());
    m_counted = {};
}

Result<void> SourceReading::countKinds()
{
    const TranscriptParser::Skipped &now = m_parser->skipped();
    const auto add = [&](const auto &kinds, const auto &counted, bool isKnown) -> Result<void> {
        for (const auto &[kind, count] : kinds) {
            const auto before = counted.find(kind);
            const std::int64_t more = count - (before == counted.end() ? 0 : before->second);
            if (more > 0)
                MIMIR_TRY(m_bookmarks.countKind(m_source.name(), kind, isKnown, more));
        }
        return {};
    };
    MIMIR_TRY(add(now.known, m_counted.known, true));
    MIMIR_TRY(add(now.unknown, m_counted.unknown, false));
    m_counted = now;
    return {};
}

} // namespace mimir
