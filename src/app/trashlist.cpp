#include "app/trashlist.h"

#include "core/plaintext.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <map>

namespace mimir {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Trash)
};

Result<void> addOrphans(Store &store, std::vector<TrashedItem> &items)
{
    const auto orphans = Trash(store.database(), store.clock()).orphans();
    MIMIR_TRY(orphans);
    for (const Trash::Orphans &one : *orphans) {
        const auto there = std::ranges::find_if(items, [&one](const TrashedItem &item) {
            return item.entry.type == EntityType::Conversation && item.entry.id == one.conversation;
        });
        TrashedItem item;
        item.entry.id = item.entry.conversationId = one.conversation;
        item.entry.team = one.team;
        item.entry.at = one.since;
        (there == items.end() ? items.emplace_back(std::move(item)) : *there).since = one.count;
    }
    return {};
}

void nameTeams(std::vector<TrashedItem> &items, const std::vector<Team> &teams)
{
    std::map<std::int64_t, const Team *> known;
    for (const Team &team : teams)
        known[team.pk] = &team;
    for (TrashedItem &item : items)
        if (const auto team = known.find(item.entry.team); team != known.end()) {
            item.team = plain(team->second->name.empty() ? team->second->slug : team->second->name);
            item.server = plain(team->second->server);
        }
}

} // namespace

Result<std::vector<TrashedItem>> listTrash(Store &store)
{
    auto entries = Trash(store.database(), store.clock()).list();
    MIMIR_TRY(entries);
    const auto teams = store.teams().all();
    MIMIR_TRY(teams);
    std::vector<TrashedItem> items;
    items.reserve(entries->size());
    for (Trash::Entry &entry : *entries) {
        TrashedItem item;
        item.entry = std::move(entry);
        item.title = plain(item.entry.title);
        item.keptUntil = store.clock().now() + item.entry.left;
        items.push_back(std::move(item));
    }
    MIMIR_TRY(addOrphans(store, items));
    nameTeams(items, *teams);
    return items;
}

Result<std::vector<Record>> trashContents(Store &store, const TrashedItem &item)
{
    const Trash trash(store.database(), store.clock());
    auto records = trash.contents(item.entry);
    MIMIR_TRY(records);
    if (item.since > 0) {
        auto since = trash.orphansOf(item.entry.id);
        MIMIR_TRY(since);
        std::ranges::move(*since, std::back_inserter(*records));
    }
    return records;
}

QString trashedWhat(const TrashedItem &item)
{
    const Trash::Entry &entry = item.entry;
    switch (entry.type) {
    case EntityType::Conversation:
        if (item.since > 0)
            return Texts::tr("%n item(s) recorded after their conversation was deleted", nullptr,
                static_cast<int>(item.since));
        return entry.parts > 0
            ? Texts::tr("Conversation with %n item(s)", nullptr, static_cast<int>(entry.parts))
            : Texts::tr("Empty conversation");
    case EntityType::Message:
        return Texts::tr("Message");
    default:
        break;
    }
    return Texts::tr("Tool call");
}

QString trashSentence(bool isEmpty, std::int64_t purged)
{
    QString what = Texts::tr(
        "Your items that a server deletes are kept in this device's trash for %n day(s) and can be restored.",
        nullptr, Trash::kDays);
    if (purged > 0)
        what += u' '
            + Texts::tr("Not kept: %n item(s) that were removed for privacy on another device.", nullptr,
                static_cast<int>(purged));
    return isEmpty ? Texts::tr("The trash is empty.") + u' ' + what : what;
}

QString deletionAnswers(const QString &accept, const QString &keep)
{
    return Texts::tr("%1: they are deleted here as well. This device's trash keeps them for %n day(s), "
                     "except for what was removed for privacy on another device.",
               nullptr, Trash::kDays)
               .arg(accept)
        + u'\n'
        + Texts::tr("%1: they stay, as new items that are sent to the server so that your other devices get "
                    "them back.")
              .arg(keep);
}

QString answeredSentence(Restoring::Answer answer, const Restoring::Answered &answered)
{
    const int purged = static_cast<int>(answered.purged), kept = static_cast<int>(answered.count) - purged;
    if (answer == Restoring::Answer::Keep)
        return Texts::tr("%n item(s) stay and are sent again as new ones.", nullptr, kept);
    QStringList said;
    if (kept > 0)
        said += Texts::tr("%n item(s) are in the trash.", nullptr, kept);
    if (purged > 0)
        said += Texts::tr(
            "%n item(s) are deleted and not kept: they were removed for privacy on another device.", nullptr,
            purged);
    return said.join(u' ');
}

Result<Restoring::Answered> answerDeletions(
    Store &store, RandomSource &random, Restoring::Answer answer, const std::optional<StatusDeletions> &read)
{
    Transaction transaction(store.database());
    MIMIR_TRY(transaction.begun());
    const auto held = heldDeletions(store);
    MIMIR_TRY(held);
    if (*held != read)
        return Error {ErrorCode::Cancelled, "what was read is no longer what is held"};
    const auto answered = Restoring(store, random).answerDeletions(answer);
    MIMIR_TRY(answered);
    MIMIR_TRY(transaction.commit());
    return *answered;
}

} // namespace mimir
