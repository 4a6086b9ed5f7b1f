#include "sources/agents/codexsource.h"

#include "sources/agents/agentids.h"
#include "sources/agents/codexparser.h"

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
        Transcript transcript {match.captured(1).toStdString(), entry.absoluteFilePath(),
            entry.lastModified().toMSecsSinceEpoch() * 1'000'000, entry.size()};
        const auto [place, isFirst] = found.try_emplace(transcript.session, transcript);
        if (!isFirst && rank(transcript.path) < rank(place->second.path))
            place->second = transcript;
    }
}

} // namespace

QStringList CodexSource::usualRoots(const QProcessEnvironment &environment) const
{
    const QString chosen = environment.value(QStringLiteral("CODEX_HOME"));
    const QString home = environment.value(QStringLiteral("HOME"), QDir::homePath());
    return {chosen.isEmpty() ? home + QStringLiteral("/.codex") : QDir::cleanPath(chosen)};
}

std::vector<Transcript> CodexSource::transcripts(const QString &root) const
{
    std::map<std::string, Transcript> found;
    addSessions(root + QStringLiteral("/sessions"), 0, found);
    addSessions(root + QStringLiteral("/archived_sessions"), 0, found);
    std::vector<Transcript> all;
    for (auto &[session, transcript] : found)
        all.push_back(std::move(transcript));
    return all;
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
