#include "privacy/withholding.h"

#include "core/json/jsonrewriter.h"
#include "privacy/calls/summary.h"
#include "privacy/filecontent.h"

#include <algorithm>

namespace mimir {
namespace {

using wire::Withheld;
using wire::WithheldRule;

constexpr std::array<std::string_view, 9> kConversationMetadata {
    "title", "status", "provider", "model", "visibility", "created_at", "updated_at"};
constexpr std::array<std::string_view, 9> kMessageMetadata {
    "conversation_id", "role", "timestamp", "input_tokens", "output_tokens", "cost"};
constexpr std::array<std::string_view, 9> kToolCallMetadata {
    "conversation_id", "message_id", "tool_name", "status", "started_at", "completed_at", "duration_ms"};
constexpr std::array<std::string_view, 9> kAuditLogMetadata {"conversation_id", "event_type", "action",
    "decision", "risk_level", "status", "timestamp", "device_seq", "prev_hash"};

bool isMetadata(EntityType type, std::string_view field)
{
    const auto &allowed = type == EntityType::Conversation ? kConversationMetadata
        : type == EntityType::Message                      ? kMessageMetadata
        : type == EntityType::ToolCall                     ? kToolCallMetadata
                                                           : kAuditLogMetadata;
    return std::ranges::find(allowed, field) != allowed.end();
}

// Ids and names of parents are looked up by their bytes; everything else is text.
bool isReference(std::string_view field)
{
    return field == "conversation_id" || field == "message_id";
}

class ItemFilter {
public:
    ItemFilter(wire::Item &item, const SecretScanner &scanner)
        : m_item(item), m_scanner(scanner), m_files(item.record)
    {
    }

    void leaveMetadata()
    {
        std::vector<std::string> dropped;
        for (const json::Member &member : m_item.record.fields.members())
            if (!isMetadata(m_item.record.type, member.key))
                dropped.push_back(member.key);
        for (const std::string &field : dropped) {
            m_item.record.fields.remove(field);
            note(field, WithheldRule::Metadata);
        }
        // An edit of a dropped field must not read as "cleared".
        std::erase_if(
            m_item.changed, [this](const auto &edit) { return !isMetadata(m_item.record.type, edit.first); });
    }

    void takeFiles(PrivacyLevel level)
    {
        for (const json::Member &member : std::vector(m_item.record.fields.members())) {
            if (isMetadata(m_item.record.type, member.key))
                continue;
            std::string left = m_files.reduced(member, level);
            if (left == member.json)
                continue;
            const bool isEnvironment = left.find(kEnvironmentSummary) != std::string::npos;
            m_item.record.fields.set(member.key, std::move(left));
            note(member.key, isEnvironment ? WithheldRule::Environment : WithheldRule::File);
        }
    }

    void takeSecrets()
    {
        for (const json::Member &member : std::vector(m_item.record.fields.members()))
            if (!isReference(member.key) && member.json.find('"') != std::string::npos)
                takeSecretsOf(member);
    }

    void finish() { std::ranges::sort(m_item.withheld, {}, &Withheld::field); }

private:
    void takeSecretsOf(const json::Member &member)
    {
        SecretCounts found;
        const bool printsEnvironment = m_files.environment() && member.key == "result";
        std::string left
            = json::rewriteTexts(member.json, [&](const json::TextPlace &place, std::string &text) {
                  const std::string &name = place.around.empty() ? member.key : place.around.back();
                  const bool inEnvironment = !place.around.empty()
                      && (isEnvironmentName(member.key)
                          || std::ranges::any_of(
                              place.around.first(place.around.size() - 1), isEnvironmentName));
                  if (inEnvironment && !place.isName && !text.empty())
                      return m_scanner.take(SecretScanner::kEnvironment, text, found);
                  if (printsEnvironment)
                      m_scanner.redactEnvironment(text, found);
                  if (place.isName || !m_scanner.redactNamed(name, text, found))
                      m_scanner.redact(text, found);
              });
        if (found.empty())
            return;
        m_item.record.fields.set(member.key, std::move(left));
        note(member.key,
            found.contains(SecretScanner::kEnvironment) ? WithheldRule::Environment : WithheldRule::Secret);
    }

    void note(std::string_view field, WithheldRule rule)
    {
        const auto known = std::ranges::find(m_item.withheld, field, &Withheld::field);
        if (known == m_item.withheld.end())
            m_item.withheld.push_back({std::string(field), rule});
        else
            known->rule = std::max(known->rule, rule);
    }

    wire::Item &m_item;
    const SecretScanner &m_scanner;
    const FileContent m_files;
};

} // namespace

void withhold(wire::Item &item, PrivacyLevel level, const SecretScanner &scanner)
{
    item.withheld.clear();
    if (item.action == wire::Action::Delete)
        return;
    ItemFilter filter(item, scanner);
    if (level <= PrivacyLevel::Metadata)
        filter.leaveMetadata();
    filter.takeFiles(level);
    filter.takeSecrets();
    filter.finish();
}

} // namespace mimir
