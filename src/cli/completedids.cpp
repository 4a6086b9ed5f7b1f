#include "cli/completedids.h"

#include "core/clock.h"
#include "storage/tables/storesettings.h"
#include "storage/trash/trash.h"
#include "sync/profile.h"

#include <QRegularExpression>
#include <QStringList>

namespace mimir::cli {
namespace {

constexpr std::size_t kMost = 200;

QStringList rowIds(Database &database, const QString &scope, const QString &prefix)
{
    QStringList ids;
    for (const IdScope known : {IdScope::Conversation, IdScope::Item, IdScope::Conflict})
        if (completionScope(known) == scope)
            if (const auto rows = idsBeginning(database, known, prefix.toStdString(), kMost))
                for (const std::string &id : *rows)
                    ids << QString::fromStdString(id);
    return ids;
}

QStringList beginning(const QStringList &ids, const QString &prefix)
{
    QStringList found;
    for (const QString &id : ids)
        if (id.startsWith(prefix) && static_cast<std::size_t>(found.size()) < kMost)
            found << id;
    return found;
}

QStringList deviceIds(Database &database)
{
    return QString::fromStdString(StoreSettings(database).text("device_ids")).split(u'\n');
}

QStringList trashIds(Database &database)
{
    QStringList ids;
    const SystemClock clock;
    if (const auto entries = Trash(database, clock).list())
        for (const Trash::Entry &entry : *entries)
            ids << QString::fromStdString(entry.id);
    return ids;
}

QStringList idsOf(Database &database, const QString &scope, const QString &prefix)
{
    if (scope == QLatin1String(kDeviceScope))
        return beginning(deviceIds(database), prefix);
    return scope == QLatin1String(kTrashScope) ? beginning(trashIds(database), prefix)
                                               : rowIds(database, scope, prefix);
}

} // namespace

QString completionScope(IdScope scope)
{
    switch (scope) {
    case IdScope::Conversation:
        return QStringLiteral("conversations");
    case IdScope::Conflict:
        return QStringLiteral("conflicts");
    case IdScope::Item:
        break;
    }
    return QStringLiteral("items");
}

QString completedIds(const QString &profile, const QString &scope, const QString &prefix)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_.:-]+\\z"));
    const auto found = Profile::find(profile);
    if (!found || !found->checkOwner())
        return {};
    const auto database = Database::open(found->storePath(), {.readOnly = true, .mustExist = true});
    if (!database)
        return {};
    return idsOf(**database, scope, prefix).filter(plain).join(u'\n');
}

} // namespace mimir::cli
