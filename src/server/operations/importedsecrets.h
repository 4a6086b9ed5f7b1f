// The part of an import that lets somebody in or keeps somebody out: passwords, sign-ins, the redaction key,
// revocations. Only with the operator's word, and only for accounts that the import itself made: a file must
// not open an account that is here.
//
// Both kinds of lines are counted, those taken and those left out, so that the operator is told.
#pragma once

#include "core/clock.h"
#include "core/json.h"
#include "server/db/sqlconnection.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace mimir::server {

class ImportedSecrets {
public:
    enum class Wanted : bool { No, Yes };
    ImportedSecrets(SqlConnection &sql, const Clock &clock, Wanted wanted)
        : m_sql(sql), m_clock(clock), m_wanted(wanted)
    {
    }

    /// What the account shall have: empty where the file's own is not taken. Errors: Validation.
    Result<std::string> password(const std::string &hash);
    /// The import made this account.
    void made(std::int64_t user) { m_made.insert(user); }

    // Errors: Validation, and those of the database.
    Result<void> redactionKey(const std::string &key);
    Result<void> revokedDevice(std::int64_t user, const json::Object &line);
    Result<void> signIn(std::int64_t user, std::int64_t org, const json::Object &line);

    /// Of the password of an account that was here before.
    void leaveOut() { ++m_leftOut; }
    /// "taken with --secrets: 3 passwords, 5 sign-ins …", and what was left out and why; nothing when the
    /// file held none.
    std::vector<std::string> summary() const;

private:
    bool takes(std::int64_t user);

    SqlConnection &m_sql;
    const Clock &m_clock;
    const Wanted m_wanted;
    std::set<std::int64_t> m_made;
    std::map<std::int64_t, std::int64_t> m_families; ///< by number in the file
    int m_passwords = 0, m_signIns = 0, m_revocations = 0, m_keys = 0;
    int m_leftOut = 0;   ///< of accounts that were here before
    int m_notWanted = 0; ///< without the operator's word
    bool m_otherKey = false;
};

} // namespace mimir::server
