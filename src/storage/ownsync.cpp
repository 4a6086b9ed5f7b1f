#include "storage/ownsync.h"

#include "storage/entitytable.h"
#include "storage/rowremoval.h"
#include "storage/storesettings.h"
#include "storage/teamregistry.h"

namespace mimir {

Result<bool> OwnSync::maySend()
{
    const StoreSettings settings(m_backend.database());
    const auto privacy = settings.privacyMode(), undecided = settings.setupPending();
    MIMIR_TRY(privacy);
    MIMIR_TRY(undecided);
    return !*privacy && !*undecided;
}

Result<std::vector<OwnSync::Pending>> OwnSync::pending(std::size_t limit)
{
    std::vector<Pending> found;
    Transaction transaction(m_backend.database());
    MIMIR_TRY(transaction.begun());
    const auto allowed = maySend();
    MIMIR_TRY(allowed);
    SyncQueue &queue = m_backend.syncQueue();
    bool anyKept = *allowed && limit > 0;
    while (anyKept) { // what is kept makes room for others
        anyKept = false;
        found.clear();
        const auto due = queue.due(limit);
        MIMIR_TRY(due);
        for (const QueuedItem &item : *due) {
            const auto preview = queue.preview(item.type, item.id);
            MIMIR_TRY(preview);
            if (preview->level == PrivacyLevel::Nothing) {
                MIMIR_TRY(queue.keepHere(item.type, item.pk));
                anyKept = true;
                continue;
            }
            const auto team = item.team ? TeamRegistry(m_backend.database()).find(*item.team)
                                        : Result(std::optional<Team>());
            MIMIR_TRY(team);
            found.push_back({item, preview->level, *team ? (*team)->slug : std::string()});
        }
    }
    MIMIR_TRY(transaction.commit());
    return found;
}

Result<void> OwnSync::queue(EntityType type, std::string_view id)
{
    const auto head = EntityTable::of(type).head(m_backend.database(), id);
    MIMIR_TRY(head);
    const bool isDeleted = *head && (*head)->deleted, isAtServer = *head && (*head)->baseRev > 0;
    return m_backend.queueForSync(type, id,
        isDeleted        ? wire::Action::Delete
            : isAtServer ? wire::Action::Update
                         : wire::Action::Create);
}

Result<std::optional<QueuedItem>> OwnSync::find(const Reference &item)
{
    const auto head = EntityTable::of(item.type).head(m_backend.database(), item.id);
    MIMIR_TRY(head);
    if (!*head)
        return std::optional<QueuedItem>();
    auto row = m_backend.syncQueue().row(item.type, (*head)->pk);
    MIMIR_TRY(row);
    if (!*row || (*row)->state != SyncQueue::State::Ready)
        return std::optional<QueuedItem>();
    QueuedItem found = std::move((*row)->item);
    if (found.team)
        return Error {ErrorCode::Forbidden, item.id + " belongs to a team: Mimir Sync sends it"};
    found.opSeq = item.opSeq;
    found.editedAt = item.editedAt;
    const auto present = m_backend.syncQueue().isPresent(found);
    MIMIR_TRY(present);
    return *present ? std::optional(std::move(found)) : std::nullopt;
}

Result<void> OwnSync::markSynced(const std::vector<Reference> &items)
{
    Transaction transaction(m_backend.database());
    MIMIR_TRY(transaction.begun());
    for (const Reference &item : items) {
        const auto found = find(item);
        MIMIR_TRY(found);
        if (!*found)
            continue;
        MIMIR_TRY(m_backend.markSynced({**found}));
        if ((*found)->action == wire::Action::Delete)
            MIMIR_TRY(takeAway(**found));
    }
    return transaction.commit();
}

Result<void> OwnSync::takeAwayRow(EntityType type, std::int64_t pk, std::string_view id)
{
    MIMIR_TRY(m_backend.database().run(
        "INSERT INTO tombstones(id, entity_type, rev) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", id,
        static_cast<int>(type)));
    return RowRemoval(m_backend.database(), m_clock).remove(type, pk);
}

Result<void> OwnSync::takeAwayChildren(EntityType child, std::string_view conversation)
{
    std::vector<std::pair<std::int64_t, std::string>> rows;
    {
        Query query = m_backend.database().query(
            "SELECT pk, id FROM " + std::string(tableName(child)) + " WHERE conversation_id = ?",
            conversation);
        while (query.next())
            rows.emplace_back(query.integer(0), query.string(1));
        MIMIR_TRY(query.status());
    }
    for (const auto &[pk, id] : rows)
        MIMIR_TRY(takeAwayRow(child, pk, id));
    return {};
}

// Its id stays taken, as it does after a deletion that a Teams server has confirmed.
Result<void> OwnSync::takeAway(const QueuedItem &deleted)
{
    const TriggerSuppressor applying(m_backend.database());
    MIMIR_TRY(applying.begun());
    if (deleted.type == EntityType::Conversation)
        for (const EntityType child : {EntityType::Message, EntityType::ToolCall})
            MIMIR_TRY(takeAwayChildren(child, deleted.id));
    return takeAwayRow(deleted.type, deleted.pk, deleted.id);
}

Result<void> OwnSync::markFailed(const Reference &item, const std::string &message)
{
    Transaction transaction(m_backend.database());
    MIMIR_TRY(transaction.begun());
    const auto found = find(item);
    MIMIR_TRY(found);
    if (*found)
        MIMIR_TRY(m_backend.markFailed(**found, Error {ErrorCode::Refused, message}));
    return transaction.commit();
}

} // namespace mimir
