// user add, list, remove (disable), enable, password.
#include "server/program/command.h"
#include "server/program/terminal.h"

#include <unistd.h>

namespace mimir::server {
namespace {

void addPasswordOption(QCommandLineParser &parser)
{
    parser.addOption(
        {QStringLiteral("password-stdin"), QStringLiteral("Read the password from standard input.")});
}

/// Errors: Usage (no one to ask), Validation (the two inputs differ).
Result<std::string> passwordFor(const QCommandLineParser &parser)
{
    if (parser.isSet(QStringLiteral("password-stdin")))
        return readLine();
    if (!isatty(STDIN_FILENO))
        return Error {ErrorCode::Usage, "standard input is not a terminal: use --password-stdin"};
    auto password = askNewPassword();
    if (!password)
        return Error {ErrorCode::Validation, "the two passwords differ; nothing was changed"};
    return std::move(*password);
}

int refused(const Error &error)
{
    return error.code == ErrorCode::Usage ? wrongUsage(QString::fromStdString(error.message))
                                          : outcome(error);
}

int setAccess(const Invocation &invocation, Administration::AccountAccess access)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 1))
        return kWrongUsage;
    return withAdministration(invocation, Access::ReadWrite, [&](Administration &administration) {
        return administration.setAccess(parser.positionalArguments().at(0).toStdString(), access);
    });
}

} // namespace

int userAddCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("name"), QStringLiteral("Display name."), QStringLiteral("N")});
    addPasswordOption(parser);
    if (!parseOptions(parser, invocation, 1))
        return kWrongUsage;
    const auto password = passwordFor(parser);
    if (!password)
        return refused(password.error());
    return withAccounts(invocation, [&](Accounts &accounts) -> Result<void> {
        const auto user = accounts.addUser(parser.positionalArguments().at(0).toStdString(),
            parser.value(QStringLiteral("name")).toStdString(), *password);
        MIMIR_TRY(user);
        return {};
    });
}

int userListCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 0))
        return kWrongUsage;
    return withAdministration(
        invocation, Access::ReadOnly, [](Administration &administration) -> Result<void> {
            const auto users = administration.users();
            MIMIR_TRY(users);
            Rows rows;
            for (const auto &user : *users) {
                std::string orgs;
                for (const std::string &org : user.orgs)
                    orgs += (orgs.empty() ? "" : ",") + org;
                rows.push_back({user.email, user.name, user.disabled ? "disabled" : "enabled", orgs});
            }
            printTable({"E-MAIL", "NAME", "STATE", "ORGANISATIONS"}, rows);
            return {};
        });
}

int userDisableCommand(const Invocation &invocation)
{
    return setAccess(invocation, Administration::AccountAccess::Disabled);
}

int userEnableCommand(const Invocation &invocation)
{
    return setAccess(invocation, Administration::AccountAccess::Enabled);
}

int userPasswordCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    addPasswordOption(parser);
    if (!parseOptions(parser, invocation, 1))
        return kWrongUsage;
    const auto password = passwordFor(parser);
    if (!password)
        return refused(password.error());
    return withAdministration(
        invocation, Access::ReadWrite, [&](Administration &administration) -> Result<void> {
            return administration.setPassword(parser.positionalArguments().at(0).toStdString(), *password);
        });
}

} // namespace mimir::server
