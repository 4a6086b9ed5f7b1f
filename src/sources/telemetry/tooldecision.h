// What an agent's telemetry tells of a decision about a tool call, and the entry of the audit trail that it proves
// (docs/sources.md, "Telemetry"). Of all that telemetry contains these few members are read, and nothing else.
#pragma once

#include "core/clock.h"
#include "core/records/record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir {

struct ToolDecision {
    std::string agent;
    std::string session; ///< the agent's own id of it
    std::string call;    ///< the agent's own id of it; empty = not told
    std::string tool;
    std::string decision, source;  ///< in the agent's own words
    std::uint64_t nanoseconds = 0; ///< since 1970, of the event; 0 = not told

    bool operator==(const ToolDecision &) const = default;
};

/// `received` is when it came, for an event that does not tell its time. nullopt where nothing tells it from another one:
/// neither call nor time.
std::optional<Record> entryOf(const ToolDecision &decision, Millis received);

/// One log record while it is read, member by member in any order.
class DecisionReader {
public:
    /// The event's name, wherever it stands: an attribute, the body, a field of its own.
    void name(std::string_view text);
    void attribute(std::string_view key, std::string_view text);
    /// The first one that is not 0 counts: of the event, then of its being observed.
    void time(std::uint64_t ofEvent, std::uint64_t observed)
    {
        m_found.nanoseconds = ofEvent ? ofEvent : observed;
    }
    /// nullopt for any other event, and for one without session, tool, decision or source.
    std::optional<ToolDecision> finish();

private:
    ToolDecision m_found;
    std::string m_claudeSession, m_codexSession, m_claudeCall, m_codexCall;
    bool m_isFaulty = false;
};

} // namespace mimir
