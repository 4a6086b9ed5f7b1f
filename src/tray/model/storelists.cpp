#include "tray/model/storelists.h"

#include "core/plaintext.h"
#include "core/wire.h"
#include "sync/syncstatus.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace mimir {
namespace {

constexpr std::size_t kTitleCharacters = 200;

struct Lists {
    Q_DECLARE_TR_FUNCTIONS(Lists)
};

// The conversation that an outbox row belongs to, whatever its type; a deleted one no longer has a title.
constexpr std::string_view kItems = R"sql(
    SELECT q.id, q.entity_type, q.edited_at, q.retry_count, q.next_attempt_at, q.error_code, q.state,
        (SELECT c.title FROM conversations c WHERE c.id = CASE q.entity_type
            WHEN 1 THEN q.id
            WHEN 2 THEN (SELECT conversation_id FROM messages WHERE pk = q.entity_pk)
            WHEN 3 THEN (SELECT conversation_id FROM tool_calls WHERE pk = q.entity_pk)
            WHEN 4 THEN (SELECT conversation_id FROM audit_logs WHERE pk = q.entity_pk) END),
        q.team IS NULL AND q.state = 0 AND q.entity_type IN (2, 3) AND EXISTS (SELECT 1 FROM teams)
    FROM sync_queue q WHERE )sql";
constexpr std::string_view kInOrder = " ORDER BY q.edited_at, q.entity_type, q.entity_pk LIMIT ?";

Result<std::vector<ListedItem>> readItems(Query rows)
{
    std::vector<ListedItem> items;
    while (rows.next()) {
        ListedItem item;
        item.id = rows.string(0);
        item.type = static_cast<EntityType>(rows.integer(1));
        item.since = rows.integer(2);
        item.tries = static_cast<int>(rows.integer(3));
        item.nextTry = rows.integer(4);
        item.code = plain(rows.text(5));
        item.state = static_cast<Outbox::State>(rows.integer(6));
        item.title = plain(rows.text(7), kTitleCharacters);
        item.lacksConversation = rows.integer(8) == 1;
        items.push_back(std::move(item));
    }
    MIMIR_TRY(rows.status());
    return items;
}

} // namespace

Result<std::vector<ListedItem>> listItems(Store &store, Outbox::State state, std::size_t limit)
{
    static const std::string sql = std::string(kItems) + "q.state = ?" + std::string(kInOrder);
    return readItems(store.database().query(sql, static_cast<int>(state), limit));
}

Result<std::vector<ListedItem>> listRefused(Store &store)
{
    static const std::string sql
        = std::string(kItems) + "q.state = 1 OR (q.state = 0 AND q.retry_count > 0)" + std::string(kInOrder);
    return readItems(store.database().query(sql, kListLimit));
}

Result<std::vector<ListedConflict>> listConflicts(Store &store, bool settled)
{
    auto conflicts
        = store.conflicts().list(settled ? ConflictLog::Which::All : ConflictLog::Which::Open, kListLimit);
    MIMIR_TRY(conflicts);
    std::vector<ListedConflict> list;
    list.reserve(conflicts->size());
    for (Conflict &conflict : *conflicts) {
        auto one = listed(store, std::move(conflict));
        MIMIR_TRY(one);
        list.push_back(std::move(*one));
    }
    return list;
}

Result<Activity> readActivity(Store &store)
{
    const auto teams = store.teams().all();
    MIMIR_TRY(teams);
    auto entries = store.log().latest(kListLimit);
    MIMIR_TRY(entries);
    Activity activity;
    LedgerNames names(store);
    for (SyncLogEntry &entry : *entries) {
        auto touch = names.of(entry);
        MIMIR_TRY(touch);
        LedgerLine line {std::move(entry), {}, {}, std::move(*touch)};
        for (const Team &team : *teams) {
            if (team.pk == line.entry.team) {
                line.server = plain(team.server);
                line.team = plain(team.name.empty() ? team.slug : team.name);
            }
        }
        activity.ledger.push_back(std::move(line));
    }
    const auto counts = store.outboxSummary().counts();
    MIMIR_TRY(counts);
    activity.hereCount = counts->ready + counts->failed + counts->held + counts->kept;
    using State = Outbox::State;
    for (const State state : {State::Ready, State::Failed, State::Held, State::Kept}) {
        auto items = listItems(store, state, kListLimit / 2);
        MIMIR_TRY(items);
        std::move(items->begin(), items->end(), std::back_inserter(activity.here));
    }
    return activity;
}

