// Where Claude Code keeps its sessions: projects/<folder>/<session>.jsonl, sub-agents beside them.
#pragma once

#include "sources/agents/agentsource.h"

namespace mimir {

class ClaudeSource final : public AgentSource {
public:
    std::string name() const override { return "claude-code"; }
    QString title() const override { return QStringLiteral("Claude Code"); }
    QStringList usualRoots(const QProcessEnvironment &environment) const override;
    std::vector<Transcript> transcripts(const QString &root) const override;
    RecordedDecisions recordedDecisions() const override { return RecordedDecisions::Denials; }
    /// `cleanupPeriodDays` of its settings, or else its default.
    std::optional<Deletion> deletion(const QString &root) const override;
    std::vector<std::vector<Transcript>> families(std::vector<Transcript> transcripts) const override;
    bool wrote(const json::Object &record) const override;
    int parserVersion() const override;
    bool copiesRecords() const override { return true; }
    Reading open(const Transcript &transcript, const AgentSurroundings &surroundings) const override;
};

} // namespace mimir
