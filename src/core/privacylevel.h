// How much of a conversation may be sent from this device (docs/privacy.md, "Levels").
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mimir {

/// The numbers are stored; a smaller one reveals less.
enum class PrivacyLevel : std::uint8_t {
    Nothing = 0,  ///< stays on this device
    Metadata = 1, ///< titles, times, tokens, costs, tool names
    Redacted = 2, ///< no secrets, environment variables or contents of local files; the default
    Full = 3,     ///< contents of files too; never secrets or environment variables
};

inline constexpr std::array<std::string_view, 4> kPrivacyLevelNames {
    "nothing", "metadata", "redacted", "full"};

constexpr std::string_view privacyLevelName(PrivacyLevel level)
{
    return kPrivacyLevelNames[static_cast<std::size_t>(level)];
}

constexpr std::optional<PrivacyLevel> privacyLevelFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kPrivacyLevelNames.size(); ++i)
        if (kPrivacyLevelNames[i] == name)
            return static_cast<PrivacyLevel>(i);
    return std::nullopt;
}

} // namespace mimir
