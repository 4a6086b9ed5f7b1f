// The tool calls of one conversation, from what the agent asked for to what came of it: a row for each, and the audit
// entries that the transcript proves (docs/sources.md, "Audit entries from transcripts").
#pragma once

#include "sources/agents/foundrow.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mimir {

struct CallBegin {
    std::string call; ///< the agent's own id of it, unique in its conversation
    std::string tool;
    std::string arguments;  ///< canonical JSON; empty = not recorded
    std::string messageRow; ///< id of the message that asks for it
    std::optional<Millis> at {};
    std::string folder {}; ///< where it is made; empty = the conversation's workspace
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

class CallRows {
public:
    CallRows(std::string agent, std::string conversation)
        : m_agent(std::move(agent)), m_conversation(std::move(conversation))
    {
    }

    /// A call with the id of one before is not a new one.
    std::vector<FoundRow> begin(const CallBegin &begin);
    /// Nothing for a call that has not begun or has ended.
    std::vector<FoundRow> end(const CallEnd &end);
    /// Those that wait for a result and will not get one.
    std::vector<FoundRow> endAll(std::optional<Millis> at);
    bool isOpen(const std::string &call) const { return m_open.contains(call); }

    std::string rowId(std::string_view call) const;
    static std::string key(std::string_view call) { return "c|" + std::string(call); }

private:
    struct Open {
        std::string tool, kind, subject, folder;
        std::optional<Millis> at;
    };
    FoundRow entry(std::string_view about, const std::string &call, const Open &open) const;
    std::optional<FoundRow> entryOf(const CallEnd &end, const Open &open) const;
    FoundRow change(const CallEnd &end, const Open &open) const;

    std::string m_agent, m_conversation;
    std::map<std::string, Open> m_open;
};

} // namespace mimir
