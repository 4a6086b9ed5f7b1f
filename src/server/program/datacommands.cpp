// Commands for the data as a whole: backup, restore, new-history, check, retention.
#include "server/accounts/retentionclock.h"
#include "server/api/api.h"
#include "server/db/epochs.h"
#include "server/operations/backup.h"
#include "server/operations/integrity.h"
#include "server/program/command.h"
#include "server/program/terminal.h"

#include <cstdio>

namespace mimir::server {
namespace {

constexpr const char *kOnlySqlite
    = "this server stores its data in PostgreSQL: back it up with pg_dump or continuous archiving; after "
      "restoring that, run new-history once. To move an organisation, use export and import";

} // namespace

int backupCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 1))
        return kWrongUsage;
    if (invocation.storage().isPostgres())
        return outcome(Error {ErrorCode::Usage, kOnlySqlite});
    return withStorage(invocation, Access::ReadOnly, [&](Storage &storage) -> Result<void> {
        const auto bytes = writeBackup(*storage.sqlite(), parser.positionalArguments().at(0));
        MIMIR_TRY(bytes);
        std::printf("%lld bytes\n", static_cast<long long>(*bytes));
        return {};
    });
}

int restoreCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 1))
        return kWrongUsage;
    if (invocation.storage().isPostgres())
        return outcome(Error {ErrorCode::Usage, kOnlySqlite});
    SystemClock clock;
    SystemRandom random;
    const auto aside
        = restoreBackup(invocation.dataDirectory, parser.positionalArguments().at(0), clock, random);
    if (!aside)
        return outcome(aside.error());
    if (!aside->isEmpty())
        complain("restored; the previous data is in " + aside->toStdString());
    return kDone;
}

int newHistoryCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 0))
        return kWrongUsage;
    return withStorage(invocation, Access::ReadWrite, [](Storage &storage) {
        SystemClock clock;
        SystemRandom random;
        return beginNewHistory(storage.sql(), clock, random);
    });
}

int checkCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 0))
        return kWrongUsage;
    return withStorage(invocation, Access::ReadOnly, [](Storage &storage) -> Result<void> {
        Progress progress("checked", "rows");
        IntegrityCheck check(storage, [&](std::size_t rows) { progress.show(rows); });
        const auto faults = check.run();
        MIMIR_TRY(faults);
        for (const std::string &fault : *faults)
            std::printf("%s\n", fault.c_str());
        const auto remark = clockRemark(storage.sql(), SystemClock());
        MIMIR_TRY(remark);
        if (!remark->empty())
            std::printf("note: %s\n", remark->c_str());
        if (faults->empty())
            return {};
        return Error {ErrorCode::StoreCorrupt, "the data has faults"};
    });
}

int retentionCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 0))
        return kWrongUsage;
    return withStorage(invocation, Access::ReadWrite, [](Storage &storage) -> Result<void> {
        SystemClock clock;
        SystemRandom random;
        ApiContext context(clock, random);
        const auto now = RetentionClock(storage.sql(), clock).now();
        MIMIR_TRY(now);
        MIMIR_TRY(Api(storage, context).forgetExpired(*now));
        return SyncService(storage.sync(), clock, random).emptyTrash(*now);
    });
}

} // namespace mimir::server
