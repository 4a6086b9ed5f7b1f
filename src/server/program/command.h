// The command line of mimir-teams-server: one file per area (docs/server.md).
#pragma once

#include "core/result.h"
#include "server/accounts/accounts.h"
#include "server/accounts/administration.h"
#include "server/db/storage.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <functional>

namespace mimir::server {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;

struct CommandLine {
    QString dataDirectory;
    QString databaseUrl;   ///< PostgreSQL; empty = SQLite in the data directory
    QStringList arguments; ///< after the command's own words

    StorageLocation storage() const;
};

// Each returns the exit code and has reported errors on stderr.
int serveCommand(const CommandLine &line);
int userAddCommand(const CommandLine &line);
int userListCommand(const CommandLine &line);
int userDisableCommand(const CommandLine &line);
int userEnableCommand(const CommandLine &line);
int userPasswordCommand(const CommandLine &line);
int orgAddCommand(const CommandLine &line);
int orgListCommand(const CommandLine &line);
int orgConfigCommand(const CommandLine &line);
int teamAddCommand(const CommandLine &line);
int teamListCommand(const CommandLine &line);
int memberAddCommand(const CommandLine &line);
int memberListCommand(const CommandLine &line);
int memberRemoveCommand(const CommandLine &line);
int deviceListCommand(const CommandLine &line);
int deviceRevokeCommand(const CommandLine &line);
int backupCommand(const CommandLine &line);
int restoreCommand(const CommandLine &line);
int newHistoryCommand(const CommandLine &line);
int checkCommand(const CommandLine &line);
int retentionCommand(const CommandLine &line);
int exportCommand(const CommandLine &line);
int importCommand(const CommandLine &line);
int routesCommand(const CommandLine &line);

/// "mimir-teams-server: …" on stderr.
void complain(const std::string &message);
int wrongUsage(const QString &message);
/// Complains about an error; returns the exit code.
int outcome(const Result<void> &result);
using Rows = std::vector<std::vector<std::string>>;
/// Prints user-supplied text to stdout: on a terminal in columns with headings, otherwise for programs, one
/// tab-separated line each without headings.
void printTable(const std::vector<std::string> &headings, const Rows &rows);

/// Parses one command's options. False: something unknown, or not `least` to `most` arguments; already
/// reported.
bool parseOptions(QCommandLineParser &parser, const CommandLine &line, int least, int most);
inline bool parseOptions(QCommandLineParser &parser, const CommandLine &line, int positional)
{
    return parseOptions(parser, line, positional, positional);
}

struct OrgTeam {
    std::string org;
    std::string team; ///< empty if there is no '/'
};
OrgTeam splitPlace(const QString &text);

/// Opens the storage alongside a running `serve` and runs one action on it. ReadWrite creates it if there is
/// none.
int withStorage(const CommandLine &line, Access access, const std::function<Result<void>(Storage &)> &work);
int withAccounts(const CommandLine &line, const std::function<Result<void>(Accounts &)> &work);
int withAdministration(
    const CommandLine &line, Access access, const std::function<Result<void>(Administration &)> &work);

} // namespace mimir::server
