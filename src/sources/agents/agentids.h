// Ids of what is read from agents' own files: UUIDs of version 5 (RFC 9562, 5.5) over the agent's name and its own ids,
// without the device, so that two devices that read the same session store it once (docs/sources.md, "Identity").
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace mimir {

/// The same parts give the same id on every device; other parts another one.
std::string agentRowId(std::initializer_list<std::string_view> parts);

/// `session` is the agent's own id of it, unique among all sessions of this agent.
std::string agentConversationId(std::string_view agent, std::string_view session);

/// The first 63 bits of a digest: what a record of an agent is remembered by.
std::int64_t agentRecordKey(std::string_view agent, std::string_view key);

} // namespace mimir
