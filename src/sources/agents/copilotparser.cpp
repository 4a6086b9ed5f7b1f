#include "sources/agents/copilotparser.h"

#include "core/gitremote.h"
#include "core/json/json.h"
#include "core/text.h"
#include "sources/agents/agentids.h"
#include "sources/agents/auditentry.h"
#include "sources/agents/copilottexts.h"
#include "sources/agents/transcripttexts.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kMessage = "assistant.message";
constexpr std::size_t kMaxSubagents = 1000;
constexpr std::size_t kMaxQuestions = 1000;
constexpr std::size_t kMaxModels = 100;
constexpr std::size_t kMaxKind = 200;
constexpr std::size_t kMaxTitle = 1000;
constexpr std::size_t kMaxShort = 4096; // ids, names, folders

std::string textOf(const json::Object &data, std::string_view name)
{
    return cutText(data.text(name).value_or(std::string()), kMaxShort);
}

bool isAllowed(const CallDecision &decision)
{
    return decision.decision == "approved" || decision.decision == "always";
}

} // namespace

CopilotParser::CopilotParser(CopilotPlace place)
    : m_place(std::move(place)),
      m_main({m_place.agent, agentConversationId(m_place.agent, m_place.session), m_place.session},
          m_surroundings)
{
}

CopilotParser::Reader CopilotParser::readerOf(std::string_view type)
{
    static const std::map<std::string_view, Reader> readers {
        {"session.start", &CopilotParser::readStart},
        {"session.resume", &CopilotParser::readResume},
        {"session.shutdown", &CopilotParser::readShutdown},
        {"session.context_changed", &CopilotParser::readContext},
        {"session.model_change", &CopilotParser::readModel},
        {"session.mode_changed", &CopilotParser::readMode},
        {"session.permissions_changed", &CopilotParser::readMode},
        {"session.title_changed", &CopilotParser::readTitle},
        {"session.compaction_complete", &CopilotParser::readCompaction},
        {"session.error", &CopilotParser::readError},
        {"user.message", &CopilotParser::readUser},
        {kMessage, &CopilotParser::readAssistant},
        {"tool.user_requested", &CopilotParser::readCall},
        {"tool.execution_start", &CopilotParser::readCall},
        {"tool.execution_complete", &CopilotParser::readResult},
        {"permission.requested", &CopilotParser::readQuestion},
        {"permission.completed", &CopilotParser::readAnswer},
        {"abort", &CopilotParser::readAbort},
    };
    const auto found = readers.find(type);
    return found == readers.end() ? nullptr : found->second;
}

void CopilotParser::read(const json::Object &record)
{
    CopilotEvent event {textOf(record, "id"), textOf(record, "type"), objectOf(record, "data"),
        timeIn(textOf(record, "timestamp"))};
    if (event.id.empty())
        event.id = textOf(event.data, "messageId");
    if (!event.id.empty() && !m_seen.insert(agentRecordKey(m_place.agent, event.id)).second)
        return skipKnown("repeated");
    if (!event.at)
        event.at = m_at;
    m_at = event.at;
    const std::string agentId = textOf(record, "agentId");
    if (event.type == "subagent.started")
        return readSubagent(event, agentId);
    const Reader reader = readerOf(event.type);
    if (!reader) {
        if (copilot::isIrrelevant(event.type))
            return skipKnown(event.type);
        return skipUnknown(event.type.empty() ? "without a type" : event.type);
    }
    if (CopilotStrand *strand = strandOf(event, agentId))
        return (this->*reader)(event, *strand);
    skipKnown("of one sub-agent too many");
}

bool CopilotParser::hasId(const CopilotEvent &event)
{
    if (event.id.empty())
        skipUnknown(event.type + " without an id");
    return !event.id.empty();
}

void CopilotParser::endBatch()
{
    if (auto row = m_main.takeFacts())
        add(std::move(*row));
    for (auto &[call, strand] : m_subagents)
        if (auto row = strand.takeFacts())
            add(std::move(*row));
}

