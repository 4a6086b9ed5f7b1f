#include "cli/command.h"
#include "cli/typedid.h"

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
        std::optional<std::string> one;
        if (arguments.has(QStringLiteral("conversation"))) {
            one = typedId(
                context, IdScope::Conversation, arguments.value(QStringLiteral("conversation")), nothing());
            if (!one)
                return Failed;
        }
        const auto lines = one ? stream.conversation(*one) : stream.all();
        if (!lines && lines.error().code == ErrorCode::Cancelled)
            return Failed; // which is said of every output
        if (!lines && lines.error().code == ErrorCode::NotFound)
            return context.fail(nothing());
        return lines ? Done : context.fail(lines.error());
    }

private:
    static QString nothing()
    {
        return tr("There is no conversation with this id. “mimir history list” shows them.");
    }
};

} // namespace

std::unique_ptr<Command> makeHistoryExport()
{
    return std::make_unique<HistoryExport>();
}

} // namespace mimir::cli
