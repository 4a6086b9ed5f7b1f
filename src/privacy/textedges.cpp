#include "privacy/textedges.h"

#include "core/text.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

// Whether the letter or digit before `at` ends \n, \u0022, \x1b or %3D.
bool endsEscape(std::string_view text, std::size_t at)
{
    constexpr std::string_view simple = "nrtbfvae0";
    const auto isEscape = [&](std::size_t back, std::string_view begin) {
        return at >= back && text.substr(at - back).starts_with(begin)
            && std::ranges::all_of(text.substr(at - back + begin.size(), back - begin.size()), isHexDigit);
    };
    return (at >= 2 && text[at - 2] == '\\' && simple.find(text[at - 1]) != std::string_view::npos)
        || isEscape(3, "%") || isEscape(6, "\\u") || isEscape(4, "\\x");
}

// Whether the letter before `at` ends ESC[32m, or \033[K and the like as text.
bool endsColour(std::string_view text, std::size_t at)
{
    constexpr std::size_t longest = 16;
    std::size_t from = at - 1;
    while (from > 0 && at - from < longest && (isDigit(text[from - 1]) || text[from - 1] == ';'))
        --from;
    if (from < 2 || text[from - 1] != '[')
        return false;
    const std::string_view before = text.substr(0, from - 1);
    return before.ends_with('\x1b') || before.ends_with("\\e") || before.ends_with("\\033")
        || before.ends_with("1b") || before.ends_with("1B") || before.ends_with("^[");
}

constexpr auto kOfToken = [] {
    std::array<bool, 256> out {};
    for (unsigned c = 0; c < out.size(); ++c)
        out[c] = isLetterOrDigit(static_cast<char>(c));
    for (const unsigned char c : std::string_view("_-+/=.~:"))
        out[c] = true;
    return out;
}();

bool isOfToken(char c)
{
    return kOfToken[static_cast<unsigned char>(c)];
}

} // namespace

bool contains(std::string_view text, std::string_view part, std::size_t rare)
{
    for (std::size_t at = text.find(part[rare], rare); at != std::string_view::npos;
         at = text.find(part[rare], at + 1))
        if (text.substr(at - rare).starts_with(part))
            return true;
    return false;
}

bool beginsHere(std::string_view text, std::size_t at)
{
    return at == 0 || !isLetterOrDigit(text[at - 1]) || endsEscape(text, at) || endsColour(text, at);
}

bool endsHere(std::string_view text, std::size_t at)
{
    return at >= text.size() || !isLetterOrDigit(text[at]);
}

std::size_t runBegin(std::string_view text, std::size_t at, std::size_t most)
{
    const std::size_t least = at - std::min(at, most);
    while (at > least && isOfToken(text[at - 1]))
        --at;
    return at;
}

std::size_t runEnd(std::string_view text, std::size_t at, std::size_t most)
{
    const std::size_t end = std::min(text.size(), at + std::min(most, text.size() - at));
    while (at < end && isOfToken(text[at]))
        ++at;
    return at;
}

std::size_t colourLength(std::string_view text, std::size_t at)
{
    constexpr std::size_t longest = 24;
    if (!text.substr(at).starts_with("\x1b["))
        return 0;
    std::size_t end = at + 2;
    while (end < text.size() && end - at < longest && (isDigit(text[end]) || text[end] == ';'))
        ++end;
    return end < text.size() && isLetter(text[end]) ? end + 1 - at : 0;
}

} // namespace mimir
