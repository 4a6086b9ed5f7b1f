#include "sources/agents/agentsource.h"
#include "sources/agents/claudesource.h"
#include "sources/agents/codexsource.h"
#include "sources/agents/copilotsource.h"
#include "sources/agents/opencodesource.h"
#include "sources/agents/transcriptfiles.h"

#include <algorithm>

namespace mimir {

const std::vector<std::unique_ptr<AgentSource>> &agentSources()
{
    static const auto all = [] {
        std::vector<std::unique_ptr<AgentSource>> sources;
        sources.push_back(std::make_unique<ClaudeSource>());
        sources.push_back(std::make_unique<CodexSource>());
        sources.push_back(std::make_unique<CopilotSource>());
        sources.push_back(std::make_unique<OpencodeSource>());
        return sources;
    }();
    return all;
}

std::string_view decisionsName(RecordedDecisions decisions)
{
    switch (decisions) {
    case RecordedDecisions::None:
        return "none";
    case RecordedDecisions::Denials:
        return "denials";
    case RecordedDecisions::All:
        return "all";
    }
    return {};
}

QString sessionPath(const QString &database, const std::string &session)
{
    return database + QLatin1Char('#') + QString::fromStdString(session);
}

Result<std::unique_ptr<SessionRecords>> AgentSource::records(const Transcript &transcript) const
{
    return Error {ErrorCode::NotFound, transcript.path.toStdString() + " is in no database"};
}

const AgentSource *agentSourceNamed(std::string_view name)
{
    const auto found = std::ranges::find_if(agentSources(),
        [name](const std::unique_ptr<AgentSource> &source) { return source->name() == name; });
    return found == agentSources().end() ? nullptr : found->get();
}

const AgentSource *agentSourceOf(const QString &file)
{
    constexpr qint64 kBeginning = qint64(1) << 20;
    const AgentSource *agent = nullptr;
    visitFirstRecords(file, kBeginning, [&agent](const json::Object &record) {
        if (typeFromName(record.text("type").value_or(std::string())))
            return false;
        const auto found = std::ranges::find_if(agentSources(),
            [&record](const std::unique_ptr<AgentSource> &source) { return source->wrote(record); });
        agent = found == agentSources().end() ? nullptr : found->get();
        return !agent;
    });
    return agent;
}

} // namespace mimir
