#include "app/outgoing.h"

#include "core/randomsource.h"
#include "privacy/privacypolicy.h"
#include "storage/store.h"

namespace mimir {

namespace {

class Outgoing {
public:
    explicit Outgoing(Store &store) : m_store(store) { }

    Result<std::string> json(EntityType type, std::string_view id)
    {
        auto preview = m_store.batches().preview(type, id);
        MIMIR_TRY(preview);
        if (preview->level == PrivacyLevel::Nothing)
            return std::string();
        const auto key = m_store.privacyRules().placeholderKey(preview->team, m_random);
        MIMIR_TRY(key);
        m_policy.prepare(preview->item, preview->level, *key);
        return wire::encode(preview->item, wire::Dialect::Full);
    }

private:
    Store &m_store;
    SystemRandom m_random;
    PrivacyPolicy m_policy {[] { return Result(false); }};
};

constexpr std::string_view kRows = R"sql(
    SELECT 2, id, timestamp AS at, pk FROM messages WHERE conversation_id = ?1 AND deleted = 0
    UNION ALL SELECT 3, id, started_at, pk FROM tool_calls WHERE conversation_id = ?1 AND deleted = 0
    UNION ALL SELECT 4, id, timestamp, pk FROM audit_logs WHERE conversation_id = ?1 AND deleted = 0
    ORDER BY at, 1, pk LIMIT ?2)sql";

} // namespace

Result<std::string> outgoingJson(Store &store, EntityType type, std::string_view id)
{
    return Outgoing(store).json(type, id);
}

Result<OutgoingConversation> outgoingConversation(
    Store &store, std::string_view conversationId, std::size_t mostRows)
{
    std::vector<std::pair<EntityType, std::string>> rows {
        {EntityType::Conversation, std::string(conversationId)}};
    Query found = store.database().query(kRows, conversationId, mostRows);
    while (found.next())
        rows.emplace_back(static_cast<EntityType>(found.integer(0)), found.string(1));
    MIMIR_TRY(found.status());
    OutgoingConversation conversation;
    conversation.more = rows.size() > mostRows;
    rows.resize(std::min(rows.size(), mostRows));
    Outgoing outgoing(store);
    for (const auto &[type, id] : rows) {
        auto json = outgoing.json(type, id);
        MIMIR_TRY(json);
        if (json->empty())
            ++conversation.stayHere;
        else
            conversation.items.push_back(std::move(*json));
    }
    return conversation;
}

} // namespace mimir
