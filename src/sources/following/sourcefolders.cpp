#include "sources/following/sourcefolders.h"

#include "core/errorname.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace mimir {

QString canonicalFolder(const QString &folder)
{
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(QDir(folder).absolutePath()) : canonical;
}

Result<std::vector<FollowedFolder>> SourceFolders::all()
{
    std::vector<FollowedFolder> folders;
    Query row = m_database.query("SELECT agent, folder, followed, since, begun_at, looked_at, transcripts, "
                                 "problems, problem_path, problem"
                                 " FROM source_folders ORDER BY agent, folder");
    while (row.next()) {
        FollowedFolder folder {row.string(0), QString::fromStdString(row.string(1)), row.integer(2) != 0,
            row.integer(3), row.integer(4), row.integer(5), row.integer(6), row.integer(7),
            QString::fromStdString(row.string(8)), std::nullopt};
        if (const std::string problem = row.string(9); !problem.empty())
            folder.problem = errorFromName(problem);
        folders.push_back(std::move(folder));
    }
    MIMIR_TRY(row.status());
    return folders;
}

Result<std::vector<FollowedFolder>> SourceFolders::followed()
{
    auto folders = all();
    if (folders)
        std::erase_if(*folders, [](const FollowedFolder &folder) { return !folder.isFollowed; });
    return folders;
}

Result<void> SourceFolders::follow(
    const std::string &agent, const QString &folder, std::optional<Millis> since, Millis now)
{
    return m_database.run(
        "INSERT INTO source_folders VALUES (?1, ?2, 1, ?3, ?4, 0, 0, 0, '', '')"
        " ON CONFLICT DO UPDATE SET followed = 1, since = CASE WHEN ?5 THEN ?3 ELSE since END,"
        " begun_at = CASE WHEN followed THEN begun_at ELSE ?4 END",
        agent, folder.toStdString(), since.value_or(0), now, since.has_value());
}

Result<bool> SourceFolders::unfollow(const std::string &agent, const QString &folder)
{
    MIMIR_TRY(
        m_database.run("UPDATE source_folders SET followed = 0 WHERE agent = ? AND folder = ? AND followed",
            agent, folder.toStdString()));
    return m_database.changes() > 0;
}

Result<void> SourceFolders::noteLook(const FollowedFolder &looked)
{
    return m_database.run("UPDATE source_folders SET looked_at = ?, transcripts = ?, problems = ?,"
                          " problem_path = ?, problem = ? WHERE agent = ? AND folder = ?",
        looked.lookedAt, looked.transcripts, looked.problems, looked.problemPath.toStdString(),
        looked.problem ? std::string(errorName(*looked.problem)) : std::string(), looked.agent,
        looked.folder.toStdString());
}

} // namespace mimir
