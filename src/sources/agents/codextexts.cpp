#include "sources/agents/codextexts.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/text.h"

#include <algorithm>
#include <array>

namespace mimir::codex {
namespace {

constexpr std::array<std::string_view, 7> kTags {"environment_context", "permissions instructions",
    "user_instructions", "recommended_plugins", "turn_aborted", "skill", "subagent_notification"};
constexpr std::string_view kInstructions = "# AGENTS.";
constexpr std::string_view kExited = "Process exited with code ";

// "Wall time: …", "Process exited with code N" and the like stand before the line "Output:"; what the program printed
// after it may say the same.
std::optional<std::int64_t> exitCodeInHead(std::string_view text)
{
    std::string_view rest = text;
    std::optional<std::int64_t> code;
    for (int lines = 0; lines < 12 && !rest.empty(); ++lines) {
        const std::string_view line = trimmed(takeUntil(rest, '\n'));
        if (line == "Output:")
            return code;
        if (line.starts_with(kExited))
            code = numberIn<std::int64_t>(line.substr(kExited.size()));
    }
    return std::nullopt;
}

std::string textOfParts(const std::string &array)
{
    std::string text;
    for (const std::string &element : json::elementsIn(array).value_or(std::vector<std::string>()))
        if (const auto part = json::objectIn(element))
            text += part->text("text").value_or(std::string());
    return text;
}

void readObject(const json::Object &object, Output &output)
{
    for (const std::string_view name : {"output", "content"})
        if (const auto text = object.text(name))
            output.text = *text;
    if (const auto success = object.boolean("success"))
        output.success = success;
    if (const std::string *metadata = object.find("metadata"))
        if (const auto inner = json::objectIn(*metadata))
            output.exitCode = inner->integer("exit_code");
}

} // namespace

bool isInjected(std::string_view text)
{
    const std::string_view inner = trimmed(text);
    if (inner.starts_with(kInstructions))
        return true;
    return std::ranges::any_of(kTags, [inner](std::string_view tag) {
        const std::string begin = '<' + std::string(tag) + '>';
        const std::string end = "</" + std::string(tag) + '>';
        return inner.starts_with(begin) && inner.ends_with(end);
    });
}

Output outputIn(const std::string &output)
{
    Output found;
    if (const auto object = json::objectIn(output)) {
        readObject(*object, found);
        return found;
    }
    const auto text = json::unquoted(output);
    if (!text) {
        found.text = textOfParts(output);
        found.exitCode = exitCodeInHead(found.text);
        return found;
    }
    found.text = *text;
    if (text->starts_with('{'))
        if (const auto inner = json::parseObject(*text); inner && inner->find("output"))
            readObject(*inner, found);
    if (!found.exitCode)
        found.exitCode = exitCodeInHead(*text);
    return found;
}

} // namespace mimir::codex
