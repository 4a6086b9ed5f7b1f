#include "server/command.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <array>
#include <cstdio>

namespace {

using namespace mimir::server;

constexpr char kUsage[] = R"(Usage: mimir-teams-server [--data DIR] COMMAND

Commands:
  serve [--listen 127.0.0.1:8787] [--port-file F] [--insecure-listen]
                                       run the server; port 0 takes a free one
  user add EMAIL [--name N] [--password-stdin]
  org add SLUG [--name N]
  team add ORG/SLUG [--name N] [--repository URL]
                                       prints the id of the new team
  member add ORG[/TEAM] EMAIL [--role owner|admin|member, in a team admin|developer]
  member remove ORG/TEAM EMAIL
  new-history                          after restoring the data from a backup

Options:
  --data DIR    where everything is kept (default: MIMIR_SERVER_DATA, else the
                user's data directory)
  --help, --version

All commands but serve work beside a running server.
Exit codes: 0 done, 1 failed, 2 wrong usage.
)";

struct Entry {
    QStringList words;
    int (*run)(const CommandLine &);
};

const std::array<Entry, 7> kCommands {{
    {{QStringLiteral("serve")}, serveCommand},
    {{QStringLiteral("user"), QStringLiteral("add")}, userAddCommand},
    {{QStringLiteral("org"), QStringLiteral("add")}, orgAddCommand},
    {{QStringLiteral("team"), QStringLiteral("add")}, teamAddCommand},
    {{QStringLiteral("member"), QStringLiteral("add")}, memberAddCommand},
    {{QStringLiteral("member"), QStringLiteral("remove")}, memberRemoveCommand},
    {{QStringLiteral("new-history")}, newHistoryCommand},
}};

QString defaultDataDirectory()
{
    const QString named = qEnvironmentVariable("MIMIR_SERVER_DATA");
    return named.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : named;
}

int run(QStringList arguments)
{
    CommandLine line {defaultDataDirectory(), {}};
    while (!arguments.isEmpty() && arguments.first().startsWith(u"--")) {
        const QString option = arguments.takeFirst();
        if (option == u"--help") {
            std::fputs(kUsage, stdout);
            return kDone;
        }
        if (option == u"--version") {
            std::printf("mimir-teams-server %s\n", MIMIR_VERSION);
            return kDone;
        }
        if (option.startsWith(u"--data="))
            line.dataDirectory = option.mid(7);
        else if (option == u"--data" && !arguments.isEmpty())
            line.dataDirectory = arguments.takeFirst();
        else
            return wrongUsage(QStringLiteral("unknown option ") + option);
    }
    if (arguments.contains(QStringLiteral("--help"))) {
        std::fputs(kUsage, stdout);
        return kDone;
    }
    if (line.dataDirectory.isEmpty())
        return wrongUsage(QStringLiteral("--data needs a directory"));
    line.dataDirectory = QDir(line.dataDirectory).absolutePath();
    for (const Entry &entry : kCommands) {
        if (arguments.mid(0, entry.words.size()) == entry.words) {
            line.arguments = arguments.mid(entry.words.size());
            return entry.run(line);
        }
    }
    if (arguments.isEmpty())
        std::fputs(kUsage, stderr);
    else
        complain("unknown command \"" + arguments.join(u' ').toStdString() + "\" (see --help)");
    return kWrongUsage;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("mimir-teams-server"));
    return run(application.arguments().mid(1));
}
