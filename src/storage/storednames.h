// The names that SQL has for numbers in the store (sqltext.h). The numbers are those of the enums; the released
// steps of schema/ rely on them.
#pragma once

#include "core/entity.h"
#include "core/privacylevel.h"
#include "core/wire.h"
#include "storage/conflictlog.h"
#include "storage/outbox.h"
#include "storage/privacyrules.h"
#include "storage/teamregistry.h"

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
    StoredName("State::Ready", Outbox::State::Ready),
    StoredName("State::Failed", Outbox::State::Failed),
    StoredName("State::Held", Outbox::State::Held),
    StoredName("State::Kept", Outbox::State::Kept),
    StoredName("Standing::Live", Team::Standing::Live),
    StoredName("Standing::Unproven", Team::Standing::Unproven),
    StoredName("Standing::OtherHistory", Team::Standing::OtherHistory),
    StoredName("Standing::Unknown", Team::Standing::Unknown),
    StoredName("Standing::Left", Team::Standing::Left),
    StoredName("Rule::Conversation", PrivacyRule::Kind::Conversation),
    StoredName("Rule::Workspace", PrivacyRule::Kind::Workspace),
    StoredName("Rule::Repository", PrivacyRule::Kind::Repository),
    StoredName("Rule::Agent", PrivacyRule::Kind::Agent),
    StoredName("Level::Nothing", PrivacyLevel::Nothing),
    StoredName("Level::Redacted", PrivacyLevel::Redacted),
    StoredName("Level::Full", PrivacyLevel::Full),
    StoredName("Conflict::Unseen", Conflict::State::Unseen),
    StoredName("Conflict::Seen", Conflict::State::Seen),
    StoredName("Conflict::Dismissed", Conflict::State::Dismissed),
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
