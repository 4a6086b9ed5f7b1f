// Reads what OrgExport wrote. All or nothing: one transaction, committed if the last line ends a complete
// export and no line was wrong.
//
// Accounts are recognised by their e-mail address and are not changed; unknown ones are created, without a
// password where none is imported (`user password` sets one): see importedsecrets.h. Names and roles are
// those that the commands accept. Organisations must not exist yet.
// Ids, epochs and revisions stay, so that devices go on where they were; if an id is taken, the team gets a
// new one and a new epoch.
#pragma once

#include "core/clock.h"
#include "core/json/json.h"
#include "core/randomsource.h"
#include "server/db/storage.h"
#include "server/operations/importednames.h"
#include "server/operations/importedrows.h"
#include "server/operations/importedsecrets.h"

#include <string>
#include <vector>

namespace mimir::server {

class OrgImport {
public:
    static constexpr std::size_t kListedErrors = 20;

    /// `slug`: another name for the organisation; the file may then contain only one.
    OrgImport(Storage &storage, const Clock &clock, RandomSource &random, std::string slug,
        ImportedSecrets::Wanted secrets = ImportedSecrets::Wanted::No);

    /// Errors: the database's; wrong lines are collected instead.
    Result<void> begin();
    Result<void> take(std::string_view line);
    /// Errors: Malformed (lines were wrong, or the end is missing), with nothing changed.
    Result<void> finish();

    /// "line 17: …"; at most kListedErrors.
    const std::vector<std::string> &wrongLines() const { return m_wrong; }
    /// What the operator should know although the import succeeded.
    const std::vector<std::string> &notes() const { return m_notes; }
    std::int64_t lines() const { return m_line; }
    std::int64_t rows() const { return m_rows.count(); }
    struct Taken {
        std::vector<std::string> orgs;          ///< by slug
        std::vector<std::string> newAccounts;   ///< by e-mail address
        std::vector<std::string> knownAccounts; ///< existed before; are members now
        int teams = 0;
    };
    const Taken &taken() const { return m_taken; }
    /// The outcome for passwords, sign-ins, revocations and the redaction key.
    std::vector<std::string> secrets() const { return m_secrets.summary(); }

private:
    using Handler = Result<void> (OrgImport::*)(const json::Object &);
    struct KindEntry;
    static const KindEntry kKinds[];

    Result<void> header(const json::Object &line);
    Result<void> organisation(const json::Object &line);
    Result<void> user(const json::Object &line);
    Result<void> revokedDevice(const json::Object &line);
    Result<void> personKey(const json::Object &line);
    Result<void> deviceKey(const json::Object &line);
    Result<void> member(const json::Object &line);
    Result<void> team(const json::Object &line);
    Result<void> teamMember(const json::Object &line);
    Result<void> historyTag(const json::Object &line);
    Result<void> device(const json::Object &line);
    Result<void> row(const json::Object &line);
    Result<void> conflict(const json::Object &line);
    Result<void> family(const json::Object &line);
    Result<void> end(const json::Object &line);

    Result<bool> isTaken(std::string_view table, std::string_view column, std::string_view value);
    Result<std::string> freeId(std::string_view table, std::string_view wanted);
    Result<std::int64_t> insert(std::string_view sql, const std::vector<SqlParameter> &values);
    Result<void> makePersonalTeams();
    void wrong(const std::string &why);

    Storage &m_storage;
    SqlConnection &m_sql;
    const Clock &m_clock;
    RandomSource &m_random;
    const std::string m_slug;
    const bool m_takesSecrets;
    ImportedSecrets m_secrets;
    SqlTransaction m_transaction;
    ImportedNames m_names;
    ImportedRows m_rows;
    std::int64_t m_nextDevice = 0;
    std::int64_t m_line = 0;
    bool m_hasEnd = false;
    std::vector<std::string> m_wrong;
    std::vector<std::string> m_notes;
    Taken m_taken;
};

} // namespace mimir::server
