// One agent's history on this computer: where it is, and how its transcripts are read (docs/sources.md).
#pragma once

#include "sources/agents/transcriptparser.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mimir {

/// A file of one session, found by its name and place. Nothing of what it holds has been believed.
struct Transcript {
    std::string session; ///< the agent's own id of it
    QString path;
    std::int64_t modifiedNs = 0;
    std::int64_t size = 0;
};

/// What the parsers ask about the computer; in tests a fake.
struct AgentSurroundings {
    /// The remote of the repository that a folder is in, normalized; empty where there is none.
    std::function<std::string(const std::string &folder)> repositoryOf;
};

class AgentSource {
public:
    virtual ~AgentSource() = default;

    /// As in the rows' `agent` and on the command line: "claude-code".
    virtual std::string name() const = 0;
    /// As its maker writes it.
    virtual QString title() const = 0;
    /// Folders that its history is usually in; they need not exist.
    virtual QStringList usualRoots(const QProcessEnvironment &environment) const = 0;
    /// In any order. Links to directories are not followed.
    virtual std::vector<Transcript> transcripts(const QString &root) const = 0;
    /// Transcripts that belong together, in the order in which they are read: what others refer to, or copied from,
    /// comes first.
    virtual std::vector<std::vector<Transcript>> families(std::vector<Transcript> transcripts) const = 0;

    /// Raised with each change of what is read of the same transcript.
    virtual int parserVersion() const = 0;
    /// Records of one session may stand in the transcripts of several.
    virtual bool copiesRecords() const = 0;

    struct Reading {
        std::string conversation;
        std::unique_ptr<TranscriptParser> parser;
    };
    virtual Reading open(const Transcript &transcript, const AgentSurroundings &surroundings) const = 0;
};

/// All that this version reads, by name.
const std::vector<std::unique_ptr<AgentSource>> &agentSources();
/// nullptr where there is none.
const AgentSource *agentSourceNamed(std::string_view name);

} // namespace mimir
