#include "storage/teams/workspaceteams.h"

#include "core/folderpath.h"
#include "core/gitremote.h"

#include <algorithm>
#include <vector>

namespace mimir {
namespace {

// How closely a mapped folder matches the one written; 0 = it is another one.
int likeness(const std::vector<std::string> &mapped, const std::vector<std::string> &written)
{
    for (std::size_t i = 0; i < written.size(); ++i)
        if (const auto at = std::ranges::find(mapped, written[i]); at != mapped.end())
            return 100 - 10 * static_cast<int>(i) - static_cast<int>(at - mapped.begin());
    return 0;
}

} // namespace

Result<std::optional<std::int64_t>> WorkspaceTeams::teamOfFolder(std::string_view workspace) const
{
    Query rows = m_database.query(
        "SELECT path, team FROM workspaces WHERE path IS NOT NULL AND team IS NOT NULL ORDER BY rowid");
    std::optional<std::int64_t> team;
    std::vector<std::string> written;
    for (int best = 0; rows.next();) {
        if (rows.text(0) == workspace)
            return std::optional(rows.integer(1));
        if (written.empty())
            written = folderForms(workspace);
        const int like = likeness(folderForms(rows.text(0)), written);
        if (like > best)
            team = rows.integer(1);
        best = std::max(best, like);
    }
    MIMIR_TRY(rows.status());
    return team;
}

Result<std::optional<std::int64_t>> WorkspaceTeams::teamFor(
    std::string_view workspace, std::string_view repository) const
{
    if (!workspace.empty()) {
        auto found = teamOfFolder(workspace);
        if (!found || *found)
            return found;
    }
    const std::string remote = normalizedRemote(repository);
    Query rows = m_database.query("SELECT team FROM workspaces WHERE remote IN (?1, ?2) AND remote <> '' "
                                  "AND team IS NOT NULL ORDER BY remote IS NOT ?1 LIMIT 1",
        remote, repository);
    if (rows.next())
        return rows.optionalInteger(0);
    MIMIR_TRY(rows.status());
    Query usual = m_database.query("SELECT pk FROM teams WHERE is_default = 1");
    const auto team = usual.next() ? usual.optionalInteger(0) : std::nullopt;
    MIMIR_TRY(usual.status());
    return team;
}

Result<void> WorkspaceTeams::map(const std::optional<std::string> &path,
    const std::optional<std::string> &remote, std::int64_t team, Millis now, std::optional<Millis> expiresAt)
{
    const std::string folder = path ? lexicalPath(*path) : std::string();
    const std::optional<std::string> kept = folder.empty() ? path : std::optional(folder);
    const auto normalized = remote ? std::optional(normalizedRemote(*remote)) : std::nullopt;
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(forgetSpellings(folder));
    MIMIR_TRY(m_database.run("DELETE FROM workspaces WHERE path = ? OR remote = ?", kept, normalized));
    MIMIR_TRY(m_database.run(
        "INSERT INTO workspaces(path, remote, team, resolved_at, expires_at) VALUES (?, ?, ?, ?, ?)", kept,
        normalized, team, now, expiresAt));
    MIMIR_TRY(bind([&](const Unbound &one) -> Result<std::optional<std::int64_t>> {
        auto found
            = one.workspace.empty() ? Result(std::optional<std::int64_t>()) : teamOfFolder(one.workspace);
        if (!found || *found || !normalized)
            return found;
        const bool same = one.repository == remote || normalizedRemote(one.repository) == normalized;
        return same ? std::optional(team) : std::nullopt;
    }));
    return transaction.commit();
}

// Older versions stored what was typed.
Result<void> WorkspaceTeams::forgetSpellings(const std::string &folder)
{
    std::vector<std::string> others;
    Query rows = m_database.query("SELECT path FROM workspaces WHERE path IS NOT NULL");
    while (rows.next())
        if (!folder.empty() && lexicalPath(rows.text(0)) == folder)
            others.push_back(rows.string(0));
    MIMIR_TRY(rows.status());
    for (const std::string &other : others)
        MIMIR_TRY(m_database.run("DELETE FROM workspaces WHERE path = ?", other));
    return {};
}

Result<void> WorkspaceTeams::bindWaiting()
{
    if (!m_database.integer("SELECT 1 FROM workspaces WHERE path IS NOT NULL AND team IS NOT NULL LIMIT 1"))
        return {};
    return bind([this](const Unbound &one) { return teamFor(one.workspace, one.repository); });
}

Result<void> WorkspaceTeams::bind(
    const std::function<Result<std::optional<std::int64_t>>(const Unbound &)> &team)
{
    std::vector<Unbound> waiting;
    Query rows = m_database.query(
        "SELECT pk, workspace, repository FROM conversations WHERE team IS NULL ORDER BY pk");
    while (rows.next())
        waiting.push_back({rows.integer(0), rows.string(1), rows.string(2)});
    MIMIR_TRY(rows.status());
    if (waiting.empty())
        return {};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    for (const Unbound &one : waiting) {
        const auto found = team(one);
        MIMIR_TRY(found);
        if (*found)
            MIMIR_TRY(m_database.run(
                "UPDATE conversations SET team = ? WHERE pk = ? AND team IS NULL", **found, one.pk));
    }
    return transaction.commit();
}

} // namespace mimir
