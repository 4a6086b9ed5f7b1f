#include "sources/agents/claudetexts.h"

#include "core/text.h"

#include <algorithm>
#include <array>

namespace mimir::claude {
namespace {

constexpr std::array<std::string_view, 9> kCommandTags {"command-name", "command-message", "command-args",
    "command-contents", "local-command-stdout", "local-command-stderr", "local-command-caveat", "bash-input",
    "bash-stdout"};
constexpr std::array<std::string_view, 5> kNoticeTags {
    "task-notification", "system-reminder", "bash-stderr", "user-memory-input", "teammate-message"};
constexpr std::array<std::string_view, 3> kEditorTags {"ide_opened_file", "ide_selection", "ide_diagnostics"};

constexpr std::string_view kInterrupted = "[Request interrupted";

struct Wording {
    std::string_view begin, decidedBy;
};
constexpr std::array<Wording, 9> kDenials {{
    {"The user doesn't want to proceed with this tool use", "person"},
    {"The user doesn't want to take this action", "person"},
    {"User rejected", "person"},
    {"Permission to use ", "rule"},
    {"Permission for this action has been denied", "mode"},
    {"Claude requested permissions to ", "mode"},
    {"This action was denied by auto mode", "mode"},
    {"PreToolUse:", "hook"},
    {"Hook PreToolUse:", "hook"},
}};
constexpr std::string_view kReasonFollows = "the user said:";

constexpr std::array<std::string_view, 3> kModeWordings {"auto mode", "auto-denied", "don't ask mode"};

bool contains(std::string_view text, std::string_view words)
{
    return text.find(words) != std::string_view::npos;
}

// "Bash operation blocked by hook: …"; what a command printed stands behind its exit code.
std::string_view deciderIn(std::string_view line)
{
    if (line.starts_with("Exit code "))
        return {};
    const bool isByMode = contains(line, "denied by auto mode") || contains(line, "auto mode classifier");
    return contains(line, "blocked by hook") ? "hook" : isByMode ? "mode" : std::string_view();
}

std::string_view deciderOf(std::string_view text)
{
    const auto known
        = std::ranges::find_if(kDenials, [text](const Wording &one) { return text.starts_with(one.begin); });
    if (known == kDenials.end())
        return deciderIn(text.substr(0, text.find('\n')));
    if (known->begin != "Permission to use ")
        return known->decidedBy;
    if (std::ranges::any_of(kModeWordings, [text](std::string_view words) { return contains(text, words); }))
        return "mode";
    return contains(text, "denied") ? known->decidedBy : std::string_view();
}

// The element that `text` begins with, whole: "<name>…</name>"; empty when it begins with none.
std::string_view elementAt(std::string_view text, std::string_view name)
{
    if (text.size() < name.size() + 2 || text[0] != '<' || text.substr(1, name.size()) != name
        || text[name.size() + 1] != '>')
        return {};
    const std::string end = "</" + std::string(name) + '>';
    const std::size_t at = text.find(end);
    return at == std::string_view::npos ? std::string_view() : text.substr(0, at + end.size());
}

template <std::size_t Count>
std::string_view anyElementAt(std::string_view text, const std::array<std::string_view, Count> &names)
{
    for (const std::string_view name : names)
        if (const std::string_view found = elementAt(text, name); !found.empty())
            return found;
    return {};
}

// Nothing but such elements.
template <std::size_t Count>
bool isOnly(std::string_view text, const std::array<std::string_view, Count> &names)
{
    text = trimmed(text);
    bool some = false;
    while (!text.empty()) {
        const std::string_view element = anyElementAt(text, names);
        if (element.empty())
            return false;
        some = true;
        text = trimmed(text.substr(element.size()));
    }
    return some;
}

} // namespace

TextKind textKind(std::string_view text)
{
    const std::string_view inner = trimmed(text);
    if (inner.starts_with(kInterrupted))
        return TextKind::Notice;
    if (isOnly(inner, kCommandTags))
        return TextKind::Command;
    return isOnly(inner, kNoticeTags) ? TextKind::Notice : TextKind::Prompt;
}

Envelope splitEnvelope(std::string_view text)
{
    std::string_view rest = text;
    for (;;) {
        const std::string_view at = trimmed(rest);
        const std::string_view element = anyElementAt(at, kEditorTags);
        if (element.empty())
            break;
        rest = at.substr(element.size());
    }
    const auto taken = static_cast<std::size_t>(rest.data() - text.data());
    return taken == 0 ? Envelope {{}, text} : Envelope {trimmed(text.substr(0, taken)), trimmed(rest)};
}

Denial denialIn(std::string_view error)
{
    const std::string_view text = trimmed(error);
    const std::string_view decidedBy = deciderOf(text);
    if (decidedBy.empty())
        return {};
    const std::size_t said = text.find(kReasonFollows);
    return {decidedBy,
        said == std::string_view::npos ? std::string_view()
                                       : trimmed(text.substr(said + kReasonFollows.size()))};
}

int exitCodeIn(std::string_view error)
{
    constexpr std::string_view begin = "Exit code ";
    if (!error.starts_with(begin))
        return -1;
    const std::string_view rest = error.substr(begin.size());
    const auto digits = std::ranges::find_if_not(rest, isDigit) - rest.begin();
    const auto code = numberIn<int>(rest.substr(0, static_cast<std::size_t>(digits)));
    return code && *code <= 255 ? *code : -1;
}

} // namespace mimir::claude
