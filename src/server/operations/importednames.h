// What the lines of an export so far have named, and which row of this database it is here.
#pragma once

#include "core/json/json.h"
#include "core/result.h"
#include "server/db/bulkinsert.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mimir::server {

class ImportedNames {
public:
    enum class Account : std::uint8_t { Known, New };
    enum class Place : std::uint8_t { Shared, Personal };

    void addUser(const std::string &email, std::int64_t pk, Account account);
    void addOrg(const std::string &id, std::int64_t pk, Place place);
    void addTeam(const std::string &id, std::int64_t pk, std::int64_t rev, Place place);
    /// `number`: the device's in the file.
    void addDevice(std::int64_t team, std::int64_t number, std::int64_t pk);

    // Errors: Validation, if no earlier line has named it.
    Result<std::int64_t> userOf(const json::Object &line, std::string_view key) const;
    Result<std::int64_t> orgOf(const json::Object &line) const;
    Result<std::int64_t> teamOf(const json::Object &line) const;
    /// NULL for none, 0 for 0.
    Result<SqlCell> deviceOf(std::int64_t team, const std::optional<std::int64_t> &number) const;
    /// Stamps of fields with the numbers that their devices have here.
    Result<std::string> stampsOf(std::int64_t team, const std::string &stamps) const;

    /// Precondition: a team of the file.
    std::int64_t revOf(std::int64_t team) const { return m_teamRevs.at(team); }
    bool isPersonalOrg(std::int64_t pk) const { return m_personalOrgs.contains(pk); }
    bool isPersonalTeam(std::int64_t pk) const { return m_personalTeams.contains(pk); }
    bool isNew(std::int64_t user) const;
    const std::vector<std::int64_t> &newUsers() const { return m_newUsers; }
    bool hasOrgs() const { return !m_orgs.empty(); }

private:
    std::map<std::string, std::int64_t> m_users; ///< by e-mail address
    std::map<std::string, std::int64_t> m_orgs;  ///< by id in the file
    std::map<std::string, std::int64_t> m_teams; ///< by id in the file
    std::map<std::int64_t, std::int64_t> m_teamRevs;
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> m_devices; ///< by team and number
    std::set<std::int64_t> m_personalOrgs;
    std::set<std::int64_t> m_personalTeams;
    std::vector<std::int64_t> m_newUsers;
};

} // namespace mimir::server
