// What only the operator may query and change: the commands of mimir-teams-server, alongside a running `serve`.
// Changes take effect with the next request, because every request reads the database again.
//
// Thread: the connection's.
#pragma once

#include "core/result.h"
#include "server/accounts/passwords.h"
#include "server/db/sqlconnection.h"

#include <string>
#include <vector>

namespace mimir::server {

class Administration {
public:
    explicit Administration(SqlConnection &sql, PasswordCost cost = {});

    struct UserRow {
        std::string email;
        std::string name;
        bool disabled = false;
        std::vector<std::string> orgs; ///< slugs, without the personal one
    };
    Result<std::vector<UserRow>> users();

    enum class AccountAccess : std::uint8_t { Enabled, Disabled };
    /// Disabling signs the user out everywhere; rows stay, and enabling lets the user sign in again. Errors:
    /// NotFound.
    Result<void> setAccess(std::string_view email, AccountAccess access);
    /// Signs the user out everywhere. Errors: NotFound, Validation.
    Result<void> setPassword(std::string_view email, std::string_view password);

    struct OrgRow {
        std::string slug;
        std::string name;
        std::int64_t members = 0;
        std::int64_t teams = 0;
        bool personal = false;
    };
    Result<std::vector<OrgRow>> orgs();

    struct TeamRow {
        std::string org;
        std::string slug;
        std::string id;
        std::string name;
        std::string repository;
        std::int64_t members = 0;
    };
    /// The teams of one organisation; empty = of all except personal ones. Errors: NotFound.
    Result<std::vector<TeamRow>> teams(std::string_view org);

    struct MemberRow {
        std::string email;
        std::string role;
        bool disabled = false;
    };
    /// The members of an organisation, or of one of its teams. Errors: NotFound.
    Result<std::vector<MemberRow>> members(std::string_view org, std::string_view team);
    /// Removes the user from the organisation and all its teams. Errors: NotFound, Validation (a personal
    /// one).
    Result<void> removeFromOrg(std::string_view org, std::string_view email);

    /// Errors: NotFound.
    Result<std::int64_t> userPk(std::string_view email);
    Result<std::int64_t> orgPk(std::string_view slug);

private:
    SqlConnection &m_sql;
    PasswordCost m_cost;
};

} // namespace mimir::server
