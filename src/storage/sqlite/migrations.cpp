#include "storage/sqlite/migrations.h"

#include "storage/sqlite/storecopies.h"

namespace mimir {
namespace {

Result<std::int64_t> userVersion(Database &database)
{
    Query ask = database.query("PRAGMA user_version");
    if (ask.next())
        return ask.integer(0);
    MIMIR_TRY(ask.status());
    return std::int64_t(0);
}

Result<void> apply(Database &database, const Migration &step)
{
    Transaction transaction(database);
    MIMIR_TRY(transaction.begun());
    // Two processes may start at once: the second one finds the step already done.
    const auto version = userVersion(database);
    MIMIR_TRY(version);
    if (*version >= step.version)
        return {};
    MIMIR_TRY(database.script(step.sql));
    MIMIR_TRY(database.script("PRAGMA user_version=" + std::to_string(step.version)));
    return transaction.commit();
}

// Another process may have begun it meanwhile: then the steps find what is left to do.
Result<void> makeWhole(Database &database, const WholeSchema &whole)
{
    Transaction transaction(database);
    MIMIR_TRY(transaction.begun());
    const auto isThere = database.has("SELECT 1 FROM sqlite_master");
    MIMIR_TRY(isThere);
    const auto version = userVersion(database);
    MIMIR_TRY(version);
    if (*isThere || *version > 0)
        return {};
    MIMIR_TRY(database.script(whole.sql));
    MIMIR_TRY(database.script("PRAGMA user_version=" + std::to_string(whole.version)));
    return transaction.commit();
}

} // namespace

Result<void> migrate(Database &database, std::span<const Migration> steps, const WholeSchema *whole)
{
    const auto asked = userVersion(database);
    MIMIR_TRY(asked);
    const std::int64_t version = *asked;
    const int newest = steps.empty() ? 0 : steps.back().version;
    if (version > newest)
        return Error {ErrorCode::StoreNewer,
            database.path().toStdString() + " was written by a newer version (schema "
                + std::to_string(version) + ", this program knows " + std::to_string(newest) + ")"};
    if (version == newest)
        return {};
    if (version > 0 && database.path() != QLatin1String(":memory:"))
        MIMIR_TRY(copyBeside(database, version));
    if (version == 0 && whole)
        MIMIR_TRY(makeWhole(database, *whole));
    for (const Migration &step : steps)
        if (step.version > version)
            MIMIR_TRY(apply(database, step));
    return {};
}

} // namespace mimir
