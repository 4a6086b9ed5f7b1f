// People, organisations, teams and who belongs where. Read on each request, so that a change counts at once.
//
// Every account is made with a personal organisation that holds one personal team with one member.
// Thread: that of the connection. Admin commands use it beside a running `serve`.
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

/// Whose password was right.
struct ProvenUser : User {
    std::string passwordHash; ///< it was compared with; for Accounts::admit
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
    std::vector<TeamInfo> teams; ///< those the user is a member of
    std::string privacyMinimum;  ///< OrgConfig::privacyMinimum: known to a client before it sends anything
};

class Accounts {
public:
    Accounts(SqlConnection &sql, const Clock &clock, RandomSource &random, PasswordCost cost = {});

    /// Errors: Validation, Exists.
    Result<User> addUser(std::string_view email, std::string_view name, std::string_view password);
    /// An organisation of its own, with one team that has one member: part of every account.
    Result<void> givePersonalTeam(const User &user);
    /// Lower-case letters, digits and '-'; "personal-…" is kept for personal ones. Errors: Validation,
    /// Exists.
    Result<void> addOrg(std::string_view slug, std::string_view name);
    /// Gives the team's id. `repository` may be empty. Errors: Validation, NotFound (organisation), Exists.
    Result<std::string> addTeam(
        std::string_view org, std::string_view slug, std::string_view name, std::string_view repository);
    /// Into the organisation, and into a team of it if one is named. Known members get the new role.
    /// `role` is owner, admin or member in an organisation, admin, developer or viewer in a team (where owner
    /// means admin and member means developer). Errors: Validation, NotFound.
    Result<void> addMember(
        std::string_view org, std::string_view team, std::string_view email, std::string_view role);
    /// The next request of the user for this team is refused. Errors: NotFound.
    Result<void> removeMember(std::string_view org, std::string_view team, std::string_view email);

    /// Unauthorized for an unknown address, a wrong password and a disabled account alike, in the same time.
    Result<ProvenUser> authenticate(std::string_view email, std::string_view password);
    /// In the transaction that lets the user in, which holds the user's sign-ins from here on: the account
    /// may have been disabled, or been given another password, since `passwordHash` was read ("" = not
    /// asked). Errors: Unauthorized.
    Result<void> admit(std::int64_t user, std::string_view passwordHash);
    Result<std::optional<User>> user(std::int64_t pk);
    /// By the person, who has just proven to know the present one. Every other device than `device`, as
    /// kDeviceOfFamily names it, is signed out. Errors: Validation (length), Unauthorized (changed meanwhile).
    Result<void> changePassword(const ProvenUser &user, std::string_view password, std::string_view device);
    /// Organisations first, in the order they were made, the personal one last.
    Result<std::vector<OrgInfo>> organisationsOf(std::int64_t user);

    /// The team's id when `idOrSlug` is a team of that organisation, or the user's personal one, and the user
    /// is a member; nullopt for every other reason alike.
    Result<std::optional<std::string>> teamFor(
        std::int64_t user, std::int64_t org, std::string_view idOrSlug);

    /// The key for redaction placeholders, 64 hex digits: the same on all devices of one person.
    Result<std::string> orgSecret(const User &user, const OrgInfo &org);

    /// After the database came back from a backup: every device pulls from the beginning and offers again
    /// what the server lacks (docs/protocol.md, "Recovery").
    Result<void> beginNewHistory();

private:
    Result<User> insertUser(const std::string &email, std::string_view name, const std::string &hash);
    Result<std::int64_t> insertOrg(std::string_view slug, std::string_view name, bool personal);
    Result<std::string> insertTeam(std::int64_t org, std::string_view slug, std::string_view name,
        std::string_view repository, bool personal);
    Result<std::int64_t> orgPk(std::string_view slug);
    Result<std::optional<std::string>> setting(std::string_view name);
    std::string makeId();

    SqlConnection &m_sql;
    const Clock &m_clock;
    RandomSource &m_random;
    PasswordCost m_cost;
};

} // namespace mimir::server
