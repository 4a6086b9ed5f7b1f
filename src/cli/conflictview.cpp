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

QString plain(const std::string &text, std::size_t length = 120)
{
    return QString::fromStdString(singleLine(text, length));
}

// The words of a text, without JSON's quotes.
QString valueText(const std::string &canonical)
{
    return QString::fromStdString(withoutControls(json::unquoted(canonical).value_or(canonical)));
}

QString titleOf(const Conflict &conflict)
{
    return conflict.title.empty() ? QString::fromStdString(conflict.entityId) : plain(conflict.title, 60);
}

QString fieldOf(const Conflict &conflict)
{
    return conflict.field.empty() ? ConflictView::tr("the whole item") : plain(conflict.field, 40);
}

QString deviceOf(const std::string &name)
{
    return name.empty() ? ConflictView::tr("another device") : plain(name, 40);
}

} // namespace

json::Object conflictObject(const Conflict &conflict)
{
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
    out.setInteger("at", conflict.at);
    return out;
}

QString conflictLine(const Conflict &conflict)
{
    return QStringLiteral("%1  %2  %3  %4")
        .arg(localTime(conflict.at), plain(conflict.id), titleOf(conflict), fieldOf(conflict));
}

QString conflictText(const Conflict &conflict)
{
    const QString id = plain(conflict.id);
    return ConflictView::tr("“%1”: %2 was changed on two devices at the same time.\n\n"
                            "The older version, from %3, was replaced:\n%4\n\n"
                            "The newer version, from %5, holds now:\n%6\n\n"
                            "Nothing is lost. “mimir conflicts restore %7” brings the older one back, "
                            "“mimir conflicts dismiss %7” keeps it as it is.")
        .arg(titleOf(conflict), fieldOf(conflict), deviceOf(conflict.losingDeviceName),
            valueText(conflict.losing), deviceOf(conflict.winningDeviceName),
            conflict.winning == "null" ? ConflictView::tr("(deleted)") : valueText(conflict.winning), id);
}

} // namespace mimir::cli
