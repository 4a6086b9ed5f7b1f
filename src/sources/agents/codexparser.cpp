#include "sources/agents/codexparser.h"

#include "core/gitremote.h"
#include "core/text.h"
#include "sources/agents/agentids.h"
#include "sources/agents/auditentry.h"
#include "sources/agents/codextexts.h"
#include "sources/agents/transcripttexts.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::size_t kMaxMirrors = 50;
constexpr std::size_t kMaxExitCodes = 1000;

constexpr std::array<std::string_view, 12> kKnownTypes {"world_state", "inter_agent_communication",
    "token_usage_record", "ghost_snapshot", "base_instructions", "turn_summary", "session_state", "heartbeat",
    "thread_name", "goal", "environment", "thread_settings"};
constexpr std::array<std::string_view, 14> kKnownEvents {"task_started", "task_complete", "turn_started",
    "turn_complete", "agent_message", "agent_reasoning", "agent_reasoning_raw_content",
    "agent_reasoning_section_break", "context_compacted", "entered_review_mode", "exited_review_mode",
    "item_completed", "mcp_tool_call_end", "patch_apply_end"};

std::string digestOf(std::string_view text)
{
    return QCryptographicHash::hash(
        QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256)
        .first(12)
        .toHex()
        .toStdString();
}

struct Content {
    std::string text;
    std::string attachments; ///< canonical JSON; empty = none
};

Content contentOf(const json::Object &item)
{
    Content content;
    const std::string *parts = item.find("content");
    if (!parts)
        return content;
    for (const std::string &element : json::elementsIn(*parts).value_or(std::vector<std::string>())) {
        const auto part = json::objectIn(element);
        const std::string type = part ? part->text("type").value_or(std::string()) : std::string();
        if (type == "input_text" || type == "output_text" || type == "text") {
            const std::string text = part->text("text").value_or(std::string());
            content.text += content.text.empty() || text.empty() ? text : "\n\n" + text;
        } else if (type == "input_image") {
            const std::string url = part->text("image_url").value_or(std::string());
            const std::size_t begin = url.starts_with("data:") ? 5 : url.size();
            json::Object image;
            image.setText("kind", "image");
            image.setText("media_type",
                url.substr(begin, url.find(';') == std::string::npos ? 0 : url.find(';') - begin));
            content.attachments += (content.attachments.empty() ? "[" : ",") + image.toJson();
        }
    }
    if (!content.attachments.empty())
        content.attachments += ']';
    return content;
}

} // namespace

CodexParser::CodexParser(CodexPlace place)
    : m_place(std::move(place)), m_conversation(agentConversationId(m_place.agent, m_place.session)),
      m_calls(m_place.agent, m_conversation)
{
}

void CodexParser::read(const json::Object &record)
{
    const std::string type = record.text("type").value_or(std::string());
    const json::Object payload = objectOf(record, "payload");
    m_at
        = dated(timeIn(record.text("timestamp").value_or(payload.text("timestamp").value_or(std::string()))));
    if (type == "session_meta")
        readMeta(payload);
    else if (type == "turn_context")
        readTurn(payload);
    else if (type == "response_item")
        readItem(payload);
    else if (type == "event_msg")
        readEvent(payload);
    else if (type == "compacted")
        readCompaction(payload);
    else if (isOneOf(type, kKnownTypes))
        skipKnown(type);
    else
        skipUnknown(type.empty() ? "without a type" : type);
}

