// Values in the form in which both engines store them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace mimir::server {

template <typename Enum>
requires std::is_enum_v<Enum>
constexpr std::int64_t numberOf(Enum value)
{
    return static_cast<std::int64_t>(value);
}

// NULL for nothing, so that partial indexes and files stay small. A text is not copied.
inline std::optional<std::string_view> orNull(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

inline std::optional<std::int64_t> orNull(std::int64_t number)
{
    return number == 0 ? std::nullopt : std::optional(number);
}

} // namespace mimir::server
