#include "privacy/olddigests.h"

#include "core/records/reducedform.h"
#include "core/text.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::size_t kDigits = 8;

bool isKindLetter(char c)
{
    return (isLetter(c) && !isUpper(c)) || isDigit(c) || c == '-';
}

} // namespace

void dropGuessableDigests(std::string &text, const SecretRules &rules, SecretCounts &found)
{
    std::size_t copied = 0;
    std::string out;
    for (std::size_t at = text.find(kWithheldMark); at != std::string::npos;
         at = text.find(kWithheldMark, at)) {
        const std::size_t kind = at += kWithheldMark.size();
        while (at < text.size() && isKindLetter(text[at]))
            ++at;
        const std::string_view digest = std::string_view(text).substr(at, kDigits + 2);
        const bool isDigest = digest.size() == kDigits + 2 && digest.front() == ' ' && digest.back() == ']'
            && std::ranges::all_of(digest.substr(1, kDigits), isHexDigit);
        const std::string_view name = std::string_view(text).substr(kind, at - kind);
        if (name.empty() || !isDigest || rules.hasDigest(name))
            continue;
        ++found[std::string(name)];
        out.append(text, copied, at - copied);
        copied = at + 1 + kDigits;
    }
    if (copied > 0)
        text = out.append(text, copied, std::string::npos);
}

} // namespace mimir
