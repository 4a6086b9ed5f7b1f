#include "storage/keys/personkeystore.h"

#include "core/qtext.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace mimir {

Result<std::optional<StoredPersonKey>> PersonKeyStore::of(
    std::string_view server, std::string_view account) const
{
    Query row = m_database.query(
        "SELECT device_id, public_key, private_key, code_digits, key, offered, named, refused, asked_at"
        " FROM person_keys WHERE server = ? AND account = ?",
        server, account);
    if (row.next())
        return std::optional(StoredPersonKey {row.string(0), row.string(1), row.string(2), row.string(3),
            row.string(4), row.string(5), row.string(6), row.string(7), row.integer(8)});
    MIMIR_TRY(row.status());
    return std::optional<StoredPersonKey>();
}

Result<void> PersonKeyStore::set(
    std::string_view server, std::string_view account, const StoredPersonKey &stored)
{
    return m_database.run("INSERT INTO person_keys(server, account, device_id, public_key, private_key, "
                          "code_digits, key, offered, named,"
                          " refused, asked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON "
                          "CONFLICT DO UPDATE SET device_id = ?3,"
                          " public_key = ?4, private_key = ?5, code_digits = ?6, key = ?7, offered = ?8, "
                          "named = ?9, refused = ?10, asked_at = ?11",
        server, account, stored.deviceId, stored.publicKey, stored.privateKey, stored.codeDigits, stored.key,
        stored.offered, stored.named, stored.refused, stored.askedAt);
}

Result<std::vector<std::string>> PersonKeyStore::atAnyAddress(std::string_view account) const
{
    std::vector<std::string> keys;
    Query rows = m_database.query(
        "SELECT DISTINCT key FROM person_keys WHERE account = ? AND key <> '' ORDER BY key", account);
    while (rows.next())
        keys.push_back(rows.string(0));
    MIMIR_TRY(rows.status());
    return keys;
}

Result<void> PersonKeyStore::copy(std::string_view server, std::string_view address)
{
    return m_database.run("INSERT INTO person_keys SELECT ?2, account, device_id, public_key, private_key, "
                          "code_digits, key, offered,"
                          " named, refused, 0 FROM person_keys WHERE server = ?1 ON CONFLICT DO NOTHING",
        server, address);
}

Result<std::string> PersonKeyStore::placeholderKey(std::int64_t team) const
{
    Query row
        = m_database.query("SELECT k.key, t.org_slug FROM teams t JOIN person_keys k ON k.server = t.server"
                           " AND k.account = t.account WHERE t.pk = ? AND k.key <> ''",
            team);
    if (!row.next()) {
        MIMIR_TRY(row.status());
        return std::string();
    }
    const std::string purpose = "mimir placeholders|" + row.string(1);
    return QMessageAuthenticationCode::hash(
        toByteArray(purpose), toByteArray(row.string(0)), QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

} // namespace mimir
