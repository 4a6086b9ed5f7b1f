// user add, list, remove (disable), enable, password.
#include "server/command.h"
#include "server/terminal.h"

#include <unistd.h>

namespace mimir::server {
namespace {

void addPasswordOption(QCommandLineParser &parser)
{
    parser.addOption(
        {QStringLiteral("password-stdin"), QStringLiteral("Read the password from standard input.")});
}

/// nullopt: there is nobody to ask; it has been said.
std::optional<std::string> passwordFor(const QCommandLineParser &parser)
{
    if (parser.isSet(QStringLiteral("password-stdin")))
        return readLine();
    if (isatty(STDIN_FILENO))
        return askPassword();
    wrongUsage(QStringLiteral("standard input is no terminal: use --password-stdin"));
    return std::nullopt;
}

void warnOfShort(const std::string &password)
{
    if (password.size() < kShortPasswordBytes)
        complain("taken, but a password of fewer than 8 characters is easily guessed");
}

int setDisabled(const CommandLine &line, bool disabled)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, line, 1))
        return kWrongUsage;
    return withAdministration(line, Access::ReadWrite, [&](Administration &administration) {
        return administration.setDisabled(parser.positionalArguments().at(0).toStdString(), disabled);
    });
}

} // namespace

int userAddCommand(const CommandLine &line)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("name"), QStringLiteral("Name for people."), QStringLiteral("N")});
    addPasswordOption(parser);
    if (!parseOptions(parser, line, 1))
        return kWrongUsage;
    const auto password = passwordFor(parser);
    if (!password)
        return kWrongUsage;
    return withAccounts(line, [&](Accounts &accounts) -> Result<void> {
        const auto user = accounts.addUser(parser.positionalArguments().at(0).toStdString(),
            parser.value(QStringLiteral("name")).toStdString(), *password);
        MIMIR_TRY(user);
        warnOfShort(*password);
        return {};
    });
}

int userListCommand(const CommandLine &line)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, line, 0))
        return kWrongUsage;
    return withAdministration(line, Access::ReadOnly, [](Administration &administration) -> Result<void> {
        const auto users = administration.users();
        MIMIR_TRY(users);
        for (const auto &user : *users) {
            std::string orgs;
            for (const std::string &org : user.orgs)
                orgs += (orgs.empty() ? "" : ",") + org;
            printRow({user.email, user.name, user.disabled ? "disabled" : "enabled", orgs});
        }
        return {};
    });
}

int userDisableCommand(const CommandLine &line)
{
    return setDisabled(line, true);
}

int userEnableCommand(const CommandLine &line)
{
    return setDisabled(line, false);
}

int userPasswordCommand(const CommandLine &line)
{
    QCommandLineParser parser;
    addPasswordOption(parser);
    if (!parseOptions(parser, line, 1))
        return kWrongUsage;
    const auto password = passwordFor(parser);
    if (!password)
        return kWrongUsage;
    return withAdministration(line, Access::ReadWrite, [&](Administration &administration) -> Result<void> {
        MIMIR_TRY(administration.setPassword(parser.positionalArguments().at(0).toStdString(), *password));
        warnOfShort(*password);
        return {};
    });
}

} // namespace mimir::server