// Older versions name the call that began a sub-agent, newer ones the sub-agent, whose id is that of the call or is
// told with it.
CopilotStrand *CopilotParser::strandOf(const CopilotEvent &event, const std::string &agentId)
{
    if (const std::string call = textOf(event.data, "parentToolCallId"); !call.empty())
        return subagentOf(call);
    if (agentId.empty())
        return &m_main;
    const auto known = m_callOfAgent.find(agentId);
    return subagentOf(known == m_callOfAgent.end() ? agentId : known->second);
}

CopilotStrand *CopilotParser::subagentOf(const std::string &call)
{
    if (const auto known = m_subagents.find(call); known != m_subagents.end())
        return &known->second;
    if (m_subagents.size() >= kMaxSubagents)
        return nullptr;
    const CopilotStrand *owner = ownerOf(call);
    const CopilotStrand &parent = owner ? *owner : m_main;
    CopilotStrand::Place place {m_place.agent, agentRowId({m_place.agent, m_place.session, call}),
        m_place.session + '/' + cutText(call, kMaxKind), parent.conversation(),
        owner ? parent.callRow(call) : std::string()};
    return &m_subagents.try_emplace(call, std::move(place), m_surroundings).first->second;
}

CopilotStrand *CopilotParser::ownerOf(const std::string &call)
{
    const auto owner = m_owners.find(agentRecordKey(m_place.agent, call));
    return owner == m_owners.end() ? nullptr : owner->second;
}

// The sub-agent's conversation begins with what it says, not here.
void CopilotParser::readSubagent(const CopilotEvent &event, const std::string &agentId)
{
    const std::string call = textOf(event.data, "toolCallId");
    CopilotStrand *strand = call.empty() ? nullptr : subagentOf(call);
    if (!strand)
        return skipKnown(event.type);
    // Of one that another sub-agent begins, the id may be the other's.
    if (agentId != call && !agentId.empty() && !m_subagents.contains(agentId)
        && m_callOfAgent.size() < kMaxSubagents)
        m_callOfAgent.try_emplace(agentId, call);
    const std::string name = textOf(event.data, "agentName");
    strand->facts.title = cutText(event.data.text("agentDisplayName").value_or(name), kMaxTitle);
    strand->facts.model = textOf(event.data, "model");
}

std::string CopilotParser::repositoryIn(const json::Object &context) const
{
    const std::string host = textOf(context, "repositoryHost");
    const std::string name = textOf(context, "repository");
    std::string repository = host.empty() || name.empty() || context.text("hostType") == "ado"
        ? std::string()
        : normalizedRemote("https://" + host + '/' + name);
    if (repository.empty() && m_place.repositoryOf && !m_surroundings.workspace.empty())
        repository = m_place.repositoryOf(m_surroundings.workspace);
    return repository;
}

void CopilotParser::workIn(const json::Object &context)
{
    if (context.empty())
        return;
    if (std::string folder = textOf(context, "cwd"); !folder.empty())
        m_surroundings.folder = std::move(folder);
    m_surroundings.branch = textOf(context, "branch");
    if (m_main.isBegun())
        return;
    m_surroundings.workspace = m_surroundings.folder;
    m_surroundings.repository = repositoryIn(context);
}

void CopilotParser::readStart(const CopilotEvent &event, CopilotStrand &)
{
    m_surroundings.version = textOf(event.data, "copilotVersion");
    noteModel(textOf(event.data, "selectedModel"), m_main);
    workIn(objectOf(event.data, "context"));
    addAll(m_main.begin(event.at));
}

// A program that was killed could not say that it ended.
void CopilotParser::readResume(const CopilotEvent &event, CopilotStrand &)
{
    workIn(objectOf(event.data, "context"));
    noteModel(textOf(event.data, "selectedModel"), m_main);
    if (!event.data.boolean("continuePendingWork").value_or(false)
        && !event.data.boolean("sessionWasActive").value_or(false))
        endCalls(event.at);
}

void CopilotParser::endCalls(std::optional<Millis> at)
{
    addAll(m_main.endCalls(at));
    for (auto &[call, strand] : m_subagents)
        addAll(strand.endCalls(at));
}

