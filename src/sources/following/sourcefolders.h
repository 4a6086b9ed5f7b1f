// Whose histories are followed: agents and their folders, as the person chose them, and how the last look at each of
// them went. Kept in the store, so that every process sees it.
#pragma once

#include "core/clock.h"
#include "storage/sqlite/database.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace mimir {

struct FollowedFolder {
    std::string agent;
    QString folder;
    bool isFollowed = true; ///< false = switched off; what was read stays
    Millis since = 0;       ///< transcripts that were last written before it are left alone; 0 = none are
    Millis begunAt = 0;     ///< when following it began
    Millis lookedAt = 0;    ///< when all of it was looked at last; 0 = never
    std::int64_t transcripts = 0, problems = 0; ///< found then, and how many of them could not be read
    QString problemPath;                        ///< of the first of these
    std::optional<ErrorCode> problem;
};

/// By one name, however it is spelled and whatever links lead to it: by two, it would be read twice.
QString canonicalFolder(const QString &folder);

class SourceFolders {
public:
    /// `database` must outlive the object.
    explicit SourceFolders(Database &database) : m_database(database) { }

    /// By agent and folder, those that are switched off among them.
    Result<std::vector<FollowedFolder>> all();
    Result<std::vector<FollowedFolder>> followed();
    /// Without `since`, one that was chosen before stays.
    Result<void> follow(
        const std::string &agent, const QString &folder, std::optional<Millis> since, Millis now);
    /// False where it was not followed.
    Result<bool> unfollow(const std::string &agent, const QString &folder);
    /// What was found by looking at all of it; the choices in `looked` are not stored.
    Result<void> noteLook(const FollowedFolder &looked);

private:
    Database &m_database;
};

} // namespace mimir
