#include "privacy/calls/writtentext.h"

#include "core/text.h"
#include "privacy/calls/filevalue.h"
#include "privacy/calls/lineflow.h"
#include "privacy/calls/secretfiles.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using shell::Redirection;
using shell::Word;

bool isAmong(std::string_view word, std::string_view words)
{
    while (!words.empty())
        if (takeUntil(words, ' ') == word)
            return true;
    return false;
}

bool isCmdlet(std::string_view program)
{
    constexpr std::array<std::string_view, 5> cmdlets {
        "set-content", "add-content", "out-file", "new-item", "tee-object"};
    return isOneOf(program, cmdlets);
}

bool editsInPlace(std::string_view program, Words arguments)
{
    return (program == "sed" || program == "gsed" || program == "perl" || program == "ruby")
        && hasOption(arguments, "-i* --in-place* -pi* -ni* -0pi* -0777pi* -lpi* -wpi* -p0i* -p0777i*");
}

// ssh host 'cat > file' <<< text: where it goes is written in a command for another shell.
bool handsOnInput(std::string_view program, Words arguments)
{
    const bool isOther = program == "ssh" || program == "docker" || program == "podman"
        || program == "kubectl" || program == "sudo" || program == "bash" || program == "sh";
    return isOther && std::ranges::any_of(arguments, [](const Word &word) {
        return word.text.find('>') != std::string::npos || word.text.find("tee ") != std::string::npos;
    });
}

/// Programs that keep what they read: as a file, a manifest, a table, a clipping.
struct Keeper {
    std::string_view names, needs; ///< separated by blanks; one of these among its words, empty = always
};
constexpr auto kKeepers = std::to_array<Keeper>({
    {"crontab xclip xsel pbcopy wl-copy clip clip.exe set-clipboard", ""},
    {"kubectl oc k", "apply create replace patch"},
    {"gh glab", "gist snippet"},
    {"docker podman", "secret config build"},
    {"curl http https xh", "@- --data-binary=@- -d@- --data=@- --upload-file=-"},
    {"cp mv install dd ln tee", "/dev/stdin if=/dev/stdin"},
    {"aws gsutil rclone", "- rcat"},
});

bool keepsInput(std::string_view program, Words arguments)
{
    return std::ranges::any_of(kKeepers, [&](const Keeper &keeper) {
        return isAmong(program, keeper.names)
            && (keeper.needs.empty() || std::ranges::any_of(arguments, [&keeper](const Word &word) {
                   return isAmong(word.text, keeper.needs);
               }));
    });
}

/// Programs that are given what goes into a file as one of their words.
struct Rewriter {
    std::string_view names;
    std::string_view needs;          ///< only with one of these options; empty = always
    std::string_view texts = {};     ///< options whose value is the text
    int first = 0, size = 0;         ///< which operands are the text
    std::string_view withValue = {}; ///< options whose value is no operand
    bool orTarget = false;           ///< also when its output goes into a file
};
constexpr auto kRewriters = std::to_array<Rewriter>({
    {"vim vi nvim ex gvim view emacs", "", "-c --cmd --eval -e"},
    {"awk gawk", "-i --include*", "", 0, 1, "-i --include -v -F -f"},
    {"jq yq gojq jaq", "-i --inplace", "--arg --argjson", 0, 1, "-f --indent -o -p -I", true},
    {"crudini", "--set", "", 3, 1},
    {"comby", "-i -in-place --in-place", "", 1, 1},
    {"ast-grep sg", "-U --update-all", "-r --rewrite"},
    {"rg", "--never-alone", "-r --replace", 0, 0, "", true},
    {"sd", "", "", 0, 2},
});

bool mayBeText(const Word &word)
{
    return word.text.find_first_of("\"/ \n(") != std::string::npos && !looksLikeFileValue(word.text);
}

void addRewritten(const Rewriter &rewriter, Words arguments, std::vector<const Word *> &texts)
{
    const auto options = split(rewriter.texts, ' ');
    for (std::size_t i = 0; i < arguments.size() && !rewriter.texts.empty(); ++i) {
        const std::size_t value = i + (arguments[i].text.starts_with("--arg") ? 2 : 1);
        if (isOneOf(arguments[i].text, options) && value < arguments.size()
            && (arguments[i].text != "-c" || mayBeText(arguments[value]))) // not the "wq" of an editor
            texts.push_back(&arguments[value]);
    }
    const auto operands = operandsOf(arguments, rewriter.withValue);
    for (int at = rewriter.first; at < rewriter.first + rewriter.size; ++at)
        if (static_cast<std::size_t>(at) < operands.size()
            && (!rewriter.orTarget || mayBeText(*operands[static_cast<std::size_t>(at)])))
            texts.push_back(operands[static_cast<std::size_t>(at)]);
}

