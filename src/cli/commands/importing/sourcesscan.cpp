#include "cli/command.h"

#include "app/following/sourcetexts.h"
#include "sources/agents/folderrepository.h"
#include "sources/following/sourcefolders.h"
#include "sources/following/sourcescan.h"
#include "sources/hooks/hookspool.h"

#include <QFileInfo>

namespace mimir::cli {
namespace {

constexpr int kMegabyte = 1'000'000;

class SourcesScan final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SourcesScan)
public:
    Description describe() const override
    {
        return {tr("Adds what an agent has written since the last time to the history"), tr("AGENT"), 0, 1,
            {{QStringLiteral("folder"), tr("FOLDER"),
                tr("read this folder instead of the agent's usual ones")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        if (arguments.operands().isEmpty())
            return context.misused(tr("Say which agent: %1.").arg(agentNames()));
        const QString name = arguments.operands().first();
        const AgentSource *source = agentSourceNamed(name.toStdString());
        if (!source)
            return context.misused(
                tr("There is no agent %1: “mimir sources list” names those that are found.").arg(name));
        QStringList roots = source->usualRoots(QProcessEnvironment::systemEnvironment());
        const bool isNamed = arguments.has(QStringLiteral("folder"));
        if (isNamed) {
            const QString folder = arguments.value(QStringLiteral("folder"));
            if (!QFileInfo(folder).isDir())
                return context.fail(tr("%1 is not a folder. Nothing was read.").arg(folder));
            roots = {folder};
        }
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        SourceScan::Summary all;
        if (!readHooks(**store, context))
            return Failed;
        for (const QString &root : roots) {
            const auto summary = scan(**store, *source, canonicalFolder(root), context);
            context.wrote();
            if (!summary)
                return context.fail(summary.error());
            add(all, *summary);
        }
        if (all.transcripts == 0)
            context.terminal().complain(tr("There is no transcript of %1 in %2. It usually keeps them in %3.")
                                            .arg(source->title(), roots.join(QStringLiteral(", ")),
                                                source->usualRoots(QProcessEnvironment::systemEnvironment())
                                                    .join(QStringLiteral(", "))));
        return report(all, context);
    }

private:
    static QString agentNames()
    {
        QStringList names;
        for (const auto &source : agentSources())
            names << QString::fromStdString(source->name());
        return names.join(QStringLiteral(", "));
    }

    // Of all agents: they share the spool.
    static bool readHooks(Store &store, Context &context)
    {
        const auto read = HookSpool(store, hookFolder(context.profile().directory())).read();
        if (!read) {
            (void)context.fail(read.error());
            return false;
        }
        if (read->written.created > 0)
            context.terminal().line(tr("%n entry(s) of what agents told by hooks.", nullptr,
                static_cast<int>(read->written.created)));
        if (read->badLines > 0)
            context.terminal().complain(tr("%n line(s) of hooks could not be read and were passed over.",
                nullptr, static_cast<int>(read->badLines)));
        return true;
    }

    static Result<SourceScan::Summary> scan(
        Store &store, const AgentSource &source, const QString &root, Context &context)
    {
        FolderRepository repositories;
        const AgentSurroundings surroundings {
            [&repositories](const std::string &folder) { return repositories.of(folder); }};
        return SourceScan(store, source, root, surroundings)
            .run([&context](const SourceScan::Progress &progress) {
                context.terminal().progress(
                    tr("%1 of %2 MB").arg(progress.done / kMegabyte).arg(progress.total / kMegabyte));
                return true;
            });
    }

    static void add(SourceScan::Summary &all, const SourceScan::Summary &one)
    {
        all.transcripts += one.transcripts;
        all.read += one.read;
        all.gone += one.gone;
        all.badLines += one.badLines;
        all.written.add(one.written);
        all.problems.insert(all.problems.end(), one.problems.begin(), one.problems.end());
    }

    static ExitCode report(const SourceScan::Summary &all, Context &context)
    {
        for (const SourceScan::Problem &problem : all.problems)
            context.terminal().complain(
                tr("%1 was not read: %2").arg(problem.path, unreadReason(problem.error.code)));
        context.terminal().line(tr("%1 of %2 transcripts had something new: %3 new, %4 changed.")
                                    .arg(all.read)
                                    .arg(all.transcripts)
                                    .arg(all.written.created)
                                    .arg(all.written.changed));
        if (all.badLines > 0)
            context.terminal().line(tr("%n line(s) could not be read and were passed over.", nullptr,
                static_cast<int>(all.badLines)));
        if (all.written.deletedHere > 0)
            context.terminal().line(tr("%n item(s) were deleted here earlier and stay deleted.", nullptr,
                static_cast<int>(all.written.deletedHere)));
        if (all.written.firstRefusal)
            context.terminal().complain(tr("%n item(s) were not stored, the first because: %1", nullptr,
                static_cast<int>(all.written.refused))
                                            .arg(errorReason(*all.written.firstRefusal)));
        return all.problems.empty() && all.written.refused == 0 ? Done : Failed;
    }
};

} // namespace

std::unique_ptr<Command> makeSourcesScan()
{
    return std::make_unique<SourcesScan>();
}

} // namespace mimir::cli
