// A session of GitHub Copilot, its command line or its app (docs/sources.md, "GitHub Copilot"): events in the order in
// which they happened, those of sub-agents among them. Events have ids, and nothing is copied between sessions.
#pragma once

#include "sources/agents/copilotstrand.h"
#include "sources/agents/copilotusage.h"
#include "sources/agents/transcriptparser.h"

#include <functional>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace mimir {

struct CopilotPlace {
    std::string agent = "copilot"; ///< the name that its rows bear
    std::string session;
    /// The remote of a folder's repository, normalized; empty where there is none.
    std::function<std::string(const std::string &folder)> repositoryOf {};
};

class CopilotParser final : public TranscriptParser {
public:
    static constexpr int kVersion = 2;

    explicit CopilotParser(CopilotPlace place);

    void read(const json::Object &record) override;
    void endBatch() override;

private:
    /// `strand`: the conversation that it belongs to.
    using Reader = void (CopilotParser::*)(const CopilotEvent &event, CopilotStrand &strand);
    static Reader readerOf(std::string_view type);

    void readStart(const CopilotEvent &event, CopilotStrand &strand);
    void readResume(const CopilotEvent &event, CopilotStrand &strand);
    void readShutdown(const CopilotEvent &event, CopilotStrand &strand);
    void readContext(const CopilotEvent &event, CopilotStrand &strand);
    void readModel(const CopilotEvent &event, CopilotStrand &strand);
    void readMode(const CopilotEvent &event, CopilotStrand &strand);
    void readTitle(const CopilotEvent &event, CopilotStrand &strand);
    void readUser(const CopilotEvent &event, CopilotStrand &strand);
    void readAssistant(const CopilotEvent &event, CopilotStrand &strand);
    void readCall(const CopilotEvent &event, CopilotStrand &strand);
    void readResult(const CopilotEvent &event, CopilotStrand &strand);
    void readQuestion(const CopilotEvent &event, CopilotStrand &strand);
    void readAnswer(const CopilotEvent &event, CopilotStrand &strand);
    void readCompaction(const CopilotEvent &event, CopilotStrand &strand);
    void readError(const CopilotEvent &event, CopilotStrand &strand);
    void readAbort(const CopilotEvent &event, CopilotStrand &strand);
    void readSubagent(const CopilotEvent &event, const std::string &agentId);

    void workIn(const json::Object &context);
    std::string repositoryIn(const json::Object &context) const;
    void beginCall(const CopilotEvent &event, const json::Object &request, CopilotStrand &strand);
    void endCalls(std::optional<Millis> at);
    void addUsage(const std::string &model, const CopilotTokens &used);
    static void noteModel(std::string model, CopilotStrand &strand);
    void noteLast(const std::string &model, const CopilotStrand &strand);
    bool hasId(const CopilotEvent &event);
    CallDecision decisionOf(const CopilotEvent &event) const;
    /// nullptr where there are more sub-agents than are told apart.
    CopilotStrand *strandOf(const CopilotEvent &event, const std::string &agentId);
    CopilotStrand *subagentOf(const std::string &call);
    CopilotStrand *ownerOf(const std::string &call);

    /// What is asked before a call is made.
    struct Question {
        std::string call, tool, subject;
        bool isByHook = false; ///< answered before a person could
        CopilotStrand *strand = nullptr;
    };

    struct Reply {
        std::string row;
        bool isOfSubagent = false;
    };

    CopilotPlace m_place;
    CopilotSurroundings m_surroundings;
    CopilotStrand m_main;
    std::map<std::string, CopilotStrand> m_subagents;           ///< by the call that began them
    std::map<std::string, std::string> m_callOfAgent;           ///< by the id of a sub-agent
    std::unordered_map<std::int64_t, CopilotStrand *> m_owners; ///< of calls, by a digest of their id
    std::map<std::string, Question> m_questions;                ///< without an answer
    std::unordered_set<std::int64_t> m_seen;                    ///< events, by a digest of their id
    CopilotUsage m_usage;
    std::map<std::string, Reply> m_lastReplies;      ///< of each model, and of all ("")
    std::map<std::string, CopilotTokens> m_tokensOf; ///< of these rows
    std::optional<Millis> m_at;                      ///< of the last event that has a time
};

} // namespace mimir
