// Where Codex keeps its sessions: sessions/YYYY/MM/DD/rollout-<time>-<id>.jsonl, later compressed or moved to
// archived_sessions/.
#pragma once

#include "sources/agents/agentsource.h"

namespace mimir {

class CodexSource final : public AgentSource {
public:
    std::string name() const override { return "codex"; }
    QString title() const override { return QStringLiteral("Codex"); }
    QStringList usualRoots(const QProcessEnvironment &environment) const override;
    /// Of a session that is there twice, the one that is not compressed, or else the one that is not archived.
    std::vector<Transcript> transcripts(const QString &root) const override;
    bool mayBeTranscript(const QString &fileName) const override;
    std::vector<std::vector<Transcript>> families(std::vector<Transcript> transcripts) const override;
    bool wrote(const json::Object &record) const override;
    int parserVersion() const override;
    bool copiesRecords() const override { return true; }
    Reading open(const Transcript &transcript, const AgentSurroundings &surroundings) const override;
};

} // namespace mimir
