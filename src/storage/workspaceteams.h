// Which team a new conversation goes to: that of its workspace's folder, else of its repository, else the
// default. Folders are compared by all their spellings (core/folderpath.h). A row of another program whose
// folder its trigger could not decide has no team until bindWaiting(), and does not leave before.
#pragma once

#include "core/clock.h"
#include "storage/database.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mimir {

class WorkspaceTeams {
public:
    explicit WorkspaceTeams(Database &database) : m_database(database) { }

    /// nullopt: nobody is signed in yet.
    Result<std::optional<std::int64_t>> teamFor(
        std::string_view workspace, std::string_view repository) const;

    /// This path and every other spelling of it that was mapped before belong to `team` from now on.
    Result<void> map(const std::optional<std::string> &path, const std::optional<std::string> &remote,
        std::int64_t team, Millis now, std::optional<Millis> expiresAt);

    /// Bound ones never move.
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
