#include "sources/agents/codexsource.h"

#include "sources/agents/agentids.h"
#include "sources/agents/codexparser.h"
#include "sources/agents/transcriptfiles.h"
#include "sources/agents/transcripttexts.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace mimir {
namespace {

constexpr int kMaxDepth = 4;

// Plain before compressed, active before archived.
int rank(const QString &path)
{
    return (path.endsWith(QLatin1String(".zst")) ? 2 : 0)
        + (path.contains(QLatin1String("/archived_sessions/")) ? 1 : 0);
}

void addSessions(const QString &folder, int depth, std::map<std::string, Transcript> &found)
{
    static const QRegularExpression name(QStringLiteral(
        "^rollout-.*([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.jsonl(\\.zst)?$"));
    if (depth > kMaxDepth)
        return;
    const auto entries
        = QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &entry : entries) {
        if (entry.isDir()) {
            addSessions(entry.absoluteFilePath(), depth + 1, found);
            continue;
        }
        const auto match = name.match(entry.fileName());
        if (!match.hasMatch())
            continue;
        const Transcript transcript = transcriptOf(entry, match.captured(1).toStdString());
        const auto [place, isFirst] = found.try_emplace(transcript.session, transcript);
        if (!isFirst && rank(transcript.path) < rank(place->second.path))
            place->second = transcript;
    }
}

} // namespace

QStringList CodexSource::usualRoots(const QProcessEnvironment &environment) const
{
    return {agentFolder(environment, QStringLiteral("CODEX_HOME"), QStringLiteral(".codex"))};
}

std::vector<Transcript> CodexSource::transcripts(const QString &root) const
{
    std::map<std::string, Transcript> found;
    addSessions(root + QStringLiteral("/sessions"), 0, found);
    addSessions(root + QStringLiteral("/archived_sessions"), 0, found);
    std::vector<Transcript> all;
    all.reserve(found.size());
    for (auto &[session, transcript] : found)
        all.push_back(std::move(transcript));
    return all;
}

bool CodexSource::mayBeTranscript(const QString &fileName) const
{
    return fileName.endsWith(QLatin1String(".jsonl")) || fileName.endsWith(QLatin1String(".jsonl.zst"));
}

// Ids begin with the time at which their session began, and a fork is younger than its original; which of them belong
// together only the first line says, so all of them are one family when they are read for the first time.
std::vector<std::vector<Transcript>> CodexSource::families(std::vector<Transcript> transcripts) const
{
    std::vector<std::vector<Transcript>> all;
    std::ranges::sort(transcripts, {}, &Transcript::session);
    if (!transcripts.empty())
        all.push_back(std::move(transcripts));
    return all;
}

// Old sessions begin with a record that has no type.
bool CodexSource::wrote(const json::Object &record) const
{
    const bool isEvent = record.text("type") && !objectOf(record, "payload").empty();
    return record.text("timestamp") && (isEvent || (record.text("id") && record.find("instructions")));
}

int CodexSource::parserVersion() const
{
    return CodexParser::kVersion;
}

AgentSource::Reading CodexSource::open(
    const Transcript &transcript, const AgentSurroundings &surroundings) const
{
    CodexPlace place;
    place.session = transcript.session;
    place.repositoryOf = surroundings.repositoryOf;
    return {agentConversationId(place.agent, place.session), std::make_unique<CodexParser>(std::move(place))};
}

} // namespace mimir