// A fork by copying has its parent's behind its own.
void CodexParser::readMeta(const json::Object &meta)
{
    const bool isOfParent = meta.text("id").value_or(m_place.session) != m_place.session;
    m_isFork = m_isFork || isOfParent;
    if (m_begun || isOfParent)
        return skipKnown("session_meta of a parent");
    m_begun = true;
    m_workspace = m_cwd = shortIn(meta, "cwd");
    m_facts.version = meta.text("cli_version").value_or(std::string());
    m_facts.provider = meta.text("model_provider").value_or(std::string());
    const json::Object git = objectOf(meta, "git");
    m_facts.branch = shortIn(git, "branch");
    std::string repository = normalizedRemote(git.text("repository_url").value_or(std::string()));
    if (repository.empty() && m_place.repositoryOf && !m_workspace.empty())
        repository = m_place.repositoryOf(m_workspace);
    FoundRow row
        = conversationRow(m_conversation, {m_place.agent, m_place.session, m_workspace, repository, m_at});
    const std::string base = objectOf(meta, "history_base").text("thread_id").value_or(std::string());
    const std::string fork = meta.text("forked_from_id").value_or(base);
    const std::string parent = meta.text("parent_thread_id").value_or(fork);
    m_isFork = m_isFork || !fork.empty();
    m_isSubagent = !parent.empty() && fork.empty();
    if (!parent.empty()) {
        setText(row.record, "parent_id", agentConversationId(m_place.agent, parent));
        setText(row.record, "relation", fork.empty() ? "subagent" : "fork");
    }
    add(std::move(row));
}

void CodexParser::beginTurn(const std::string &turn)
{
    if (turn.empty() || turn == m_turn)
        return;
    m_turn = turn;
    m_occurrences.clear();
    endUsage();
}

void CodexParser::readTurn(const json::Object &turn)
{
    beginTurn(turn.text("turn_id").value_or(std::string()));
    if (turn.text("cwd"))
        m_cwd = shortIn(turn, "cwd");
    if (turn.text("model"))
        m_facts.model = shortIn(turn, "model");
    const std::string approval = turn.text("approval_policy").value_or(std::string());
    const std::string *sandbox = turn.find("sandbox_policy");
    const std::string kind = !sandbox
        ? std::string()
        : json::unquoted(*sandbox).value_or(
            objectOf(turn, "sandbox_policy").text("type").value_or(std::string()));
    const std::string mode = approval + (kind.empty() ? "" : ", " + kind);
    if (approval.empty() || mode == m_mode || (m_turn.empty() && !m_at))
        return;
    m_mode = mode;
    const std::string key = m_turn.empty() ? std::to_string(*m_at) : m_turn;
    FoundRow row = modeEntry({m_place.agent, m_conversation, key, m_at}, mode);
    if (m_turn.empty())
        row.key.clear();
    addOwn(std::move(row));
}

void CodexParser::endBatch()
{
    if (!m_begun)
        return;
    if (auto row = changedFacts(m_conversation, m_facts, m_foundFacts))
        add(std::move(*row));
}

void CodexParser::readItem(const json::Object &item)
{
    const std::string type = item.text("type").value_or(std::string());
    if (type == "message")
        return readMessage(item);
    if (type == "reasoning")
        return readReasoning(item);
    if (type == "function_call" || type == "custom_tool_call" || type == "local_shell_call"
        || type == "web_search_call" || type == "tool_search_call" || type == "image_generation_call")
        return readCall(type, item);
    if (type.ends_with("_output"))
        return readOutput(item);
    skipUnknown("response_item/" + type);
}

std::string CodexParser::nativeKey(
    const json::Object &item, std::string_view role, std::string_view content, bool &isOfRecord)
{
    isOfRecord = true;
    if (const auto id = item.text("id"); id && !id->empty())
        return *id;
    const std::string digest = digestOf(std::string(role) + '|' + std::string(content));
    const int occurrence = ++m_occurrences[digest];
    isOfRecord = !m_turn.empty();
    return m_turn + '|' + digest + '|' + std::to_string(occurrence);
}

FoundRow CodexParser::message(std::string_view role, std::string_view kind, const std::string &content,
    const std::string &nativeKey, bool isOfRecord)
{
    FoundRow row = messageRow({m_conversation, nativeKey, role, kind, content, m_at});
    if (!isOfRecord)
        row.key.clear();
    if (m_cwd != m_workspace)
        setText(row.record, "cwd", m_cwd);
    return row;
}

