#include "sources/agents/copilottexts.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/text.h"
#include "sources/agents/transcripttexts.h"

#include <algorithm>
#include <array>

namespace mimir::copilot {
namespace {

constexpr std::size_t kMaxAttachments = 100;

struct KnownAnswer {
    std::string_view kind;
    Answer answer;
};
constexpr std::array<KnownAnswer, 9> kAnswers {{
    {"approved", {"approved", "person", "once"}},
    {"approved-for-session", {"always", "person", "session"}},
    {"approved-for-location", {"always", "person", "location"}},
    {"denied-by-rules", {"denied", "rule", ""}},
    {"denied-interactively-by-user", {"denied", "person", "once"}},
    {"denied-no-approval-rule-and-could-not-request-from-user", {"denied", "mode", ""}},
    {"denied-by-content-exclusion-policy", {"denied", "policy", ""}},
    {"denied-by-permission-request-hook", {"denied", "hook", ""}},
    {"cancelled", {"", "unknown", "", "cancelled"}},
}};

constexpr auto kIrrelevant = std::to_array<std::string_view>({"assistant.turn_start", "assistant.turn_end",
    "assistant.intent", "assistant.reasoning", "assistant.idle", "assistant.usage", "assistant.message_start",
    "hook.start", "hook.end", "hook.progress", "model.call_failure", "session.autopilot_objective_changed",
    "session.binary_asset", "session.compaction_start", "session.context_cleared",
    "session.custom_agents_updated", "session.extensions_loaded", "session.handoff", "session.idle",
    "session.info", "session.import_legacy", "session.managed_settings_resolved",
    "session.mcp_server_status_changed", "session.mcp_servers_loaded", "session.plan_changed",
    "session.remote_steerable_changed", "session.schedule_cancelled", "session.schedule_created",
    "session.skills_loaded", "session.snapshot_rewind", "session.task_complete", "session.todos_changed",
    "session.tools_updated", "session.truncation", "session.usage_checkpoint", "session.usage_info",
    "session.warning", "session.workspace_file_changed", "skill.invoked", "subagent.completed",
    "subagent.configured", "subagent.deselected", "subagent.failed", "subagent.selected", "system.message",
    "system.notification", "tool.execution_partial_result", "tool.execution_progress"});

// Text, or an object that has one.
std::string textIn(const json::Object &data, std::string_view name)
{
    if (const auto text = data.text(name))
        return *text;
    const json::Object object = objectOf(data, name);
    // The short form is what the model was given, cut to save tokens.
    const std::string detailed = object.text("detailedContent").value_or(std::string());
    return detailed.empty() ? object.text("content").value_or(std::string()) : detailed;
}

} // namespace

Answer answerOf(std::string_view kind)
{
    const auto known = std::ranges::find(kAnswers, kind, &KnownAnswer::kind);
    return known == kAnswers.end() ? Answer {"", "unknown", ""} : known->answer;
}

std::string subjectOf(const json::Object &permissionRequest)
{
    if (const auto server = permissionRequest.text("serverName"))
        return *server + '/' + permissionRequest.text("toolName").value_or(std::string());
    for (const std::string_view name :
        {"fullCommandText", "fileName", "path", "url", "toolName", "extensionName", "subject"})
        if (const auto text = permissionRequest.text(name); text && !text->empty())
            return *text;
    return {};
}

std::string toolOf(const json::Object &data)
{
    const std::string name = data.text("name").value_or(data.text("toolName").value_or(std::string()));
    const auto server = data.text("mcpServerName");
    return server && !server->empty() ? "mcp__" + *server + "__" + data.text("mcpToolName").value_or(name)
                                      : name;
}

std::string attachmentsOf(const json::Object &data)
{
    const std::string *array = data.find("attachments");
    const auto elements = json::elementsIn(array ? *array : "[]").value_or(std::vector<std::string>());
    std::string all;
    for (std::size_t i = 0; i < std::min(elements.size(), kMaxAttachments); ++i) {
        const auto element = json::objectIn(elements[i]);
        if (!element)
            continue;
        const std::string media = element->text("mimeType").value_or(std::string());
        const std::string kind
            = media.starts_with("image/") ? "image" : element->text("type").value_or("unknown");
        const std::string data64 = element->text("data").value_or(std::string());
        all += (all.empty() ? "[" : ",") + attachmentOf(kind, media, data64).toJson();
    }
    return all.empty() ? all : all + ']';
}

Output outputOf(const json::Object &data)
{
    Output output {textIn(data, "result"), {}};
    const json::Object result = objectOf(data, "result");
    const std::string *blocks = result.find("contents");
    for (const std::string &block :
        json::elementsIn(blocks ? *blocks : "[]").value_or(std::vector<std::string>()))
        if (const auto object = json::objectIn(block))
            if (const auto code = object->integer("exitCode"))
                output.exitCode = code;
    return output;
}

bool isIrrelevant(std::string_view type)
{
    return isOneOf(type, kIrrelevant) || type.ends_with("_delta");
}

} // namespace mimir::copilot
