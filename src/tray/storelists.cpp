#include "tray/storelists.h"

#include "core/plaintext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace mimir {
namespace {

struct Lists {
    Q_DECLARE_TR_FUNCTIONS(Lists)
};

// The conversation a queued row belongs to, whatever it is; a deleted one has no title any more.
constexpr std::string_view kItems = R"sql(
    SELECT q.id, q.entity_type, q.edited_at, q.retry_count, q.next_attempt_at, q.error_code,
        (SELECT c.title FROM conversations c WHERE c.id = CASE q.entity_type
            WHEN 1 THEN q.id
            WHEN 2 THEN (SELECT conversation_id FROM messages WHERE pk = q.entity_pk)
            WHEN 3 THEN (SELECT conversation_id FROM tool_calls WHERE pk = q.entity_pk)
            WHEN 4 THEN (SELECT conversation_id FROM audit_logs WHERE pk = q.entity_pk) END)
    FROM sync_queue q WHERE q.state = ? ORDER BY q.edited_at, q.entity_type, q.entity_pk LIMIT ?)sql";

QString plain(std::string_view hostile)
{
    return QString::fromStdString(singleLine(hostile, 200));
}

} // namespace

Result<std::vector<ListedItem>> listItems(Store &store, SyncQueue::State state, std::size_t limit)
{
    Query rows = store.database().query(kItems, static_cast<int>(state), limit);
    std::vector<ListedItem> items;
    while (rows.next()) {
        ListedItem item;
        item.id = rows.string(0);
        item.type = static_cast<EntityType>(rows.integer(1));
        item.since = rows.integer(2);
        item.tries = static_cast<int>(rows.integer(3));
        item.nextTry = rows.integer(4);
        item.code = plain(rows.text(5));
        item.title = plain(rows.text(6));
        items.push_back(std::move(item));
    }
    MIMIR_TRY(rows.status());
    return items;
}

Result<std::vector<ListedConflict>> listConflicts(Store &store)
{
    auto conflicts = store.conflicts().list(false, kListLimit);
    MIMIR_TRY(conflicts);
    std::vector<ListedConflict> listed;
    listed.reserve(conflicts->size());
    for (Conflict &conflict : *conflicts) {
        const bool lostHere
            = conflict.losingDevice.empty() || store.settings().wasDevice(conflict.losingDevice);
        listed.push_back({std::move(conflict), lostHere});
    }
    return listed;
}

Account readAccount(Store &store)
{
    Account account;
    account.server = plain(store.settings().text("server"));
    account.email = plain(store.settings().text("email"));
    account.organisation = plain(store.settings().text("org_slug"));
    account.device = plain(store.settings().text("device_id"));
    if (const auto team = store.teams().defaultTeam())
        account.team = plain(team->name.empty() ? team->slug : team->name);
    return account;
}

Result<int> chooseConflicts(Store &store, const std::vector<std::string> &ids, ConflictChoice choice)
{
    int count = 0;
    for (const std::string &id : ids) {
        const auto conflict = store.conflicts().find(id);
        MIMIR_TRY(conflict);
        if (!*conflict || (*conflict)->state > Conflict::State::Seen)
            continue;
        const std::string &device = (*conflict)->losingDevice;
        const bool lostHere = device.empty() || store.settings().wasDevice(device);
        if ((choice == ConflictChoice::Mine) == lostHere)
            MIMIR_TRY(store.restoreConflict(id));
        else
            MIMIR_TRY(store.conflicts().setState(id, Conflict::State::Dismissed));
        ++count;
    }
    return count;
}

Result<std::vector<std::string>> unseenConflicts(Store &store)
{
    const auto conflicts = store.conflicts().list(false, kListLimit);
    MIMIR_TRY(conflicts);
    std::vector<std::string> ids;
    for (const Conflict &conflict : *conflicts)
        if (conflict.state == Conflict::State::Unseen)
            ids.push_back(conflict.id);
    return ids;
}

QString typeTitle(EntityType type)
{
    switch (type) {
    case EntityType::Conversation:
        return Lists::tr("Conversation");
    case EntityType::Message:
        return Lists::tr("Message");
    case EntityType::ToolCall:
        return Lists::tr("Tool call");
    case EntityType::AuditLog:
        return Lists::tr("Audit entry");
    }
    return {};
}

QString itemTitle(const ListedItem &item)
{
    if (item.title.isEmpty())
        return typeTitle(item.type);
    return item.type == EntityType::Conversation
        ? Lists::tr("%1 “%2”").arg(typeTitle(item.type), item.title)
        : Lists::tr("%1 in “%2”").arg(typeTitle(item.type), item.title);
}

QString fieldTitle(EntityType type, const std::string &field)
{
    if (field.empty())
        return typeTitle(type);
    if (field == "title")
        return Lists::tr("Title");
    if (field == "content")
        return Lists::tr("Text");
    if (field == "model")
        return Lists::tr("Model");
    if (field == "visibility")
        return Lists::tr("Visibility");
    if (field == "status")
        return Lists::tr("Status");
    if (field == "error")
        return Lists::tr("Error");
    if (field == "metadata")
        return Lists::tr("Metadata");
    if (field == "result")
        return Lists::tr("Result");
    return plain(field);
}

QString whenText(Millis at)
{
    if (at <= 0)
        return Lists::tr("never");
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at), QLocale::ShortFormat);
}

QString refusalText(const QString &code)
{
    if (code == QLatin1String("item_too_large"))
        return Lists::tr("It is larger than the server takes.");
    if (code == QLatin1String("validation"))
        return Lists::tr("The server says that it is not valid.");
    if (code == QLatin1String("immutable"))
        return Lists::tr("The server has another version, which cannot be changed.");
    if (code == QLatin1String("forbidden"))
        return Lists::tr("Your account may not change this in the team.");
    if (code == QLatin1String("missing_parent"))
        return Lists::tr("The server does not have its conversation.");
    if (code == QLatin1String("quota"))
        return Lists::tr("The team's space on the server is used up.");
    if (code == QLatin1String("busy") || code == QLatin1String("internal"))
        return Lists::tr("The server could not store it, ten times in a row.");
    if (code.isEmpty())
        return Lists::tr("The server gave no reason.");
    return Lists::tr("The server's answer: %1").arg(code);
}

} // namespace mimir
