// A session of Claude Code, or one of a sub-agent of it (docs/sources.md, "Claude Code").
//
// A response of the model is several records, one for each block of its content. A text becomes a message of its own
// as soon as it is read, so that a message never changes: what the model thought before it goes with it, a response
// that only calls tools is a step. What the response used is counted with its first message.
#pragma once

#include "sources/agents/callrows.h"
#include "sources/agents/conversationrows.h"
#include "sources/agents/transcriptparser.h"

#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace mimir {

/// What the place of a transcript says about it.
struct ClaudePlace {
    std::string agent = "claude-code";      ///< the name that its rows bear
    std::string session;                    ///< of a sub-agent: the session that it works for
    std::string subagent {};                ///< the agent id of a sub-agent; empty = the session itself
    std::string description {}, toolUse {}; ///< of a sub-agent: what it is to do, the call that began it
    std::string parentSubagent {};          ///< of a sub-agent of a sub-agent
    /// The remote of a folder's repository, normalized; empty where there is none.
    std::function<std::string(const std::string &folder)> repositoryOf {};
    /// A long result that was stored beside the transcript; nullopt where it is gone or elsewhere.
    std::function<std::optional<std::string>(const std::string &path)> spilled {};
};

class ClaudeParser final : public TranscriptParser {
public:
    static constexpr int kVersion = 2;

    explicit ClaudeParser(ClaudePlace place);

    bool skips(std::string_view line) override;
    void read(const json::Object &record) override;
    void endBatch() override;

    static std::string conversationId(const ClaudePlace &place);
    const std::string &conversation() const { return m_conversation; }

private:
    struct Envelope {
        std::string uuid, parent, type, cwd, branch;
        std::optional<Millis> at;
    };
    /// What has been read of one response.
    struct Response {
        std::string id, model;
        std::string firstRow,
            firstKey; ///< of its first message, which its usage is counted with; empty = none yet
        std::string lastRow;
        std::string thinking;
        Envelope thinkingIn; ///< the record that it began in
        Envelope first;
        std::int64_t input = 0, output = 0, cacheRead = 0, cacheWrite = 0;
    };
    enum TitleRank : std::uint8_t { None, FirstPrompt, Summary, Generated, AgentName, Chosen };

    void readControl(const std::string &type, const json::Object &record);
    void readUser(const json::Object &record, const Envelope &envelope);
    void readPrompt(const json::Object &record, const Envelope &envelope, const std::string &text,
        std::string attachments);
    void readAssistant(const json::Object &record, const Envelope &envelope);
    void readTexts(const std::vector<json::Object> &blocks, const Envelope &envelope);
    void readCalls(const std::vector<json::Object> &blocks, const Envelope &envelope);
    void addReply(const Envelope &envelope, std::string_view kind, const std::string &content);
    void readSystem(const json::Object &record, const Envelope &envelope);
    void readAttachment(const json::Object &record, const Envelope &envelope);
    void readResult(const json::Object &record, const json::Object &block, const Envelope &envelope);
    std::string resultText(const json::Object &record, const json::Object &block) const;
    std::string childOf(const json::Object &record) const;
    void noteSummary(const json::Object &record);
    void noteModeAt(const Envelope &envelope);
    void noteEnvelope(const json::Object &record, const Envelope &envelope);
    bool isTheirs(const json::Object &record);
    void beginConversation(const Envelope &envelope, const json::Object &record);
    void noteUsage(const json::Object &message, const Envelope &envelope);
    void beginResponse(const std::string &id, const Envelope &envelope);
    /// What was thought and neither said nor done, or used without a message, becomes a step.
    void endResponse();
    void title(TitleRank rank, const std::string &text);
    FoundRow message(
        const Envelope &envelope, std::string_view role, std::string_view kind, const std::string &content);
    /// Adds it and makes it what the record's followers follow.
    void addMessage(FoundRow row, const Envelope &envelope);
    std::string rowId(std::string_view uuid) const;
    /// The uuid of the message at or above a record; empty = none.
    std::string messageAt(std::string_view uuid) const;
    void follows(std::string_view uuid, std::string_view parent);

    ClaudePlace m_place;
    std::string m_conversation;
    CallRows m_calls;
    std::unordered_set<std::int64_t> m_seen;               ///< records, by a digest of their uuid
    std::unordered_map<std::int64_t, std::string> m_rowOf; ///< uuid of the message at or above a record
    std::optional<Response> m_response;
    std::optional<Response> m_lastResponse; ///< ended; more of it may follow
    std::unordered_map<std::int64_t, std::string>
        m_summaries; ///< by a digest of the uuid of the record they end with
    std::string m_workspace, m_branchOfLast;
    ConversationFacts m_facts, m_foundFacts;
    TitleRank m_titleRank = None;
    std::string m_mode, m_newMode;
    bool m_begun = false;
};

} // namespace mimir
