// org, team and member: add, list, remove, config.
#include "server/accounts/orgsettings.h"
#include "server/program/command.h"

#include <cstdio>

namespace mimir::server {
namespace {

QCommandLineOption nameOption()
{
    return {QStringLiteral("name"), QStringLiteral("Display name."), QStringLiteral("N")};
}

std::string valueOf(const QCommandLineParser &parser, const char *option)
{
    return parser.value(QString::fromLatin1(option)).toStdString();
}

Error wrongValue(const char *what)
{
    return Error {ErrorCode::Usage, what};
}

Result<void> change(OrgConfig &config, const QString &key, const QString &value)
{
    if (key == u"privacy.minimum") {
        if (!QStringList {QStringLiteral("full"), QStringLiteral("redacted"), QStringLiteral("metadata"),
                QStringLiteral("nothing")}
                 .contains(value))
            return wrongValue("privacy.minimum must be full, redacted, metadata or nothing");
        config.privacyMinimum = value.toStdString();
        return {};
    }
    if (key == u"privacy.privacyModeAllowed") {
        if (value != u"true" && value != u"false")
            return wrongValue("privacy.privacyModeAllowed must be true or false");
        config.privacyModeAllowed = value == u"true";
        return {};
    }
    if (key != u"retention.trashDays")
        return wrongValue(
            "the settings are privacy.minimum, privacy.privacyModeAllowed and retention.trashDays");
    bool isNumber = false;
    config.trashDays = value.toLongLong(&isNumber);
    return isNumber ? Result<void>() : wrongValue("retention.trashDays must be a number of days");
}

} // namespace

int orgAddCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    parser.addOption(nameOption());
    if (!parseOptions(parser, invocation, 1))
        return kWrongUsage;
    return withAccounts(invocation, [&](Accounts &accounts) {
        return accounts.addOrg(parser.positionalArguments().at(0).toStdString(), valueOf(parser, "name"));
    });
}

int orgListCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("all"), QStringLiteral("Include personal ones.")});
    if (!parseOptions(parser, invocation, 0))
        return kWrongUsage;
    return withAdministration(
        invocation, Access::ReadOnly, [&](Administration &administration) -> Result<void> {
            const auto orgs = administration.orgs();
            MIMIR_TRY(orgs);
            Rows rows;
            for (const auto &org : *orgs)
                if (!org.personal || parser.isSet(QStringLiteral("all")))
                    rows.push_back(
                        {org.slug, org.name, std::to_string(org.members), std::to_string(org.teams)});
            printTable({"ORGANISATION", "NAME", "MEMBERS", "TEAMS"}, rows);
            return {};
        });
}

int orgConfigCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 1, 3))
        return kWrongUsage;
    const QStringList words = parser.positionalArguments();
    if (words.size() == 2)
        return wrongUsage(QStringLiteral("use org config SLUG [KEY VALUE]"));
    const std::string slug = words.at(0).toStdString();
    const Access access = words.size() == 3 ? Access::ReadWrite : Access::ReadOnly;
    return withStorage(invocation, access, [&](Storage &storage) -> Result<void> {
        OrgSettings settings(storage.sql());
        const auto org = Administration(storage.sql()).orgPk(slug);
        MIMIR_TRY(org);
        auto config = settings.read(*org);
        MIMIR_TRY(config);
        if (words.size() == 3) {
            MIMIR_TRY(change(*config, words.at(1), words.at(2)));
            MIMIR_TRY(settings.write(slug, *config));
        }
        std::printf("%s\n", orgConfigJson(*config).toJson().c_str());
        return {};
    });
}

int teamAddCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    parser.addOption(nameOption());
    parser.addOption({QStringLiteral("repository"), QStringLiteral("Git remote."), QStringLiteral("URL")});
    if (!parseOptions(parser, invocation, 1))
        return kWrongUsage;
    const OrgTeam place = splitPlace(parser.positionalArguments().at(0));
    if (place.team.empty())
        return wrongUsage(QStringLiteral("use ORGANISATION/TEAM"));
    return withAccounts(invocation, [&](Accounts &accounts) -> Result<void> {
        const auto team
            = accounts.addTeam(place.org, place.team, valueOf(parser, "name"), valueOf(parser, "repository"));
        MIMIR_TRY(team);
        std::printf("%s\n", team->c_str());
        return {};
    });
}

int teamListCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 0, 1))
        return kWrongUsage;
    const std::string org = parser.positionalArguments().value(0).toStdString();
    return withAdministration(
        invocation, Access::ReadOnly, [&](Administration &administration) -> Result<void> {
            const auto teams = administration.teams(org);
            MIMIR_TRY(teams);
            Rows rows;
            for (const auto &team : *teams)
                rows.push_back({team.org + '/' + team.slug, team.name, team.id, std::to_string(team.members),
                    team.repository});
            printTable({"TEAM", "NAME", "ID", "MEMBERS", "REPOSITORY"}, rows);
            return {};
        });
}

int memberAddCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("role"),
        QStringLiteral("owner, admin or member; in a team admin, developer or viewer."), QStringLiteral("R"),
        QStringLiteral("member")});
    if (!parseOptions(parser, invocation, 2))
        return kWrongUsage;
    const OrgTeam place = splitPlace(parser.positionalArguments().at(0));
    return withAccounts(invocation, [&](Accounts &accounts) {
        return accounts.addMember(
            place.org, place.team, parser.positionalArguments().at(1).toStdString(), valueOf(parser, "role"));
    });
}

int memberListCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 1))
        return kWrongUsage;
    const OrgTeam place = splitPlace(parser.positionalArguments().at(0));
    return withAdministration(
        invocation, Access::ReadOnly, [&](Administration &administration) -> Result<void> {
            const auto members = administration.members(place.org, place.team);
            MIMIR_TRY(members);
            Rows rows;
            for (const auto &member : *members)
                rows.push_back({member.email, member.role, member.disabled ? "disabled" : "enabled"});
            printTable({"E-MAIL", "ROLE", "STATE"}, rows);
            return {};
        });
}

int memberRemoveCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 2))
        return kWrongUsage;
    const OrgTeam place = splitPlace(parser.positionalArguments().at(0));
    const std::string email = parser.positionalArguments().at(1).toStdString();
    if (!place.team.empty())
        return withAccounts(invocation,
            [&](Accounts &accounts) { return accounts.removeMember(place.org, place.team, email); });
    return withAdministration(invocation, Access::ReadWrite,
        [&](Administration &administration) { return administration.removeFromOrg(place.org, email); });
}

} // namespace mimir::server
