// People, organisations, teams and memberships. Read on each request, so that a change takes effect at once.
//
// Every account is created with a personal organisation that has one personal team with one member.
// Thread: the connection's. Admin commands use it alongside a running `serve`.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "server/accounts/passwords.h"
#include "server/db/sqlconnection.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir::server {

struct User {
    std::int64_t pk = 0; ///< Caller::user
    std::string id;
    std::string email;
    std::string name;
};

/// A user whose password was verified.
struct ProvenUser : User {
    std::string passwordHash; ///< the hash it was checked against; for Accounts::admit
};

struct TeamInfo {
    std::string id; ///< Caller::teamId, `X-Team-ID`
    std::string slug;
    std::string name;
    std::string role;
    bool personal = false;
};

struct OrgInfo {
    std::int64_t pk = 0;
    std::string id;
    std::string slug;
    std::string name;
    std::string role;
    bool personal = false;
    std::vector<TeamInfo> teams; ///< the teams the user is a member of
    std::string privacyMinimum;  ///< OrgConfig::privacyMinimum: clients learn it before they send anything
};

class Accounts {
public:
    Accounts(SqlConnection &sql, const Clock &clock, RandomSource &random, PasswordCost cost = {});

    /// Errors: Validation, Exists.
    Result<User> addUser(std::string_view email, std::string_view name, std::string_view password);
    /// Creates the user's own organisation with a team of one member; part of every account.
    Result<void> givePersonalTeam(const User &user);
    /// Lower-case letters, digits and '-'; the prefix "personal-" is reserved. Errors: Validation, Exists.
    Result<void> addOrg(std::string_view slug, std::string_view name);
    /// Returns the team's id. `repository` may be empty. Errors: Validation, NotFound (organisation), Exists.
    Result<std::string> addTeam(
        std::string_view org, std::string_view slug, std::string_view name, std::string_view repository);
    /// Adds the user to the organisation, and to one of its teams if one is named. An existing member gets
    /// the new role. `role` is owner, admin or member in an organisation, admin, developer or viewer in a
    /// team (where owner means admin and member means developer). Errors: Validation, NotFound.
    Result<void> addMember(
        std::string_view org, std::string_view team, std::string_view email, std::string_view role);
    /// The user's next request for this team is refused. Errors: NotFound.
    Result<void> removeMember(std::string_view org, std::string_view team, std::string_view email);

    /// Unauthorized for an unknown address, a wrong password or a disabled account, in the same time for
    /// each.
    Result<ProvenUser> authenticate(std::string_view email, std::string_view password);
    /// Call in the transaction that signs the user in; it locks the user's sign-ins until the commit. The
    /// account may have been disabled, or its password changed, since `passwordHash` was read ("" = do not
    /// check the password). Errors: Unauthorized.
    Result<void> admit(std::int64_t user, std::string_view passwordHash);
    Result<std::optional<User>> user(std::int64_t pk);
    /// A change by the user, who has just proven to know the current password. Signs out every device except
    /// `device` (named as in kDeviceOfFamily). Errors: Validation (length), Unauthorized (changed meanwhile).
    Result<void> changePassword(const ProvenUser &user, std::string_view password, std::string_view device);
    /// In the order they were created, with the personal one last.
    Result<std::vector<OrgInfo>> organisationsOf(std::int64_t user);

    /// The team's id if `idOrSlug` is a team of that organisation, or the user's personal one, and the user
    /// is a member; nullopt otherwise, whatever the reason.
    Result<std::optional<std::string>> teamFor(
        std::int64_t user, std::int64_t org, std::string_view idOrSlug);

    /// The key for redaction placeholders, 64 hex digits: the same on all of the user's devices.
    Result<std::string> orgSecret(const User &user, const OrgInfo &org);

private:
    enum class Kind : std::uint8_t { Shared, Personal }; ///< of organisations and teams

    Result<User> insertUser(const std::string &email, std::string_view name, const std::string &hash);
    Result<std::int64_t> insertOrg(std::string_view slug, std::string_view name, Kind kind);
    Result<std::string> insertTeam(std::int64_t org, std::string_view slug, std::string_view name,
        std::string_view repository, Kind kind);
    Result<std::int64_t> orgPk(std::string_view slug);
    Result<std::optional<std::string>> setting(std::string_view name);
    std::string makeId();

    SqlConnection &m_sql;
    const Clock &m_clock;
    RandomSource &m_random;
    PasswordCost m_cost;
};

} // namespace mimir::server
