#include "privacy/environmenttext.h"

#include "core/text.h"
#include "privacy/assignmenttext.h"
#include "privacy/secretnames.h"
#include "privacy/textedges.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <re2/re2.h>

namespace mimir {
namespace {

constexpr std::string_view kNulReplaced = "\xef\xbf\xbd"; ///< what JSON made of the NULs of /proc/…/environ

// Which of the names that every environment has it is, as a bit.
std::uint32_t usualBit(std::string_view name)
{
    constexpr std::array<std::string_view, 24> usual {"HOME", "PATH", "SHELL", "PWD", "LANG", "TERM", "USER",
        "LOGNAME", "HOSTNAME", "SHLVL", "OLDPWD", "LC_ALL", "LC_CTYPE", "TMPDIR", "EDITOR", "DISPLAY", "MAIL",
        "TZ", "XDG_RUNTIME_DIR", "XDG_SESSION_ID", "SSH_AUTH_SOCK", "DBUS_SESSION_BUS_ADDRESS", "COLORTERM",
        "PS1"};
    const auto at = std::ranges::find(usual, name);
    return at == usual.end() ? 0 : 1u << (at - usual.begin());
}

bool isUsual(std::string_view name)
{
    return usualBit(name) != 0;
}

// Several of them, one of which nothing else has: USER and MAIL are commands of protocols, too.
bool areUsual(std::uint32_t bits)
{
    return std::popcount(bits) > 1 && (bits & 0x3fu) != 0;
}

// A name that only occurs in an environment.
bool isTelling(std::string_view name)
{
    const bool upper = std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
    return isUsual(name) || (upper && meaningOf(name) >= NameMeans::Pass);
}

// The value without its quotes and the comma behind it.
void take(std::string_view text, std::size_t from, std::size_t to, SecretFinds &finds)
{
    while (to > from && (text[to - 1] == '\r' || text[to - 1] == ' '))
        --to;
    if (from < to && !text.substr(from, to - from).starts_with("[withheld "))
        finds.push_back({from, to, kEnvironmentKind, {}});
}

// What follows the tag that a line begins with: agents put the output of their commands into one.
std::size_t afterTag(std::string_view line)
{
    const std::size_t close = line.starts_with('<') ? line.find('>') : std::string_view::npos;
    return close == std::string_view::npos ? 0 : close + 1;
}

// The marks of a quotation in front of a line: "> > NAME=value".
std::size_t afterQuotation(std::string_view line)
{
    std::size_t at = 0;
    while (line.substr(at).starts_with('>'))
        at += line.substr(at).starts_with("> ") ? 2 : 1;
    return at;
}

// "<env>" and what is in it, as programs tell a model about the computer.
constexpr std::string_view kEnvironmentTag = "<env", kEndOfTag = "</env";

// "PIDFILE=/run/$NAME.pid" and "DAEMON=…" at the head of a script of init.d, which sets PATH, too.
bool isOfScript(std::string_view name, std::string_view value)
{
    const std::size_t sign = value.find('$');
    return name == "DAEMON" || name == "DESC"
        || (sign != std::string_view::npos && sign + 1 < value.size()
            && (isUpper(value[sign + 1]) || value[sign + 1] == '{'));
}

struct Block {
    std::size_t lines = 0, telling = 0;
    std::uint32_t usual = 0;
    bool isSpaced = false, isMember = false, isScript = false;
    SecretFinds values;
};

void flush(Block &block, SecretFinds &finds)
{
    // Four assignments in a row, one of which only occurs in an environment: pasted output of `env`.
    constexpr std::size_t fewest = 4, fewestTelling = 3;
    // Tables of programs have names in capitals, too.
    const bool isForSure = areUsual(block.usual) || (block.isMember && block.usual != 0 && block.telling > 1);
    const bool isOne = block.isSpaced || block.isMember
        ? block.lines >= fewestTelling && isForSure
        : (block.lines >= fewest && block.telling > 0) || (block.lines >= fewestTelling && block.telling > 1);
    if (isOne && !(block.isScript && block.telling == 1 && block.usual == usualBit("PATH")))
        finds.insert(finds.end(), block.values.begin(), block.values.end());
    block = {};
}

// "Env": ["A=b", "C=d"], as Docker prints it.
void findLists(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    static const re2::RE2 list("\\\\*\"(?:Env|env|environment|Environment)\\\\*\":\\s*\\[");
    static const re2::RE2 item("\\s*,?\\s*\\\\*\"[A-Za-z_][A-Za-z0-9_]*=([^\"\\\\]*)\\\\*\"");
    if (!contains(text, "nv", 1))
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

// docker run -e 'HOME=/root' -e PATH=… with several names of an environment.
void findOptions(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    constexpr std::size_t fewest = 3;
    static const re2::RE2 option("(?:^|\\s)(?:-e|--env)[ =](?:'([A-Za-z_][A-Za-z0-9_]*)=([^'\\n]+)'"
                                 "|\"?([A-Za-z_][A-Za-z0-9_]*)=([^\\s\"]+))",
        re2::RE2::Latin1);
    if (!contains(text, "-e", 0))
        return;
    budget.spend(text.size() / 4);
    Block block;
    re2::StringPiece rest(text.data(), text.size()), names[2], values[2];
    while (re2::RE2::FindAndConsume(&rest, option, &names[0], &values[0], &names[1], &values[1])) {
        const std::size_t which = values[0].empty() ? 1 : 0;
        budget.spend(values[which].size() + 16);
        ++block.lines;
        block.usual |= usualBit({names[which].data(), names[which].size()});
        const auto from = static_cast<std::size_t>(values[which].data() - text.data());
        take(text, from, from + values[which].size(), block.values);
    }
    if (block.lines >= fewest && areUsual(block.usual))
        finds.insert(finds.end(), block.values.begin(), block.values.end());
}

constexpr const char *kMember
    = "\\s*,?\\s*\\\\*[\"']([A-Za-z_][A-Za-z0-9_]*)\\\\*[\"']\\s*(?::|=>|=)\\s*\\\\*"
      "(?:\"((?:[^\"\\\\]|\\\\[^\"])*)\\\\*\"|'((?:[^'\\\\]|\\\\.)*)')";
constexpr const char *kWord = "\\s*,?\\s*\\\\*[\"']([A-Za-z_][A-Za-z0-9_]*)=([^\"'\\\\]*)\\\\*[\"']";

// {'HOME': '/root', 'PATH': …} and ["HOME=/root", "PATH=…"] with several names of an environment.
void findOnOneLine(
    std::string_view text, char open, const re2::RE2 &item, WorkBudget &budget, SecretFinds &finds)
{
    constexpr std::size_t fewest = 3;
    for (std::size_t at = 0; (at = text.find(open, at)) != std::string_view::npos; ++at) {
        Block block;
        re2::StringPiece rest(text.data() + at + 1, text.size() - at - 1), name, value, other;
        while (item.NumberOfCapturingGroups() == 3 ? re2::RE2::Consume(&rest, item, &name, &value, &other)
                                                   : re2::RE2::Consume(&rest, item, &name, &value)) {
            const re2::StringPiece &held = value.data() && !value.empty() ? value : other;
            budget.spend(held.size() + 16);
            ++block.lines;
            block.usual |= usualBit({name.data(), name.size()});
            if (!held.empty()) {
                const auto from = static_cast<std::size_t>(held.data() - text.data());
                take(text, from, from + held.size(), block.values);
            }
            value = other = {};
        }
        if (block.lines < fewest || !areUsual(block.usual))
            continue;
        finds.insert(finds.end(), block.values.begin(), block.values.end());
        at = static_cast<std::size_t>(rest.data() - text.data()) - 1;
    }
}

bool mayHoldOne(std::string_view text)
{
    for (const std::string_view name : {"HOME", "PATH", "USER", "SHELL"})
        for (std::size_t at = 0; (at = text.find(name, at)) != std::string_view::npos; at += name.size())
            if (at > 0 && (text[at - 1] == '"' || text[at - 1] == '\''))
                return true;
    return false;
}

} // namespace

void findEnvironmentObjects(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    static const re2::RE2 member(kMember, re2::RE2::Latin1), word(kWord, re2::RE2::Latin1);
    budget.spend(text.size() / 4);
    if (!mayHoldOne(text))
        return;
    findOnOneLine(text, '{', member, budget, finds);
    findOnOneLine(text, '[', word, budget, finds);
}

void findEnvironment(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    budget.spend(text.size() / 4);
    Block block;
    bool isOfMake = false; // what make -p says about the next line
    bool isTagged = false;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = lineEnd(text, from);
        from += afterQuotation(text.substr(from, end - from));
        isTagged = isTagged || text.substr(from, end - from).starts_with(kEnvironmentTag);
        from += afterTag(text.substr(from, end - from));
        const std::string_view line = text.substr(from, end - from);
        const std::size_t close = line.find(kEndOfTag);
        auto assignment = assignmentIn(line);
        if (!assignment)
            assignment = spacedAssignmentIn(line);
        if (assignment) {
            const std::size_t value = from + assignment->value;
            const bool standIn = isStandIn(trimmed(text.substr(value, end - value), " \t\r\"',"));
            ++block.lines;
            block.telling += !standIn && isTelling(assignment->name);
            block.isScript = block.isScript || isOfScript(assignment->name, text.substr(value, end - value));
            block.usual |= usualBit(assignment->name);
            block.isSpaced = block.isSpaced || assignment->isSpaced;
            block.isMember = block.isMember || assignment->isMember;
            if (isOfMake && !standIn)
                take(text, value, end, finds);
            if (isTagged && !standIn)
                take(text, value, close == std::string_view::npos ? end : from + close, finds);
            if (!standIn)
                take(text, value, end, block.values);
        } else {
            flush(block, finds);
        }
        isTagged = isTagged && close == std::string_view::npos;
        isOfMake = line == "# environment" || line == "# environment under -e";
        from = end + 1;
    }
    flush(block, finds);
    findEnvironmentObjects(text, budget, finds);
    findLists(text, budget, finds);
    findOptions(text, budget, finds);
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
