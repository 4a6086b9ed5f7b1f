#include "app/ledgernames.h"
#include "app/outgoing.h"
#include "cli/command.h"
#include "cli/format.h"
#include "cli/typedid.h"

#include "core/plaintext.h"
#include "core/wire/wire.h"

namespace mimir::cli {
namespace {

constexpr std::size_t kUsual = 50;

struct Where {
    std::string server, team;
};

std::string touchedJson(const NamedTouch &touch)
{
    std::vector<json::Object> out;
    for (const NamedConversation &one : touch.most) {
        json::Object conversation;
        conversation.setText("id", one.id);
        conversation.set("title", one.gone || one.staysHere ? "null" : json::quoted(one.title.toStdString()));
        for (const EntityType type : kEntityTypes)
            conversation.setInteger(wireArray(type), one.counts[static_cast<std::size_t>(type) - 1]);
        out.push_back(std::move(conversation));
    }
    return jsonArray(out);
}

json::Object objectOf(const SyncLogEntry &entry, const Where &where, const NamedTouch &touch)
{
    json::Object out;
    out.setInteger("at", entry.at);
    out.setText("direction", entry.direction);
    out.setText("server", where.server);
    out.setText("team", where.team);
    for (const EntityType type : kEntityTypes)
        out.setInteger(wireArray(type), entry.counts[static_cast<std::size_t>(type) - 1]);
    out.setInteger("bytes", static_cast<std::int64_t>(entry.bytes));
    out.setText("outcome", entry.outcome);
    out.setInteger("held", entry.held);
    out.setInteger("kept", entry.kept);
    out.setText("withheld", entry.withheld);
    out.set("touched", touchedJson(touch));
    out.setInteger("touchedMore", touch.more);
    json::Object deleted;
    for (const EntityType type : kEntityTypes)
        deleted.setInteger(wireArray(type), touch.deleted[static_cast<std::size_t>(type) - 1]);
    out.set("deleted", deleted.toJson());
    return out;
}

class Activity final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Activity)
public:
    Description describe() const override
    {
        return {
            tr("Shows what was sent and fetched: which conversations, when, where to, and what stayed here"),
            {}, 0, 0,
            {{QStringLiteral("limit"), tr("N"), tr("at most N lines, the newest (default 50)")},
                {QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        bool isNumber = true;
        const std::size_t limit = arguments.has(QStringLiteral("limit"))
            ? arguments.value(QStringLiteral("limit")).toUInt(&isNumber)
            : kUsual;
        if (!isNumber || limit == 0)
            return context.misused(tr("--limit needs a number"));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto entries = (*store)->log().latest(limit);
        const auto teams = (*store)->teams().all();
        if (!entries || !teams)
            return context.fail(entries ? teams.error() : entries.error());
        std::vector<json::Object> objects;
        if (!arguments.has(QStringLiteral("json")))
            context.terminal().page();
        LedgerNames names(**store);
        for (const SyncLogEntry &entry : *entries) {
            const Where where = whereOf(entry, *teams);
            const auto touch = names.of(entry);
            if (!touch)
                return context.fail(touch.error());
            if (arguments.has(QStringLiteral("json")))
                objects.push_back(objectOf(entry, where, *touch));
            else
                print(entry, where, *touch, context.terminal());
        }
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(jsonArray(objects));
        else if (entries->empty())
            context.terminal().line(tr("Nothing has been sent or fetched yet."));
        return Done;
    }

private:
    static Where whereOf(const SyncLogEntry &entry, const std::vector<Team> &teams)
    {
        for (const Team &team : teams)
            if (team.pk == entry.team)
                return {team.server, team.orgSlug + "/" + team.slug};
        return {};
    }

    static void print(
        const SyncLogEntry &entry, const Where &where, const NamedTouch &touch, Terminal &terminal)
    {
        // In one pass: a title that contains "%4" must stay as it is.
        QString line = tr("%1  %2: %3; %4 bytes, %5: %6")
                           .arg(localTime(entry.at), directionText(entry), touchText(touch, entry.counts),
                               QString::number(entry.bytes), plain(where.team + " " + where.server),
                               plain(entry.outcome));
        if (entry.held > 0)
            line += tr("; %n held by privacy mode", nullptr, static_cast<int>(entry.held));
        if (entry.kept > 0)
            line += tr("; %n kept here by your choice", nullptr, static_cast<int>(entry.kept));
        if (!entry.withheld.empty())
            line += tr("; withheld: %1").arg(plain(entry.withheld));
        terminal.line(line);
    }
};

class PrivacyPreview final : public Command {
    Q_DECLARE_TR_FUNCTIONS(PrivacyPreview)
public:
    Description describe() const override
    {
        return {tr("Shows the exact JSON that would be sent for an item"), tr("TYPE ID"), 2, 2, {},
            IdScope::Item};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto type = typeFromName(arguments.operands().first().toStdString());
        if (!type)
            return context.misused(tr("TYPE must be conversation, message, tool_call or audit_log"));
        const auto id = typedId(
            context, IdScope::Item, arguments.operands().last(), tr("There is no item with this id."));
        if (!id)
            return Failed;
        const auto json = outgoingJson(**context.store(), *type, *id);
        if (!json)
            return context.fail(json.error());
        context.terminal().line(
            json->empty() ? tr("Nothing of it leaves this device.").toStdString() : *json);
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makeActivity()
{
    return std::make_unique<Activity>();
}
std::unique_ptr<Command> makePrivacyPreview()
{
    return std::make_unique<PrivacyPreview>();
}

} // namespace mimir::cli
