#include "app/sharing.h"
#include "cli/command.h"
#include "cli/format.h"
#include "cli/timespan.h"
#include "cli/typedid.h"

#include "core/plaintext.h"
#include "storage/views/conversationlist.h"

#include <QDir>

namespace mimir::cli {
namespace {

class HistoryList final : public Command {
    Q_DECLARE_TR_FUNCTIONS(HistoryList)
public:
    Description describe() const override
    {
        return {tr("Lists conversations, latest first"), {}, 0, 0,
            {{QStringLiteral("workspace"), tr("DIR"),
                 tr("only those in this directory and below it, or with this name")},
                {QStringLiteral("agent"), tr("NAME"), tr("only those by this agent or provider")},
                {QStringLiteral("since"), tr("WHEN"),
                    tr("only those with messages since: 2026-08-01, “2026-08-01 09:12”, today, yesterday, "
                       "12h, 7d, 4w")},
                {QStringLiteral("until"), tr("WHEN"), tr("only those with messages until then")},
                {QStringLiteral("shared"), {}, tr("only those shared with the team")},
                {QStringLiteral("limit"), tr("N"), tr("at most N (default 50; 0 = all)")},
                {QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        bool isNumber = false;
        const int limit = arguments.value(QStringLiteral("limit"), QStringLiteral("50")).toInt(&isNumber);
        if (!isNumber || limit < 0)
            return context.misused(tr("--limit needs a number"));
        const auto filter = filterOf(arguments, context.clock().now());
        if (!filter)
            return context.misused(QString::fromStdString(filter.error().message));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto list = conversationList(
            (*store)->backend(), *filter, limit == 0 ? std::nullopt : std::optional(limit));
        if (!list)
            return context.fail(list.error());
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(asJson(*list));
        else if (list->empty())
            context.terminal().line(*filter == ConversationFilter()
                    ? tr("No conversations yet. “mimir record” and “mimir import” add them.")
                    : tr("No conversation matches. “mimir history list” without options lists them all."));
        else
            return print(*list, context);
        return Done;
    }

private:
    static Result<ConversationFilter> filterOf(const Arguments &arguments, Millis now)
    {
        ConversationFilter filter;
        if (const QString where = arguments.value(QStringLiteral("workspace")); !where.isEmpty()) {
            filter.folder = QDir::cleanPath(QDir(where).absolutePath()).toStdString();
            filter.folderName = where.contains(u'/') ? std::string() : where.toStdString();
        }
        filter.agent = arguments.value(QStringLiteral("agent")).toStdString();
        filter.onlyShared = arguments.has(QStringLiteral("shared"));
        if (const QString since = arguments.value(QStringLiteral("since")); !since.isNull()) {
            const auto from = typedInstant(since, now);
            if (!from)
                return noInstant(QStringLiteral("--since"), since);
            filter.since = *from;
        }
        if (const QString until = arguments.value(QStringLiteral("until")); !until.isNull()) {
            const auto to = typedEnd(until, now);
            if (!to)
                return noInstant(QStringLiteral("--until"), until);
            filter.until = *to;
        }
        return filter;
    }

    static Error noInstant(const QString &option, const QString &given)
    {
        return {ErrorCode::Usage,
            tr("%1 needs a day such as 2026-08-01, today, or a span such as 7d; not “%2”")
                .arg(option, plain(given.toStdString(), 40))
                .toStdString()};
    }

    static std::string asJson(const std::vector<ListedConversation> &list)
    {
        std::vector<json::Object> rows;
        rows.reserve(list.size());
        for (const ListedConversation &one : list)
            rows.push_back(one.columns);
        return jsonArray(rows);
    }

    static Result<QString> sharedBy(Store &store, const ListedConversation &one)
    {
        if (!one.shared)
            return QString();
        if (!one.own)
            return sharedByTeammate(one.sharedBy);
        const auto waits = sharingWaits(store, one.id);
        MIMIR_TRY(waits);
        return sharedByYou(*waits);
    }

    static ExitCode print(const std::vector<ListedConversation> &list, Context &context)
    {
        Table table({tr("Latest"), tr("Id"), tr("Messages"), tr("Agent"), tr("Workspace"), tr("Shared by"),
            tr("Title")});
        for (const ListedConversation &one : list) {
            const auto id = shortId((*context.store())->database(), IdScope::Conversation, one.id);
            if (!id)
                return context.fail(id.error());
            const auto sharer = sharedBy(**context.store(), one);
            if (!sharer)
                return context.fail(sharer.error());
            const QString agent = plain(one.agent, 20);
            const QString title = plain(one.title, 60);
            table.add({localTime(one.lastActivity), plain(*id), QString::number(one.messages),
                agent.isEmpty() ? plain(one.provider, 20) : agent,
                plain(one.workspace, 200).section(u'/', -1, -1, QString::SectionSkipEmpty).left(24), *sharer,
                title.isEmpty() ? tr("(no title)") : title});
        }
        context.terminal().page();
        table.print(context.terminal());
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makeHistoryList()
{
    return std::make_unique<HistoryList>();
}

} // namespace mimir::cli
