#include "cli/command.h"
#include "cli/format.h"

#include "core/plaintext.h"

namespace mimir::cli {
namespace {

class HistoryList final : public Command {
    Q_DECLARE_TR_FUNCTIONS(HistoryList)
public:
    Description describe() const override
    {
        return {tr("Lists conversations, the latest first"), {}, 0, 0,
            {{QStringLiteral("limit"), tr("N"), tr("at most N (default 50, 0 = all)")},
                {QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        bool isNumber = false;
        const int limit = arguments.value(QStringLiteral("limit"), QStringLiteral("50")).toInt(&isNumber);
        if (!isNumber || limit < 0)
            return context.misused(tr("--limit needs a number"));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto rows = (*store)->backend().query(
            "SELECT c.id, c.title, c.status, c.provider, c.model, c.workspace, c.repository, c.visibility, "
            "c.created_at AS createdAt, c.updated_at AS updatedAt, t.last_activity AS lastActivity, "
            "t.messages, "
            "t.total_tokens AS totalTokens, t.total_cost AS totalCost FROM conversations c "
            "JOIN conversation_totals t ON t.conversation_id = c.id WHERE c.deleted = 0 "
            "ORDER BY t.last_activity DESC, c.id LIMIT ?",
            {limit == 0 ? std::int64_t(-1) : std::int64_t(limit)});
        if (!rows)
            return context.fail(rows.error());
        if (arguments.has(QStringLiteral("json"))) {
            context.terminal().line(jsonArray(*rows));
            return Done;
        }
        for (const json::Object &row : *rows)
            print(row, context.terminal());
        return Done;
    }

private:
    static void print(const json::Object &row, Terminal &terminal)
    {
        std::string title = singleLine(row.text("title").value_or(std::string()), 60);
        if (title.empty())
            title = tr("(no title)").toStdString();
        terminal.line(QStringLiteral("%1  %2  %3  %4")
                          .arg(localTime(row.integer("lastActivity")),
                              QString::fromStdString(singleLine(row.text("id").value_or(std::string()))),
                              tr("%n message(s)", nullptr, int(row.integer("messages").value_or(0))),
                              QString::fromStdString(title)));
    }
};

} // namespace

std::unique_ptr<Command> makeHistoryList()
{
    return std::make_unique<HistoryList>();
}

} // namespace mimir::cli
