#include "cli/command.h"
#include "cli/format.h"

#include "core/gitremote.h"
#include "core/plaintext.h"

#include <QDir>

namespace mimir::cli {
namespace {

class TeamsList final : public Command {
    Q_DECLARE_TR_FUNCTIONS(TeamsList)
public:
    Description describe() const override
    {
        return {tr("Lists the teams this profile syncs with"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto teams = (*store)->teams().all();
        if (!teams)
            return context.fail(teams.error());
        if (arguments.has(QStringLiteral("json"))) {
            std::vector<json::Object> objects;
            for (const Team &team : *teams)
                objects.push_back(objectOf(team));
            context.terminal().line(jsonArray(objects));
            return Done;
        }
        Table table({tr("Team"), tr("Name"), tr("Server"), tr("State")});
        for (const Team &team : *teams)
            table.add(
                {plain(team.orgSlug + "/" + team.slug), plain(team.name), plain(team.server), stateOf(team)});
        if (table.isEmpty())
            context.terminal().line(tr("No teams: sign in with “mimir auth login”."));
        else
            table.print(context.terminal());
        return Done;
    }

private:
    static json::Object objectOf(const Team &team)
    {
        json::Object out;
        out.setText("slug", team.slug);
        out.setText("name", team.name);
        out.setText("organization", team.orgSlug);
        out.setText("role", team.role);
        out.setText("server", team.server);
        out.setBool("default", team.isDefault);
        out.setBool("signedIn", team.active);
        out.setBool("revoked", team.revoked);
        return out;
    }

    /// Of two teams of the same name, this is what tells them apart.
    static QString standingOf(const Team &team)
    {
        switch (team.standing) {
        case TeamStanding::Live:
            return {};
        case TeamStanding::Unproven:
            return tr("not in use yet");
        case TeamStanding::OtherHistory:
            return tr("its history is another one");
        case TeamStanding::Unknown:
            return tr("the server, set up anew, does not know it");
        case TeamStanding::Left:
            return tr("not synced any more, as you chose");
        }
        return {};
    }

    static QString stateOf(const Team &team)
    {
        QStringList words;
        if (team.isDefault)
            words << tr("default");
        if (const QString odd = standingOf(team); !odd.isEmpty())
            words << odd;
        else if (team.revoked)
            words << tr("you are no longer a member; unsent changes stay here");
        else if (!team.active)
            words << tr("signed out");
        return words.join(QStringLiteral(", "));
    }
};

class TeamsMap final : public Command {
    Q_DECLARE_TR_FUNCTIONS(TeamsMap)
public:
    Description describe() const override
    {
        return {tr("Sends new conversations of a directory or repository to a team"), {}, 0, 0,
            {{QStringLiteral("team"), tr("SLUG"), tr("the team, as in “mimir teams list”")},
                {QStringLiteral("path"), tr("DIR"), tr("a workspace directory")},
                {QStringLiteral("remote"), tr("URL"), tr("a git remote, in any spelling")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const QString path = arguments.value(QStringLiteral("path"));
        const QString remote = arguments.value(QStringLiteral("remote"));
        const QString slug = arguments.value(QStringLiteral("team"));
        if (slug.isEmpty() || path.isEmpty() == remote.isEmpty())
            return context.misused(tr("name a team and either a directory or a remote"));
        if (!remote.isEmpty() && normalizedRemote(remote.toStdString()).empty())
            return context.misused(tr("“%1” is not a git remote").arg(remote));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto team = find(**store, slug.toStdString());
        if (!team)
            return context.fail(team.error());
        if (!*team)
            return context.fail(tr("There is no team “%1” here. “mimir teams list” shows them.").arg(slug));
        const auto text = [](const QString &value) {
            return value.isEmpty() ? std::nullopt : std::optional(value.toStdString());
        };
        const QString directory = path.isEmpty() ? path : QDir::cleanPath(QDir(path).absolutePath());
        const auto mapped = (*store)->teams().mapWorkspace(
            text(directory), text(remote), (*team)->pk, context.clock().now());
        if (!mapped)
            return context.fail(mapped.error());
        context.wrote();
        return Done;
    }

private:
    /// "team" or "org/team".
    static Result<std::optional<Team>> find(Store &store, const std::string &slug)
    {
        const auto teams = store.teams().all();
        MIMIR_TRY(teams);
        for (const Team &team : *teams)
            if (team.active && (team.slug == slug || team.orgSlug + "/" + team.slug == slug))
                return std::optional(team);
        return std::optional<Team>();
    }
};

} // namespace

std::unique_ptr<Command> makeTeamsList()
{
    return std::make_unique<TeamsList>();
}
std::unique_ptr<Command> makeTeamsMap()
{
    return std::make_unique<TeamsMap>();
}

} // namespace mimir::cli
