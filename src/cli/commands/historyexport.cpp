#include "cli/command.h"

#include "sources/exportstream.h"

#include <cstdio>

namespace mimir::cli {
namespace {

class HistoryExport final : public Command {
    Q_DECLARE_TR_FUNCTIONS(HistoryExport)
public:
    Description describe() const override
    {
        return {tr("Writes the history to standard output, in the format that “mimir record” reads"), {}, 0,
            0,
            {{QStringLiteral("format"), QStringLiteral("ndjson"), tr("the only format so far")},
                {QStringLiteral("conversation"), tr("ID"), tr("only this conversation")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        if (arguments.value(QStringLiteral("format"), QStringLiteral("ndjson")) != QLatin1String("ndjson"))
            return context.misused(tr("the format must be ndjson"));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        ExportStream stream((*store)->database(), [](std::string_view line) {
            return std::fwrite(line.data(), 1, line.size(), stdout) == line.size()
                && std::putc('\n', stdout) != EOF;
        });
        const bool all = !arguments.has(QStringLiteral("conversation"));
        const auto lines = all
            ? stream.all()
            : stream.conversation(arguments.value(QStringLiteral("conversation")).toStdString());
        if (!lines && lines.error().code == ErrorCode::Cancelled)
            return context.fail(tr("The output could not be written. The export is not complete."));
        if (!lines && lines.error().code == ErrorCode::NotFound)
            return context.fail(
                tr("There is no conversation with this id. “mimir history list” shows them."));
        return lines ? Done : context.fail(lines.error());
    }
};

} // namespace

std::unique_ptr<Command> makeHistoryExport()
{
    return std::make_unique<HistoryExport>();
}

} // namespace mimir::cli
