#include "privacy/messages/markupcalls.h"

#include "core/json/json.h"
#include "core/text.h"
#include "privacy/calls/callname.h"
#include "privacy/calls/filevalue.h"
#include "privacy/calls/membernames.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/calls/shelleffect.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mimir {
namespace {

// What is in them was said by a tool, and nothing else says by which.
constexpr std::array<std::string_view, 8> kResults {"function_results", "function_result", "tool_response",
    "tool_result", "tool_results", "tool_output", "observation", "function_response"};

struct Tag {
    std::string_view word, name; ///< the name of <parameter name="content"> is that of the parameter
    std::size_t from = 0;        ///< what is in it
};

std::optional<Tag> tagAt(std::string_view text, std::size_t at)
{
    constexpr std::size_t widest = 256;
    constexpr std::string_view naming = "name=\"";
    std::string_view head = text.substr(at + 1, widest);
    const std::size_t close = head.find_first_of(">\n");
    if (close == std::string_view::npos || head[close] != '>' || !isLetter(head.front()))
        return std::nullopt;
    head = head.substr(0, close);
    const std::string_view word = head.substr(0, head.find(' '));
    const std::size_t named = head.find(naming);
    const bool isParameter = word == "parameter" && named != std::string_view::npos;
    const std::string_view quoted = isParameter ? head.substr(named + naming.size()) : std::string_view();
    return Tag {word, isParameter ? quoted.substr(0, quoted.find('"')) : word, at + 1 + close + 1};
}

// A path in a tag, and the tags of the same call that have text behind it.
class Calls {
public:
    Calls(std::string_view text, std::vector<FileQuote> &quotes) : m_text(text), m_quotes(quotes) { }

    void find()
    {
        for (std::size_t at = 0; (at = m_text.find('<', at)) != std::string_view::npos;) {
            if (m_text.substr(at).starts_with("</"))
                closes(at);
            const auto tag = tagAt(m_text, at);
            at = tag ? std::max(taken(*tag), at + 1) : at + 1;
        }
    }

private:
    // Behind these, a path is that of another call.
    void closes(std::size_t at)
    {
        const std::string_view name = m_text.substr(at + 2, 40);
        const bool isPart = std::ranges::any_of(
            std::array<std::string_view, 5> {"path>", "file_path>", "parameter>", "content>", "diff>"},
            [name](std::string_view part) { return name.starts_with(part); });
        if (!isPart)
            m_file = {};
    }

    // Where to go on: behind what is withheld, or within the tag.
    std::size_t taken(const Tag &tag)
    {
        const std::string name = plainName(tag.name);
        if (isOneOf(tag.word, kResults))
            return quoted(tag, false);
        if (namesFile(name)) {
            constexpr std::size_t longest = 600;
            const std::string_view inside = m_text.substr(tag.from, longest);
            const std::string_view file = trimmed(inside.substr(0, inside.find('<')));
            m_file = looksLikeFileValue(file) ? file : m_file;
        }
        return !m_file.empty() && namesContent(name) ? quoted(tag, isSecretFile(m_file)) : tag.from;
    }

    // As far as it is closed, as a file may have a "<" in it.
    std::size_t quoted(const Tag &tag, bool isSecret)
    {
        const std::size_t to
            = std::min(m_text.find("</" + std::string(tag.word) + ">", tag.from), m_text.size());
        if (m_text.substr(tag.from, to - tag.from).find_first_not_of(" \n") == std::string_view::npos)
            return to;
        m_quotes.push_back({tag.from, to, isSecret});
        return to;
    }

    std::string_view m_text, m_file;
    std::vector<FileQuote> &m_quotes;
};

// <user_shell_command><command>cat a.c</command><result>…
void findShellCommands(std::string_view text, std::vector<FileQuote> &quotes)
{
    constexpr std::string_view open = "<user_shell_command>", command = "<command>", result = "<result>";
    for (std::size_t at = 0; (at = text.find(open, at)) != std::string_view::npos; ++at) {
        const std::size_t line = text.find(command, at), output = text.find(result, at);
        if (line == std::string_view::npos || output == std::string_view::npos || output < line)
            return;
        const std::size_t begin = line + command.size();
        const std::size_t to = std::min(text.find("</result>", output), text.size());
        const ShellEffect effect
            = effectOfLine(trimmed(text.substr(begin, text.find("</command>", begin) - begin)), {});
        if (effect.files || effect.secrets || effect.environment)
            quotes.push_back({output + result.size(), to, effect.secrets || effect.environment});
        at = to > at ? to - 1 : at;
    }
}

} // namespace

void findMarkupCalls(std::string_view text, std::vector<FileQuote> &quotes)
{
    if (text.find('<') == std::string_view::npos)
        return;
    Calls(text, quotes).find();
    findShellCommands(text, quotes);
}

} // namespace mimir
