// The teams this profile syncs with, and which workspace belongs to which (protocol.md, "Teams").
#pragma once

#include "core/clock.h"
#include "storage/database.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

struct Team {
    std::int64_t pk = 0;
    std::string server; ///< base URL
    std::string orgSlug;
    std::string teamId;  ///< as the server knows it, sent in X-Team-ID
    std::string account; ///< who signed in to it: the server's id of the person (accountregistry.h)
    std::string slug;
    std::string name;
    std::string role;
    bool isDefault = false;
    bool active = true;   ///< signed in
    bool revoked = false; ///< the server said team_access_revoked; unsent changes stay here
    std::string cursor;
    std::int64_t position = 0; ///< highest revision seen by a pull
    std::string epoch;
    std::int64_t lastOpSeq = 0;
    std::optional<Millis> lastPush, lastPull;
    bool pullFailed = false;
};

class TeamRegistry {
public:
    explicit TeamRegistry(Database &database) : m_database(database) { }

    /// What a sign-in answered. Known teams keep their cursors; the named default binds everything unbound,
    /// once. Teams of other organisations of the same server stay as they are.
    Result<void> signedIn(const std::vector<Team> &teams);
    /// Teams stop syncing; rows, queue and cursors stay.
    Result<void> signedOut(std::string_view server, std::string_view orgSlug);

    /// Those that sync.
    Result<std::vector<Team>> active() const;
    /// Signed in, but removed by the server; what waits for them stays here.
    Result<std::vector<Team>> revoked() const;
    Result<std::vector<Team>> all() const;
    Result<std::optional<Team>> find(std::int64_t pk) const;
    std::optional<Team> defaultTeam() const;

    Result<void> notePush(std::int64_t pk, Millis at);
    Result<void> notePull(std::int64_t pk, Millis at, bool ok);
    Result<void> setRevoked(std::int64_t pk, bool revoked);
    Result<void> advance(
        std::int64_t pk, std::string_view cursor, std::int64_t position, std::string_view epoch);

    /// A path or a git remote (normalised) belongs to a team. Binds waiting conversations of that workspace;
    /// bound ones never move.
    Result<void> mapWorkspace(const std::optional<std::string> &path,
        const std::optional<std::string> &remote, std::int64_t team, Millis now,
        std::optional<Millis> expiresAt = std::nullopt);

private:
    Result<void> bindUnbound();

    Database &m_database;
};

} // namespace mimir
