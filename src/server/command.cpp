#include "server/command.h"

#include "server/schema.h"
#include "server/sqliteconnection.h"

#include <cstdio>

namespace mimir::server {

void complain(const std::string &message)
{
    std::fprintf(stderr, "mimir-teams-server: %s\n", message.c_str());
}

int wrongUsage(const QString &message)
{
    complain(message.toStdString() + " (see --help)");
    return kWrongUsage;
}

bool parseOptions(QCommandLineParser &parser, const CommandLine &line, int positional)
{
    if (!parser.parse(QStringList(QStringLiteral("mimir-teams-server")) + line.arguments)) {
        wrongUsage(parser.errorText());
        return false;
    }
    if (parser.positionalArguments().size() != positional) {
        wrongUsage(QStringLiteral("wrong number of arguments"));
        return false;
    }
    return true;
}

int withAccounts(const CommandLine &line, const std::function<Result<void>(Accounts &)> &work)
{
    const auto failed = [](const Error &error) {
        complain(error.message);
        return kFailed;
    };
    if (const auto made = makeDataDirectory(line.dataDirectory); !made)
        return failed(made.error());
    const auto database = openServerDatabase(databasePath(line.dataDirectory), Access::ReadWrite);
    if (!database)
        return failed(database.error());
    SystemClock clock;
    SystemRandom random;
    SqliteConnection sql(**database);
    Accounts accounts(sql, clock, random);
    const auto done = work(accounts);
    return done ? kDone : failed(done.error());
}

} // namespace mimir::server
