#include "sources/agents/opencodecall.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/records/timecheck.h"
#include "sources/agents/foundrow.h"
#include "sources/agents/transcripttexts.h"

namespace mimir::opencode {
namespace {

std::string textOf(const json::Object &record, std::string_view name)
{
    return record.text(name).value_or(std::string());
}

// A text, or an object with one.
std::string errorOf(const json::Object &state)
{
    return state.text("error").value_or(textOf(objectOf(state, "error"), "message"));
}

void setResult(Call &call, const std::string &text)
{
    call.result = json::quoted(cutText(text));
    call.resultBytes = static_cast<std::int64_t>(text.size());
}

// What a tool says of itself besides its result; its name has changed.
json::Object detailsOf(const json::Object &state)
{
    json::Object details = objectOf(state, "structured");
    return details.empty() ? objectOf(state, "metadata") : details;
}

void readState(const json::Object &state, Call &call)
{
    const std::string status = textOf(state, "status");
    const json::Object details = detailsOf(state);
    call.isOpen = status != "completed" && status != "error";
    call.error = errorOf(state);
    call.exitCode = details.integer("exit");
    call.childSession = details.text("sessionId").value_or(textOf(details, "sessionID"));
    // "invalid" stands for a call that could not be made, though it is said to be completed.
    call.hasFailed = status == "error" || call.tool == "invalid" || call.exitCode.value_or(0) != 0;
    if (const std::string *input = state.find("input"))
        call.arguments = argumentsIn(*input);
    if (call.tool == "invalid" && call.error.empty())
        call.error = textOf(objectOf(state, "input"), "error");
}

std::string contentText(const json::Object &state)
{
    const std::string *content = state.find("content");
    std::string text;
    for (const std::string &element :
        json::elementsIn(content ? *content : "[]").value_or(std::vector<std::string>()))
        if (const auto block = json::objectIn(element); block && textOf(*block, "type") == "text")
            text += (text.empty() ? "" : "\n") + textOf(*block, "text");
    const std::string *result = state.find("result");
    return text.empty() && result && *result != "null" ? json::textOrJson(*result) : text;
}

} // namespace

std::optional<Millis> timeOf(std::optional<std::int64_t> time)
{
    return time && isPossibleTime(*time) ? time : std::nullopt;
}

Call callInPart(const json::Object &part)
{
    const json::Object state = objectOf(part, "state"), time = objectOf(state, "time");
    Call call {textOf(part, "callID"), textOf(part, "tool"), {}, {}};
    readState(state, call);
    call.began = timeOf(time.integer("start"));
    call.ended = timeOf(time.integer("end"));
    if (const auto output = state.text("output"))
        setResult(call, *output);
    return call;
}

Call callInContent(const json::Object &block)
{
    const json::Object state = objectOf(block, "state"), time = objectOf(block, "time");
    const auto ran = time.integer("ran");
    Call call {textOf(block, "id"), textOf(block, "name"), {}, {}};
    readState(state, call);
    call.began = timeOf(ran ? ran : time.integer("created"));
    call.ended = timeOf(time.integer("completed"));
    const std::string text = contentText(state);
    if (!call.isOpen && (textOf(state, "status") == "completed" || !text.empty()))
        setResult(call, text);
    return call;
}

Call callInShell(const json::Object &shell)
{
    const json::Object time = objectOf(shell, "time");
    const std::string status = textOf(shell, "status");
    Call call {shell.text("callID").value_or(textOf(shell, "shellID")), "bash", {}, {}};
    json::Object arguments;
    arguments.setText("command", textOf(shell, "command"));
    call.arguments = arguments.toJson();
    call.exitCode = shell.integer("exit");
    call.hasFailed = call.exitCode.value_or(0) != 0 || status == "timeout" || status == "killed";
    call.began = timeOf(time.integer("created"));
    call.ended = timeOf(time.integer("completed"));
    call.isOpen = status == "running" || (status.empty() && !call.ended);
    const std::string output = textOf(objectOf(shell, "output"), "output");
    if (!call.isOpen)
        setResult(call, shell.text("output").value_or(output));
    if (call.hasFailed && !call.exitCode)
        call.error = status;
    return call;
}

} // namespace mimir::opencode
