// The part of an import that decides who can sign in: passwords, sign-ins, the redaction key, revocations.
// Imported only if the operator asks for it, and only for accounts that the import itself created: a file
// must not open an account that already exists here.
//
// Imported and omitted lines are both counted for the operator.
#pragma once

#include "core/clock.h"
#include "core/json/json.h"
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

    /// The hash to give the account: empty where the file's is not imported. Errors: Validation.
    Result<std::string> password(const std::string &hash);
    /// The import created this account.
    void made(std::int64_t user) { m_made.insert(user); }

    // Errors: Validation, and those of the database.
    Result<void> redactionKey(const std::string &key);
    Result<void> revokedDevice(std::int64_t user, const json::Object &line);
    Result<void> personKey(std::int64_t user, const json::Object &line);
    Result<void> deviceKey(std::int64_t user, const json::Object &line);
    Result<void> signIn(std::int64_t user, std::int64_t org, const json::Object &line);

    /// Counts the password of an account that existed before.
    void leaveOut() { ++m_leftOut; }
    /// "taken with --secrets: 3 passwords, 5 sign-ins …", and what was left out and why; nothing if the file
    /// contained none.
    std::vector<std::string> summary() const;

private:
    bool takes(std::int64_t user);

    SqlConnection &m_sql;
    const Clock &m_clock;
    const Wanted m_wanted;
    std::set<std::int64_t> m_made;
    std::map<std::int64_t, std::int64_t> m_families; ///< by number in the file
    int m_passwords = 0, m_signIns = 0, m_revocations = 0, m_keys = 0;
    int m_leftOut = 0;   ///< of accounts that existed before
    int m_notWanted = 0; ///< the operator did not ask for them
    bool m_otherKey = false;
};

} // namespace mimir::server