void CopilotParser::readShutdown(const CopilotEvent &event, CopilotStrand &)
{
    for (const auto &[model, used] : m_usage.since(objectOf(event.data, "modelMetrics")))
        addUsage(model, used);
    std::erase_if(m_tokensOf, [this](const auto &known) {
        return std::ranges::none_of(
            m_lastReplies, [&known](const auto &last) { return last.second.row == known.first; });
    });
    endCalls(event.at);
}

// With the last message of the model, so that sums by model are right; where it has said nothing, with the last one of
// all.
void CopilotParser::addUsage(const std::string &model, const CopilotTokens &used)
{
    auto last = m_lastReplies.find(model);
    if (last == m_lastReplies.end())
        last = m_lastReplies.find(std::string());
    if (last == m_lastReplies.end() || used == CopilotTokens())
        return;
    CopilotTokens &tokens = m_tokensOf[last->second.row];
    tokens += used;
    FoundRow row {{EntityType::Message, last->second.row, {}}, {}, {}, true};
    const auto set = [&row](std::string_view field, std::int64_t value) {
        if (value > 0)
            row.record.fields.setInteger(field, value);
    };
    set("input_tokens", tokens.input);
    set("cache_read_tokens", tokens.cacheRead);
    set("cache_write_tokens", tokens.cacheWrite);
    set("reasoning_tokens", tokens.reasoning);
    add(std::move(row));
}

void CopilotParser::noteModel(std::string model, CopilotStrand &strand)
{
    if (!model.empty())
        strand.facts.model = std::move(model);
}

void CopilotParser::readContext(const CopilotEvent &event, CopilotStrand &)
{
    const json::Object context = objectOf(event.data, "context");
    workIn(context.empty() ? event.data : context);
}

void CopilotParser::readModel(const CopilotEvent &event, CopilotStrand &strand)
{
    noteModel(textOf(event.data, "newModel"), strand);
}

void CopilotParser::readMode(const CopilotEvent &event, CopilotStrand &strand)
{
    const auto allowsAll = event.data.boolean("allowAllPermissions");
    const std::string permissions = !allowsAll ? std::string() : *allowsAll ? "allow-all" : "manual";
    const std::string mode
        = event.data.text("newMode").value_or(event.data.text("mode").value_or(permissions));
    if (mode.empty())
        return skipUnknown(event.type + " without a mode");
    if (hasId(event))
        addAll(strand.mode(event, mode));
}

void CopilotParser::readTitle(const CopilotEvent &event, CopilotStrand &strand)
{
    if (const std::string title = textOf(event.data, "title"); !title.empty())
        strand.facts.title = cutText(title, kMaxTitle);
}

void CopilotParser::readUser(const CopilotEvent &event, CopilotStrand &strand)
{
    if (hasId(event))
        addAll(strand.prompt(event));
}

void CopilotParser::readAssistant(const CopilotEvent &event, CopilotStrand &strand)
{
    if (!hasId(event))
        return;
    noteModel(textOf(event.data, "model"), strand);
    addAll(strand.reply(event));
    noteLast(std::string(), strand);
    noteLast(strand.facts.model, strand);
    const std::string *requests = event.data.find("toolRequests");
    for (const std::string &element :
        json::elementsIn(requests ? *requests : "[]").value_or(std::vector<std::string>()))
        if (const auto request = json::objectIn(element))
            beginCall(event, *request, strand);
}

// What the session itself says comes before what a sub-agent of it says.
void CopilotParser::noteLast(const std::string &model, const CopilotStrand &strand)
{
    if (m_lastReplies.size() >= kMaxModels && !m_lastReplies.contains(model))
        return;
    Reply &last = m_lastReplies[model];
    if (!strand.isSubagent() || last.isOfSubagent || last.row.empty())
        last = {strand.lastReply(), strand.isSubagent()};
}

