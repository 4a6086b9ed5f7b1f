#include "cli/command.h"

#include "core/qtext.h"
#include "sources/recordstream.h"
#include "sync/engine/knownhere.h"

#include <unistd.h>

namespace mimir::cli {
namespace {

class Record final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Record)
public:
    Description describe() const override
    {
        return {tr("Records NDJSON lines from standard input; prints only errors"), {}, 0, 0,
            {{QStringLiteral("batch"), {},
                tr("write 500 lines at a time: much faster, but durable only at the end")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        // What is recorded may quote them, and the process that sends has another environment.
        const auto noted
            = noteEnvironment((*store)->database(), context.clock(), DeviceSecrets::environmentOfProcess());
        if (!noted)
            return context.fail(noted.error());
        const bool batch = arguments.has(QStringLiteral("batch"));
        RecordStream stream((*store)->backend(), batch ? RecordStream::kBatchLines : 1);
        stream.onProblem([&](const RecordStream::Problem &problem) { complain(problem, context); });
        stream.onWritten([&context] { context.wrote(); });
        LineReader reader(STDIN_FILENO);
        const RecordStream::Summary summary = stream.run(reader);
        if (!reader.failure().empty())
            context.terminal().complain(
                tr("Standard input cannot be read: %1. Nothing of it was recorded after that.")
                    .arg(toQString(reader.failure())));
        else if (summary.stopped)
            context.terminal().complain(errorSentence(summary.stopped->code) + u' '
                + tr("The lines after that were not read; those before it are saved."));
        if (summary.replaced > 0)
            context.terminal().complain(
                tr("%n line(s), the first of them line %1, contained characters that no "
                   "store can hold (NUL, half of a surrogate pair): each was replaced by "
                   "U+FFFD, and the rest was stored as it is.",
                    nullptr, static_cast<int>(summary.replaced))
                    .arg(summary.firstReplaced));
        return summary.ok() ? Done : Failed;
    }

private:
    static void complain(const RecordStream::Problem &problem, Context &context)
    {
        const QString reason = errorReason(problem.error);
        context.terminal().complain(problem.firstLine == problem.lastLine
                ? tr("line %1 was not stored: %2").arg(problem.firstLine).arg(reason)
                : tr("lines %1 to %2 were not stored: %3")
                      .arg(problem.firstLine)
                      .arg(problem.lastLine)
                      .arg(reason));
    }
};

} // namespace

std::unique_ptr<Command> makeRecord()
{
    return std::make_unique<Record>();
}

} // namespace mimir::cli
