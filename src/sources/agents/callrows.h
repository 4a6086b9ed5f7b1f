// The tool calls of one conversation, from what the agent asked for to what came of it: a row for each, and the audit
// entries that the transcript proves (docs/sources.md, "Audit entries from transcripts").
#pragma once

#include "sources/agents/foundrow.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace mimir {

struct CallBegin {
    std::string call; ///< the agent's own id of it
    std::string tool;
    std::string arguments;  ///< canonical JSON; empty = not recorded
    std::string messageRow; ///< id of the message that asks for it
    std::optional<Millis> at {};
    std::string folder {}; ///< where it is made; empty = the conversation's workspace
    /// What names the record that asks for it, since some services number calls from one in each session or response;
    /// empty = the call's id is unique.
    std::string record {};
};

struct CallEnd {
    enum class Outcome : std::uint8_t { Success, Failed, Denied, NoResult };

    std::string call;
    Outcome outcome = Outcome::Success;
    std::optional<Millis> at {};
    std::string result {}; ///< canonical JSON; empty = not recorded
    std::string error {};
    std::optional<std::int64_t> exitCode {};
    std::optional<std::int64_t> resultBytes {};
    std::string child {}; ///< id of the conversation in which a sub-agent did it
    // Of a denial:
    std::string decidedBy {}; ///< person, rule, mode, hook, policy or unknown
    std::string reason {};
    bool isInferred = false; ///< recognised by its wording alone
};

/// What was decided about a call, as the agent itself has recorded it.
struct CallDecision {
    std::string call;             ///< empty = it is about none that is recorded
    std::string request;          ///< the agent's id of the question
    std::string tool, subject {}; ///< by the question; empty = those of the call
    std::string_view decision {}, decidedBy {}, scope {}, status {}; ///< as in the entry
    std::string reason {};                                           ///< a person's words, or a rule's
    std::string error {};                                            ///< of a denied call
    std::optional<Millis> at {};
};

class CallRows {
public:
    /// `evidence`: as in the audit entries.
    CallRows(std::string agent, std::string conversation, std::string evidence = "transcript")
        : m_agent(std::move(agent)), m_conversation(std::move(conversation)), m_evidence(std::move(evidence))
    {
    }

    /// A call with the id of one before is a new one only where another record asks for it; the one before has ended,
    /// then.
    std::vector<FoundRow> begin(const CallBegin &begin);
    /// Nothing for a call that has not begun or has ended.
    std::vector<FoundRow> end(const CallEnd &end);
    /// The entry of a decision, one for each call; a second one only where the same call was decided otherwise later,
    /// and nothing where neither call nor question has an id. A denial ends the call, which gets no other entry; a question
    /// that was cancelled ends it without a result.
    std::vector<FoundRow> decide(const CallDecision &decision);
    /// Those that wait for a result and will not get one.
    std::vector<FoundRow> endAll(std::optional<Millis> at);
    bool isOpen(const std::string &call) const { return m_open.contains(call); }

    /// What names a call in its conversation: its id, with the record where another one has asked for a call of this id
    /// before. nullopt = this record has asked for it before.
    std::optional<std::string> nameOf(const std::string &call, const std::string &record) const;
    /// Of the one that is open, or of the first with this id.
    std::string rowId(const std::string &call) const;

private:
    struct Open {
        std::string name, id, key; ///< as nameOf() says, of its row, of FoundRow
        std::string tool, kind, subject, folder;
        std::optional<Millis> at;
        bool isDecided = false; ///< there is an entry that says by whom
    };
    /// Remembers who has asked for it; its name, id and key.
    Open named(const CallBegin &begin);
    FoundRow entry(std::string_view about, const Open &open) const;
    std::optional<FoundRow> entryOf(const CallEnd &end, const Open &open) const;
    FoundRow entryOf(const CallDecision &decision, const std::string &name, const Open &about) const;
    std::string entryName(const CallDecision &decision, const std::string &call);
    FoundRow change(const CallEnd &end, const Open &open) const;

    std::string m_agent, m_conversation, m_evidence;
    std::map<std::string, Open> m_open;
    std::unordered_map<std::int64_t, std::string> m_decisions; ///< by a digest of the call
    // By a digest of the call: that of the record which asked for it first; and which others have, of both.
    std::unordered_map<std::int64_t, std::int64_t> m_askedBy;
    std::unordered_set<std::int64_t> m_askedAgain;
};

} // namespace mimir
