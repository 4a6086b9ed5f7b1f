#include "privacy/environmenttext.h"

#include "privacy/secretnames.h"

#include <algorithm>
#include <array>
#include <optional>
#include <re2/re2.h>

namespace mimir {
namespace {

constexpr std::string_view kNulReplaced = "\xef\xbf\xbd"; ///< what JSON made of the NULs of /proc/…/environ

struct Assignment {
    std::string_view name;
    std::size_t value;     ///< where it begins in the line
    bool isMember = false; ///< NAME: 'value', as objects are printed
};

bool isNameByte(char c)
{
    return isLetterOrDigit(c) || c == '_';
}

std::size_t skipWords(std::string_view line)
{
    std::size_t at = std::min(line.find_first_not_of(" \t"), line.size());
    for (const std::string_view word :
        {"export ", "declare -x ", "declare -- ", "declare -rx ", "typeset -x ", "set ", "- ", "setenv "})
        if (line.substr(at).starts_with(word))
            at += word.size();
    return at;
}

// NAME="value", as arguments and enumerations of programs are written.
bool isOfList(std::string_view value)
{
    value = trimmed(value);
    const std::size_t closing = value.starts_with('"') || value.starts_with('\'')
        ? value.find(value.front(), 1)
        : std::string_view::npos;
    return value.ends_with(',')
        || (closing != std::string_view::npos && value.substr(closing + 1).starts_with(','));
}

std::optional<Assignment> assignmentIn(std::string_view line)
{
    std::size_t at = skipWords(line);
    const bool quoted = at < line.size() && (line[at] == '"' || line[at] == '\'');
    at += quoted;
    std::size_t end = at;
    while (end < line.size() && isNameByte(line[end]))
        ++end;
    if (end == at || isDigit(line[at]) || end == line.size())
        return std::nullopt;
    const std::string_view name = line.substr(at, end - at);
    if (line[end] == '=' && !quoted)
        return isOfList(line.substr(end + 1)) ? std::nullopt : std::optional(Assignment {name, end + 1});
    end += quoted && (line[end] == '"' || line[end] == '\'');
    const bool upper = std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!upper || !line.substr(end).starts_with(": "))
        return std::nullopt;
    return Assignment {name, end + 2, true};
}

// A name that only occurs in an environment.
bool isTelling(std::string_view name)
{
    constexpr std::array<std::string_view, 12> usual {"PATH", "HOME", "PWD", "USER", "SHELL", "LANG",
        "LOGNAME", "TERM", "HOSTNAME", "SHLVL", "OLDPWD", "LC_ALL"};
    const bool upper = std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
    return isOneOf(name, usual) || (upper && meaningOf(name) >= NameMeans::Pass);
}

std::size_t lineEnd(std::string_view text, std::size_t at)
{
    return std::min(text.find('\n', at), text.size());
}

// The value without its quotes and the comma behind it.
void take(std::string_view text, std::size_t from, std::size_t to, SecretFinds &finds)
{
    while (to > from && (text[to - 1] == '\r' || text[to - 1] == ' '))
        --to;
    if (from < to && !text.substr(from, to - from).starts_with("[withheld "))
        finds.push_back({from, to, kEnvironmentKind, {}});
}

struct Block {
    std::size_t lines = 0, telling = 0;
    SecretFinds values;
};

void flush(Block &block, SecretFinds &finds)
{
    // Four assignments in a row, one of which only occurs in an environment: pasted output of `env`.
    constexpr std::size_t fewest = 4, fewestTelling = 3;
    if ((block.lines >= fewest && block.telling > 0) || (block.lines >= fewestTelling && block.telling > 1))
        finds.insert(finds.end(), block.values.begin(), block.values.end());
    block = {};
}

// "Env": ["A=b", "C=d"], as Docker prints it.
void findLists(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    static const re2::RE2 list("\\\\*\"(?:Env|env|environment|Environment)\\\\*\":\\s*\\[");
    static const re2::RE2 item("\\s*,?\\s*\\\\*\"[A-Za-z_][A-Za-z0-9_]*=([^\"\\\\]*)\\\\*\"");
    if (text.find("nv") == std::string_view::npos)
        return;
    re2::StringPiece rest(text.data(), text.size());
    budget.spend(text.size() / 4);
    while (re2::RE2::FindAndConsume(&rest, list)) {
        re2::StringPiece value;
        while (re2::RE2::Consume(&rest, item, &value)) {
            budget.spend(value.size() + 16);
            const auto from = static_cast<std::size_t>(value.data() - text.data());
            take(text, from, from + value.size(), finds);
        }
    }
}

} // namespace

void findEnvironment(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    budget.spend(text.size() / 4);
    Block block;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = lineEnd(text, from);
        const auto assignment = assignmentIn(text.substr(from, end - from));
        if (assignment) {
            const std::size_t value = from + assignment->value;
            const bool standIn = isStandIn(trimmed(text.substr(value, end - value), " \t\r\"',"));
            ++block.lines;
            block.telling += !standIn && isTelling(assignment->name);
            if (!standIn)
                take(text, value, end, block.values);
        } else {
            flush(block, finds);
        }
        from = end + 1;
    }
    flush(block, finds);
    findLists(text, budget, finds);
}

void findWholeEnvironment(std::string_view text, SecretFinds &finds)
{
    bool any = false;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t nul = text.find(kNulReplaced, from);
        const std::size_t end = std::min(lineEnd(text, from), nul);
        if (const auto assignment = assignmentIn(text.substr(from, end - from))) {
            take(text, from + assignment->value, end, finds);
            any = true;
        } else if (any) {
            take(text, from, end, finds); // a value goes on in the next line
        }
        from = end + (end == nul ? kNulReplaced.size() : 1);
    }
    if (any)
        return;
    // An object on one line.
    static const re2::RE2 member("[\"']?[A-Za-z_][A-Za-z0-9_]*[\"']?\\s*[:=]>?\\s*[\"']([^\"'\\n]+)[\"']");
    re2::StringPiece rest(text.data(), text.size()), value;
    while (re2::RE2::FindAndConsume(&rest, member, &value)) {
        const auto from = static_cast<std::size_t>(value.data() - text.data());
        take(text, from, from + value.size(), finds);
    }
}

} // namespace mimir
