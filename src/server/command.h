// The command line of mimir-teams-server: one file per command (product.md, "Command line").
#pragma once

#include "core/result.h"
#include "server/accounts.h"

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
    QStringList arguments; ///< after the command's own words
};

// Each gives the exit code and has said on stderr what went wrong.
int serveCommand(const CommandLine &line);
int userAddCommand(const CommandLine &line);
int orgAddCommand(const CommandLine &line);
int teamAddCommand(const CommandLine &line);
int memberAddCommand(const CommandLine &line);
int memberRemoveCommand(const CommandLine &line);
int newHistoryCommand(const CommandLine &line);

/// "mimir-teams-server: …" on stderr.
void complain(const std::string &message);
int wrongUsage(const QString &message);

/// Parses the options of one command. False: something unknown, or not `positional` arguments; it has been
/// said.
bool parseOptions(QCommandLineParser &parser, const CommandLine &line, int positional);

/// Opens the data directory beside a running `serve` and does one thing with the accounts.
int withAccounts(const CommandLine &line, const std::function<Result<void>(Accounts &)> &work);

} // namespace mimir::server
