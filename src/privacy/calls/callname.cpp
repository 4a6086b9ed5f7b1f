#include "privacy/calls/callname.h"

#include "core/text.h"

#include <algorithm>

namespace mimir {
namespace {

// The part behind the last separator between a server or name space and the tool.
std::string_view toolPart(std::string_view name)
{
    if (const auto server = name.rfind("__"); server != std::string_view::npos && server + 2 < name.size())
        name.remove_prefix(server + 2);
    if (const auto space = name.find_last_of("./:");
        space != std::string_view::npos && space + 1 < name.size())
        name.remove_prefix(space + 1);
    return name;
}

std::vector<std::string> wordsIn(std::string_view name)
{
    std::vector<std::string> words;
    bool begins = true;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!isLetterOrDigit(name[i])) {
            begins = true;
            continue;
        }
        if (begins || (isUpper(name[i]) && !isUpper(name[i - 1])))
            words.emplace_back();
        begins = false;
        words.back() += name[i];
    }
    for (std::string &word : words)
        word = asciiLowered(word);
    return words;
}

} // namespace

std::string plainName(std::string_view name)
{
    std::string out;
    for (const char c : name)
        if (isLetterOrDigit(c))
            out += c;
    return asciiLowered(out);
}

CallName::CallName(std::string_view name)
{
    constexpr std::size_t longest = 256;
    name = name.substr(0, longest);
    const std::string_view tool = toolPart(name);
    m_plain = plainName(tool);
    m_words = wordsIn(tool);
    m_serverWords = wordsIn(name.substr(0, name.size() - tool.size()));
    const std::string lowered = asciiLowered(name);
    m_isOfServer = (lowered.starts_with("mcp") && tool.size() < name.size())
        || lowered.find("__") != std::string::npos;
}

bool CallName::hasAny(std::initializer_list<std::string_view> words) const
{
    return std::ranges::any_of(
        words, [this](std::string_view word) { return std::ranges::find(m_words, word) != m_words.end(); });
}

bool CallName::isOfAny(std::initializer_list<std::string_view> words) const
{
    return std::ranges::any_of(words, [this](std::string_view word) {
        return std::ranges::find(m_serverWords, word) != m_serverWords.end();
    });
}

} // namespace mimir
