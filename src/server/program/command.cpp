#include "server/program/command.h"

#include "core/plaintext.h"
#include "server/db/schema.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace mimir::server {

StorageLocation Invocation::storage() const
{
    return {databasePath(dataDirectory), databaseUrl.toStdString()};
}

void complain(const std::string &message)
{
    std::fprintf(stderr, "mimir-teams-server: %s\n", message.c_str());
}

int wrongUsage(const QString &message)
{
    complain(message.toStdString() + " (see --help)");
    return kWrongUsage;
}

int outcome(const Result<void> &result)
{
    if (result)
        return kDone;
    complain(result.error().message);
    return kFailed;
}

void printTable(const std::vector<std::string> &headings, const Rows &rows)
{
    if (!isatty(STDOUT_FILENO)) {
        for (const auto &row : rows) {
            std::string line;
            for (std::size_t i = 0; i < row.size(); ++i)
                line += (i > 0 ? "\t" : "") + singleLine(row[i]);
            std::printf("%s\n", line.c_str());
        }
        return;
    }
    Rows all {headings};
    all.insert(all.end(), rows.begin(), rows.end());
    std::vector<qsizetype> widths(headings.size());
    for (const auto &row : all)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], plain(row[i]).size());
    for (const auto &row : all) {
        QString line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += plain(row[i]).leftJustified(widths[i]) + QStringLiteral("  ");
        std::printf("%s\n", qUtf8Printable(line.trimmed()));
    }
    if (rows.empty())
        std::printf("(none)\n");
}

bool parseOptions(QCommandLineParser &parser, const Invocation &invocation, int least, int most)
{
    if (!parser.parse(QStringList(QStringLiteral("mimir-teams-server")) + invocation.arguments)) {
        wrongUsage(parser.errorText());
        return false;
    }
    const auto count = parser.positionalArguments().size();
    if (count < least || count > most) {
        wrongUsage(QStringLiteral("wrong number of arguments"));
        return false;
    }
    return true;
}

OrgTeam splitPlace(const QString &text)
{
    return {text.section(u'/', 0, 0).toStdString(), text.section(u'/', 1).toStdString()};
}

int withStorage(
    const Invocation &invocation, Access access, const std::function<Result<void>(Storage &)> &work)
{
    const StorageLocation location = invocation.storage();
    if (!location.isPostgres() && access == Access::ReadWrite)
        if (const auto made = makeDataDirectory(invocation.dataDirectory); !made)
            return outcome(made);
    const auto storage = Storage::open(location, access);
    return storage ? outcome(work(**storage)) : outcome(storage.error());
}

int withAccounts(const Invocation &invocation, const std::function<Result<void>(Accounts &)> &work)
{
    return withStorage(invocation, Access::ReadWrite, [&](Storage &storage) {
        SystemClock clock;
        SystemRandom random;
        Accounts accounts(storage.sql(), clock, random);
        return work(accounts);
    });
}

int withAdministration(
    const Invocation &invocation, Access access, const std::function<Result<void>(Administration &)> &work)
{
    return withStorage(invocation, access, [&](Storage &storage) {
        Administration administration(storage.sql());
        return work(administration);
    });
}

} // namespace mimir::server
