#include "privacy/filecontent.h"

#include "core/json/jsonrewriter.h"
#include "core/text.h"
#include "privacy/calls/membernames.h"
#include "privacy/calls/summary.h"
#include "privacy/environmenttext.h"
#include "privacy/messages/embedded.h"
#include "privacy/messages/environmentlists.h"

#include <algorithm>

namespace mimir {
namespace {

std::string jsonOf(const Record &record, std::string_view field)
{
    const std::string *json = record.fields.find(field);
    return json ? *json : "null";
}

std::string firstText(const Record &record, std::initializer_list<std::string_view> fields)
{
    for (const std::string_view field : fields)
        if (auto text = record.fields.text(field); text && !text->empty())
            return std::move(*text);
    return {};
}

// {"HOME":"/root","PATH":…}, whatever printed it.
std::string withoutEnvironmentObjects(const std::string &json)
{
    if (!json.starts_with('{') && !json.starts_with('['))
        return json;
    WorkBudget budget(json.size());
    SecretFinds finds;
    findEnvironmentObjects(json, budget, finds);
    std::ranges::sort(finds, {}, &SecretFind::from);
    std::string out;
    std::size_t copied = 0;
    for (const SecretFind &find : finds) {
        if (find.from < copied)
            continue;
        out += json.substr(copied, find.from - copied) + std::string(kEnvironmentSummary);
        copied = find.to;
    }
    return out + json.substr(copied);
}

Extent extentAt(PrivacyLevel level)
{
    return level == PrivacyLevel::Full ? Extent::Secrets : Extent::Contents;
}

bool isOfTool(std::string_view role)
{
    return role == "tool" || role == "function";
}

// "[Request interrupted by user]", "<command-name>/model</command-name>"
bool isShortNotice(std::string_view text)
{
    constexpr std::size_t kLine = 160;
    constexpr std::size_t kLines = 3;
    const std::string_view said = trimmed(text);
    const auto lines = split(said, '\n');
    const bool isCommand = said.starts_with("<command-");
    return lines.size() <= (isCommand ? kLines : 1) && std::ranges::all_of(lines, [&](std::string_view line) {
        return line.size() <= kLine && (!isCommand || trimmed(line).starts_with("<command-"));
    });
}

} // namespace

FileContent::FileContent(const Record &record) : m_type(record.type)
{
    if (m_type == EntityType::ToolCall) {
        m_effect = effectOfCall(
            firstText(record, {"tool_name"}), jsonOf(record, "arguments"), firstText(record, {"command"}));
    } else if (m_type == EntityType::AuditLog) {
        m_effect = effectOfCall(
            firstText(record, {"action"}), jsonOf(record, "args"), firstText(record, {"command"}));
    } else if (m_type == EntityType::Message && isOfTool(firstText(record, {"role"}))) {
        const std::string tool = firstText(record, {"tool_name", "name", "tool"});
        m_isToolMessage = true;
        m_effect = effectOfCall(tool, jsonOf(record, "arguments"), {});
        m_effect.files = m_effect.files || tool.empty();
    } else if (m_type == EntityType::Message && firstText(record, {"role"}) != "assistant") {
        const std::string kind = firstText(record, {"kind"});
        m_isNotice = kind == "notice" || kind == "command";
    }
}

std::string FileContent::reduced(const json::Member &member, PrivacyLevel level) const
{
    if (member.json.find('"') == std::string::npos && !(isCall() && m_effect.isStrict()))
        return member.json;
    const std::string listed = withoutEnvironmentLists(member.key, withoutEnvironmentObjects(member.json));
    if (isCall())
        return reducedOfCall({member.key, listed}, level);
    return m_type == EntityType::Message ? reducedOfMessage({member.key, listed}, level) : listed;
}

std::string FileContent::reducedOfCall(const json::Member &member, PrivacyLevel level) const
{
    const Extent extent = extentAt(level);
    if (member.key == "arguments" || member.key == "args")
        return reducedArguments(withoutQuotesOfPlan(member, extent), m_effect, extent);
    if (member.key == "command")
        return reducedCommand(member.json, extent);
    const bool isMeant = m_effect.isStrict() || (m_effect.files && extent == Extent::Contents);
    return isMeant ? reducedOutcome(member.key, member.json, m_effect)
                   : withoutFileLines(member.json, extent);
}

// A plan, a question and what an agent is asked are texts like messages.
std::string FileContent::withoutQuotesOfPlan(const json::Member &member, Extent extent) const
{
    const bool isText = m_effect.kind == CallKind::Plan || m_effect.kind == CallKind::Agent;
    return isText ? withoutEmbedded(member.key, member.json, extent) : member.json;
}

std::string FileContent::reducedOfMessage(const json::Member &member, PrivacyLevel level) const
{
    const Extent extent = extentAt(level);
    if (m_isToolMessage && (m_effect.isStrict() || (m_effect.files && extent == Extent::Contents)))
        return reducedOutcome(member.key, member.json, m_effect);
    if (m_isNotice && member.key == "content" && extent == Extent::Contents)
        return reducedOfNotice(withoutEmbedded(member.key, member.json, extent));
    if (m_isToolMessage)
        return withoutFileLines(withoutEmbedded(member.key, member.json, extent), extent);
    if (member.key == "attachments" && extent == Extent::Contents) // never the bytes, only what says which
        return reducedOutcome(member.key, member.json, CallEffect {.kind = CallKind::Other, .files = true});
    return withoutEmbedded(member.key, member.json, extent);
}

// Programs put files, skills, instructions and the output of commands there, in forms of their own: only a line that
// says what happened is no content.
std::string FileContent::reducedOfNotice(const std::string &json) const
{
    return json::rewriteTexts(json, [](const json::TextPlace &place, std::string &text) {
        if (!place.isName && !isSummary(text) && !isShortNotice(text))
            text = fileSummary(text);
    });
}

bool isEnvironmentName(std::string_view name)
{
    return namesEnvironment(plainName(name));
}

} // namespace mimir