void CodexParser::addMessage(FoundRow row)
{
    if (m_turns.empty())
        m_turns.emplace_back();
    m_turns.back().push_back(row.record.id);
    addOwn(std::move(row));
}

void CodexParser::addOwn(FoundRow row)
{
    row.isOriginal = !m_isFork;
    add(std::move(row));
}

void CodexParser::addOwn(std::vector<FoundRow> rows)
{
    for (FoundRow &row : rows)
        addOwn(std::move(row));
}

void CodexParser::readMessage(const json::Object &item)
{
    const std::string role = item.text("role").value_or(std::string());
    const Content content = contentOf(item);
    if (role == "developer" || role == "system")
        return skipKnown("message of the " + role);
    bool isOfRecord = false;
    const std::string key = nativeKey(item, role, content.text, isOfRecord);
    if (role == "assistant") {
        flushUsers();
        if (!trimmed(content.text).empty())
            addReply("reply", content.text, key, isOfRecord);
        return;
    }
    if (trimmed(content.text).empty() && content.attachments.empty())
        return;
    const PendingUser user {content.text, content.attachments, key, isOfRecord, m_at};
    const auto mirror = std::ranges::find(m_mirrors, digestOf(trimmed(content.text)));
    if (mirror == m_mirrors.end()) {
        m_users.push_back(user);
        return;
    }
    m_mirrors.erase(mirror);
    flushUsers();
    addUser(user, true);
}

// A prompt stands in the file twice, as an item and as an event; what the program adds only as an item.
void CodexParser::noteMirror(const std::string &text)
{
    m_hasMirrors = true;
    const auto item = std::ranges::find_if(
        m_users, [&](const PendingUser &user) { return trimmed(user.text) == trimmed(text); });
    if (item == m_users.end()) {
        m_mirrors.push_back(digestOf(trimmed(text)));
        if (m_mirrors.size() > kMaxMirrors)
            m_mirrors.pop_front();
        return;
    }
    const PendingUser prompt = *item;
    m_users.erase(item);
    flushUsers();
    addUser(prompt, true);
}

void CodexParser::flushUsers()
{
    for (const PendingUser &user : std::exchange(m_users, {}))
        addUser(user, !m_hasMirrors && !codex::isInjected(user.text));
}

void CodexParser::addUser(const PendingUser &user, bool isTyped)
{
    m_replyRow.clear();
    if (isTyped) {
        endUsage();
        addOwn(m_calls.endAll(user.at));
        m_turns.emplace_back();
        if (m_facts.title.empty())
            m_facts.title = titleOf(user.text);
    }
    const bool isPrompt = isTyped && !m_isSubagent; // there another agent has written it
    FoundRow row
        = message("user", isPrompt ? "prompt" : "notice", user.text, user.nativeKey, user.isOfRecord);
    row.record.fields.remove("timestamp");
    setInteger(row.record, "timestamp", user.at);
    if (!user.attachments.empty())
        row.record.fields.set("attachments", user.attachments);
    addMessage(std::move(row));
}

void CodexParser::addReply(
    std::string_view kind, const std::string &text, const std::string &nativeKey, bool isOfRecord)
{
    addReply(message("assistant", kind, text, nativeKey, isOfRecord));
}

void CodexParser::addReply(FoundRow row)
{
    setText(row.record, "model", m_facts.model);
    setText(row.record, "thinking", cutText(std::exchange(m_thinking, {})));
    m_replyRow = row.record.id;
    if (!m_usageRow.empty())
        m_usage.clear(); // otherwise it is what waits for a message
    m_usageRow = row.record.id;
    addMessage(std::move(row));
    addUsage();
}

