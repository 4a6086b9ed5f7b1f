// The names that SQL has for numbers in the store (sqltext.h). The numbers are those of the enums; the released
// steps of schema/ rely on them.
#pragma once

#include "core/privacylevel.h"
#include "core/records/entity.h"
#include "core/wire/wire.h"
#include "storage/schema/storedenums.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>

namespace mimir {

struct StoredName {
    std::string_view name;
    int number;

    template <typename Enum>
    requires std::is_enum_v<Enum>
    constexpr StoredName(std::string_view inSql, Enum value)
        : name(inSql), number(static_cast<int>(value)) { }
};

inline constexpr std::array kStoredNames {
    StoredName("Type::Conversation", EntityType::Conversation),
    StoredName("Type::Message", EntityType::Message),
    StoredName("Type::ToolCall", EntityType::ToolCall),
    StoredName("Type::AuditLog", EntityType::AuditLog),
    StoredName("Action::Create", wire::Action::Create),
    StoredName("Action::Update", wire::Action::Update),
    StoredName("Action::Delete", wire::Action::Delete),
    StoredName("State::Ready", OutboxState::Ready),
    StoredName("State::Failed", OutboxState::Failed),
    StoredName("State::Held", OutboxState::Held),
    StoredName("State::Kept", OutboxState::Kept),
    StoredName("State::OtherAccount", OutboxState::OtherAccount),
    StoredName("Standing::Live", TeamStanding::Live),
    StoredName("Standing::Unproven", TeamStanding::Unproven),
    StoredName("Standing::OtherHistory", TeamStanding::OtherHistory),
    StoredName("Standing::Unknown", TeamStanding::Unknown),
    StoredName("Standing::Left", TeamStanding::Left),
    StoredName("Rule::Conversation", PrivacyRuleKind::Conversation),
    StoredName("Rule::Workspace", PrivacyRuleKind::Workspace),
    StoredName("Rule::Repository", PrivacyRuleKind::Repository),
    StoredName("Rule::Agent", PrivacyRuleKind::Agent),
    StoredName("Level::Nothing", PrivacyLevel::Nothing),
    StoredName("Level::Redacted", PrivacyLevel::Redacted),
    StoredName("Level::Full", PrivacyLevel::Full),
    StoredName("Conflict::Unseen", ConflictState::Unseen),
    StoredName("Conflict::Seen", ConflictState::Seen),
    StoredName("Conflict::Dismissed", ConflictState::Dismissed),
};

static_assert(std::ranges::all_of(
    kStoredNames, [](const StoredName &one) { return one.number >= 0 && one.number <= 9; }));

/// Does not compile for a name that is not in the table.
consteval int storedNumber(std::string_view name)
{
    for (const StoredName &one : kStoredNames)
        if (one.name == name)
            return one.number;
    throw "no such name";
}

} // namespace mimir
