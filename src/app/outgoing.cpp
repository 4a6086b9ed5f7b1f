#include "app/outgoing.h"

#include "privacy/privacypolicy.h"
#include "storage/store.h"
#include "storage/views/conversationitems.h"
#include "sync/engine/knownhere.h"

namespace mimir {
namespace {

class Outgoing {
public:
    explicit Outgoing(Store &store) : m_store(store), m_known(store.database(), store.clock())
    {
        m_policy.useDevice(m_known.values());
    }

    Result<std::string> json(EntityType type, std::string_view id)
    {
        auto preview = m_store.batches().preview(type, id);
        MIMIR_TRY(preview);
        if (preview->level == PrivacyLevel::Nothing || preview->isKept)
            return std::string();
        const auto key = m_store.personKeys().placeholderKey(preview->team);
        MIMIR_TRY(key);
        wire::Batch alone;
        alone.items.push_back(preview->item);
        const auto workspaces = m_store.batches().workspacesOf(alone);
        MIMIR_TRY(workspaces);
        MIMIR_TRY(m_known.lookAt(*workspaces));
        m_policy.prepare(preview->item, preview->level, *key);
        return wire::encode(preview->item, wire::Dialect::Full);
    }

private:
    Store &m_store;
    KnownHere m_known;
    PrivacyPolicy m_policy {[] { return Result(false); }};
};

} // namespace

Result<std::string> outgoingJson(Store &store, EntityType type, std::string_view id)
{
    return Outgoing(store).json(type, id);
}

Result<OutgoingConversation> outgoingConversation(
    Store &store, std::string_view conversationId, std::size_t mostRows)
{
    std::vector<ItemName> rows {{EntityType::Conversation, std::string(conversationId)}};
    const auto items = itemsByAge(store.database(), conversationId, mostRows);
    MIMIR_TRY(items);
    rows.insert(rows.end(), items->begin(), items->end());
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
