#include "app/sharing.h"
#include "cli/command.h"
#include "cli/format.h"
#include "cli/timespan.h"
#include "cli/typedid.h"

#include "core/plaintext.h"

#include <QDir>

namespace mimir::cli {
namespace {

/// The end of a WHERE clause, with its bound values.
struct Filter {
    std::string sql;
    std::vector<SqlValue> values;

    void add(std::string_view condition, std::initializer_list<SqlValue> with)
    {
        sql += " AND ";
        sql += condition;
        values.insert(values.end(), with);
    }
};

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
        auto filter = filterOf(arguments, context.clock().now());
        if (!filter)
            return context.misused(QString::fromStdString(filter.error().message));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        filter->values.emplace_back(limit == 0 ? std::int64_t(-1) : std::int64_t(limit));
        auto rows = (*store)->backend().query(
            "SELECT c.id, c.title, c.status, c.provider, "
            "CASE WHEN json_valid(c.extra) THEN json_extract(c.extra, '$.agent') END AS agent, c.model, "
            "c.workspace, "
            "c.repository, c.visibility, c.own, NULLIF(c.shared_by, '') AS sharedBy, c.created_at AS "
            "createdAt, c.updated_at AS updatedAt, "
            "t.last_activity AS lastActivity, t.messages, t.total_tokens AS totalTokens, t.total_cost "
            "AS "
            "totalCost "
            "FROM conversations c JOIN conversation_totals t ON t.conversation_id = c.id WHERE "
            "c.deleted = 0"
                + filter->sql + " ORDER BY t.last_activity DESC, c.id LIMIT ?",
            filter->values);
        if (!rows)
            return context.fail(rows.error());
        for (json::Object &row : *rows)
            row.setBool("own", row.integer("own") != 0);
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(jsonArray(*rows));
        else if (rows->empty())
            context.terminal().line(filter->sql.empty()
                    ? tr("No conversations yet. “mimir record” and “mimir import” add them.")
                    : tr("No conversation matches. “mimir history list” without options lists them all."));
        else
            return print(*rows, context);
        return Done;
    }

private:
    static Result<Filter> filterOf(const Arguments &arguments, Millis now)
    {
        Filter filter;
        if (const QString where = arguments.value(QStringLiteral("workspace")); !where.isEmpty()) {
            const std::string path = QDir::cleanPath(QDir(where).absolutePath()).toStdString();
            const std::string below = path == "/" ? path : path + "/";
            const std::string name = where.contains(u'/') ? std::string() : "/" + where.toStdString();
            filter.add("(c.workspace = ? OR substr(c.workspace, 1, length(?)) = ? OR (? <> '' AND "
                       "substr(c.workspace, -length(?)) = ?))",
                {path, below, below, name, name, name});
        }
        if (const std::string agent = arguments.value(QStringLiteral("agent")).toStdString(); !agent.empty())
            filter.add("(c.provider = ? COLLATE NOCASE OR CASE WHEN json_valid(c.extra) THEN "
                       "json_extract(c.extra, '$.agent') END = ? COLLATE NOCASE)",
                {agent, agent});
        if (arguments.has(QStringLiteral("shared")))
            filter.add("c.visibility = 'team'", {});
        if (const QString since = arguments.value(QStringLiteral("since")); !since.isNull()) {
            const auto from = typedInstant(since, now);
            if (!from)
                return noInstant(QStringLiteral("--since"), since);
            filter.add("t.last_activity >= ?", {*from});
        }
        if (const QString until = arguments.value(QStringLiteral("until")); !until.isNull()) {
            const auto to = typedEnd(until, now);
            if (!to)
                return noInstant(QStringLiteral("--until"), until);
            filter.add("t.last_activity <= ?", {*to});
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

    static QString textOf(const json::Object &row, const char *field, std::size_t length)
    {
        return plain(row.text(field).value_or(std::string()), length);
    }

    static Result<QString> sharedBy(Store &store, const json::Object &row)
    {
        if (row.text("visibility") != "team")
            return QString();
        if (!row.boolean("own").value_or(true))
            return sharedByTeammate(row.text("sharedBy").value_or(std::string()));
        const auto waits = sharingWaits(store, row.text("id").value_or(std::string()));
        MIMIR_TRY(waits);
        return sharedByYou(*waits);
    }

    static ExitCode print(const std::vector<json::Object> &rows, Context &context)
    {
        Table table({tr("Latest"), tr("Id"), tr("Messages"), tr("Agent"), tr("Workspace"), tr("Shared by"),
            tr("Title")});
        for (const json::Object &row : rows) {
            const auto id = shortId((*context.store())->database(), IdScope::Conversation,
                row.text("id").value_or(std::string()));
            if (!id)
                return context.fail(id.error());
            const auto sharer = sharedBy(**context.store(), row);
            if (!sharer)
                return context.fail(sharer.error());
            const QString agent = textOf(row, "agent", 20);
            const QString title = textOf(row, "title", 60);
            table.add({localTime(row.integer("lastActivity")), plain(*id),
                QString::number(row.integer("messages").value_or(0)),
                agent.isEmpty() ? textOf(row, "provider", 20) : agent,
                textOf(row, "workspace", 200).section(u'/', -1, -1, QString::SectionSkipEmpty).left(24),
                *sharer, title.isEmpty() ? tr("(no title)") : title});
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
