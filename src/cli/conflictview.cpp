#include "cli/conflictview.h"

#include "cli/format.h"
#include "core/plaintext.h"

#include <QCoreApplication>

namespace mimir::cli {
namespace {

struct ConflictView {
    Q_DECLARE_TR_FUNCTIONS(ConflictView)
};

std::string_view stateText(Conflict::State state)
{
    switch (state) {
    case Conflict::State::Unseen:
        return "unseen";
    case Conflict::State::Seen:
        return "seen";
    case Conflict::State::Restored:
        return "restored";
    case Conflict::State::Dismissed:
        break;
    }
    return "dismissed";
}

std::string_view inUseText(InUse inUse)
{
    switch (inUse) {
    case InUse::Newer:
        return "newer";
    case InUse::Older:
        return "older";
    case InUse::Another:
        return "another";
    case InUse::Nothing:
        break;
    }
    return "nothing";
}

// The words of a text, without JSON's quotes.
QString valueText(const std::string &canonical)
{
    return QString::fromStdString(withoutControls(json::textOrJson(canonical)));
}

QString titleOf(const Conflict &conflict)
{
    return conflict.title.empty() ? QString::fromStdString(conflict.entityId) : plain(conflict.title, 60);
}

QString fieldOf(const Conflict &conflict)
{
    return conflict.field.empty() ? ConflictView::tr("the whole item") : plain(conflict.field, 40);
}

QString otherDevice(const std::string &name)
{
    return name.empty() ? ConflictView::tr("another device") : plain(name, 40);
}

QString deviceOf(const std::string &name, bool isThis)
{
    return isThis ? ConflictView::tr("this device") : otherDevice(name);
}

/// With seconds if the minutes would not tell the two versions apart.
QString timeOf(const Conflict &conflict, Millis at)
{
    return localTime(conflict.editedAt) == localTime(conflict.winningEditedAt) ? exactLocalTime(at)
                                                                               : localTime(at);
}

QString olderHeading(const ListedConflict &listed)
{
    const QString device = deviceOf(listed.conflict.losingDeviceName, listed.lostHere);
    return listed.conflict.editedAt > 0 ? ConflictView::tr("The older version, from %1, written %2:")
                                              .arg(device, timeOf(listed.conflict, listed.conflict.editedAt))
                                        : ConflictView::tr("The older version, from %1:").arg(device);
}

QString secondHeading(const ListedConflict &listed)
{
    const Conflict &conflict = listed.conflict;
    const QString device = deviceOf(conflict.losingDeviceName, listed.lostHere);
    return conflict.editedAt > 0 ? ConflictView::tr("What reached the server later, from %1, written %2:")
                                       .arg(device, timeOf(conflict, conflict.editedAt))
                                 : ConflictView::tr("What reached the server later, from %1:").arg(device);
}

QString firstHeading(const ListedConflict &listed)
{
    const Conflict &conflict = listed.conflict;
    const QString device = deviceOf(conflict.winningDeviceName, listed.wonHere);
    return conflict.winningEditedAt > 0
        ? ConflictView::tr("What reached the server first, from %1, written %2:")
              .arg(device, timeOf(conflict, conflict.winningEditedAt))
        : ConflictView::tr("What reached the server first, from %1:").arg(device);
}

QString losingHeading(const ListedConflict &listed)
{
    if (listed.conflict.isSecondValue())
        return secondHeading(listed);
    return listed.conflict.isRewritten()
        ? ConflictView::tr("What %1 says:").arg(otherDevice(listed.conflict.losingDeviceName))
        : olderHeading(listed);
}

QString winningHeading(const ListedConflict &listed)
{
    if (listed.conflict.isRewritten())
        return ConflictView::tr("What is on this device:");
    if (listed.conflict.isSecondValue())
        return firstHeading(listed);
    const QString device = deviceOf(listed.conflict.winningDeviceName, !listed.lostHere);
    return listed.conflict.winningEditedAt > 0
        ? ConflictView::tr("The newer version, from %1, written %2:")
              .arg(device, timeOf(listed.conflict, listed.conflict.winningEditedAt))
        : ConflictView::tr("The newer version, from %1:").arg(device);
}

QString hintText(const ListedConflict &listed)
{
    const QString id = plain(listed.conflict.id);
    if (listed.conflict.isRewritten())
        return ConflictView::tr("“mimir conflicts dismiss %1” takes it off the list.").arg(id);
    if (listed.conflict.isSecondValue())
        return listed.conflict.state == Conflict::State::Restored
            ? QString()
            : ConflictView::tr(
                "“mimir conflicts restore %1” brings back the one that came later, as a new item, "
                "“mimir conflicts dismiss %1” takes it off the list.")
                  .arg(id);
    if (isReversible(listed.conflict))
        return ConflictView::tr("“mimir conflicts resolve %1 %2” brings the newer one back.")
            .arg(listed.lostHere ? QStringLiteral("--theirs") : QStringLiteral("--mine"), id);
    const bool isInUse = listed.inUse == InUse::Older;
    switch (listed.conflict.state) {
    case Conflict::State::Restored:
        return {};
    case Conflict::State::Dismissed:
        if (isInUse)
            return {};
        return ConflictView::tr("“mimir conflicts restore %1” brings the older one back.").arg(id);
    case Conflict::State::Unseen:
    case Conflict::State::Seen:
        break;
    }
    if (isInUse)
        return ConflictView::tr("“mimir conflicts dismiss %1” keeps it as it is.").arg(id);
    return ConflictView::tr(
        "“mimir conflicts restore %1” brings the older one back, “mimir conflicts dismiss "
        "%1” keeps it as it is.")
        .arg(id);
}

} // namespace

json::Object conflictObject(const ListedConflict &listed)
{
    const Conflict &conflict = listed.conflict;
    const auto value
        = [](const std::string &canonical) { return canonical.empty() ? std::string("null") : canonical; };
    json::Object out;
    out.setText("id", conflict.id);
    out.setText("type", typeName(conflict.type));
    out.setText("entityId", conflict.entityId);
    out.setText("conversationId", conflict.conversationId);
    out.setText("field", conflict.field);
    out.set("losing", value(conflict.losing));
    out.set("winning", value(conflict.winning));
    out.setText("losingDevice", conflict.losingDevice);
    out.setText("losingDeviceName", conflict.losingDeviceName);
    out.setText("winningDeviceName", conflict.winningDeviceName);
    out.setText("reason", conflict.reason);
    out.setText("title", conflict.title);
    out.setText("state", stateText(conflict.state));
    out.setText("inUse", inUseText(listed.inUse));
    out.setInteger("at", conflict.at);
    const auto instant = [](Millis at) { return at > 0 ? std::to_string(at) : std::string("null"); };
    out.set("editedAt", instant(conflict.editedAt));
    out.set("winningEditedAt", instant(conflict.winningEditedAt));
    return out;
}

QStringList conflictCells(const ListedConflict &listed, const QString &shortId)
{
    const Conflict &conflict = listed.conflict;
    return {localTime(conflict.at), plain(shortId.toStdString()), titleOf(conflict), fieldOf(conflict)};
}

QString conflictText(const ListedConflict &listed)
{
    const Conflict &conflict = listed.conflict;
    return QStringList {
        ConflictView::tr("“%1”: %2, found at %3. %4")
            .arg(titleOf(conflict), fieldOf(conflict), localTime(conflict.at), conflictReason(conflict)),
        QString(), losingHeading(listed), valueText(conflict.losing), QString(), winningHeading(listed),
        isGone(conflict) ? ConflictView::tr("(deleted)") : valueText(conflict.winning), QString(),
        QStringLiteral("%1 %2").arg(inUseSentence(listed), hintText(listed)).trimmed()}
        .join(u'\n');
}

} // namespace mimir::cli
