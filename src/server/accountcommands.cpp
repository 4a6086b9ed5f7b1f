// user add, org add, team add, member add, member remove, new-history.
#include "server/command.h"
#include "server/passwords.h"

#include <cstdio>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace mimir::server {
namespace {

// Typed on a terminal, the password is not shown.
class SilentTerminal {
public:
    SilentTerminal()
    {
        if (tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_changed = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (m_changed)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

private:
    termios m_before {};
    bool m_changed = false;
};

std::string readLine()
{
    std::string line;
    std::getline(std::cin, line);
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

std::string askPassword()
{
    const SilentTerminal silent;
    std::fputs("Password: ", stderr);
    std::string password = readLine();
    std::fputs("\n", stderr);
    return password;
}

QCommandLineOption nameOption()
{
    return QCommandLineOption(
        QStringLiteral("name"), QStringLiteral("Name for people."), QStringLiteral("N"));
}

std::string valueOf(const QCommandLineParser &parser, const char *option)
{
    return parser.value(QString::fromLatin1(option)).toStdString();
}

struct OrgTeam {
    std::string org;
    std::string team;
};

OrgTeam split(const QString &text)
{
    return {text.section(u'/', 0, 0).toStdString(), text.section(u'/', 1).toStdString()};
}

} // namespace

int userAddCommand(const CommandLine &line)
{
    QCommandLineParser parser;
    parser.addOption(nameOption());
    parser.addOption(
        {QStringLiteral("password-stdin"), QStringLiteral("Read the password from standard input.")});
    if (!parseOptions(parser, line, 1))
        return kWrongUsage;
    const bool fromInput = parser.isSet(QStringLiteral("password-stdin"));
    if (!fromInput && !isatty(STDIN_FILENO))
        return wrongUsage(QStringLiteral("standard input is no terminal: use --password-stdin"));
    const std::string password = fromInput ? readLine() : askPassword();
    return withAccounts(line, [&](Accounts &accounts) -> Result<void> {
        const auto user = accounts.addUser(
            parser.positionalArguments().at(0).toStdString(), valueOf(parser, "name"), password);
        MIMIR_TRY(user);
        if (password.size() < kShortPasswordBytes)
            std::fprintf(stderr,
                "mimir-teams-server: taken, but a password of fewer than 8 characters is easily guessed\n");
        return {};
    });
}

int orgAddCommand(const CommandLine &line)
{
    QCommandLineParser parser;
    parser.addOption(nameOption());
    if (!parseOptions(parser, line, 1))
        return kWrongUsage;
    return withAccounts(line, [&](Accounts &accounts) {
        return accounts.addOrg(parser.positionalArguments().at(0).toStdString(), valueOf(parser, "name"));
    });
}

int teamAddCommand(const CommandLine &line)
{
    QCommandLineParser parser;
    parser.addOption(nameOption());
    parser.addOption({QStringLiteral("repository"), QStringLiteral("Git remote."), QStringLiteral("URL")});
    if (!parseOptions(parser, line, 1))
        return kWrongUsage;
    const OrgTeam place = split(parser.positionalArguments().at(0));
    if (place.team.empty())
        return wrongUsage(QStringLiteral("write ORGANISATION/TEAM"));
    return withAccounts(line, [&](Accounts &accounts) -> Result<void> {
        const auto team
            = accounts.addTeam(place.org, place.team, valueOf(parser, "name"), valueOf(parser, "repository"));
        MIMIR_TRY(team);
        std::printf("%s\n", team->c_str());
        return {};
    });
}

int memberAddCommand(const CommandLine &line)
{
    QCommandLineParser parser;
    parser.addOption(
        {QStringLiteral("role"), QStringLiteral("owner, admin or member; in a team admin or developer."),
            QStringLiteral("R"), QStringLiteral("member")});
    if (!parseOptions(parser, line, 2))
        return kWrongUsage;
    const OrgTeam place = split(parser.positionalArguments().at(0));
    return withAccounts(line, [&](Accounts &accounts) {
        return accounts.addMember(
            place.org, place.team, parser.positionalArguments().at(1).toStdString(), valueOf(parser, "role"));
    });
}

int memberRemoveCommand(const CommandLine &line)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, line, 2))
        return kWrongUsage;
    const OrgTeam place = split(parser.positionalArguments().at(0));
    if (place.team.empty())
        return wrongUsage(QStringLiteral("write ORGANISATION/TEAM"));
    return withAccounts(line, [&](Accounts &accounts) {
        return accounts.removeMember(place.org, place.team, parser.positionalArguments().at(1).toStdString());
    });
}

int newHistoryCommand(const CommandLine &line)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, line, 0))
        return kWrongUsage;
    return withAccounts(line, [](Accounts &accounts) { return accounts.beginNewHistory(); });
}

} // namespace mimir::server
