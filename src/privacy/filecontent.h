// What of an item is the content of files, the output of a store of secrets or an environment, and its fields without
// that. A tool call or an audit entry is judged by what the call does (calls/calleffect.h), a message by the calls and
// files within it (messages/embedded.h).
#pragma once

#include "core/privacylevel.h"
#include "core/records/record.h"
#include "privacy/calls/calleffect.h"
#include "privacy/calls/reduction.h"

#include <string>
#include <string_view>

namespace mimir {

class FileContent {
public:
    /// Increased with each change of what is withheld: what was sent before then reads differently.
    static constexpr int kVersion = 8;

    explicit FileContent(const Record &record);

    /// A call that prints environment variables.
    bool environment() const { return m_effect.environment; }
    /// A field as it may be sent at this level; unchanged where nothing of it is withheld.
    std::string reduced(const json::Member &member, PrivacyLevel level) const;

private:
    bool isCall() const { return m_type == EntityType::ToolCall || m_type == EntityType::AuditLog; }
    std::string reducedOfCall(const json::Member &member, PrivacyLevel level) const;
    std::string reducedOfNotice(const std::string &json) const;
    std::string withoutQuotesOfPlan(const json::Member &member, Extent extent) const;
    std::string reducedOfMessage(const json::Member &member, PrivacyLevel level) const;

    EntityType m_type;
    CallEffect m_effect;
    bool m_isToolMessage = false; ///< a message that is nothing but the result of a call
    bool m_isNotice = false;      ///< a message that a program wrote, not a person or a model
};

/// True for the name of a member whose members are environment variables: "env", "environment".
bool isEnvironmentName(std::string_view name);

} // namespace mimir
