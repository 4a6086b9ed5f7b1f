#include "app/outgoing.h"

#include "privacy/devicesecrets.h"
#include "privacy/privacypolicy.h"
#include "storage/store.h"
#include "storage/views/conversationitems.h"

namespace mimir {
namespace {

class Outgoing {
public:
    explicit Outgoing(Store &store) : m_store(store), m_device(store.clock())
    {
        m_policy.useDevice(m_device.values());
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
        for (const std::string &workspace : *workspaces)
            m_device.lookAt(workspace);
        m_policy.prepare(preview->item, preview->level, *key);
        return wire::encode(preview->item, wire::Dialect::Full);
    }

private:
    Store &m_store;
    DeviceSecrets m_device;
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
