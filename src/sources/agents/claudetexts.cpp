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
constexpr std::size_t kMaxTitle = 200;

struct Wording {
    std::string_view begin, decidedBy;
};
constexpr std::array<Wording, 9> kDenials {{
    {"The user doesn't want to proceed with this tool use", "person"},
    {"The user doesn't want to take this action", "person"},
    {"User rejected", "person"},
    {"Permission to use ", "rule"},
    {"Permission for this action has been denied", "rule"},
    {"Claude requested permissions to ", "mode"},
    {"This action was denied by auto mode", "mode"},
    {"PreToolUse:", "hook"},
    {"Hook PreToolUse:", "hook"},
}};
constexpr std::string_view kReasonFollows = "the user said:";

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

std::string withinTitle(std::string_view line)
{
    std::size_t end = std::min(line.size(), kMaxTitle);
    while (end < line.size() && end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(line.substr(0, end));
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
    const auto known
        = std::ranges::find_if(kDenials, [text](const Wording &one) { return text.starts_with(one.begin); });
    if (known == kDenials.end())
        return {};
    const bool isHook = known->decidedBy == "hook";
    const bool isOther = (isHook && text.find("hook error") != std::string_view::npos
                             && text.find("block") == std::string_view::npos)
        || (known->begin == "Permission to use " && text.find("denied") == std::string_view::npos);
    if (isOther)
        return {};
    const std::size_t said = text.find(kReasonFollows);
    return {known->decidedBy,
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

std::string titleOf(std::string_view prompt)
{
    bool isAnnounced = false;
    std::string_view first;
    while (!prompt.empty()) {
        std::string_view line = trimmed(takeUntil(prompt, '\n'));
        if (line.empty())
            continue;
        const bool isHeading = line.front() == '#';
        line = trimmed(line.substr(std::min(line.find_first_not_of('#'), line.size())));
        if (line.empty())
            continue;
        if (first.empty())
            first = line;
        if (!isAnnounced && line.back() != ':')
            return withinTitle(line);
        if (isAnnounced && isHeading)
            return withinTitle(line);
        isAnnounced = true;
    }
    return withinTitle(first);
}

} // namespace mimir::claude
