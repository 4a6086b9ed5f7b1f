#include "app/trashlist.h"

#include "core/plaintext.h"

#include <QCoreApplication>

#include <map>

namespace mimir {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Trash)
};

QString plain(std::string_view hostile)
{
    return QString::fromStdString(singleLine(hostile));
}

} // namespace

Result<std::vector<TrashedItem>> listTrash(Store &store)
{
    auto entries = Trash(store.database(), store.clock()).list();
    MIMIR_TRY(entries);
    const auto teams = store.teams().all();
    MIMIR_TRY(teams);
    std::map<std::int64_t, const Team *> known;
    for (const Team &team : *teams)
        known[team.pk] = &team;
    std::vector<TrashedItem> items;
    items.reserve(entries->size());
    for (Trash::Entry &entry : *entries) {
        TrashedItem item {std::move(entry), {}, {}, {}, 0};
        item.title = plain(item.entry.title);
        item.keptUntil = store.clock().now() + item.entry.left;
        if (const auto team = known.find(item.entry.team); team != known.end()) {
            item.team = plain(team->second->name.empty() ? team->second->slug : team->second->name);
            item.server = plain(team->second->server);
        }
        items.push_back(std::move(item));
    }
    return items;
}

QString trashedWhat(const Trash::Entry &entry)
{
    switch (entry.type) {
    case EntityType::Conversation:
        return entry.parts > 0 ? Texts::tr("Conversation with %n item(s)", nullptr, static_cast<int>(entry.parts))
                               : Texts::tr("Empty conversation");
    case EntityType::Message:
        return Texts::tr("Message");
    default:
        break;
    }
    return Texts::tr("Tool call");
}

QString trashSentence(bool isEmpty)
{
    const QString what = Texts::tr("Items of yours that a server deletes are kept in the trash of this device for %n "
                                   "day(s) and can be restored.",
        nullptr, Trash::kDays);
    return isEmpty ? Texts::tr("The trash is empty.") + u' ' + what : what;
}

QString deletionAnswers(const QString &accept, const QString &keep)
{
    return Texts::tr("%1: they are deleted here, too. The trash of this device keeps them for %n day(s).", nullptr, Trash::kDays)
               .arg(accept)
        + u'\n'
        + Texts::tr("%1: they stay, as new items that are sent to the server, so that your other devices get them back.")
              .arg(keep);
}

Result<std::int64_t> answerDeletions(
    Store &store, RandomSource &random, Restoring::Answer answer, const std::optional<StatusDeletions> &read)
{
    Transaction transaction(store.database());
    MIMIR_TRY(transaction.begun());
    const auto held = heldDeletions(store);
    MIMIR_TRY(held);
    if (*held != read)
        return Error {ErrorCode::Cancelled, "what was read is not what is held any more"};
    const auto count = Restoring(store, random).answerDeletions(answer);
    MIMIR_TRY(count);
    MIMIR_TRY(transaction.commit());
    return *count;
}

} // namespace mimir
