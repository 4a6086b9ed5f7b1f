// Where opencode keeps its sessions: opencode*.db, one file for each channel of releases. The tree of JSON files in
// storage/, from before version 1.2, is not read.
#pragma once

#include "sources/agents/agentsource.h"

namespace mimir {

class OpencodeSource final : public AgentSource {
public:
    std::string name() const override { return "opencode"; }
    bool mayBeTranscript(const QString &fileName) const override
    {
        return fileName.startsWith(QLatin1String("opencode")) && fileName.contains(QLatin1String(".db"));
    }
    QString title() const override { return QStringLiteral("opencode"); }
    QStringList usualRoots(const QProcessEnvironment &environment) const override;
    /// A database that cannot be read stands there itself, without a session.
    std::vector<Transcript> transcripts(const QString &root) const override;
    std::string_view evidence() const override { return "database"; }
    std::vector<std::vector<Transcript>> families(std::vector<Transcript> transcripts) const override;
    int parserVersion() const override;
    /// A fork's copies have other ids; OpencodeRecords recognise them.
    bool copiesRecords() const override { return false; }
    Reading open(const Transcript &transcript, const AgentSurroundings &surroundings) const override;
    Result<std::unique_ptr<SessionRecords>> records(const Transcript &transcript) const override;
};

} // namespace mimir
