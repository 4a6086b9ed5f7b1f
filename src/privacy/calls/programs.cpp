#include "privacy/calls/programs.h"

#include "core/text.h"
#include "privacy/calls/pathspelling.h"
#include "privacy/calls/quietprograms.h"
#include "privacy/calls/secretcommandtable.h"

#include <algorithm>
#include <unordered_map>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 20> kOfTheirOwn {"env", "set", "export", "declare", "typeset",
    "readonly", "local", "printenv", "history", "fc", "crictl", "apply_patch", "applypatch", "setenv",
    "alias", "trap", "read", "mapfile", "readarray", "curl"};

constexpr std::array<std::string_view, 8> kRuns {"run", "exec", "x", "dlx", "tool", "shell", "with", "--"};

// A row of a table: its first token is the program.
struct Row {
    std::vector<std::string_view> tokens;
    std::string_view needs, quiet; ///< only of SubcommandViewer
};

bool matchesAny(std::string_view word, std::string_view alternatives)
{
    while (!alternatives.empty())
        if (matchesPattern(word, takeUntil(alternatives, '|')))
            return true;
    return false;
}

// Rows by program; few leave its name open.
class Index {
public:
    void add(const Row &row)
    {
        for (const std::string_view program : split(row.tokens.front(), '|'))
            (program.ends_with('*') ? m_open : m_byName[std::string(program)]).push_back(row);
    }
    bool contains(const std::string &program) const { return m_byName.contains(program); }
    template <typename Matches>
    bool any(const std::vector<std::string> &words, Matches matches) const
    {
        const auto found = m_byName.find(words.front());
        const auto isMeant = [&](const Row &row) { return follows(row, words) && matches(row); };
        return (found != m_byName.end() && std::ranges::any_of(found->second, isMeant))
            || std::ranges::any_of(m_open, [&](const Row &row) {
                   return matchesAny(words.front(), row.tokens.front()) && isMeant(row);
               });
    }

private:
    // The tokens occur in the words in their order; between them may be others.
    static bool follows(const Row &row, const std::vector<std::string> &words)
    {
        std::size_t next = 1;
        for (std::size_t i = 1; i < words.size() && next < row.tokens.size(); ++i)
            next += matchesAny(words[i], row.tokens[next]) ? 1 : 0;
        return next == row.tokens.size();
    }

    std::unordered_map<std::string, std::vector<Row>> m_byName;
    std::vector<Row> m_open;
};

Index indexed(std::string_view table)
{
    Index index;
    while (!table.empty())
        index.add({split(trimmed(takeUntil(table, ';')), ' '), {}, {}});
    return index;
}

const Index &environmentCommands()
{
    static const Index index = indexed(kEnvironmentCommandTable);
    return index;
}

const Index &secretCommands()
{
    static const Index index = indexed(kSecretCommandTable);
    return index;
}

} // namespace

std::string programName(std::string_view word)
{
    if (const auto slash = word.find_last_of("/\\"); slash != std::string_view::npos)
        word.remove_prefix(slash + 1);
    std::string name = asciiLowered(word);
    if (name.ends_with(".exe"))
        name.resize(name.size() - 4);
    return name;
}

const Program *findProgram(std::string_view name)
{
    static const auto byName = [] {
        std::unordered_map<std::string_view, const Program *> made;
        for (const Program &program : kPrograms)
            for (const std::string_view one : split(program.names, ' '))
                made.emplace(one, &program);
        return made;
    }();
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : found->second;
}

bool isKnownProgram(std::string_view name)
{
    return findProgram(name) || findQuiet(name) || isOneOf(name, kOfTheirOwn)
        || environmentCommands().contains(std::string(name)) || secretCommands().contains(std::string(name));
}

bool isOption(std::string_view word, std::string_view options, std::string_view withValue)
{
    const bool isCluster = word.size() > 2 && word[0] == '-' && word[1] != '-';
    for (std::string_view rest = options; !rest.empty();) {
        const std::string_view option = takeUntil(rest, ' ');
        if (option.ends_with('*') ? word.starts_with(option.substr(0, option.size() - 1)) : word == option)
            return true;
        if (!isCluster || option.size() != 2)
            continue;
        for (const char letter : word.substr(1)) {
            if (letter == option[1])
                return true;
            if (!isLetter(letter) || isOneOf(std::string {'-', letter}, split(withValue, ' ')))
                break;
        }
    }
    return false;
}

