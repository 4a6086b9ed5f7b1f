#include "storage/outbox/outboxrows.h"

#include "core/wire/wiremembers.h"
#include "storage/tables/entitytable.h"
#include "storage/tables/fieldinstants.h"
#include "storage/tables/othersedits.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace mimir {
namespace {

constexpr std::string_view kSharing = "visibility";

// Columns of kOutboxItemColumns after those of a QueuedItem.
enum Column { State = 10, BaseRev, Changed, KnownRev, EditedAt, Offer, Reform };

// Another program may have written any number, and a server's clock was once believed that no server takes: one that the
// contract does not allow would have the whole batch refused.
Millis possible(Millis instant)
{
    return std::clamp<Millis>(instant, 0, kEndOfTime - 1);
}

std::int64_t sendable(std::int64_t revision)
{
    return std::clamp<std::int64_t>(revision, 0, wire::kMaxSafeInteger);
}

std::vector<std::pair<std::string, Millis>> changedFields(std::string_view text)
{
    std::vector<std::pair<std::string, Millis>> out;
    if (text.empty())
        return out;
    if (const auto object = json::parseObject(text, json::Author::Store))
        for (const json::Member &member : object->members())
            out.emplace_back(member.key, possible(json::toInteger(member.json).value_or(0)));
    return out;
}

// "*" stands for every field within `extra` that has no instant of its own.
void expandUnknown(wire::Item &item, const std::vector<std::string> &extra)
{
    const auto star = std::find_if(
        item.changed.begin(), item.changed.end(), [](const auto &c) { return c.first == "*"; });
    if (star == item.changed.end())
        return;
    const Millis instant = star->second;
    item.changed.erase(star);
    for (const std::string &field : extra) {
        const bool named = std::any_of(
            item.changed.begin(), item.changed.end(), [&field](const auto &c) { return c.first == field; });
        if (!named)
            item.changed.emplace_back(field, instant);
    }
}

wire::Item itemWithoutFields(const QueuedItem &queued, const Query &row)
{
    wire::Item item;
    item.record.type = queued.type;
    item.record.id = queued.id;
    item.opSeq = queued.opSeq;
    item.action = queued.action;
    item.baseRev = sendable(row.integer(BaseRev));
    item.knownRev = sendable(row.integer(KnownRev));
    item.editedAt = possible(row.integer(EditedAt));
    item.changed = changedFields(row.text(Changed));
    item.forPrivacy
        = item.action == wire::Action::Update && row.integer(Reform) != 0 && row.integer(Offer) == 0;
    return item;
}

// What is deleted only at the server (ServerRemoval::removeFromServer).
bool isForPrivacy(Database &database, const QueuedItem &queued)
{
    return queued.type == EntityType::Conversation
        && database.integer("SELECT 1 FROM conversations WHERE pk = ? AND deleted = 0", queued.pk);
}

Result<void> addInstants(Database &database, wire::Item &item, std::int64_t pk, bool offered)
{
    if (item.record.type == EntityType::AuditLog || (!offered && item.action != wire::Action::Update))
        return {};
    const auto instants = FieldInstants::read(database, item.record.type, pk);
    MIMIR_TRY(instants);
    instants->raise(item);
    if (offered)
        instants->offer(item);
    return {};
}

// Who shared a conversation offers that it is shared: one server's word must not reach teammates through another's.
Result<bool> isSharedBySomeoneElse(Database &database, const wire::Item &item, std::int64_t pk)
{
    const auto isSharing = [](const auto &edit) { return edit.first == kSharing; };
    if (item.record.type != EntityType::Conversation || std::ranges::any_of(item.changed, isSharing))
        return false;
    const auto instants = FieldInstants::read(database, item.record.type, pk);
    MIMIR_TRY(instants);
    return !instants->isWrittenHere(item.record.type, kSharing);
}

} // namespace

Outbox::Row readOutboxRow(const Query &row)
{
    Outbox::Row out;
    out.item.type = static_cast<EntityType>(row.integer(0));
    out.item.pk = row.integer(1);
    out.item.id = row.string(2);
    out.item.team = row.optionalInteger(3);
    out.item.action = static_cast<wire::Action>(row.integer(4));
    out.item.opSeq = row.integer(5);
    out.item.retryCount = static_cast<int>(row.integer(6));
    out.item.nextAttemptAt = row.integer(7);
    out.item.errorCode = row.string(8);
    out.item.errorMessage = row.string(9);
    out.state = static_cast<Outbox::State>(row.integer(State));
    out.baseRev = row.integer(BaseRev);
    return out;
}

Result<std::optional<OutboxItem>> readOutboxItem(Database &database, const Query &row)
{
    const QueuedItem queued = readOutboxRow(row).item;
    OutboxItem out {itemWithoutFields(queued, row), 200};
    wire::Item &item = out.item;
    const bool offered = row.integer(Offer) != 0;
    if (item.action == wire::Action::Delete) {
        item.forPrivacy = isForPrivacy(database, queued);
        if (offered)
            item.offer.emplace();
        return std::optional(std::move(out));
    }
    auto stored = OthersEdits(database).ownRow(queued.type, queued.pk);
    MIMIR_TRY(stored);
    if (!*stored)
        return std::optional<OutboxItem>();
    item.record = std::move((*stored)->record);
    for (const json::Member &member : item.record.fields.members())
        out.bytes += member.key.size() + member.json.size() + 4;
    expandUnknown(item, (*stored)->extra);
    const auto isTold = offered ? isSharedBySomeoneElse(database, item, queued.pk) : Result<bool>(false);
    MIMIR_TRY(isTold);
    MIMIR_TRY(addInstants(database, item, queued.pk, offered));
    if (*isTold) {
        item.record.fields.remove(kSharing);
        std::erase_if(item.changed, [](const auto &edit) { return edit.first == kSharing; });
    }
    for (const auto &[field, at] : item.changed)
        if (!item.record.fields.find(field))
            item.record.fields.set(field, "null"); // cleared
    return std::optional(std::move(out));
}

} // namespace mimir
