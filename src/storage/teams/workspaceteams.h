// Which team a new conversation belongs to: that of its workspace's folder, then of its repository, then the
// default. Folders are compared in all their spellings (core/folderpath.h). A row written by another program
// whose folder its trigger could not resolve has no team until bindWaiting(), and is not sent before.
#pragma once

#include "core/clock.h"
#include "storage/sqlite/database.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mimir {

class WorkspaceTeams {
public:
    explicit WorkspaceTeams(Database &database) : m_database(database) { }

    /// nullopt: not signed in yet.
    Result<std::optional<std::int64_t>> teamFor(
        std::string_view workspace, std::string_view repository) const;

    /// Maps this path and every other spelling of it that was mapped before to `team`.
    Result<void> map(const std::optional<std::string> &path, const std::optional<std::string> &remote,
        std::int64_t team, Millis now, std::optional<Millis> expiresAt);

    /// Rows already bound never move.
    Result<void> bindWaiting();

private:
    struct Unbound {
        std::int64_t pk = 0;
        std::string workspace, repository;
    };
    Result<std::optional<std::int64_t>> teamOfFolder(std::string_view workspace) const;
    Result<void> forgetSpellings(const std::string &folder);
    Result<void> bind(const std::function<Result<std::optional<std::int64_t>>(const Unbound &)> &team);

    Database &m_database;
};

} // namespace mimir
