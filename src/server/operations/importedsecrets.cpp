#include "server/operations/importedsecrets.h"

#include "core/ids.h"
#include "server/accounts/personkeys.h"
#include "server/operations/importline.h"

namespace mimir::server {
namespace {

// crypto_pwhash_STRBYTES, including its zero.
constexpr std::size_t kMaxHashBytes = 127;

std::string counted(int count, const char *what)
{
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

} // namespace

bool ImportedSecrets::takes(std::int64_t user)
{
    if (m_wanted == Wanted::No)
        ++m_notWanted;
    else if (!m_made.contains(user))
        ++m_leftOut;
    return m_wanted == Wanted::Yes && m_made.contains(user);
}

Result<std::string> ImportedSecrets::password(const std::string &hash)
{
    if (hash.empty())
        return std::string();
    if (!hash.starts_with("$argon2") || hash.size() > kMaxHashBytes)
        return badLine("\"password\" is not a hash made by this program");
    if (m_wanted == Wanted::No) {
        ++m_notWanted;
        return std::string();
    }
    ++m_passwords;
    return hash;
}

Result<void> ImportedSecrets::redactionKey(const std::string &key)
{
    if (m_wanted == Wanted::No) {
        ++m_notWanted;
        return {};
    }
    MIMIR_TRY(m_sql.run(
        "INSERT INTO settings(name, value) VALUES('org_secret_key', ?1) ON CONFLICT (name) DO NOTHING", key));
    const auto kept = m_sql.query("SELECT value FROM settings WHERE name='org_secret_key'");
    MIMIR_TRY(kept);
    m_otherKey = kept->text(0, 0) != key;
    m_keys += m_otherKey ? 0 : 1;
    return {};
}

// A device that is signed in here has already been let in again.
Result<void> ImportedSecrets::revokedDevice(std::int64_t user, const json::Object &line)
{
    const std::string id = line.text("id").value_or("");
    if (!isValidId(id))
        return badLine("\"id\" is not an id");
    if (!takes(user))
        return {};
    ++m_revocations;
    MIMIR_TRY(m_sql.run(
        "INSERT INTO revoked_devices(\"user\", device_id, at) SELECT ?1, ?2, ?3 WHERE NOT EXISTS("
        "SELECT 1 FROM token_families WHERE \"user\"=?1 AND device_id=?2 AND ended=0 AND ends_at>?4)"
        " ON CONFLICT(\"user\", device_id) DO NOTHING",
        user, id, line.integer("at").value_or(m_clock.now()), m_clock.now()));
    return {};
}

Result<void> ImportedSecrets::personKey(std::int64_t user, const json::Object &line)
{
    const std::string id = line.text("keyId").value_or("");
    if (!isValidId(id))
        return badLine("\"keyId\" is not an id");
    if (!takes(user))
        return {};
    MIMIR_TRY(m_sql.run("INSERT INTO person_keys(\"user\", key_id, at) VALUES(?1,?2,?3)"
                        " ON CONFLICT(\"user\") DO NOTHING",
        user, id, line.integer("at").value_or(m_clock.now())));
    return {};
}

Result<void> ImportedSecrets::deviceKey(std::int64_t user, const json::Object &line)
{
    const std::string id = line.text("id").value_or(""), publicKey = line.text("publicKey").value_or("");
    const std::string keyId = line.text("keyId").value_or(""), sealed = line.text("sealed").value_or("");
    if (!isValidId(id) || publicKey.size() != PersonKeys::kPublicKeyCharacters
        || (!keyId.empty() && !isValidId(keyId)) || sealed.size() > PersonKeys::kMostSealedCharacters)
        return badLine("a device's key that cannot be read");
    if (!takes(user))
        return {};
    MIMIR_TRY(m_sql.run("INSERT INTO device_keys(\"user\", device_id, public_key, key_id, sealed, at)"
                        " VALUES(?1,?2,?3,?4,?5,?6) ON CONFLICT(\"user\", device_id) DO NOTHING",
        user, id, publicKey, keyId, sealed, line.integer("at").value_or(m_clock.now())));
    return {};
}

Result<void> ImportedSecrets::signIn(std::int64_t user, std::int64_t org, const json::Object &line)
{
    const auto number = line.integer("number");
    const auto endsAt = line.integer("endsAt");
    const auto hash = line.text("hash");
    if (!number || !endsAt || !hash)
        return badLine("a sign-in that cannot be read");
    if (!takes(user))
        return {};
    const auto known = m_sql.query("SELECT 1 FROM refresh_tokens WHERE hash=?1", *hash);
    MIMIR_TRY(known);
    if (!known->empty())
        return badLine("a sign-in that already exists here");
    if (!m_families.contains(*number)) {
        const auto made
            = m_sql.query("INSERT INTO token_families(\"user\", org, ends_at, device_id, device_name,"
                          " created_at, used_at) VALUES(?1,?2,?3,?4,?5,?6,?7) RETURNING pk",
                user, org, *endsAt, line.text("deviceId").value_or(""), line.text("deviceName").value_or(""),
                line.integer("createdAt").value_or(0), line.integer("usedAt").value_or(0));
        MIMIR_TRY(made);
        m_families[*number] = made->integer(0, 0);
        ++m_signIns;
    }
    const auto usedAt = line.integer("tokenUsedAt");
    const auto usedBy = usedAt ? line.text("tokenUsedBy") : std::nullopt;
    MIMIR_TRY(m_sql.run(
        "INSERT INTO refresh_tokens(hash, family, expires_at, used_at, used_by) VALUES(?1,?2,?3,?4,?5)",
        *hash, m_families[*number], line.integer("expiresAt").value_or(0), usedAt, usedBy));
    return {};
}

std::vector<std::string> ImportedSecrets::summary() const
{
    std::vector<std::string> said;
    if (m_wanted == Wanted::Yes)
        said.push_back("secrets imported: " + counted(m_passwords, "password") + ", "
            + counted(m_signIns, "sign-in") + ", " + counted(m_revocations, "revocation") + ", "
            + counted(m_keys, "redaction key"));
    if (m_leftOut > 0)
        said.push_back(counted(m_leftOut, "secret")
            + " not imported: they belong to accounts that already existed here, which keep their own "
              "passwords and sign-ins");
    if (m_notWanted > 0)
        said.push_back(counted(m_notWanted, "secret")
            + " in the file not imported: import --secrets imports passwords, sign-ins, revocations, sealed "
              "keys and the "
              "redaction key");
    if (m_otherKey)
        said.emplace_back("this server has its own key for redaction placeholders: from now on, the same "
                          "secret gets a different placeholder");
    return said;
}

} // namespace mimir::server