void CopilotParser::beginCall(const CopilotEvent &event, const json::Object &request, CopilotStrand &strand)
{
    const std::string call = textOf(request, "toolCallId");
    if (call.empty() || copilot::toolOf(request).empty())
        return;
    const auto [owner, isFirst] = m_owners.try_emplace(agentRecordKey(m_place.agent, call), &strand);
    const bool isAskedAgain
        = !isFirst && event.type == kMessage && !owner->second->isOpen(call); // another call with its id
    if (isAskedAgain)
        owner->second = &strand;
    if (isFirst || isAskedAgain)
        addAll(strand.beginCall(event, request));
}

// Most calls were asked for by a message before.
void CopilotParser::readCall(const CopilotEvent &event, CopilotStrand &strand)
{
    beginCall(event, event.data, strand);
}

void CopilotParser::readResult(const CopilotEvent &event, CopilotStrand &)
{
    const std::string call = textOf(event.data, "toolCallId");
    CopilotStrand *owner = ownerOf(call);
    if (!owner || !owner->isOpen(call))
        return skipKnown("result without its call");
    const auto child = m_subagents.find(call);
    const bool hasWorked = child != m_subagents.end() && child->second.isBegun();
    addAll(owner->endCall(event, hasWorked ? child->second.conversation() : std::string()));
}

void CopilotParser::readQuestion(const CopilotEvent &event, CopilotStrand &strand)
{
    const json::Object request = objectOf(event.data, "permissionRequest");
    std::string tool = copilot::toolOf(request);
    if (tool.empty())
        tool = textOf(request, "kind");
    if (m_questions.size() >= kMaxQuestions)
        m_questions.erase(m_questions.begin());
    m_questions[textOf(event.data, "requestId")] = {textOf(request, "toolCallId"), cutText(tool, kMaxKind),
        copilot::subjectOf(request), event.data.boolean("resolvedByHook").value_or(false), &strand};
}

CallDecision CopilotParser::decisionOf(const CopilotEvent &event) const
{
    const json::Object result = objectOf(event.data, "result");
    const std::string kind = cutText(textOf(result, "kind"), kMaxKind);
    const copilot::Answer answer = copilot::answerOf(kind);
    CallDecision decision {textOf(event.data, "toolCallId"), textOf(event.data, "requestId"), {}, {},
        answer.decision, answer.decidedBy, answer.scope, answer.status,
        result.text("feedback").value_or(textOf(result, "message"))};
    decision.at = event.at;
    const bool isUnknown = answer.decision.empty() && answer.status.empty();
    if (isUnknown)
        decision.reason = kind;
    decision.error = decision.reason.empty() ? kind : decision.reason;
    if (isAllowed(decision) && result.boolean("managedApprovalHandled").value_or(false))
        decision.decidedBy = "policy";
    return decision;
}

void CopilotParser::readAnswer(const CopilotEvent &event, CopilotStrand &strand)
{
    if (textOf(objectOf(event.data, "result"), "kind").empty())
        return skipUnknown(event.type + " without a kind");
    CallDecision decision = decisionOf(event);
    const auto asked = m_questions.find(decision.request);
    const Question question = asked == m_questions.end() ? Question() : asked->second;
    if (asked != m_questions.end())
        m_questions.erase(asked);
    if (decision.call.empty())
        decision.call = question.call;
    decision.tool = question.tool.empty() ? "unknown" : question.tool;
    decision.subject = question.subject;
    if (question.isByHook && isAllowed(decision) && decision.decidedBy == "person")
        decision.decidedBy = "hook";
    CopilotStrand *owner = ownerOf(decision.call);
    CopilotStrand &asking = question.strand ? *question.strand : strand;
    addAll((owner ? *owner : asking).decide(decision));
}

void CopilotParser::readCompaction(const CopilotEvent &event, CopilotStrand &strand)
{
    if (trimmed(textOf(event.data, "summaryContent")).empty())
        return skipKnown(event.type);
    if (hasId(event))
        addAll(strand.compaction(event));
}

void CopilotParser::readError(const CopilotEvent &event, CopilotStrand &strand)
{
    if (hasId(event))
        addAll(strand.error(event));
}

void CopilotParser::readAbort(const CopilotEvent &event, CopilotStrand &strand)
{
    if (strand.isSubagent())
        addAll(strand.endCalls(event.at));
    else
        endCalls(event.at);
}

} // namespace mimir
