#include "privacy/messages/embedded.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/json/jsonrewriter.h"
#include "core/text.h"
#include "privacy/calls/callname.h"
#include "privacy/calls/filevalue.h"
#include "privacy/calls/membernames.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/calls/summary.h"
#include "privacy/messages/attachedfiles.h"
#include "privacy/messages/filelines.h"
#include "privacy/messages/listings.h"
#include "privacy/messages/quotedfiles.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 12> kCallTypes {"tool_use", "tool-use", "toolUse", "function_call",
    "tool_call", "tool-call", "toolCall", "custom_tool_call", "local_shell_call", "mcp_call",
    "server_tool_use", "tool-invocation"};
constexpr std::array<std::string_view, 14> kResultTypes {"tool_result", "tool-result", "toolResult",
    "function_call_output", "custom_tool_call_output", "local_shell_call_output", "tool_output",
    "mcp_tool_result", "tool_response", "functionResponse", "web_search_tool_result",
    "code_execution_tool_result", "bash_code_execution_tool_result",
    "text_editor_code_execution_tool_result"};
constexpr std::array<std::string_view, 10> kFileTypes {"document", "file", "input_file", "image",
    "input_image", "resource", "attachment", "container_upload", "blob", "image_url"};
constexpr std::array<std::string_view, 16> kResultMembers {"inlinedata", "tooluseresult", "tooluseresults",
    "toolresult", "toolresults", "tooloutput", "tooloutputs", "attachments", "attachment", "filecontents",
    "originalfile", "structuredpatch", "readfiles", "functionresponse", "aggregatedoutput", "resources"};
constexpr std::array<std::string_view, 6> kInputs {
    "input", "arguments", "args", "parameters", "params", "action"};
constexpr std::array<std::string_view, 5> kIds {
    "tool_use_id", "tool_call_id", "call_id", "toolCallId", "toolUseId"};
std::string textOf(const json::Object &object, std::span<const std::string_view> names)
{
    for (const std::string_view name : names)
        if (const auto text = object.text(name))
            return *text;
    return {};
}

// {"path": "src/a.c", "text": "…"}: which file it is about.
std::string fileNamedIn(const json::Object &object)
{
    for (const json::Member &member : object.members())
        if (const auto text = json::unquoted(member.json); text && looksLikeFileValue(*text)
            && (namesFile(plainName(member.key)) || text->find('/') == std::string::npos))
            return *text;
    return {};
}

bool isContentOf(const std::string &file, const json::Member &member)
{
    const bool hasLines = member.json.starts_with('"') && member.json.find("\\n") != std::string::npos;
    return !file.empty() && hasLines;
}

class Blocks {
public:
    explicit Blocks(Extent extent) : m_extent(extent) { }

    std::string value(const std::string &name, const std::string &json)
    {
        if (json.starts_with('{'))
            return object(json);
        if (json.starts_with('['))
            return array(name, json);
        if (const auto text = json::unquoted(json)) {
            std::string left
                = withoutQuotedFiles(withoutAttachedFiles(withoutTaggedCalls(*text), m_extent), m_extent);
            return left == *text ? json : json::quoted(left);
        }
        return json;
    }

private:
    // <tool_call>{"name": …, "arguments": …}</tool_call>
    std::string withoutTaggedCalls(const std::string &text)
    {
        constexpr std::string_view open = "<tool_call>", close = "</tool_call>";
        std::string out;
        std::size_t copied = 0;
        for (std::size_t at = 0; (at = text.find(open, at)) != std::string::npos;) {
            at += open.size();
            const std::size_t end = std::min(text.find(close, at), text.size());
            const auto given = json::canonical(trimmed(std::string_view(text).substr(at, end - at)));
            const auto called = given ? json::objectIn(*given) : std::nullopt;
            const std::string left = called ? call(*called) : std::string();
            if (called && left != *given) {
                out += text.substr(copied, at - copied) + left;
                copied = end;
            }
            at = end;
        }
        return out + text.substr(copied);
    }

    std::string array(const std::string &name, const std::string &json)
    {
        const auto elements = json::elementsIn(json);
        if (!elements)
            return outcome(name, json);
        std::string out = "[";
        for (const std::string &element : *elements)
            out += (out.size() > 1 ? "," : "") + value(name, element);
        return out + ']';
    }

    std::string object(const std::string &json)
    {
        auto object = json::objectIn(json);
        if (!object)
            return outcome({}, json);
        const std::string type = object->text("type").value_or(std::string());
        if (isOneOf(type, kCallTypes) || object->find("function") || object->find("toolInvocation")
            || (object->find("toolName") && object->find("args")) || (object->find("tool") && type == "tool")
            || (object->find("name") && object->find("input")))
            return call(*object);
        if (isOneOf(type, kFileTypes))
            return outcome("content", json);
        if (isOneOf(type, kResultTypes) || !textOf(*object, kIds).empty())
            return result(*object, json);
        const std::string file = fileNamedIn(*object);
        for (const json::Member &member : std::vector(object->members())) {
            const bool isResult = isOneOf(plainName(member.key), kResultMembers)
                || looksLikeFileValue(member.key) || isContentOf(file, member);
            object->set(
                member.key, isResult ? outcome(member.key, member.json) : value(member.key, member.json));
        }
        return object->toJson();
    }

