#include "cli/command.h"
#include "cli/format.h"

#include "app/following/sourcetexts.h"
#include "core/errorname.h"

#include <QLocale>

namespace mimir::cli {
namespace {

json::Object objectOf(const FoundSource &source)
{
    json::Object line;
    line.setText("agent", source.agent->name());
    line.setText("folder", source.folder.toStdString());
    line.setBool("followed", source.isFollowed());
    line.setInteger("transcripts", source.transcripts);
    line.setInteger("bytes", source.bytes);
    line.setInteger("unread", source.unread);
    line.setInteger("unreadBytes", source.unreadBytes);
    if (source.transcripts > 0) {
        line.setInteger("oldest", source.oldest);
        line.setInteger("newest", source.newest);
    }
    if (source.deletion) {
        line.setInteger("deletedAfterDays", source.deletion->afterDays);
        line.setInteger("deletedSoon", source.deletedSoon);
    }
    return line;
}

class SourcesList final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SourcesList)
public:
    Description describe() const override
    {
        return {tr("Lists the agents whose history is found on this computer"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("print JSON, one object a line")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto sources = findSources(**store, QProcessEnvironment::systemEnvironment());
        if (!sources)
            return context.fail(sources.error());
        if (arguments.has(QStringLiteral("json"))) {
            for (const FoundSource &source : *sources)
                context.terminal().line(objectOf(source).toJson());
            return Done;
        }
        if (sources->empty())
            context.terminal().line(tr("No history of an agent that Mimir Sync can read was found."));
        else
            print(*sources, context);
        return Done;
    }

private:
    static void print(const std::vector<FoundSource> &sources, Context &context)
    {
        Table table({tr("Agent"), tr("Name"), tr("Transcripts"), tr("Size"), tr("Last written"), tr("State"),
            tr("Folder")});
        for (const FoundSource &source : sources)
            table.add({source.agent->title(), QString::fromStdString(source.agent->name()),
                QLocale().toString(static_cast<qlonglong>(source.transcripts)),
                QLocale().formattedDataSize(source.bytes),
                localTime(source.newest > 0 ? std::optional(source.newest) : std::nullopt),
                sourceState(source), sourceFolder(source)});
        table.print(context.terminal());
        for (const FoundSource &source : sources)
            if (const QString warning = deletionWarning(source); !warning.isEmpty())
                context.terminal().complain(tr("%1 “mimir sources scan %2” adds them.")
                                                .arg(warning, QString::fromStdString(source.agent->name())));
    }
};

class SourcesStatus final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SourcesStatus)
public:
    Description describe() const override
    {
        return {tr("Shows how far the agents' histories are in yours, and what could not be read"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("print JSON, one object a line")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        auto sources = findSources(**store, QProcessEnvironment::systemEnvironment());
        if (!sources)
            return context.fail(sources.error());
        std::erase_if(*sources, [](const FoundSource &source) { return !source.choice; });
        const bool isJson = arguments.has(QStringLiteral("json"));
        if (sources->empty() && !isJson)
            context.terminal().line(tr(
                "No agent's history is followed. “mimir sources list” names those that are found, and “mimir "
                "sources enable AGENT” follows one."));
        for (const FoundSource &source : *sources) {
            const auto kinds = Bookmarks((*store)->database()).kinds(source.agent->name());
            if (!kinds)
                return context.fail(kinds.error());
            if (isJson)
                context.terminal().line(asJson(source, *kinds));
            else
                print(source, *kinds, context.terminal());
        }
        return Done;
    }

private:
    static std::string asJson(const FoundSource &source, const std::vector<Bookmarks::Kind> &kinds)
    {
        json::Object line = objectOf(source);
        line.setInteger("since", source.choice->since);
        line.setInteger("begunAt", source.choice->begunAt);
        line.setInteger("lookedAt", source.choice->lookedAt);
        line.setInteger("problems", source.choice->problems);
        if (source.choice->problem) {
            line.setText("problem", errorName(*source.choice->problem));
            line.setText("problemPath", source.choice->problemPath.toStdString());
        }
        json::Object unknown;
        for (const Bookmarks::Kind &kind : kinds)
            if (!kind.isKnown)
                unknown.setInteger(kind.kind, kind.count);
        line.set("unknown", unknown.toJson());
        return line.toJson();
    }

    static void print(
        const FoundSource &source, const std::vector<Bookmarks::Kind> &kinds, Terminal &terminal)
    {
        const FollowedFolder &choice = *source.choice;
        terminal.line(terminal.styled(Terminal::Style::Heading,
            tr("%1 in %2: %3").arg(source.agent->title(), sourceFolder(source), sourceState(source))));
        terminal.line(QStringLiteral("  ") + sourceProgress(source));
        if (choice.since > 0)
            terminal.line(tr("  What was last written before %1 is left alone").arg(localTime(choice.since)));
        if (choice.isFollowed)
            terminal.line(choice.lookedAt > 0
                    ? tr("  Followed since %1, looked at last %2")
                          .arg(localTime(choice.begunAt), localTime(choice.lookedAt))
                    : tr("  Followed since %1; its first reading is not finished, and goes on while Mimir "
                         "Sync or "
                         "“mimir sync run” runs")
                          .arg(localTime(choice.begunAt)));
        if (const QString names = unknownKinds(kinds); !names.isEmpty())
            terminal.line(tr("  Records that this version does not know: %1").arg(names));
        for (const QString &note : {sourceProblem(source), deletionWarning(source)})
            if (!note.isEmpty())
                terminal.line(QStringLiteral("  ") + note);
    }
};

} // namespace

std::unique_ptr<Command> makeSourcesList()
{
    return std::make_unique<SourcesList>();
}
std::unique_ptr<Command> makeSourcesStatus()
{
    return std::make_unique<SourcesStatus>();
}

} // namespace mimir::cli
