// SQL that says by name what the store has as a number: sqlText<"… WHERE state = {State::Held}">
// (core/sqlnames.h).
#pragma once

#include "storage/schema/storednames.h"

#include <string>
#include <string_view>

namespace mimir {

/// The text of `Source`; lives as long as the program.
template <SqlSource Source>
inline constexpr std::string_view sqlText = kNumberedSql<Source, kStoredNames>.view();

/// For SQL that is put together for one table after the other.
inline std::string sqlNumber(EntityType type)
{
    return std::to_string(static_cast<int>(type));
}

} // namespace mimir