// Named by its call, which another response may have numbered alike.
void CodexParser::addStep(const std::string &call, const std::string &record)
{
    FoundRow row
        = message("assistant", "step", {}, "step|" + m_calls.nameOf(call, record).value_or(call), true);
    row.native = row.key.substr(2);
    row.key = "m|step|" + record + '|' + call;
    addReply(std::move(row));
}

void CodexParser::readReasoning(const json::Object &item)
{
    const std::string *summary = item.find("summary");
    for (const std::string &element :
        json::elementsIn(summary ? *summary : "[]").value_or(std::vector<std::string>()))
        if (const auto part = json::objectIn(element))
            if (const std::string text = part->text("text").value_or(std::string()); !text.empty())
                m_thinking += m_thinking.empty() ? text : "\n\n" + text;
}

void CodexParser::readCall(const std::string &type, const json::Object &item)
{
    flushUsers();
    const std::string *action = item.find("action");
    CallBegin call;
    call.at = m_at;
    call.call = item.text("call_id").value_or(item.text("id").value_or(std::string()));
    call.tool = item.text("name").value_or(type.substr(0, type.size() - std::string_view("_call").size()));
    if (const auto space = item.text("namespace"))
        call.tool = *space + '.' + call.tool;
    if (const std::string *arguments = item.find(type == "custom_tool_call" ? "input" : "arguments")) {
        call.arguments = argumentsIn(*arguments);
    } else if (action) {
        call.arguments = *action;
    }
    if (call.call.empty()) {
        bool isOfRecord = false;
        call.call = nativeKey(item, type, call.arguments, isOfRecord);
    }
    call.record = m_turn + '|' + digestOf(call.tool + '|' + call.arguments);
    if (!m_calls.nameOf(call.call, call.record))
        return skipKnown("repeated");
    m_exitCodes.erase(call.call);
    if (m_replyRow.empty())
        addStep(call.call, call.record);
    call.messageRow = m_replyRow;
    if (m_cwd != m_workspace)
        call.folder = m_cwd;
    addOwn(m_calls.begin(call));
    if (type == "web_search_call" || type == "image_generation_call") { // what it found is not recorded
        CallEnd end {call.call};
        end.at = m_at;
        addOwn(m_calls.end(end));
    }
}

void CodexParser::readOutput(const json::Object &item)
{
    CallEnd end {item.text("call_id").value_or(std::string())};
    if (!m_calls.isOpen(end.call))
        return skipKnown("result without its call");
    const std::string *text = item.find("output");
    const codex::Output output = codex::outputIn(text ? *text : "\"\"");
    end.at = m_at;
    end.exitCode = output.exitCode;
    if (const auto told = m_exitCodes.find(end.call); told != m_exitCodes.end()) {
        end.exitCode = told->second;
        m_exitCodes.erase(told);
    }
    const bool isFailed = end.exitCode ? *end.exitCode != 0 : !output.success.value_or(true);
    end.outcome = isFailed ? CallEnd::Outcome::Failed : CallEnd::Outcome::Success;
    end.resultBytes = static_cast<std::int64_t>(output.text.size());
    end.result = json::quoted(cutText(output.text));
    addOwn(m_calls.end(end));
    m_replyRow.clear(); // what comes next is another response
}

void CodexParser::readExecEnd(const json::Object &event)
{
    const auto code = event.integer("exit_code");
    if (code && m_exitCodes.size() < kMaxExitCodes)
        m_exitCodes[event.text("call_id").value_or(std::string())] = *code;
}

void CodexParser::readEvent(const json::Object &event)
{
    const std::string type = event.text("type").value_or(std::string());
    if (type == "user_message")
        return noteMirror(event.text("message").value_or(std::string()));
    if (type == "token_count")
        return readTokens(event);
    if (type == "exec_command_end")
        return readExecEnd(event);
    if (type == "thread_rolled_back")
        return rollBack(event.integer("num_turns").value_or(0));
    if (type == "turn_aborted") {
        flushUsers();
        return addOwn(m_calls.endAll(m_at));
    }
    if (type == "task_started" || type == "turn_started")
        beginTurn(event.text("turn_id").value_or(std::string()));
    if (isOneOf(type, kKnownEvents) || type.ends_with("_begin") || type.ends_with("_delta"))
        return skipKnown("event/" + type);
    skipUnknown("event/" + type);
}

