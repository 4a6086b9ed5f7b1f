#include "storage/batches/outgoinglevels.h"

#include "storage/rules/namedrules.h"
#include "storage/rules/privacyrules.h"

namespace mimir {

Result<OutgoingLevel> OutgoingLevels::of(const wire::Item &item, std::optional<std::int64_t> team)
{
    if (item.action == wire::Action::Delete)
        return OutgoingLevel {PrivacyLevel::Full, PrivacyLevel::Full};
    const bool isConversation = item.record.type == EntityType::Conversation;
    const auto word
        = isConversation ? Result<std::string>(std::string()) : NamedRules(m_database).wordOf(item.record);
    MIMIR_TRY(word);
    auto key = std::pair(conversationOf(item.record), *word);
    const auto known = m_known.find(key);
    if (known != m_known.end())
        return known->second;
    if (m_known.empty())
        MIMIR_TRY(PrivacyRules(m_database).check());
    const auto own = NamedRules(m_database).levelOf(item.record);
    MIMIR_TRY(own);
    const auto most = PrivacyRules(m_database).mostOf(key.first, team);
    MIMIR_TRY(most);
    return m_known.emplace(std::move(key), OutgoingLevel {*own, *most}).first->second;
}

} // namespace mimir
