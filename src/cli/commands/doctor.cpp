#include "cli/command.h"
#include "cli/format.h"
#include "cli/outputfile.h"
#include "cli/syncing.h"
#include "cli/telemetrystate.h"

#include "app/diagnostics.h"
#include "app/following/sourcetexts.h"
#include "app/keytext.h"
#include "app/placefaults.h"
#include "core/errorname.h"
#include "core/plaintext.h"
#include "core/qtext.h"
#include "core/synclock.h"
#include "core/version.h"
#include "storage/schema/schema.h"
#include "storage/sqlite/schemacheck.h"
#include "storage/views/quarantinelist.h"
#include "storage/views/storetotals.h"

#include <QFileInfo>

namespace mimir::cli {
namespace {

constexpr std::size_t kMostListed = 20;

class Doctor final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Doctor)
public:
    Description describe() const override
    {
        return {tr("Checks this profile: store, owner, server, agents, what was put aside"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as one JSON object, without anything private")},
                {QStringLiteral("bundle"), tr("FILE"),
                    tr("show a report for the person who helps you, then save it: no tokens, no texts, no "
                       "titles")},
                forceOption()}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        std::optional<SyncStatus> status;
        if (store)
            status = context.status(**store);
        const Owner owned = owner(context);
        const std::vector<Error> faults = fileFaults(context);
        ExitCode health = store ? healthOf(**store, *status) : Failed;
        if (health == Done && status->owner == SyncStatus::Owner::Silent)
            health = Undecided;
        if (store && (!faults.empty() || owned.isHindered))
            health = AttentionNeeded;
        if (!arguments.has(QStringLiteral("json")) && !arguments.has(QStringLiteral("bundle")))
            return tellAll(store, status, owned.words, faults, context), health;
        json::Object found = diagnostics(versionWithCommit(), context.profile(), context.settings(),
            store ? *store : nullptr, status, store ? std::nullopt : std::optional(store.error().code));
        found.setText("owner", owned.words.toStdString());
        found.set("files", filesJson(faults));
        if (store)
            found.set("sources", sourcesJson(**store));
        if (!store)
            found.set("error", errorJson(errorName(store.error().code), errorSentence(store.error().code)));
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(found.toJson());
        if (arguments.has(QStringLiteral("bundle"))
            && save(diagnosticsText(found), arguments, context) != Done)
            return Failed;
        return health;
    }

private:
    /// What is in the place of a file without being one: of everything that this program opens, not of the store alone.
    static std::vector<Error> fileFaults(Context &context)
    {
        return placeFaults(context.profile(), context.settings().value(settings::kCaFile));
    }

    static std::string filesJson(const std::vector<Error> &faults)
    {
        std::vector<std::string> lines;
        for (const Error &fault : faults)
            lines.push_back(redacted(fault.message));
        return json::arrayOfTexts(lines);
    }

    /// Without folders, which name people and projects.
    static std::string sourcesJson(Store &store)
    {
        std::string lines;
        const auto sources = findSources(store, QProcessEnvironment::systemEnvironment());
        for (const FoundSource &source : sources ? *sources : std::vector<FoundSource>()) {
            json::Object line;
            line.setText("agent", source.agent->name());
            line.setBool("followed", source.isFollowed());
            line.setInteger("transcripts", source.transcripts);
            line.setInteger("unread", source.unread);
            if (source.choice && source.choice->problem) {
                line.setInteger("problems", source.choice->problems);
                line.setText("problem", errorName(*source.choice->problem));
            }
            lines += (lines.empty() ? "" : ",") + line.toJson();
        }
        return '[' + lines + ']';
    }

    static void tellSources(Store &store, Terminal &terminal)
    {
        const auto sources = findSources(store, QProcessEnvironment::systemEnvironment());
        if (!sources)
            return terminal.complain(errorSentence(sources.error().code));
        for (const FoundSource &source : *sources) {
            terminal.line(tr("Agent: %1, %2: %3; %4")
                              .arg(source.agent->title(), sourceFolder(source), sourceState(source),
                                  sourceProgress(source)));
            for (const QString &said : {sourceProblem(source), deletionWarning(source)})
                if (!said.isEmpty())
                    terminal.complain(said);
        }
    }

    static void tellAll(const Result<Store *> &store, const std::optional<SyncStatus> &status,
        const QString &owned, const std::vector<Error> &faults, Context &context)
    {
        if (store)
            tell(**store, *status, owned, context);
        else
            (void)context.fail(store.error());
        for (const Error &fault : faults)
            context.terminal().complain(tr("Files: %1").arg(errorReason(fault)));
        if (!faults.empty() && (store || store.error().code != ErrorCode::NotAFile)) // said already
            context.terminal().complain(errorSentence(ErrorCode::NotAFile));
    }

    static ExitCode healthOf(Store &store, const SyncStatus &status)
    {
        const bool well = isSound(store.database()) && isAsMade(store.database()) && !needsAttention(status);
        return well ? Done : AttentionNeeded;
    }

    /// Nothing is saved that was not shown.
    static ExitCode save(const std::string &text, const Arguments &arguments, Context &context)
    {
        const QString path = arguments.value(QStringLiteral("bundle"));
        if (const QString why = whyNotWritten(path, arguments, context); !why.isEmpty())
            return context.fail(why);
        Terminal &terminal = context.terminal();
        terminal.line(std::string_view(text).substr(0, text.size() - 1));
        if (!terminal.flush())
            return Failed;
        if (Terminal::canAsk()) {
            const auto answer = terminal.ask(tr("Save this as %1? [y/N] ").arg(path));
            const QString said = answer ? QString::fromStdString(*answer).toLower() : QString();
            if (said.isEmpty() || (said.front() != u'y' && said.front() != tr("y").front()))
                return context.fail(tr("Not saved."));
        }
        return writeOutput(path, text, arguments, context);
    }

    static void tell(Store &store, const SyncStatus &status, const QString &owned, Context &context)
    {
        Terminal &terminal = context.terminal();
        terminal.line(tr("Version: %1").arg(QLatin1String(versionWithCommit())));
        terminal.line(tr("Profile: %1").arg(context.profile().directory()));
        tellStore(store.database(), terminal);
        terminal.line(tr("Synced by: %1").arg(owned));
        terminal.line(tr("Server: %1").arg(status.server.empty() ? tr("none") : plain(status.server)));
        if (!status.askedAbout.empty())
            terminal.line(tr("Server not in use yet: %1").arg(plain(status.askedAbout)));
        terminal.line(tr("Device: %1").arg(plain(status.deviceId)));
        if (const auto key = KeyExchange::stateOf(store); key && key->is != KeyState::Is::SignedOut)
            terminal.line(keySentence(key->is));
        terminal.line(tr("State: %1").arg(statusSentence(status, context.clock().now())));
        for (const QString &problem : context.settings().problems())
            terminal.line(tr("Settings: %1").arg(problem));
        tellSources(store, terminal);
        if (context.settings().isOn(settings::kTelemetryReceive))
            terminal.line(receiverText(context));
        tellFailed(store.outboxList(), terminal);
        tellQuarantine(store.database(), terminal);
        if (status.deletions)
            sayHowToDecide(context);
        tellSchema(store.database(), terminal);
        if (!isSound(store.database()))
            terminal.complain(errorSentence(ErrorCode::StoreCorrupt));
    }

    static void tellSchema(Database &database, Terminal &terminal)
    {
        const auto faults = schemaFaults(database, storeMigrations());
        if (!faults)
            return terminal.complain(
                tr("Store: its structure cannot be read: %1").arg(plain(faults.error().message)));
        for (const SchemaFault &fault : *faults)
            terminal.line(schemaSentence(fault));
        if (!faults->empty())
            terminal.complain(
                tr("Another program has changed the structure of the history file, or the file is damaged. "
                   "Mimir Sync has deleted nothing, but new changes may not be sent. Keep a copy of the file "
                   "and ask for help, with the report that `mimir doctor --bundle FILE` saves."));
    }

    static QString schemaSentence(const SchemaFault &fault)
    {
        const QString name = plain(fault.name);
        if (fault.what == SchemaFault::What::Foreign)
            return tr("Store: the trigger %1 belongs to another program and may change what is recorded")
                .arg(name);
        if (fault.what == SchemaFault::What::Different)
            return tr("Store: %1 is not as this version created it").arg(name);
        switch (fault.kind) {
        case SchemaFault::Kind::Table:
            return tr("Store: the table %1 is missing").arg(name);
        case SchemaFault::Kind::Column:
            return tr("Store: the column %1 is missing").arg(name);
        case SchemaFault::Kind::Index:
            return tr("Store: the index %1 is missing, so everything takes longer").arg(name);
        case SchemaFault::Kind::Trigger:
            return tr("Store: the trigger %1 is missing, so changes by other programs may not be sent")
                .arg(name);
        case SchemaFault::Kind::View:
            return tr("Store: the view %1 is missing").arg(name);
        }
        return {};
    }

    static void tellStore(Database &database, Terminal &terminal)
    {
        terminal.line(tr("Store: schema %1, %2 KiB, log %3 KiB")
                          .arg(schemaVersion(database))
                          .arg(QFileInfo(database.path()).size() / 1024)
                          .arg(database.walBytes() / 1024));
        for (const EntityType type : kEntityTypes)
            if (const auto count = rowCount(database, type))
                terminal.line(QStringLiteral("  %1: %2").arg(toQString(tableName(type))).arg(*count));
    }

    struct Owner {
        QString words;
        bool isHindered = false; ///< nothing can sync this profile
    };

    static Owner owner(Context &context)
    {
        if (context.askOwner(OwnerCommand::Kind::Status, 2000))
            return {tr("a running program that responds")};
        SyncLock lock(context.profile().lockPath());
        const auto locked = lock.acquire();
        if (!locked && locked.error().code != ErrorCode::Locked)
            return {tr("no one: %1")
                        .arg(locked.error().code == ErrorCode::NotAFile ? errorReason(locked.error())
                                                                        : errorSentence(locked.error().code)),
                true};
        return {locked ? tr("no one at the moment") : tr("a running program that does not respond")};
    }

    static void tellFailed(const OutboxList &outbox, Terminal &terminal)
    {
        const auto failed = outbox.list(Outbox::State::Failed, kMostListed);
        if (!failed)
            return;
        for (const QueuedItem &item : *failed)
            terminal.line(
                (Outbox::isUnsendable(item.errorCode)
                        ? tr("Not sent: %1 %2: %3")
                        : tr("Refused: %1 %2 after %n tries: %3", nullptr, item.retryCount))
                    .arg(plain(typeName(item.type)), plain(item.id),
                        refusalSentence(item.errorCode) + QStringLiteral(" (")
                            + plain(item.errorCode + " " + item.errorMessage) + QStringLiteral(")")));
    }

    static void tellQuarantine(Database &database, Terminal &terminal)
    {
        const auto rows = quarantinedRows(database, kMostListed);
        if (!rows)
            return;
        for (const QuarantinedRow &row : *rows)
            terminal.line(
                tr("Put aside: %1 %2 (%3, %4)")
                    .arg(plain(typeName(row.type)), plain(row.id), plain(row.reason), localTime(row.at)));
    }

    static bool isAsMade(Database &database)
    {
        const auto faults = schemaFaults(database, storeMigrations());
        return faults && faults->empty();
    }

    static bool isSound(Database &database) { return quickCheck(database) == "ok"; }
};

} // namespace

std::unique_ptr<Command> makeDoctor()
{
    return std::make_unique<Doctor>();
}

} // namespace mimir::cli