// Repeated where only a limit has changed; null before the first response. A total that is less than the one before
// has begun again.
bool CodexParser::takeUsed(const json::Object &info, std::map<std::string, std::int64_t> &used)
{
    const std::string *total = info.find("total_token_usage");
    if (!total || *total == m_totalUsage)
        return false;
    const json::Object now = objectOf(info, "total_token_usage");
    const std::string last = std::exchange(m_totalUsage, *total);
    json::Object before = last.empty() ? json::Object() : json::objectIn(last).value_or(json::Object());
    constexpr std::array<std::string_view, 4> names {
        "input_tokens", "cached_input_tokens", "output_tokens", "reasoning_output_tokens"};
    if (std::ranges::any_of(names, [&](std::string_view name) {
            return tokensIn(now.integer(name)) < tokensIn(before.integer(name));
        }))
        before = {};
    const json::Object response = objectOf(info, "last_token_usage");
    std::array<std::int64_t, names.size()> numbers {};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto told = response.integer(names[i]);
        numbers[i]
            = told ? tokensIn(told) : tokensIn(now.integer(names[i])) - tokensIn(before.integer(names[i]));
    }
    const auto [input, cached, output, reasoning] = numbers;
    used = {{"input_tokens", std::max<std::int64_t>(0, input - cached)}, {"cache_read_tokens", cached},
        {"output_tokens", output}, {"reasoning_tokens", reasoning}};
    return true;
}

// It comes at the end of a response: what was used belongs to what this one has said or done last.
void CodexParser::readTokens(const json::Object &event)
{
    std::map<std::string, std::int64_t> used;
    if (!takeUsed(objectOf(event, "info"), used))
        return;
    if (m_turn.empty() && !m_hasMirrors && std::ranges::any_of(m_users, [](const PendingUser &user) {
            return !codex::isInjected(user.text);
        }))
        endUsage(); // a prompt has begun another turn
    for (const auto &[field, value] : used)
        m_usage[field] += value;
    addUsage();
    m_replyRow.clear();
}

void CodexParser::addUsage()
{
    if (m_usageRow.empty())
        return;
    FoundRow more {{EntityType::Message, m_usageRow, {}}, {}, {}, true};
    for (const auto &[field, value] : m_usage)
        if (value > 0)
            more.record.fields.setInteger(field, value);
    if (!more.record.fields.empty())
        add(std::move(more));
}

void CodexParser::endUsage()
{
    m_replyRow.clear();
    if (!std::exchange(m_usageRow, {}).empty())
        m_usage.clear(); // otherwise it waits for a message
}

void CodexParser::readCompaction(const json::Object &compacted)
{
    flushUsers();
    const std::string summary = compacted.text("message").value_or(std::string());
    if (trimmed(summary).empty())
        return skipKnown("compacted");
    bool isOfRecord = false;
    const std::string key = nativeKey(compacted, "compaction", summary, isOfRecord);
    addMessage(message("system", "compaction", summary, key, isOfRecord));
}

// What a person took back stays, and says so.
void CodexParser::rollBack(std::int64_t turns)
{
    flushUsers();
    for (std::int64_t i = 0; i < turns && !m_turns.empty(); ++i) {
        for (const std::string &id : m_turns.back()) {
            FoundRow row {{EntityType::Message, id, {}}, {}, {}, true};
            row.record.fields.set("metadata", R"({"status":"superseded"})");
            add(std::move(row));
        }
        m_turns.pop_back();
    }
}

} // namespace mimir
