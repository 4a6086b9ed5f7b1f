#include "privacy/itemsecrets.h"

#include "core/json/jsonrewriter.h"
#include "privacy/filecontent.h"
#include "privacy/olddigests.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mimir {
namespace {

std::size_t bytesOf(const wire::Item &item)
{
    std::size_t bytes = 0;
    for (const json::Member &member : item.record.fields.members())
        bytes += member.json.size();
    return bytes;
}

} // namespace

struct ItemSecrets::Place {
    const std::string &field;
    const json::TextPlace &text;

    /// The name of the innermost member.
    const std::string &name() const { return text.around.empty() ? field : text.around.back(); }

    bool isValueOfEnvironment() const
    {
        return !text.isName && !text.around.empty()
            && (isEnvironmentName(field)
                || std::ranges::any_of(text.around.first(text.around.size() - 1), isEnvironmentName));
    }
};

ItemSecrets::ItemSecrets(wire::Item &item, const SecretScanner &scanner, KnownSecrets &known, Note note)
    : m_item(item), m_scanner(scanner), m_known(known), m_note(std::move(note)), m_budget(bytesOf(item))
{
}

bool isReference(std::string_view field)
{
    return field == "conversation_id" || field == "message_id";
}

bool ItemSecrets::take(const IsEnvironment &isEnvironment)
{
    dropTellingNames();
    const std::size_t before = m_known.size();
    const bool done = eachField([&](const Place &place, std::string &text, SecretCounts &found) {
        takeFrom(place, text, found, isEnvironment(place.field));
    });
    // What was found in a later field may stand in an earlier one.
    return done && (m_known.size() == before || takeKnown());
}

// A name cannot be masked without becoming another field, and a note of it would name it.
void ItemSecrets::dropTellingNames()
{
    std::vector<std::string> telling;
    for (const json::Member &member : m_item.record.fields.members()) {
        if (findField(m_item.record.type, member.key))
            continue;
        std::string name = member.key;
        SecretCounts found;
        m_scanner.redact(name, found, m_budget, m_known);
        if (!found.empty())
            telling.push_back(member.key);
    }
    for (const std::string &field : telling)
        m_item.record.fields.remove(field);
    std::erase_if(m_item.changed,
        [&telling](const auto &edit) { return std::ranges::find(telling, edit.first) != telling.end(); });
}

bool ItemSecrets::takeKnown()
{
    return m_known.isEmpty() || eachField([this](const Place &, std::string &text, SecretCounts &found) {
        m_scanner.redactKnown(text, found, m_budget, m_known);
    });
}

bool ItemSecrets::eachField(const std::function<void(const Place &, std::string &, SecretCounts &)> &visit)
{
    for (const json::Member &member : std::vector(m_item.record.fields.members())) {
        if (isReference(member.key) || member.json.find('"') == std::string::npos)
            continue;
        SecretCounts found;
        std::string left
            = json::rewriteTexts(member.json, [&](const json::TextPlace &place, std::string &text) {
                  visit({member.key, place}, text, found);
              });
        if (m_budget.isUsedUp())
            return false;
        if (found.empty())
            continue;
        m_item.record.fields.set(member.key, std::move(left));
        m_note(member.key,
            found.contains(SecretScanner::kEnvironment) ? wire::WithheldRule::Environment
                                                        : wire::WithheldRule::Secret);
    }
    return true;
}

void ItemSecrets::takeFrom(const Place &place, std::string &text, SecretCounts &found, bool environment)
{
    constexpr std::array<std::string_view, 6> names {"name", "key", "variable", "header", "field", "id"};
    const std::string &name = place.name();
    dropGuessableDigests(text, SecretRules::builtIn(), found);
    const bool isValue = m_pairDepth == place.text.around.size() && (name == "value" || name == "val");
    const std::string named = isValue ? std::exchange(m_pairName, {}) : name;
    if (!place.text.isName && isOneOf(name, names)) {
        m_pairName = text;
        m_pairDepth = place.text.around.size();
    }
    if (place.isValueOfEnvironment() && !text.empty())
        return m_scanner.take(SecretScanner::kEnvironment, text, found);
    if (environment || (!place.text.isName && isEnvironmentName(name)))
        m_scanner.redactEnvironment(text, found);
    const std::string before = text;
    if (place.text.isName || !m_scanner.redactNamed(named, text, found))
        m_scanner.redact(text, found, m_budget, m_known);
    else
        m_known.add("secret", before);
}

} // namespace mimir