Result<Traffic> readTraffic(Store &store, Millis now)
{
    Traffic traffic;
    traffic.from = now - Traffic::kHours * Traffic::kHour;
    auto hours = store.log().traffic(traffic.from, Traffic::kHour, Traffic::kHours);
    MIMIR_TRY(hours);
    traffic.hours = std::move(*hours);
    return traffic;
}

Account readAccount(Store &store)
{
    Account account;
    account.server = plain(computeStatus(store, {}).server); // not one that is only being asked about
    account.email = plain(store.settings().text("email"));
    account.organisation = plain(store.settings().text("org_slug"));
    account.device = plain(store.settings().text("device_id"));
    if (const auto team = store.teams().defaultTeam())
        account.team = plain(team->name.empty() ? team->slug : team->name);
    return account;
}

Result<ConflictNews> readConflictNews(Store &store)
{
    const auto unseen = store.conflicts().unseen();
    MIMIR_TRY(unseen);
    const auto ids = store.conflicts().unseenIds();
    MIMIR_TRY(ids);
    ConflictNews news {static_cast<int>(ids->size()), {}, {}, false, static_cast<int>(unseen->rewritten)};
    if (ids->empty())
        return news;
    const auto newest = store.conflicts().find(ids->front());
    MIMIR_TRY(newest);
    if (!*newest)
        return news;
    const auto shown = listed(store, **newest);
    MIMIR_TRY(shown);
    news.title = plain(shown->conflict.title, kTitleCharacters);
    news.otherDevice = otherDevice(*shown);
    news.gone = isGone(shown->conflict);
    news.olderAt = shown->conflict.editedAt;
    news.newerAt = shown->conflict.winningEditedAt;
    return news;
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

QString otherDevice(const ListedConflict &listed)
{
    return plain(listed.lostHere ? listed.conflict.winningDeviceName : listed.conflict.losingDeviceName);
}

QString whenText(Millis at)
{
    if (at <= 0)
        return Lists::tr("never");
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at), QLocale::ShortFormat);
}

std::pair<QString, QString> whenTexts(Millis one, Millis other)
{
    const std::pair<QString, QString> minutes {whenText(one), whenText(other)};
    if (one <= 0 || other <= 0 || minutes.first != minutes.second)
        return minutes;
    const QLocale locale;
    QString format = locale.dateFormat(QLocale::ShortFormat) + u' ' + locale.timeFormat(QLocale::LongFormat);
    format.remove(QLatin1String(" t")); // the time zone
    const auto exact = [&](Millis at) { return locale.toString(QDateTime::fromMSecsSinceEpoch(at), format); };
    return {exact(one), exact(other)};
}

QString queueStateText(const ListedItem &item)
{
    switch (item.state) {
    case Outbox::State::Ready:
        if (item.lacksConversation)
            return Lists::tr("waiting for its conversation");
        return Lists::tr("waiting to be sent");
    case Outbox::State::Failed:
        return Outbox::isUnsendable(item.code.toStdString()) ? Lists::tr("cannot be sent")
                                                             : Lists::tr("refused by the server");
    case Outbox::State::Held:
        return Lists::tr("held by privacy mode");
    case Outbox::State::Kept:
        return Lists::tr("kept here by your choice");
    }
    return {};
}

QString outcomeText(const std::string &outcome)
{
    if (outcome == "ok")
        return Lists::tr("done");
    if (outcome == "failed")
        return Lists::tr("no answer – will be tried again");
    if (outcome == "cut_off")
        return Lists::tr("interrupted – what the server does not have is sent later");
    return Lists::tr("refused (%1) – will be tried again").arg(plain(outcome));
}

} // namespace mimir
