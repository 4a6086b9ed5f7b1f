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

/// What one command was called with.
struct Invocation {
    QString dataDirectory;
    QString databaseUrl;   ///< PostgreSQL; empty = SQLite in the data directory
    QStringList arguments; ///< after the command's own words

    StorageLocation storage() const;
};

// Each returns the exit code and has reported errors on stderr.
int serveCommand(const Invocation &invocation);
int userAddCommand(const Invocation &invocation);
int userListCommand(const Invocation &invocation);
int userDisableCommand(const Invocation &invocation);
int userEnableCommand(const Invocation &invocation);
int userPasswordCommand(const Invocation &invocation);
int orgAddCommand(const Invocation &invocation);
int orgListCommand(const Invocation &invocation);
int orgConfigCommand(const Invocation &invocation);
int teamAddCommand(const Invocation &invocation);
int teamListCommand(const Invocation &invocation);
int memberAddCommand(const Invocation &invocation);
int memberListCommand(const Invocation &invocation);
int memberRemoveCommand(const Invocation &invocation);
int deviceListCommand(const Invocation &invocation);
int deviceRevokeCommand(const Invocation &invocation);
int backupCommand(const Invocation &invocation);
int restoreCommand(const Invocation &invocation);
int newHistoryCommand(const Invocation &invocation);
int checkCommand(const Invocation &invocation);
int retentionCommand(const Invocation &invocation);
int exportCommand(const Invocation &invocation);
int importCommand(const Invocation &invocation);
int routesCommand(const Invocation &invocation);

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
bool parseOptions(QCommandLineParser &parser, const Invocation &invocation, int least, int most);
inline bool parseOptions(QCommandLineParser &parser, const Invocation &invocation, int positional)
{
    return parseOptions(parser, invocation, positional, positional);
}

struct OrgTeam {
    std::string org;
    std::string team; ///< empty if there is no '/'
};
OrgTeam splitPlace(const QString &text);

/// Opens the storage alongside a running `serve` and runs one action on it. ReadWrite creates it if there is
/// none.
int withStorage(
    const Invocation &invocation, Access access, const std::function<Result<void>(Storage &)> &work);
int withAccounts(const Invocation &invocation, const std::function<Result<void>(Accounts &)> &work);
int withAdministration(
    const Invocation &invocation, Access access, const std::function<Result<void>(Administration &)> &work);

} // namespace mimir::server
