#include "sources/telemetry/tooldecision.h"

#include "core/records/timecheck.h"
#include "core/text.h"
#include "sources/agents/agentids.h"
#include "sources/agents/auditentry.h"
#include "sources/agents/claudeparser.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mimir {
namespace {

constexpr std::size_t kMaxValue = 1024; // ids, names and single words

constexpr std::string_view kClaude = "claude-code";
constexpr std::string_view kCodex = "codex";

// What an agent's words mean in an entry.
struct Meaning {
    std::string_view word;
    std::string_view decision, decidedBy, scope = {}, status = {};
};

// Claude Code decides by "config" where a rule, a mode, a policy or an earlier answer does, and does not say which.
// "user_temporary" is for one call or for a session.
constexpr std::array<Meaning, 4> kClaudeAnswers {{
    {"user_permanent", "always", "person", "permanent"},
    {"user_temporary", "approved", "person"},
    {"user_reject", "denied", "person", "once"},
    {"user_abort", "", "person", "", "cancelled"},
}};
// Codex names them in more than one spelling; "abort" is a denial that ends the turn, too.
constexpr std::array<Meaning, 5> kCodexAnswers {{
    {"approved", "approved", ""},
    {"approvedexecpolicyamendment", "always", "", "permanent"},
    {"approvedforsession", "always", "", "session"},
    {"denied", "denied", ""},
    {"abort", "denied", ""},
}};

template <std::size_t Size>
const Meaning *meaningOf(const std::array<Meaning, Size> &known, std::string_view word)
{
    const auto found = std::ranges::find(known, word, &Meaning::word);
    return found == known.end() ? nullptr : &*found;
}

std::optional<Meaning> claudeMeaning(const ToolDecision &decision)
{
    if (const Meaning *answer = meaningOf(kClaudeAnswers, decision.source))
        return *answer;
    const std::string_view by = decision.source == "config" ? "settings"
        : decision.source == "hook"                         ? "hook"
                                                            : "";
    if (by.empty() || (decision.decision != "accept" && decision.decision != "reject"))
        return std::nullopt;
    return Meaning {{}, decision.decision == "accept" ? "approved" : "denied", by};
}

std::optional<Meaning> codexMeaning(const ToolDecision &decision)
{
    std::string word = asciiLowered(decision.decision);
    std::erase(word, '_');
    const std::string source = asciiLowered(decision.source);
    const std::string_view by = source == "user" ? "person" : source == "config" ? "settings" : "";
    const Meaning *answer = meaningOf(kCodexAnswers, word);
    if (!answer || by.empty())
        return std::nullopt;
    Meaning meaning = *answer;
    meaning.decidedBy = by;
    if (by == "person" && meaning.scope.empty())
        meaning.scope = "once";
    return meaning;
}

std::string conversationOf(const ToolDecision &decision)
{
    if (decision.agent != kClaude)
        return agentConversationId(decision.agent, decision.session);
    ClaudePlace place;
    place.session = decision.session;
    return ClaudeParser::conversationId(place);
}

} // namespace

std::optional<Record> entryOf(const ToolDecision &decision, Millis received)
{
    const auto at = static_cast<Millis>(decision.nanoseconds / std::uint64_t(kNsPerMs));
    const bool isTimed = isPossibleTime(at);
    if (decision.call.empty() && !isTimed)
        return std::nullopt;
    const std::string conversation = conversationOf(decision);
    const std::string time = std::to_string(decision.nanoseconds);
    Record entry
        = auditEntry({decision.agent, conversation, decision.call, isTimed ? at : received}, {}, {}).record;
    // An event that is sent again has the same time; an agent may ask about one call twice.
    entry.id = agentRowId({conversation, "telemetry", "ToolDecision", decision.call, decision.tool,
        decision.decision, decision.source, time});
    setText(entry, "evidence", "telemetry");
    setText(entry, "event_type", "permission");
    setText(entry, "action", decision.tool);
    if (!decision.call.empty())
        setText(entry, "tool_call_id", agentRowId({conversation, decision.call}));
    const auto meaning = decision.agent == kClaude ? claudeMeaning(decision) : codexMeaning(decision);
    if (!meaning) {
        setText(entry, "decided_by", "unknown");
        setText(entry, "reason", decision.decision + ", " + decision.source);
        return entry;
    }
    setText(entry, "decision", meaning->decision);
    setText(entry, "decided_by", meaning->decidedBy);
    setText(entry, "scope", meaning->scope);
    setText(entry, "status", meaning->status);
    return entry;
}

void DecisionReader::name(std::string_view text)
{
    if (text == "claude_code.tool_decision")
        m_found.agent = kClaude;
    else if (text == "codex.tool_decision")
        m_found.agent = kCodex;
}

void DecisionReader::attribute(std::string_view key, std::string_view text)
{
    const std::array<std::pair<std::string_view, std::string *>, 7> read {{
        {"session.id", &m_claudeSession},
        {"conversation.id", &m_codexSession},
        {"tool_use_id", &m_claudeCall},
        {"call_id", &m_codexCall},
        {"tool_name", &m_found.tool},
        {"decision", &m_found.decision},
        {"source", &m_found.source},
    }};
    if (key == "event.name")
        return name(text);
    const auto found = std::ranges::find(read, key, &std::pair<std::string_view, std::string *>::first);
    if (found == read.end())
        return;
    m_isFaulty = m_isFaulty || text.size() > kMaxValue || !isStorable(text);
    if (!m_isFaulty)
        *found->second = text;
}

std::optional<ToolDecision> DecisionReader::finish()
{
    const bool isClaude = m_found.agent == kClaude;
    m_found.session = isClaude ? m_claudeSession : m_codexSession;
    m_found.call = isClaude ? m_claudeCall : m_codexCall;
    const bool isWhole = !m_found.agent.empty() && !m_found.session.empty() && !m_found.tool.empty()
        && !m_found.decision.empty() && !m_found.source.empty();
    return isWhole && !m_isFaulty ? std::optional(m_found) : std::nullopt;
}

} // namespace mimir
