#include "sources/agents/claudeparser.h"

#include "core/text.h"
#include "sources/agents/agentids.h"
#include "sources/agents/auditentry.h"
#include "sources/agents/claudetexts.h"
#include "sources/agents/transcripttexts.h"

#include <array>

namespace mimir {
namespace {

constexpr std::size_t kMaxSummaries = 500;
constexpr std::size_t kEdge = 512;

// Records without a uuid that say nothing about the conversation.
constexpr std::array<std::string_view, 9> kControls {"last-prompt", "mode", "queue-operation",
    "bridge-session", "pr-link", "tag", "atis-latch", "file-history-snapshot", "file-history-delta"};
constexpr std::array<std::string_view, 6> kSystemKinds {"turn_duration", "stop_hook_summary", "informational",
    "compact_boundary", "microcompact_boundary", "away_summary"};

std::int64_t digest(std::string_view uuid)
{
    return agentRecordKey("claude-code", uuid);
}

// The text of a member near one edge of a line that is not parsed: "name":"value".
std::string_view memberText(std::string_view part, std::string_view name)
{
    const std::string begin = '"' + std::string(name) + "\":\"";
    const std::size_t at = part.rfind(begin);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = part.substr(at + begin.size());
    const std::size_t end = rest.find('"');
    return end == std::string_view::npos ? std::string_view() : rest.substr(0, end);
}

// The blocks of a message's content; a text alone is one block.
std::vector<json::Object> blocksOf(const json::Object &message)
{
    const std::string *content = message.find("content");
    if (!content)
        return {};
    std::vector<json::Object> blocks;
    if (const auto text = json::unquoted(*content)) {
        json::Object block;
        block.setText("type", "text");
        block.setText("text", *text);
        blocks.push_back(std::move(block));
        return blocks;
    }
    for (const std::string &element : json::elementsIn(*content).value_or(std::vector<std::string>()))
        if (auto block = json::objectIn(element))
            blocks.push_back(std::move(*block));
    return blocks;
}

bool is(const json::Object &block, std::string_view type)
{
    return block.text("type") == type;
}

void append(std::string &text, std::string_view more)
{
    if (more.empty())
        return;
    if (!text.empty())
        text += "\n\n";
    text += more;
}

std::string textOf(const std::vector<json::Object> &blocks)
{
    std::string text;
    for (const json::Object &block : blocks)
        if (is(block, "text"))
            append(text, block.text("text").value_or(std::string()));
    return text;
}

// What an image was, never its bytes.
json::Object imageOf(const json::Object &block)
{
    const json::Object source = objectOf(block, "source");
    return attachmentOf(
        "image", source.text("media_type").value_or("unknown"), source.text("data").value_or(std::string()));
}

// Canonical JSON; empty when there are none.
std::string attachmentsOf(const std::vector<json::Object> &blocks)
{
    std::string images;
    for (const json::Object &block : blocks)
        if (is(block, "image"))
            images += (images.empty() ? "[" : ",") + imageOf(block).toJson();
    return images.empty() ? images : images + ']';
}

} // namespace

std::string ClaudeParser::conversationId(const ClaudePlace &place)
{
    return place.subagent.empty() ? agentConversationId(place.agent, place.session)
                                  : agentRowId({place.agent, place.session, place.subagent});
}

ClaudeParser::ClaudeParser(ClaudePlace place)
    : m_place(std::move(place)), m_conversation(conversationId(m_place)),
      m_calls(m_place.agent, m_conversation)
{
}

std::string ClaudeParser::rowId(std::string_view uuid) const
{
    return agentRowId({m_conversation, uuid});
}

std::string ClaudeParser::messageAt(std::string_view uuid) const
{
    const auto at = uuid.empty() ? m_rowOf.end() : m_rowOf.find(digest(uuid));
    return at == m_rowOf.end() ? std::string() : at->second;
}

void ClaudeParser::follows(std::string_view uuid, std::string_view parent)
{
    if (std::string above = messageAt(parent); !above.empty())
        m_rowOf.try_emplace(digest(uuid), std::move(above));
}

// What a sub-agent reports while it works stands in its own transcript; other records name it as their parent.
bool ClaudeParser::skips(std::string_view line)
{
    const std::string_view begin = line.substr(0, kEdge);
    const std::size_t type = begin.find("\"type\":\"");
    if (type == std::string_view::npos
        || begin.substr(0, type).find("\"message\":{") != std::string_view::npos)
        return false;
    if (!begin.substr(type).starts_with("\"type\":\"progress\"")
        && !begin.substr(type).starts_with("\"type\":\"file-history-snapshot\""))
        return false;
    const bool isProgress = begin.substr(type).starts_with("\"type\":\"progress\"");
    const std::string_view end = line.substr(line.size() > kEdge ? line.size() - kEdge : 0);
    if (isProgress)
        follows(memberText(end, "uuid"), memberText(begin.substr(0, type), "parentUuid"));
    skipKnown(isProgress ? "progress" : "file-history-snapshot");
    return true;
}

void ClaudeParser::read(const json::Object &record)
{
    Envelope envelope;
    envelope.type = record.text("type").value_or(std::string());
    envelope.uuid = record.text("uuid").value_or(std::string());
    if (envelope.uuid.empty())
        return readControl(envelope.type, record);
    envelope.parent
        = record.text("parentUuid").value_or(record.text("logicalParentUuid").value_or(std::string()));
    envelope.cwd = shortIn(record, "cwd");
    envelope.branch = shortIn(record, "gitBranch");
    // From the second compaction of a process on, what came before is appended again.
    if (!m_seen.insert(digest(envelope.uuid)).second)
        return skipKnown("repeated");
    if (!isTheirs(record))
        return;
    envelope.at = dated(timeIn(record.text("timestamp").value_or(std::string())));
    noteEnvelope(record, envelope);
    if (envelope.type == "user")
        readUser(record, envelope);
    else if (envelope.type == "assistant")
        readAssistant(record, envelope);
    else if (envelope.type == "system")
        readSystem(record, envelope);
    else if (envelope.type == "attachment")
        readAttachment(record, envelope);
    else if (envelope.type == "progress")
        skipKnown(envelope.type);
    else
        skipUnknown(envelope.type);
    follows(envelope.uuid, envelope.parent);
}

// Older versions wrote what sub-agents did between the lines of the session; a sub-agent that begins with a copy of the
// session's context marks it.
bool ClaudeParser::isTheirs(const json::Object &record)
{
    const bool isSubagent = !m_place.subagent.empty();
    if (!isSubagent && record.boolean("isSidechain").value_or(false)) {
        skipKnown("sidechain");
        return false;
    }
    if (isSubagent && record.find("forkedFrom")) {
        skipKnown("context of a fork");
        return false;
    }
    return true;
}

void ClaudeParser::readControl(const std::string &type, const json::Object &record)
{
    if (type == "custom-title")
        title(Chosen, record.text("customTitle").value_or(std::string()));
    else if (type == "agent-name")
        title(AgentName, record.text("agentName").value_or(std::string()));
    else if (type == "ai-title")
        title(Generated, record.text("aiTitle").value_or(record.text("title").value_or(std::string())));
    else if (type == "summary")
        noteSummary(record);
    else if (type == "permission-mode")
        m_newMode = record.text("permissionMode").value_or(std::string());
    else if (isOneOf(type, kControls))
        skipKnown(type);
    else
        skipUnknown(type.empty() ? "without a type" : type);
}

// Most summaries in a file are of other sessions.
void ClaudeParser::noteSummary(const json::Object &record)
{
    const std::string leaf = record.text("leafUuid").value_or(std::string());
    const std::string text = record.text("summary").value_or(std::string());
    if (m_seen.contains(digest(leaf)))
        title(Summary, text);
    else if (m_summaries.size() < kMaxSummaries)
        m_summaries[digest(leaf)] = text;
}

void ClaudeParser::title(TitleRank rank, const std::string &text)
{
    if (text.empty() || rank < m_titleRank || (rank == FirstPrompt && m_titleRank == FirstPrompt))
        return;
    m_titleRank = rank;
    m_facts.title = cutText(text, 1000);
}

void ClaudeParser::noteEnvelope(const json::Object &record, const Envelope &envelope)
{
    if (!m_begun)
        beginConversation(envelope, record);
    if (!envelope.branch.empty())
        m_facts.branch = envelope.branch;
    if (const auto version = record.text("version"); version && !version->empty())
        m_facts.version = *version;
    if (const auto summary = m_summaries.find(digest(envelope.uuid)); summary != m_summaries.end())
        title(Summary, summary->second);
    if (const auto mode = record.text("permissionMode"); mode && !mode->empty())
        m_newMode = *mode;
    noteModeAt(envelope);
}

void ClaudeParser::beginConversation(const Envelope &envelope, const json::Object &record)
{
    m_begun = true;
    m_workspace = envelope.cwd;
    const std::string native
        = m_place.subagent.empty() ? m_place.session : m_place.session + '/' + m_place.subagent;
    const std::string repository
        = m_place.repositoryOf && !m_workspace.empty() ? m_place.repositoryOf(m_workspace) : std::string();
    FoundRow row
        = conversationRow(m_conversation, {m_place.agent, native, m_workspace, repository, envelope.at});
    if (!m_place.subagent.empty()) {
        setText(row.record, "relation", "subagent");
        setText(row.record, "parent_id",
            m_place.parentSubagent.empty()
                ? agentConversationId(m_place.agent, m_place.session)
                : agentRowId({m_place.agent, m_place.session, m_place.parentSubagent}));
        title(Generated, m_place.description);
    } else if (const json::Object from = objectOf(record, "forkedFrom"); !from.empty()) {
        setText(row.record, "relation", "fork");
        if (const auto session = from.text("sessionId"))
            setText(row.record, "parent_id", agentConversationId(m_place.agent, *session));
    }
    add(std::move(row));
    if (m_place.toolUse.empty())
        return;
    const std::string parent = m_place.parentSubagent.empty()
        ? agentConversationId(m_place.agent, m_place.session)
        : agentRowId({m_place.agent, m_place.session, m_place.parentSubagent});
    FoundRow call {{EntityType::ToolCall, agentRowId({parent, m_place.toolUse}), {}}, {}, {}, true};
    setText(call.record, "child_id", m_conversation);
    add(std::move(call));
}

void ClaudeParser::endBatch()
{
    if (!m_begun)
        return;
    m_facts.provider = m_facts.model.starts_with("claude") ? "anthropic" : "";
    if (auto row = changedFacts(m_conversation, m_facts, m_foundFacts))
        add(std::move(*row));
}

// The mode is written without a time: it is in force from the next record on.
void ClaudeParser::noteModeAt(const Envelope &envelope)
{
    if (m_newMode.empty() || m_newMode == m_mode || !envelope.at)
        return;
    m_mode = m_newMode;
    add(modeEntry({m_place.agent, m_conversation, envelope.uuid, envelope.at}, m_mode));
}

FoundRow ClaudeParser::message(
    const Envelope &envelope, std::string_view role, std::string_view kind, const std::string &content)
{
    FoundRow row = messageRow({m_conversation, envelope.uuid, role, kind, content, envelope.at});
    if (envelope.cwd != m_workspace)
        setText(row.record, "cwd", envelope.cwd);
    if (envelope.branch != std::exchange(m_branchOfLast, envelope.branch))
        setText(row.record, "git_branch", envelope.branch);
    if (const std::string parent = messageAt(envelope.parent); !parent.empty()) {
        setText(row.record, "parent_id", rowId(parent));
        row.parentKey = "m|" + parent;
    }
    return row;
}

void ClaudeParser::addMessage(FoundRow row, const Envelope &envelope)
{
    m_rowOf[digest(envelope.uuid)] = envelope.uuid;
    add(std::move(row));
}

void ClaudeParser::readUser(const json::Object &record, const Envelope &envelope)
{
    const auto blocks = blocksOf(objectOf(record, "message"));
    bool isResult = false;
    for (const json::Object &block : blocks) {
        if (is(block, "tool_result")) {
            readResult(record, block, envelope);
            isResult = true;
        } else if (!is(block, "text") && !is(block, "image") && !is(block, "document")) {
            skipUnknown("user/" + block.text("type").value_or("block"));
        }
    }
    const std::string text = textOf(blocks);
    std::string attachments = isResult ? std::string() : attachmentsOf(blocks);
    if (!trimmed(text).empty() || !attachments.empty())
        readPrompt(record, envelope, text, std::move(attachments));
}

void ClaudeParser::readPrompt(
    const json::Object &record, const Envelope &envelope, const std::string &text, std::string attachments)
{
    endResponse();
    const bool isSummary = record.boolean("isCompactSummary").value_or(false);
    const bool isMeta = record.boolean("isMeta").value_or(false) || !m_place.subagent.empty();
    const claude::TextKind kind = claude::textKind(text);
    if (isSummary || isMeta || kind != claude::TextKind::Prompt) {
        const std::string_view name = isSummary ? "compaction"
            : kind == claude::TextKind::Command ? "command"
                                                : "notice";
        return addMessage(message(envelope, isSummary ? "system" : "user", name, text), envelope);
    }
    const claude::Envelope parts = claude::splitEnvelope(text);
    if (!parts.before.empty()) {
        FoundRow notice = message(envelope, "user", "notice", std::string(parts.before));
        notice.record.id = rowId(envelope.uuid + "/editor");
        notice.record.fields.setInteger("seq", 0);
        add(std::move(notice));
    }
    if (parts.prompt.empty() && attachments.empty())
        return;
    if (record.text("promptSource") != "queued")
        addAll(m_calls.endAll(envelope.at));
    title(FirstPrompt, titleOf(parts.prompt));
    FoundRow prompt = message(envelope, "user", "prompt", std::string(parts.prompt));
    if (!parts.before.empty())
        prompt.record.fields.setInteger("seq", 1);
    if (!attachments.empty())
        prompt.record.fields.set("attachments", std::move(attachments));
    addMessage(std::move(prompt), envelope);
}

// A prompt that was typed while the agent worked.
void ClaudeParser::readAttachment(const json::Object &record, const Envelope &envelope)
{
    const json::Object attachment = objectOf(record, "attachment");
    const std::string type = attachment.text("type").value_or(std::string());
    if (type != "queued_command")
        return skipKnown("attachment/" + type);
    json::Object asMessage;
    if (const std::string *prompt = attachment.find("prompt"))
        asMessage.set("content", *prompt);
    const auto blocks = blocksOf(asMessage);
    const std::string text = textOf(blocks);
    if (trimmed(text).empty())
        return skipKnown("attachment/" + type);
    const bool isPrompt = claude::textKind(text) == claude::TextKind::Prompt && m_place.subagent.empty();
    FoundRow row = message(envelope, "user", isPrompt ? "prompt" : "notice", text);
    if (std::string attachments = attachmentsOf(blocks); !attachments.empty())
        row.record.fields.set("attachments", std::move(attachments));
    addMessage(std::move(row), envelope);
}

void ClaudeParser::readSystem(const json::Object &record, const Envelope &envelope)
{
    const std::string subtype = record.text("subtype").value_or(std::string());
    const std::string content = record.text("content").value_or(std::string());
    if (subtype == "local_command" && !trimmed(content).empty())
        return addMessage(message(envelope, "system", "command", content), envelope);
    if (subtype == "api_error")
        return add(errorEntry({m_place.agent, m_conversation, envelope.uuid, envelope.at}));
    if (isOneOf(subtype, kSystemKinds))
        skipKnown("system/" + subtype);
    else
        skipUnknown("system/" + subtype);
}

void ClaudeParser::readAssistant(const json::Object &record, const Envelope &envelope)
{
    const json::Object message = objectOf(record, "message");
    const std::string id = message.text("id").value_or(envelope.uuid);
    const std::string model = shortIn(message, "model");
    if (!m_response || m_response->id != id) {
        endResponse();
        beginResponse(id, envelope);
    }
    const auto blocks = blocksOf(message);
    if (model == "<synthetic>") {
        if (const std::string text = textOf(blocks); !trimmed(text).empty())
            addMessage(this->message(envelope, "assistant", "notice", text), envelope);
        return;
    }
    if (!model.empty())
        m_response->model = m_facts.model = model;
    noteUsage(message, envelope);
    readTexts(blocks, envelope);
    readCalls(blocks, envelope);
}

void ClaudeParser::readTexts(const std::vector<json::Object> &blocks, const Envelope &envelope)
{
    for (const json::Object &block : blocks) {
        if (!is(block, "thinking") || block.text("thinking").value_or(std::string()).empty())
            continue;
        if (m_response->thinking.empty())
            m_response->thinkingIn = envelope;
        append(m_response->thinking, *block.text("thinking"));
    }
    if (const std::string text = textOf(blocks); !trimmed(text).empty())
        addReply(envelope, "reply", text);
}

void ClaudeParser::readCalls(const std::vector<json::Object> &blocks, const Envelope &envelope)
{
    for (const json::Object &block : blocks) {
        const std::string type = block.text("type").value_or(std::string());
        if (type == "text" || type == "thinking" || type == "redacted_thinking")
            continue;
        if (type != "tool_use" && type != "server_tool_use") {
            skipUnknown("assistant/" + type);
            continue;
        }
        if (m_response->lastRow.empty())
            addReply(envelope, "step", {});
        CallBegin call {block.text("id").value_or(std::string()), block.text("name").value_or(std::string()),
            {}, m_response->lastRow, envelope.at, envelope.cwd == m_workspace ? std::string() : envelope.cwd,
            envelope.uuid};
        if (const std::string *input = block.find("input"))
            call.arguments = *input;
        addAll(m_calls.begin(call));
    }
}

void ClaudeParser::addReply(const Envelope &envelope, std::string_view kind, const std::string &content)
{
    Response &response = *m_response;
    FoundRow row = message(envelope, "assistant", kind, content);
    setText(row.record, "model", response.model);
    setText(row.record, "thinking", cutText(std::exchange(response.thinking, {})));
    response.lastRow = row.record.id;
    if (response.firstRow.empty()) {
        response.firstRow = row.record.id;
        response.firstKey = row.key;
        const auto count = [&row](std::string_view field, std::int64_t value) {
            if (value > 0)
                row.record.fields.setInteger(field, value);
        };
        count("input_tokens", response.input);
        count("output_tokens", response.output);
        count("cache_read_tokens", response.cacheRead);
        count("cache_write_tokens", response.cacheWrite);
    }
    addMessage(std::move(row), envelope);
}

// A prompt that was typed meanwhile may stand between its records: what it uses stays with its first message.
void ClaudeParser::beginResponse(const std::string &id, const Envelope &envelope)
{
    Response begun;
    if (m_lastResponse && m_lastResponse->id == id)
        begun = std::move(*m_lastResponse);
    m_lastResponse.reset();
    begun.id = id;
    begun.lastRow.clear();
    begun.first = envelope;
    m_response = std::move(begun);
}

void ClaudeParser::endResponse()
{
    if (!m_response)
        return;
    const Response &response = *m_response;
    const bool hasUsed = response.input + response.output + response.cacheRead + response.cacheWrite > 0;
    if (!response.thinking.empty() || (response.firstRow.empty() && hasUsed)) {
        Envelope envelope = response.thinking.empty() ? response.first : response.thinkingIn;
        envelope.cwd = m_workspace;
        envelope.branch = m_branchOfLast;
        addReply(envelope, "step", {});
    }
    m_lastResponse = std::exchange(m_response, std::nullopt);
}

// Each record of a response repeats what it has used until then.
void ClaudeParser::noteUsage(const json::Object &message, const Envelope &)
{
    const json::Object usage = objectOf(message, "usage");
    Response &response = *m_response;
    FoundRow more {{EntityType::Message, response.firstRow, {}}, response.firstKey, {}, true};
    const auto raise = [&](std::int64_t &known, std::string_view name, std::string_view field) {
        const std::int64_t value = tokensIn(usage.integer(name));
        if (value <= known)
            return;
        known = value;
        more.record.fields.setInteger(field, value);
    };
    raise(response.input, "input_tokens", "input_tokens");
    raise(response.output, "output_tokens", "output_tokens");
    raise(response.cacheRead, "cache_read_input_tokens", "cache_read_tokens");
    raise(response.cacheWrite, "cache_creation_input_tokens", "cache_write_tokens");
    if (!response.firstRow.empty() && !more.record.fields.empty())
        add(std::move(more));
}

std::string ClaudeParser::resultText(const json::Object &record, const json::Object &block) const
{
    const json::Object structured = objectOf(record, "toolUseResult");
    if (const auto path = structured.text("persistedOutputPath"); path && m_place.spilled)
        if (auto whole = m_place.spilled(*path))
            return std::move(*whole);
    std::string text;
    for (const json::Object &part : blocksOf(block)) {
        if (is(part, "text"))
            append(text, part.text("text").value_or(std::string()));
        else if (is(part, "image"))
            append(text,
                "[image: " + imageOf(part).text("media_type").value_or(std::string()) + ", "
                    + std::to_string(imageOf(part).integer("bytes").value_or(0)) + " bytes]");
    }
    return text;
}

std::string ClaudeParser::childOf(const json::Object &record) const
{
    const auto agent = objectOf(record, "toolUseResult").text("agentId");
    return agent && !agent->empty() ? agentRowId({m_place.agent, m_place.session, *agent}) : std::string();
}

void ClaudeParser::readResult(const json::Object &record, const json::Object &block, const Envelope &envelope)
{
    CallEnd end {block.text("tool_use_id").value_or(std::string())};
    if (!m_calls.isOpen(end.call))
        return skipKnown("result without its call");
    end.at = envelope.at;
    const std::string text = resultText(record, block);
    end.resultBytes = static_cast<std::int64_t>(text.size());
    end.child = childOf(record);
    if (block.boolean("is_error").value_or(false)) {
        const claude::Denial denial = claude::denialIn(text);
        end.outcome = denial.decidedBy.empty() ? CallEnd::Outcome::Failed : CallEnd::Outcome::Denied;
        end.decidedBy = denial.decidedBy;
        end.reason = denial.reason;
        end.error = text;
        if (const int code = claude::exitCodeIn(text); code >= 0)
            end.exitCode = code;
    } else {
        end.result = json::quoted(cutText(text));
    }
    addAll(m_calls.end(end));
}

} // namespace mimir
