// SQL that says by name what the server's tables have as a number: sqlText<"… WHERE scope = {Scope::Team}">
// (core/sqlnames.h). The released steps of schema.cpp and postgresschema.cpp rely on the numbers.
#pragma once

#include "core/records/entity.h"
#include "core/sqlnames.h"
#include "server/sync/storedrow.h"

#include <array>
#include <string_view>

namespace mimir::server {

inline constexpr std::array kServerNames {
    SqlName("Type::Conversation", EntityType::Conversation),
    SqlName("Type::Message", EntityType::Message),
    SqlName("Type::ToolCall", EntityType::ToolCall),
    SqlName("Type::AuditLog", EntityType::AuditLog),
    SqlName("Scope::Own", Scope::Own),
    SqlName("Scope::Team", Scope::Team),
    SqlName("Scope::Withdrawn", Scope::Withdrawn),
    SqlName("Redaction::Forgotten", Redaction::Forgotten),
    SqlName("Gone::Withdrawn", Gone::Withdrawn),
    SqlName("Gone::Forgotten", Gone::Forgotten),
};

/// The text of `Source`; lives as long as the program.
template <SqlSource Source>
inline constexpr std::string_view sqlText = kNumberedSql<Source, kServerNames>.view();

} // namespace mimir::server
