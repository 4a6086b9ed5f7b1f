#include "server/program/command.h"

#include "core/standarddescriptors.h"
#include "core/version.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>

namespace {

using namespace mimir::server;

constexpr char kUsage[] = R"(Usage: mimir-teams-server [--data DIR | --database URL] COMMAND

serve                           run the server
  --listen ADDRESS:PORT           default 127.0.0.1:8787; port 0 picks a free one
  --tls-cert FILE --tls-key FILE  use TLS; SIGHUP reloads the files
  --insecure-listen               accept other computers without TLS: behind a proxy
  --trusted-proxy ADDRESS[/BITS]  trust its X-Forwarded-For and -Proto; repeatable
  --public-url URL                the address that users see
  --listen-database URL           PostgreSQL itself, when --database is a pooler's
  --metrics 127.0.0.1:PORT        metrics for Prometheus at /metrics
  --log stderr|FILE               JSON lines; a file rotates (10 MiB, 5 files)
  --drain-seconds N               how long /health answers 503 before stopping
  --port-file FILE, --metrics-port-file FILE
                                  write the ports to these files

user add EMAIL [--name N] [--password-stdin]
user list
user remove EMAIL               sign out and lock the account; the rows stay
user enable EMAIL
user password EMAIL [--password-stdin]
org add SLUG [--name N]
org list [--all]
org config SLUG [KEY VALUE]     privacy.minimum full|redacted|metadata|nothing,
                                privacy.privacyModeAllowed true|false,
                                retention.trashDays N
team add ORG/SLUG [--name N] [--repository URL]
                                prints the id of the new team
team list [ORG]
member add ORG[/TEAM] EMAIL [--role R]
                                owner, admin or member; in a team admin, developer
                                or viewer
member list ORG[/TEAM]
member remove ORG[/TEAM] EMAIL  from an organisation: also from its teams
device list EMAIL
device revoke EMAIL DEVICE

backup FILE                     a consistent copy (SQLite); overwrites nothing
restore FILE                    while no server runs; the old data is kept next to it
new-history                     after restoring PostgreSQL from a backup
check                           checks everything; exit code 1 if something is wrong
retention                       purges expired content now, as serve does hourly
export ORG | --all [--secrets]  NDJSON on standard output
import [--secrets] [NAME] < FILE
                                all or nothing; NAME renames the organisation;
                                passwords and sign-ins only with --secrets, and only
                                for accounts that are new here
routes                          the server's routes: method, path, who, statuses

Options:
  --data DIR      where SQLite stores everything (default: MIMIR_SERVER_DATA, or
                  the user's data directory)
  --database URL  PostgreSQL instead, postgresql://USER:PASSWORD@HOST/NAME; better in
                  MIMIR_SERVER_DATABASE, where other users cannot read it
  --help, --version

Each option of serve can also be set in the environment: MIMIR_SERVER_LISTEN,
MIMIR_SERVER_TLS_CERT and so on. All commands except restore work while a server
is running.
Exit codes: 0 done, 1 failed, 2 wrong usage.
)";

struct Entry {
    const char *words;
    int (*run)(const Invocation &);
};

const std::array<Entry, 24> kCommands {{
    {"serve", serveCommand},
    {"user add", userAddCommand},
    {"user list", userListCommand},
    {"user remove", userDisableCommand},
    {"user enable", userEnableCommand},
    {"user password", userPasswordCommand},
    {"org add", orgAddCommand},
    {"org list", orgListCommand},
    {"org config", orgConfigCommand},
    {"team add", teamAddCommand},
    {"team list", teamListCommand},
    {"member add", memberAddCommand},
    {"member list", memberListCommand},
    {"member remove", memberRemoveCommand},
    {"device list", deviceListCommand},
    {"device revoke", deviceRevokeCommand},
    {"backup", backupCommand},
    {"restore", restoreCommand},
    {"new-history", newHistoryCommand},
    {"check", checkCommand},
    {"retention", retentionCommand},
    {"export", exportCommand},
    {"import", importCommand},
    {"routes", routesCommand},
}};

QString defaultDataDirectory()
{
    const QString named = qEnvironmentVariable("MIMIR_SERVER_DATA");
    return named.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : named;
}

// Without these the user's data directory would be below "/", or below wherever the program was started.
const char *whyThereIsNoDefault()
{
    if (!qEnvironmentVariableIsEmpty("MIMIR_SERVER_DATA"))
        return nullptr;
    const QByteArray data = qgetenv("XDG_DATA_HOME"), home = qgetenv("HOME");
    if (data.startsWith('/') || (data.isEmpty() && home.startsWith('/')))
        return nullptr;
    return !data.isEmpty() ? "XDG_DATA_HOME is not an absolute path"
        : home.isEmpty()   ? "HOME is not set"
                           : "HOME is not an absolute path";
}

/// Removes "--name VALUE" or "--name=VALUE", wherever it is. False: the value is missing.
bool takeOption(QStringList &arguments, const QString &name, QString &value)
{
    for (qsizetype i = 0; i < arguments.size();) {
        if (arguments.at(i).startsWith(name + u'=')) {
            value = arguments.takeAt(i).mid(name.size() + 1);
        } else if (arguments.at(i) == name) {
            if (i + 1 == arguments.size())
                return false;
            value = arguments.at(i + 1);
            arguments.remove(i, 2);
        } else {
            ++i;
        }
    }
    return true;
}

int runCommand(Invocation invocation)
{
    for (const Entry &entry : kCommands) {
        const QStringList words = QString::fromLatin1(entry.words).split(u' ');
        if (invocation.arguments.mid(0, words.size()) == words) {
            invocation.arguments = invocation.arguments.mid(words.size());
            return entry.run(invocation);
        }
    }
    if (invocation.arguments.isEmpty())
        std::fputs(kUsage, stderr);
    else
        complain("unknown command \"" + invocation.arguments.join(u' ').toStdString() + "\" (see --help)");
    return kWrongUsage;
}

// Everything that was printed must arrive, including the last part.
int finish(int code)
{
    std::cout.flush();
    if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return code;
    complain("the output could not be written");
    return code == kDone ? kFailed : code;
}

int run(QStringList arguments)
{
    if (arguments.contains(QStringLiteral("--help"))) {
        std::fputs(kUsage, stdout);
        return kDone;
    }
    const bool isDataNamed = std::ranges::any_of(
        arguments, [](const QString &word) { return word == u"--data" || word.startsWith(u"--data="); });
    Invocation invocation {defaultDataDirectory(), qEnvironmentVariable("MIMIR_SERVER_DATABASE"), {}};
    if (!takeOption(arguments, QStringLiteral("--data"), invocation.dataDirectory)
        || invocation.dataDirectory.isEmpty())
        return wrongUsage(QStringLiteral("--data needs a directory"));
    if (!takeOption(arguments, QStringLiteral("--database"), invocation.databaseUrl))
        return wrongUsage(QStringLiteral("--database needs a URL"));
    if (arguments.value(0) == u"--version") {
        std::printf("mimir-teams-server %s\n", std::string(mimir::versionWithCommit()).c_str());
        return kDone;
    }
    if (arguments.value(0).startsWith(u"--"))
        return wrongUsage(QStringLiteral("unknown option ") + arguments.first());
    const char *const noDefault = isDataNamed ? nullptr : whyThereIsNoDefault();
    if (noDefault && invocation.databaseUrl.isEmpty() && arguments.value(0) != u"routes") {
        complain(std::string(noDefault)
            + ", so there is no default place for the data. Give one with --data DIR or MIMIR_SERVER_DATA. "
              "Nothing was written");
        return kFailed;
    }
    invocation.dataDirectory = QDir(invocation.dataDirectory).absolutePath();
    invocation.arguments = arguments;
    return runCommand(invocation);
}

} // namespace

int main(int argc, char **argv)
{
    mimir::openStandardDescriptors();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("mimir-teams-server"));
    return finish(run(application.arguments().mid(1)));
}