// Of cmdlets every word that is neither an option nor the path.
void addOfCmdlet(Words arguments, std::vector<const Word *> &texts)
{
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool isValue = i > 0
            && isOneOf(asciiLowered(arguments[i - 1].text),
                std::array<std::string_view, 2> {"-value", "-inputobject"});
        const bool isPath = i > 0
            && isOneOf(asciiLowered(arguments[i - 1].text),
                std::array<std::string_view, 4> {"-path", "-filepath", "-literalpath", "-encoding"});
        if (isValue
            || (!isPath && i > 0 && !arguments[i].text.starts_with('-')
                && !looksLikeFileValue(arguments[i].text)))
            texts.push_back(&arguments[i]);
    }
}

// "cmd /c echo text > file", "sudo printf text > file": what a program in the words prints.
void addPrintedWithin(Words words, std::vector<const Word *> &texts)
{
    const auto printer = std::ranges::find_if(words, [](const Word &word) {
        const Program *program = findProgram(programName(word.text));
        return program && program->role == ProgramRole::Printer;
    });
    for (auto word = printer == words.end() ? printer : printer + 1; word != words.end(); ++word)
        texts.push_back(&*word);
    for (const Word &word : words)
        if (word.text.find("echo ") != std::string::npos || word.text.find("printf ") != std::string::npos)
            texts.push_back(&word);
}

// "sudo cp /dev/stdin file": what the wrapper runs.
Words unwrapped(Words words)
{
    constexpr int deepest = 4;
    for (int depth = 0; depth < deepest && !words.empty(); ++depth) {
        const Program *program = findProgram(programName(words.front().text));
        if (!program || program->role != ProgramRole::Wrapper)
            break;
        const std::size_t at = wrappedAt(words.subspan(1), *program);
        if (at + 1 >= words.size())
            break;
        words = words.subspan(at + 1);
    }
    return words;
}

bool changesTable(const Word &word)
{
    const std::string lowered = asciiLowered(std::string_view(word.text).substr(0, 4096));
    return std::ranges::any_of(std::array<std::string_view, 3> {"insert into", "insert or ", "update "},
        [&lowered](std::string_view begin) { return lowered.find(begin) != std::string::npos; });
}

bool isIntoSecretFile(const std::optional<std::string> &target, Words arguments, std::string_view folder)
{
    return target ? isSecretFile(*target, folder)
                  : std::ranges::any_of(arguments, [folder](const Word &word) {
                        return looksLikeFile(word.text) && isSecretFile(word.text, folder);
                    });
}

// The words of a command that go into a file.
std::vector<const Word *> wordsWritten(std::string_view name, Words words, bool hasTarget)
{
    std::vector<const Word *> texts;
    const Words arguments = words.empty() ? words : words.subspan(1);
    const Program *program = findProgram(name);
    const bool isPatch = name == "apply_patch" || name == "applypatch";
    if (isPatch || (hasTarget && program && program->role == ProgramRole::Printer))
        for (const Word &word : arguments)
            texts.push_back(&word);
    else if (hasTarget && words.size() == 1 && words.front().isQuoted) // 'text' | Out-File f
        texts.push_back(&words.front());
    else if (hasTarget && program && program->role != ProgramRole::Viewer)
        addPrintedWithin(arguments, texts);
    for (const Rewriter &rewriter : kRewriters)
        if (isAmong(name, rewriter.names)
            && (rewriter.needs.empty() || hasOption(arguments, rewriter.needs)
                || (rewriter.orTarget && hasTarget)))
            addRewritten(rewriter, arguments, texts);
    if (isCmdlet(name))
        addOfCmdlet(arguments, texts);
    if (name == "sqlite3" || name == "duckdb")
        for (const Word &word : arguments)
            if (changesTable(word))
                texts.push_back(&word);
    const auto operands = operandsOf(arguments, "");
    if (editsInPlace(name, arguments) && !operands.empty())
        texts.push_back(operands.front());
    return texts;
}

} // namespace

std::vector<ShellEffect::Written> writtenBy(const shell::CommandLine &line,
    const shell::SimpleCommand &command, Words words, const std::optional<std::string> &groupTarget,
    std::string_view folder)
{
    std::vector<ShellEffect::Written> out;
    words = unwrapped(words);
    const std::string name = words.empty() ? std::string() : programName(words.front().text);
    const Words arguments = words.empty() ? words : words.subspan(1);
    const bool isPatch = name == "apply_patch" || name == "applypatch";
    const auto own = targetOf(line, command);
    const auto &target = own ? own : groupTarget;
    for (const Word *word : wordsWritten(name, words, target.has_value()))
        out.push_back({word->at, false});
    const bool takesText = target || isPatch || handsOnInput(name, arguments) || keepsInput(name, arguments);
    for (const Redirection &one : takesText ? command.redirections : std::vector<Redirection>())
        if (one.kind == Redirection::Kind::Document)
            out.push_back({one.documentAt, false});
        else if (one.kind == Redirection::Kind::String)
            out.push_back({one.target.at, false});
    const bool isSecret = !out.empty() && isIntoSecretFile(target, arguments, folder);
    for (ShellEffect::Written &one : out)
        one.isSecret = isSecret;
    return out;
}

} // namespace mimir
