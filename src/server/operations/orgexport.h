// An organisation as NDJSON: accounts, teams, members, devices, rows with their revisions, conflict records.
// Imported on another server or the other engine, it looks the same to its devices: ids, epochs and revisions
// stay.
//
// One object per line; `kind` says what it is:
//   mimir-export  version, and (with secrets) the key of redaction placeholders; the first line
//   organisation, user, member, team, teamMember, device, row, conflict, family, revokedDevice, historyTag
//   end           the number of lines; without it the file is cut off
// Devices are numbered within the file; `device` and `stamps` of a row refer to those numbers. Answers that a
// device has not confirmed yet are not included: what it sends again is recognised by its content.
#pragma once

#include "core/json/json.h"
#include "server/db/storage.h"

#include <functional>
#include <map>
#include <ostream>
#include <string>

namespace mimir::server {

inline constexpr std::int64_t kExportVersion = 1;

class OrgExport {
public:
    enum class Secrets : std::uint8_t {
        Without,
        With, ///< password hashes, sign-ins (hashes), the keys of redaction placeholders and proofs: for a
              ///< move
    };

    /// `progress` is called with the number of lines written.
    OrgExport(
        Storage &storage, std::ostream &out, Secrets secrets, std::function<void(std::size_t)> progress);

    /// One organisation, or (empty) all of them, personal ones too; as of one moment. Errors: NotFound,
    /// StoreFull (the output cannot be written), the database's.
    Result<void> run(std::string_view orgSlug);

private:
    Result<void> writeHeader();
    Result<void> writeUsers(const SqlRows &orgs);
    Result<void> writeKeys(std::int64_t user);
    Result<void> writeRevokedDevices(std::int64_t user);
    Result<void> writeOrg(std::int64_t org);
    Result<void> writeTeam(const SqlRows &teams, std::size_t at, const std::string &org);
    Result<void> writeTags(std::int64_t team, const std::string &id);
    Result<void> writeDevices(std::int64_t team, const std::string &id);
    Result<void> writeRows(std::int64_t team, const std::string &id);
    Result<void> writeConflicts(std::int64_t team, const std::string &id);
    Result<void> writeFamilies(std::int64_t org);
    Result<void> writeMembers(std::string_view kind, std::string_view place, const std::string &id,
        std::string_view sql, std::int64_t pk);
    Result<void> write(const json::Object &line);
    const std::string &emailOf(std::int64_t user) const;

    Storage &m_storage;
    SqlConnection &m_sql;
    std::ostream &m_out;
    Secrets m_secrets;
    std::function<void(std::size_t)> m_progress;
    std::map<std::int64_t, std::string> m_emails; ///< of all accounts
    std::size_t m_lines = 0;
};

} // namespace mimir::server