    // {"type":"tool_use","id":…,"name":…,"input":…}, {"id":…,"function":{"name":…,"arguments":"…"}}
    std::string call(json::Object object)
    {
        for (const std::string_view member : {"function", "toolInvocation"})
            if (const std::string *inner = object.find(member))
                if (const auto function = json::objectIn(*inner)) {
                    object.set(member, call(*function));
                    return object.toJson();
                }
        if (const std::string *inner = object.find("state"))
            if (auto state = json::objectIn(*inner); state && state->find("input")) {
                object.set("state", callWithState(object, std::move(*state)));
                return object.toJson();
            }
        constexpr std::array<std::string_view, 4> names {"name", "tool_name", "toolName", "tool"};
        constexpr std::array<std::string_view, 3> ids {"call_id", "id", "toolCallId"};
        std::optional<CallEffect> known;
        for (const std::string_view input : kInputs) {
            const std::string *given = object.find(input);
            if (!given)
                continue;
            const std::string name = textOf(object, names);
            const CallEffect effect
                = effectOfCall(name.empty() ? object.text("type").value_or("") : name, *given, {});
            m_effects[textOf(object, ids)] = effect;
            known = effect;
            object.set(input, reducedArguments(*given, effect, m_extent));
        }
        for (const std::string_view output : {"output", "result", "state"})
            if (const std::string *given = object.find(output))
                object.set(output, known ? outcomeOf(*known, output, *given) : outcome(output, *given));
        return object.toJson();
    }

    // {"type":"tool","tool":"read","state":{"input":{…},"output":"…"}}
    std::string callWithState(const json::Object &around, json::Object state)
    {
        constexpr std::array<std::string_view, 3> names {"tool", "name", "toolName"};
        const std::string name = textOf(around, names);
        const std::string input = *state.find("input");
        const CallEffect effect = effectOfCall(name, input, {});
        for (const json::Member &member : std::vector(state.members()))
            if (member.key != "input")
                state.set(member.key, outcomeOf(effect, member.key, member.json));
        state.set("input", reducedArguments(input, effect, m_extent));
        return state.toJson();
    }

    // What is known of the call decides; what looks like a file is one all the same.
    std::string outcomeOf(const CallEffect &effect, std::string_view field, const std::string &json) const
    {
        return effect.files || effect.isStrict() ? reduced(field, json, effect)
                                                 : withoutFileLines(json, m_extent);
    }

    std::string result(json::Object &object, const std::string &json)
    {
        const auto known = m_effects.find(textOf(object, kIds));
        const bool isKnown = known != m_effects.end();
        const CallEffect effect
            = isKnown ? known->second : CallEffect {.kind = CallKind::Other, .files = true};
        if (effect.isStrict() || (effect.files && m_extent == Extent::Contents))
            for (const std::string_view member : {"content", "output", "result", "response", "text", "error"})
                if (const std::string *given = object.find(member))
                    object.set(member, reducedOutcome("content", *given, effect));
        if (!isKnown || effect.files || effect.isStrict())
            return reduced({}, object.toJson(), effect);
        return withoutFileLines(json, m_extent);
    }

    // Nothing says which call it is from, so it may be from one that read a file.
    std::string outcome(std::string_view field, const std::string &json)
    {
        CallEffect effect {.kind = CallKind::Other, .files = true};
        const CallArguments looked = readArguments(json);
        effect.secrets
            = std::ranges::any_of(looked.files, [](const std::string &file) { return isSecretFile(file); });
        return reduced(field, json, effect);
    }

    std::string reduced(std::string_view field, const std::string &json, const CallEffect &effect) const
    {
        const bool isMeant = effect.isStrict() || m_extent == Extent::Contents;
        return isMeant ? reducedOutcome(field, json, effect) : json;
    }

    Extent m_extent;
    std::map<std::string, CallEffect> m_effects; ///< of the calls seen so far, by id
};

} // namespace

std::string withoutFileLines(const std::string &json, Extent extent)
{
    if (extent != Extent::Contents || json.find('"') == std::string::npos)
        return json;
    return json::rewriteTexts(json, [](const json::TextPlace &place, std::string &text) {
        if (!place.isName && looksLikeFileLines(text))
            text = fileSummary(text);
    });
}

std::string withoutEmbedded(std::string_view field, const std::string &json, Extent extent)
{
    constexpr std::array<std::string_view, 10> marks {"<", "```", "~~~", "Result of calling", "was modified",
        "## Active selection", "*** ", "+++ ", "@@ -", "\xe2\x86\x92"};
    const bool isPlainText = json.starts_with('"') && !json.starts_with("\"{") && !json.starts_with("\"[");
    const bool mayQuote = std::ranges::any_of(
        marks, [&json](std::string_view mark) { return json.find(mark) != std::string::npos; });
    if (isPlainText && !mayQuote && !mayHoldListing(json) && json.find("ontents of ") == std::string::npos)
        return json;
    Blocks blocks(extent);
    const auto text = json::unquoted(json);
    if (text && (text->starts_with('{') || text->starts_with('[')))
        if (const auto parsed = json::canonical(*text)) {
            const std::string left = blocks.value(std::string(field), *parsed);
            return left == *parsed ? json : json::quoted(left);
        }
    return blocks.value(std::string(field), json);
}

} // namespace mimir
