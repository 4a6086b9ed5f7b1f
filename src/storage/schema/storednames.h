// The names that SQL has for numbers in the store (sqltext.h). The numbers are those of the enums; the released
// steps of schema/ rely on them.
#pragma once

#include "core/privacylevel.h"
#include "core/records/entity.h"
#include "core/sqlnames.h"
#include "core/wire/wire.h"
#include "storage/schema/storedenums.h"

#include <array>

namespace mimir {

inline constexpr std::array kStoredNames {
    SqlName("Type::Conversation", EntityType::Conversation),
    SqlName("Type::Message", EntityType::Message),
    SqlName("Type::ToolCall", EntityType::ToolCall),
    SqlName("Type::AuditLog", EntityType::AuditLog),
    SqlName("Action::Create", wire::Action::Create),
    SqlName("Action::Update", wire::Action::Update),
    SqlName("Action::Delete", wire::Action::Delete),
    SqlName("State::Ready", OutboxState::Ready),
    SqlName("State::Failed", OutboxState::Failed),
    SqlName("State::Held", OutboxState::Held),
    SqlName("State::Kept", OutboxState::Kept),
    SqlName("State::OtherAccount", OutboxState::OtherAccount),
    SqlName("Standing::Live", TeamStanding::Live),
    SqlName("Standing::Unproven", TeamStanding::Unproven),
    SqlName("Standing::OtherHistory", TeamStanding::OtherHistory),
    SqlName("Standing::Unknown", TeamStanding::Unknown),
    SqlName("Standing::Left", TeamStanding::Left),
    SqlName("Rule::Conversation", PrivacyRuleKind::Conversation),
    SqlName("Rule::Workspace", PrivacyRuleKind::Workspace),
    SqlName("Rule::Repository", PrivacyRuleKind::Repository),
    SqlName("Rule::Agent", PrivacyRuleKind::Agent),
    SqlName("Level::Nothing", PrivacyLevel::Nothing),
    SqlName("Level::Redacted", PrivacyLevel::Redacted),
    SqlName("Level::Full", PrivacyLevel::Full),
    SqlName("Conflict::Unseen", ConflictState::Unseen),
    SqlName("Conflict::Seen", ConflictState::Seen),
    SqlName("Conflict::Dismissed", ConflictState::Dismissed),
};

} // namespace mimir
