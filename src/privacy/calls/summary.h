// What stands for what is withheld of a call.
#pragma once

#include <string>
#include <string_view>

namespace mimir {

/// "[withheld 12 bytes, 2 lines of a file]"
std::string fileSummary(std::string_view text);
/// Without the size: that of a password would say something.
inline constexpr std::string_view kSecretFileSummary = "[withheld a file with secrets]";
inline constexpr std::string_view kSecretSummary = "[withheld secrets]";
inline constexpr std::string_view kEnvironmentSummary = "[withheld environment variables]";

/// One of the above and nothing else.
bool isSummary(std::string_view text);

} // namespace mimir