bool hasOption(Words words, std::string_view options, std::string_view withValue)
{
    return std::ranges::any_of(
        words, [&](const shell::Word &word) { return isOption(word.text, options, withValue); });
}

std::vector<const shell::Word *> operandsOf(Words words, std::string_view withValue)
{
    const auto valued = split(withValue, ' ');
    std::vector<const shell::Word *> operands;
    bool onlyOperands = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view text = words[i].text;
        if (onlyOperands || text.empty() || (text.front() != '-' && text.front() != '+') || text == "-")
            operands.push_back(&words[i]);
        else if (text == "--")
            onlyOperands = true;
        else if (isOneOf(text, valued))
            ++i;
    }
    return operands;
}

std::size_t wrappedAt(Words words, const Program &wrapper)
{
    const auto valued = split(wrapper.withValue, ' ');
    int leading = wrapper.leading;
    std::size_t at = 0;
    for (; at < words.size(); ++at) {
        const std::string &text = words[at].text;
        if (text == "--" && leading <= 0)
            return at + 1;
        if (isOneOf(text, valued))
            ++at;
        else if (!text.starts_with('-') && !(shell::isAssignment(text) && !words[at].isQuoted)
            && !(wrapper.role == ProgramRole::Runner && isOneOf(text, kRuns)) && leading-- <= 0)
            break;
    }
    const bool mayBeValue = at > 0 && at < words.size() && words[at - 1].text.starts_with('-');
    if (wrapper.role == ProgramRole::Wrapper && !mayBeValue)
        return std::min(at, words.size());
    // After an unknown option there may be its value.
    std::size_t known = at;
    while (known < words.size() && !isKnownProgram(programName(words[known].text)))
        ++known;
    return known < words.size() ? known : std::min(at, words.size());
}

std::vector<shell::Word> withoutPlainFormat(Words words)
{
    const auto isPlain = [](std::string_view format) { return format == "wide" || format == "name"; };
    std::vector<shell::Word> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view text = words[i].text;
        if ((text == "-o" || text == "--output") && i + 1 < words.size() && isPlain(words[i + 1].text))
            ++i;
        else if (!(text.starts_with("-o") && isPlain(text.substr(text.starts_with("-o=") ? 3 : 2)))
            && !(text.starts_with("--output=") && isPlain(text.substr(9))))
            out.push_back(words[i]);
    }
    return out;
}

std::vector<std::string> loweredWords(std::string_view program, Words words)
{
    constexpr std::size_t most = 64;
    std::vector<std::string> lowered {std::string(program)};
    for (const shell::Word &word : words.first(std::min(words.size(), most)))
        lowered.push_back(asciiLowered(std::string_view(word.text).substr(0, 256)));
    return lowered;
}

namespace {

// "git reflog show" is not "git show".
std::string subcommandOf(const std::vector<std::string> &lowered, Words words)
{
    const auto operands = operandsOf(words, "-C -c --git-dir --work-tree --namespace");
    return lowered.front() == "git" && !operands.empty() ? asciiLowered(operands.front()->text)
                                                         : std::string();
}

} // namespace

bool showsFilesBySubcommand(const std::vector<std::string> &lowered, Words words)
{
    static const Index index = [] {
        Index made;
        for (const SubcommandViewer &viewer : kSubcommandViewers)
            made.add({split(viewer.command, ' '), viewer.needs, viewer.quiet});
        return made;
    }();
    const std::string subcommand = subcommandOf(lowered, words);
    return index.any(lowered, [words, &subcommand](const Row &row) {
        if (!subcommand.empty() && !matchesAny(subcommand, row.tokens[1]))
            return false;
        if (!row.needs.empty())
            return hasOption(words, row.needs);
        return row.quiet.empty() || !hasOption(words, row.quiet) || hasOption(words, kPatchAfterAll);
    });
}

bool printsEnvironment(const std::vector<std::string> &lowered)
{
    return environmentCommands().any(lowered, [](const Row &) { return true; });
}

bool printsSecrets(const std::vector<std::string> &lowered)
{
    return secretCommands().any(lowered, [](const Row &) { return true; });
}

} // namespace mimir
