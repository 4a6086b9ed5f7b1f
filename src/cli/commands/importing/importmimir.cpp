#include "cli/command.h"

#include "core/plaintext.h"
#include "sources/mimirdatabase.h"
#include "sync/engine/knownhere.h"

#include <thread>

namespace mimir::cli {
namespace {

class ImportMimir final : public Command {
    Q_DECLARE_TR_FUNCTIONS(ImportMimir)
public:
    Description describe() const override
    {
        return {tr("Imports conversations and permissions from a database of the Mimir agent"), tr("PATH"), 1,
            1, {}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        auto source = MimirDatabase::open(arguments.operands().first(),
            [](std::chrono::milliseconds delay) { std::this_thread::sleep_for(delay); });
        if (!source)
            return refuse(source.error(), context);
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto noted
            = noteEnvironment((*store)->database(), context.clock(), DeviceSecrets::environmentOfProcess());
        if (!noted)
            return context.fail(noted.error());
        const auto progress = [&context](std::int64_t done, std::int64_t total) {
            context.terminal().progress(tr("%1 of %2").arg(done).arg(total));
        };
        const auto summary = source->importInto(**store, context.clock(), context.random(), progress);
        context.wrote();
        if (!summary)
            return stopped(summary.error(), context);
        return report(*summary, context);
    }

private:
    // The store's own messages would refer to our history file.
    static ExitCode refuse(const Error &error, Context &context)
    {
        return context.fail(
            tr("Nothing was imported: %1. Your history is unchanged.").arg(errorReason(error)));
    }

    static ExitCode stopped(const Error &error, Context &context)
    {
        if (error.code != ErrorCode::TooLarge)
            return context.fail(error);
        return context.fail(
            tr("The import was stopped: %1. What was read before that is kept.").arg(errorReason(error)));
    }

    static ExitCode report(const MimirDatabase::Summary &summary, Context &context)
    {
        for (const MimirDatabase::Problem &problem : summary.problems)
            context.terminal().complain(tr("%1, row %2 was not imported: %3")
                                            .arg(QString::fromStdString(problem.table))
                                            .arg(problem.row)
                                            .arg(errorReason(problem.error)));
        context.terminal().line(tr("%1 new, %2 changed, %3 unchanged.")
                                    .arg(summary.created)
                                    .arg(summary.changed)
                                    .arg(summary.unchanged));
        if (summary.deletedHere > 0)
            context.terminal().line(tr(
                "%n item(s) were deleted here earlier and stay deleted.", nullptr, int(summary.deletedHere)));
        return summary.problems.empty() ? Done : Failed;
    }
};

} // namespace

std::unique_ptr<Command> makeImportMimir()
{
    return std::make_unique<ImportMimir>();
}

} // namespace mimir::cli
