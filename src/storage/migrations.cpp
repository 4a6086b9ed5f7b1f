#include "storage/migrations.h"

#include <QFile>

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

Result<void> copyBeside(Database &database, std::int64_t version)
{
    if (database.path() == QLatin1String(":memory:") || version == 0)
        return {};
    const QString copy = QStringLiteral("%1.v%2.bak").arg(database.path()).arg(version);
    if (QFile::exists(copy))
        return {};
    Query vacuum = database.once("VACUUM INTO ?1");
    const std::string target = copy.toStdString();
    vacuum.bind(1, target);
    while (vacuum.next()) { }
    return vacuum.status();
}

Result<void> apply(Database &database, const Migration &step)
{
    Transaction transaction(database);
    MIMIR_TRY(transaction.begun());
    // Two processes may start at once: the second finds the step done.
    if (database.integer("PRAGMA user_version").value_or(0) >= step.version)
        return {};
    MIMIR_TRY(database.script(step.sql));
    MIMIR_TRY(database.script("PRAGMA user_version=" + std::to_string(step.version)));
    return transaction.commit();
}

} // namespace

Result<void> migrate(Database &database, std::span<const Migration> steps)
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
    MIMIR_TRY(copyBeside(database, version));
    for (const Migration &step : steps)
        if (step.version > version)
            MIMIR_TRY(apply(database, step));
    return {};
}

} // namespace mimir
