#include "privacy/calls/summary.h"

#include <algorithm>
#include <re2/re2.h>

namespace mimir {

std::string fileSummary(std::string_view text)
{
    const auto lines = std::ranges::count(text, '\n') + (text.empty() || text.ends_with('\n') ? 0 : 1);
    return "[withheld " + std::to_string(text.size()) + " bytes, " + std::to_string(lines)
        + " lines of a file]";
}

// Accepts only digits: a file that merely begins and ends like a summary is still a file.
bool isSummary(std::string_view text)
{
    static const re2::RE2 pattern("\\[withheld [0-9]{1,20} bytes, [0-9]{1,20} lines of a file\\]");
    return text == kSecretFileSummary || text == kSecretSummary || text == kEnvironmentSummary
        || re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

} // namespace mimir
