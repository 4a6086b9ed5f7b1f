#include "sources/agents/copilotsource.h"

#include "sources/agents/agentids.h"
#include "sources/agents/copilotparser.h"
#include "sources/agents/transcriptfiles.h"
#include "sources/agents/transcripttexts.h"

#include <QDir>

namespace mimir {
namespace {

constexpr qint64 kHead = qint64(64) << 10;

// A folder may have been named otherwise than the session in it; empty where the file does not say.
std::string sessionIn(const QString &path)
{
    std::string session;
    visitFirstRecords(path, kHead, [&session](const json::Object &record) {
        const bool isStart = record.text("type") == "session.start";
        if (isStart)
            session = objectOf(record, "data").text("sessionId").value_or(std::string());
        return !isStart;
    });
    return session;
}

} // namespace

QStringList CopilotSource::usualRoots(const QProcessEnvironment &environment) const
{
    return {agentFolder(environment, QStringLiteral("COPILOT_HOME"), QStringLiteral(".copilot"))
        + QStringLiteral("/session-state")};
}

std::vector<Transcript> CopilotSource::transcripts(const QString &root) const
{
    std::vector<Transcript> found;
    const auto folders = QDir(root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &folder : folders) {
        const QFileInfo file(folder.absoluteFilePath() + QStringLiteral("/events.jsonl"));
        if (file.isFile() && !file.isSymLink())
            found.push_back(transcriptOf(file, folder.fileName().toStdString()));
    }
    return found;
}

std::vector<std::vector<Transcript>> CopilotSource::families(std::vector<Transcript> transcripts) const
{
    std::vector<std::vector<Transcript>> all;
    for (Transcript &transcript : transcripts) {
        if (std::string session = sessionIn(transcript.path); !session.empty())
            transcript.session = std::move(session);
        all.push_back({std::move(transcript)});
    }
    return all;
}

bool CopilotSource::wrote(const json::Object &record) const
{
    return record.text("type") && record.text("id") && record.text("timestamp")
        && !objectOf(record, "data").empty();
}

int CopilotSource::parserVersion() const
{
    return CopilotParser::kVersion;
}

AgentSource::Reading CopilotSource::open(
    const Transcript &transcript, const AgentSurroundings &surroundings) const
{
    CopilotPlace place;
    place.session = transcript.session;
    place.repositoryOf = surroundings.repositoryOf;
    return {
        agentConversationId(place.agent, place.session), std::make_unique<CopilotParser>(std::move(place))};
}

} // namespace mimir
