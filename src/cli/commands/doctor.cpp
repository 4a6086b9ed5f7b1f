#include "cli/command.h"
#include "cli/format.h"

#include "core/plaintext.h"
#include "sync/synclock.h"

#include <QFileInfo>

namespace mimir::cli {
namespace {

class Doctor final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Doctor)
public:
    Description describe() const override
    {
        return {tr("Looks after this profile: store, owner, server, what was put aside"), {}, 0, 0, {}};
    }

    ExitCode run(const Arguments &, Context &context) override
    {
        Terminal &terminal = context.terminal();
        terminal.line(tr("Version: %1").arg(QStringLiteral(MIMIR_VERSION)));
        terminal.line(tr("Profile: %1").arg(context.profile().directory()));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        Database &database = (*store)->database();
        tellStore(database, terminal);
        terminal.line(tr("Syncing is done by: %1").arg(owner(context)));
        const SyncStatus status = computeStatus(**store, loadRunState((*store)->settings()));
        terminal.line(tr("Server: %1").arg(status.server.empty() ? tr("none") : plain(status.server)));
        terminal.line(tr("Device: %1").arg(plain(status.deviceId)));
        terminal.line(tr("State: %1").arg(statusSentence(status, context.clock().now())));
        tellFailed((*store)->queue(), terminal);
        tellQuarantine(database, terminal);
        return isSound(database, terminal) && status.state != SyncState::Attention && status.quarantined == 0
            ? Done
            : AttentionNeeded;
    }

private:
    static QString plain(std::string_view text) { return QString::fromStdString(singleLine(text)); }

    static void tellStore(Database &database, Terminal &terminal)
    {
        terminal.line(tr("Store: schema %1, %2 KiB, log %3 KiB")
                          .arg(database.integer("PRAGMA user_version").value_or(0))
                          .arg(QFileInfo(database.path()).size() / 1024)
                          .arg(database.walBytes() / 1024));
        for (const EntityType type : kEntityTypes) {
            const std::string table(tableName(type));
            Query count = database.once("SELECT COUNT(*) FROM " + table + " WHERE deleted = 0");
            if (count.next())
                terminal.line(
                    QStringLiteral("  %1: %2").arg(QString::fromStdString(table)).arg(count.integer(0)));
        }
    }

    static QString owner(Context &context)
    {
        if (context.askOwner("status", 2000))
            return tr("a running program, which answers");
        SyncLock lock(context.profile().lockPath());
        return lock.acquire() ? tr("nobody at the moment") : tr("a running program, which does not answer");
    }

    static void tellFailed(SyncQueue &queue, Terminal &terminal)
    {
        const auto failed = queue.list(SyncQueue::State::Failed, 20);
        if (!failed)
            return;
        for (const QueuedItem &item : *failed)
            terminal.line(tr("Refused: %1 %2 after %n tries: %3", nullptr, item.retryCount)
                              .arg(plain(typeName(item.type)), plain(item.id),
                                  plain(item.errorCode + " " + item.errorMessage)));
    }

    static void tellQuarantine(Database &database, Terminal &terminal)
    {
        Query rows
            = database.query("SELECT entity_type, id, reason, at FROM quarantine ORDER BY at DESC LIMIT 20");
        while (rows.next())
            terminal.line(tr("Put aside: %1 %2 (%3, %4)")
                              .arg(plain(typeName(static_cast<EntityType>(rows.integer(0)))),
                                  plain(rows.text(1)), plain(rows.text(2)), localTime(rows.integer(3))));
    }

    static bool isSound(Database &database, Terminal &terminal)
    {
        Query check = database.once("PRAGMA quick_check(1)");
        if (check.next() && check.text(0) == "ok")
            return true;
        terminal.complain(errorSentence(ErrorCode::StoreCorrupt));
        return false;
    }
};

} // namespace

std::unique_ptr<Command> makeDoctor()
{
    return std::make_unique<Doctor>();
}

} // namespace mimir::cli
