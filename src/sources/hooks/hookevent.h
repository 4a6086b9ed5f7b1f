// What an event of an agent's hook proves, as an entry of the audit trail (docs/sources.md, "Hooks"). Nothing is concluded
// from two events: that something was asked for is not an approval, that it ran is none either.
#pragma once

#include "core/json/json.h"
#include "sources/agents/foundrow.h"

#include <optional>
#include <string>

namespace mimir {

/// A line of the spool, as `mimir-hook` writes it.
struct HookEvent {
    std::string agent;
    std::string receipt; ///< when and by which process it was received; no other line has the same
    Millis at = 0;
    json::Object event;
};
/// nullopt where it is none.
std::optional<HookEvent> hookEventIn(std::string_view line);

struct HookFinding {
    std::string kind;     ///< the event's name, as it is counted
    bool isKnown = false; ///< by this version
    std::optional<Record> entry {};
};
HookFinding findingOf(const HookEvent &event);

} // namespace mimir
