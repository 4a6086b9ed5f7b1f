// Where GitHub Copilot's command line and app keep their sessions: session-state/<folder>/events.jsonl.
#pragma once

#include "sources/agents/agentsource.h"

namespace mimir {

class CopilotSource final : public AgentSource {
public:
    std::string name() const override { return "copilot"; }
    QString title() const override { return QStringLiteral("GitHub Copilot"); }
    QStringList usualRoots(const QProcessEnvironment &environment) const override;
    std::vector<Transcript> transcripts(const QString &root) const override;
    RecordedDecisions recordedDecisions() const override { return RecordedDecisions::All; }
    std::vector<std::vector<Transcript>> families(std::vector<Transcript> transcripts) const override;
    bool wrote(const json::Object &record) const override;
    int parserVersion() const override;
    bool copiesRecords() const override { return false; }
    Reading open(const Transcript &transcript, const AgentSurroundings &surroundings) const override;
};

} // namespace mimir
