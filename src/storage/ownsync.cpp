#include "storage/ownsync.h"

#include "storage/batches/batchbuilder.h"
#include "storage/outbox/outboxlist.h"
#include "storage/tables/entitytable.h"
#include "storage/tables/storesettings.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/teams/teamregistry.h"
#include "storage/trash/rowremoval.h"

namespace mimir {

Result<std::vector<OwnSync::Pending>> OwnSync::pending(std::size_t limit)
{
    std::vector<Pending> found;
    Transaction transaction(database());
    MIMIR_TRY(transaction.begun());
    const auto allowed = StoreSettings(database()).maySend();
    MIMIR_TRY(allowed);
    bool anyKept = *allowed && limit > 0;
    while (anyKept) { // what is kept makes room for others
        found.clear();
        const auto due = OutboxList(database()).due(m_clock.now(), limit);
        MIMIR_TRY(due);
        const auto kept = keepPrivate(*due, found);
        MIMIR_TRY(kept);
        anyKept = *kept;
    }
    MIMIR_TRY(transaction.commit());
    return found;
}

Result<bool> OwnSync::keepPrivate(const std::vector<QueuedItem> &due, std::vector<Pending> &sendable)
{
    BatchBuilder batches(database(), m_clock);
    bool anyKept = false;
    for (const QueuedItem &item : due) {
        const auto preview = batches.preview(item.type, item.id);
        MIMIR_TRY(preview);
        if (preview->level == PrivacyLevel::Nothing) {
            MIMIR_TRY(Outbox(database()).keepHere(item.type, item.pk));
            anyKept = true;
            continue;
        }
        const auto team
            = item.team ? TeamRegistry(database()).find(*item.team) : Result(std::optional<Team>());
        MIMIR_TRY(team);
        sendable.push_back({item, preview->level, *team ? (*team)->slug : std::string()});
    }
    return anyKept;
}

Result<void> OwnSync::queue(EntityType type, std::string_view id)
{
    const auto head = EntityTable::of(type).head(database(), id);
    MIMIR_TRY(head);
    const bool isDeleted = *head && (*head)->deleted, isAtServer = *head && (*head)->baseRev > 0;
    return m_backend.queueForSync(type, id,
        isDeleted        ? wire::Action::Delete
            : isAtServer ? wire::Action::Update
                         : wire::Action::Create);
}

Result<std::optional<QueuedItem>> OwnSync::find(const Reference &item)
{
    const auto head = EntityTable::of(item.type).head(database(), item.id);
    MIMIR_TRY(head);
    if (!*head)
        return std::optional<QueuedItem>();
    auto row = Outbox(database()).row(item.type, (*head)->pk);
    MIMIR_TRY(row);
    if (!*row || (*row)->state != Outbox::State::Ready)
        return std::optional<QueuedItem>();
    QueuedItem found = std::move((*row)->item);
    if (found.team)
        return Error {ErrorCode::Forbidden, item.id + " belongs to a team: Mimir Sync sends it"};
    found.opSeq = item.opSeq;
    found.editedAt = item.editedAt;
    const auto present = OutboxWriter(database()).isPresent(found);
    MIMIR_TRY(present);
    return *present ? std::optional(std::move(found)) : std::nullopt;
}

Result<void> OwnSync::markSynced(const std::vector<Reference> &items)
{
    Transaction transaction(database());
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
    MIMIR_TRY(database().run(
        "INSERT INTO tombstones(id, entity_type, rev) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", id, type));
    return RowRemoval(database(), m_clock).remove(type, pk);
}

Result<void> OwnSync::takeAwayChildren(EntityType child, std::string_view conversation)
{
    std::vector<std::pair<std::int64_t, std::string>> rows;
    {
        Query query = database().query(
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
    const TriggerSuppressor applying(database());
    MIMIR_TRY(applying.begun());
    if (deleted.type == EntityType::Conversation)
        for (const EntityType child : {EntityType::Message, EntityType::ToolCall})
            MIMIR_TRY(takeAwayChildren(child, deleted.id));
    return takeAwayRow(deleted.type, deleted.pk, deleted.id);
}

Result<void> OwnSync::markFailed(const Reference &item, const std::string &message)
{
    Transaction transaction(database());
    MIMIR_TRY(transaction.begun());
    const auto found = find(item);
    MIMIR_TRY(found);
    if (*found)
        MIMIR_TRY(m_backend.markFailed(**found, Error {ErrorCode::Refused, message}));
    return transaction.commit();
}

} // namespace mimir
