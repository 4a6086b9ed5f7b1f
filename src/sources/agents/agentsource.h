// One agent's history on this computer: where it is, and how its transcripts are read (docs/sources.md).
#pragma once

#include "sources/agents/sessionrecords.h"
#include "sources/agents/transcriptparser.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// One session: a file of JSON lines, found by its name and place, of which nothing has been believed; or a part of a
/// database.
struct Transcript {
    std::string session; ///< the agent's own id of it
    QString path;        ///< of a session in a database: kept under sessionPath()
    std::int64_t modifiedNs = 0;
    std::int64_t size = 0; ///< of a session in a database: its share
    // Of a session in a database:
    QString database {}; ///< its file; empty = a file of lines
    std::string
        cursor {}; ///< where it stands; empty = the database could not be read, and SessionRecords say why
};

/// What stands for the path of a session in a database.
QString sessionPath(const QString &database, const std::string &session);

/// What the parsers ask about the computer; in tests a fake.
struct AgentSurroundings {
    /// The remote of the repository that a folder is in, normalized; empty where there is none.
    std::function<std::string(const std::string &folder)> repositoryOf;
};

/// Which answers to its questions for permission an agent keeps in its history.
enum class RecordedDecisions : std::uint8_t { None, Denials, All };
/// "none", "denials", "all": as a statement of coverage has it.
std::string_view decisionsName(RecordedDecisions decisions);

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
    /// Whether a file that appears may be one of them, by its name alone.
    virtual bool mayBeTranscript(const QString &fileName) const
    {
        return fileName.endsWith(QLatin1String(".jsonl"));
    }
    /// Whether it may have written this record; no two agents say so of one.
    virtual bool wrote(const json::Object & /*record*/) const { return false; }
    virtual RecordedDecisions recordedDecisions() const { return RecordedDecisions::None; }
    /// What its audit entries rest on: `evidence` of docs/protocol.md.
    virtual std::string_view evidence() const { return "transcript"; }
    /// What the agent itself deletes, and when.
    struct Deletion {
        int afterDays = 0; ///< without a change
        QString setting;   ///< what its user changes to prevent that: "/home/ana/…: cleanupPeriodDays"
    };
    /// nullopt where it deletes nothing.
    virtual std::optional<Deletion> deletion(const QString & /*root*/) const { return std::nullopt; }
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
    /// Of a session in a database, what its parser reads. Errors: those of ForeignDatabase::open(), NotFound.
    virtual Result<std::unique_ptr<SessionRecords>> records(const Transcript &transcript) const;
};

/// All that this version reads, by name.
const std::vector<std::unique_ptr<AgentSource>> &agentSources();
/// nullptr where there is none.
const AgentSource *agentSourceNamed(std::string_view name);
/// Whose transcript a file is, by its first records; nullptr where it is no agent's, or begins with an item of ours.
const AgentSource *agentSourceOf(const QString &file);

} // namespace mimir
