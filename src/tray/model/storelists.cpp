#include "tray/model/storelists.h"

#include "core/plaintext.h"
#include "core/wire/wire.h"
#include "storage/views/changelist.h"
#include "sync/status/syncstatus.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace mimir {
namespace {

constexpr std::size_t kTitleCharacters = 200;

struct Lists {
    Q_DECLARE_TR_FUNCTIONS(Lists)
};

std::vector<ListedItem> listed(const std::vector<ChangeRow> &rows)
{
    std::vector<ListedItem> items;
    items.reserve(rows.size());
    for (const ChangeRow &row : rows)
        items.push_back({row.id, plain(row.title, kTitleCharacters), row.type, row.editedAt, row.tries,
            row.nextTry, plain(row.errorCode), row.state, row.lacksConversation});
    return items;
}

} // namespace

Result<std::vector<ListedItem>> listItems(Store &store, Outbox::State state, std::size_t limit)
{
    const auto rows = changeRows(store.database(), state, limit);
    MIMIR_TRY(rows);
    return listed(*rows);
}

Result<std::vector<ListedItem>> listRefused(Store &store)
{
    const auto rows = refusedChangeRows(store.database(), kListLimit);
    MIMIR_TRY(rows);
    return listed(*rows);
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
    news.second = shown->conflict.isSecondValue();
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
    std::pair<QString, QString> minutes {whenText(one), whenText(other)};
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
    case Outbox::State::OtherAccount:
        return Lists::tr("made while another account was signed in");
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
