#include "privacy/withholding.h"

#include "privacy/calls/summary.h"
#include "privacy/filecontent.h"
#include "privacy/itemsecrets.h"

#include <algorithm>

namespace mimir {
namespace {

using wire::Withheld;
using wire::WithheldRule;

// A text in several lines, or a long one, is no title and no name of a state or a tool.
bool isOneLine(const json::Member &member)
{
    const auto text = json::unquoted(member.json);
    constexpr std::size_t longest = 256;
    return !text || (text->size() <= longest && text->find_first_of("\n\r") == std::string::npos);
}

// Names, ids and numbers. A later field may be given anything: what is none of these is content.
bool isSentAsMetadata(EntityType type, const json::Member &member)
{
    if (!isMetadata(type, member.key))
        return false;
    const FieldSpec &field = *findField(type, member.key);
    if (member.json == "null")
        return true;
    if (field.origin == Origin::Contract)
        return isReference(member.key) || isOneLine(member);
    constexpr std::size_t longest = 256;
    const bool isName = member.json.size() <= longest && member.json.find('\\') == std::string::npos;
    const bool isFlag = member.json == "true" || member.json == "false";
    return hasColumn(type, member.key, member.json) && (field.kind == FieldKind::Json ? isFlag : isName);
}

class ItemFilter {
public:
    ItemFilter(wire::Item &item, const SecretScanner &scanner, KnownSecrets &known)
        : m_item(item), m_scanner(scanner), m_known(known), m_files(item.record)
    {
    }

    void leaveMetadata(WithheldRule rule)
    {
        std::vector<std::string> dropped;
        for (const json::Member &member : m_item.record.fields.members())
            if (!isSentAsMetadata(m_item.record.type, member))
                dropped.push_back(member.key);
        for (const std::string &field : dropped) {
            leaveOut(field);
            note(field, rule);
        }
        // An edit of a dropped field must not read as "cleared".
        std::erase_if(m_item.changed, [&](const auto &edit) {
            return !isMetadata(m_item.record.type, edit.first)
                || std::ranges::find(dropped, edit.first) != dropped.end();
        });
    }

    void takeFiles(PrivacyLevel level)
    {
        for (const json::Member &member : std::vector(m_item.record.fields.members())) {
            if (isSentAsMetadata(m_item.record.type, member))
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
        if (takeSecretsInBudget())
            return;
        // What could not be looked through is not sent.
        leaveMetadata(WithheldRule::Size);
        if (!takeSecretsInBudget())
            leaveNoText();
    }

    void takeKnown()
    {
        if (!ItemSecrets(m_item, m_scanner, m_known, [this](const std::string &field, WithheldRule rule) {
                note(field, rule);
            }).takeKnown())
            leaveMetadata(WithheldRule::Size);
    }

    void finish() { std::ranges::sort(m_item.withheld, {}, &Withheld::field); }

private:
    bool takeSecretsInBudget()
    {
        return ItemSecrets(m_item, m_scanner, m_known, [this](const std::string &field, WithheldRule rule) {
            note(field, rule);
        }).take([this](std::string_view field) { return m_files.environment() && field == "result"; });
    }

    void leaveNoText()
    {
        constexpr std::size_t harmless = 256; // names of states and times
        for (const json::Member &member : std::vector(m_item.record.fields.members()))
            if (member.json.size() > harmless && !member.key.ends_with("_id")) {
                m_item.record.fields.setText(
                    member.key, "[withheld " + std::to_string(member.json.size()) + " bytes]");
                note(member.key, WithheldRule::Size);
            }
    }

    // A row that lacks a required field is refused.
    void leaveOut(const std::string &field)
    {
        const FieldSpec *known = findField(m_item.record.type, field);
        if (known && known->presence == Presence::Required)
            m_item.record.fields.setText(
                field, fileSummary(m_item.record.fields.text(field).value_or(std::string())));
        else
            m_item.record.fields.remove(field);
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
    KnownSecrets &m_known;
    const FileContent m_files;
};

} // namespace

void withhold(wire::Item &item, PrivacyLevel level, const SecretScanner &scanner, KnownSecrets &known)
{
    item.withheld.clear();
    if (item.action == wire::Action::Delete)
        return;
    ItemFilter filter(item, scanner, known);
    if (level <= PrivacyLevel::Metadata)
        filter.leaveMetadata(WithheldRule::Metadata);
    filter.takeFiles(level);
    filter.takeSecrets();
    filter.finish();
}

void withhold(wire::Item &item, PrivacyLevel level, const SecretScanner &scanner)
{
    KnownSecrets known;
    withhold(item, level, scanner, known);
}

void withholdKnown(wire::Item &item, const SecretScanner &scanner, KnownSecrets &known)
{
    if (item.action == wire::Action::Delete)
        return;
    ItemFilter filter(item, scanner, known);
    filter.takeKnown();
    filter.finish();
}

} // namespace mimir
