// One of the conversations that a transcript of GitHub Copilot holds: the session's own, or one of a sub-agent, which
// works in the transcript of its session.
#pragma once

#include "sources/agents/auditentry.h"
#include "sources/agents/callrows.h"
#include "sources/agents/conversationrows.h"

namespace mimir {

/// Where a session works, as its records have said last.
struct CopilotSurroundings {
    std::string workspace, repository; ///< of its beginning
    std::string folder, branch, version;
};

struct CopilotEvent {
    std::string id, type;
    json::Object data;
    std::optional<Millis> at;
};

class CopilotStrand {
public:
    struct Place {
        std::string agent, conversation, nativeId;
        std::string parent {}; ///< of a sub-agent: the conversation that began it; empty = the session itself
        std::string parentCall {}; ///< id of the row of the call that did, where it is known
    };
    using Rows = std::vector<FoundRow>;

    /// `surroundings` must outlive the object.
    CopilotStrand(Place place, const CopilotSurroundings &surroundings);

    Rows prompt(const CopilotEvent &event);
    /// Calls that follow are its.
    Rows reply(const CopilotEvent &event);
    Rows compaction(const CopilotEvent &event);
    Rows mode(const CopilotEvent &event, std::string_view mode);
    Rows error(const CopilotEvent &event);

    /// `request` has the id, name and arguments of a call. `event` says when it was made.
    Rows beginCall(const CopilotEvent &event, const json::Object &request);
    /// `child`: id of the conversation of the sub-agent that did it; empty = none.
    Rows endCall(const CopilotEvent &event, const std::string &child);
    Rows endCalls(std::optional<Millis> at) { return m_calls.endAll(at); }
    Rows decide(const CallDecision &decision);
    bool isOpen(const std::string &call) const { return m_calls.isOpen(call); }
    std::string callRow(const std::string &call) const { return m_calls.rowId(call); }

    /// What is known of the conversation itself is found before its first other row, and once.
    Rows begin(std::optional<Millis> at);
    bool isBegun() const { return m_isBegun; }
    bool isSubagent() const { return !m_place.parent.empty(); }
    const std::string &conversation() const { return m_place.conversation; }
    const std::string &lastReply() const { return m_lastReply; }
    std::optional<FoundRow> takeFacts();
    ConversationFacts facts; ///< branch and version are filled in

private:
    FoundRow message(
        const CopilotEvent &event, std::string_view role, std::string_view kind, std::string_view content);
    EntrySource source(const CopilotEvent &event) const;
    bool isPrompt(const CopilotEvent &event) const;

    Place m_place;
    const CopilotSurroundings &m_surroundings;
    CallRows m_calls;
    ConversationFacts m_foundFacts;
    bool m_isBegun = false;
    std::string m_lastMessage, m_lastReply; ///< ids of rows
    std::string m_branchOfLast;
};

} // namespace mimir
