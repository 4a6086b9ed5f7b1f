#include "server/accounts/personkeys.h"

#include "server/accounts/signout.h"

namespace mimir::server {

Result<std::string> PersonKeys::keyIdOf(std::int64_t user)
{
    const auto rows = m_sql.query("SELECT key_id FROM person_keys WHERE \"user\"=?1", user);
    MIMIR_TRY(rows);
    return rows->empty() ? std::string() : rows->text(0, 0);
}

Result<PersonKeys::Found> PersonKeys::of(std::int64_t user, std::string_view device)
{
    auto keyId = keyIdOf(user);
    MIMIR_TRY(keyId);
    const auto rows = m_sql.query("SELECT device_id, public_key, key_id, sealed FROM device_keys"
                                  " WHERE \"user\"=?1 ORDER BY device_id",
        user);
    MIMIR_TRY(rows);
    Found found {std::move(*keyId), {}, {}};
    for (std::size_t row = 0; row < rows->size(); ++row) {
        found.devices.push_back({rows->text(row, 0), rows->text(row, 1), rows->text(row, 2)});
        if (!device.empty() && rows->text(row, 0) == device)
            found.sealed = rows->text(row, 3);
    }
    return found;
}

Result<PersonKeys::Published> PersonKeys::publish(
    std::int64_t user, std::string_view device, std::string_view publicKey, std::string_view keyId)
{
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(lockSignIns(m_sql, user));
    const auto others
        = m_sql.query("SELECT count(*) FROM device_keys WHERE \"user\"=?1 AND device_id<>?2", user, device);
    MIMIR_TRY(others);
    if (others->integer(0, 0) >= static_cast<std::int64_t>(kMostDevices))
        return Published::TooMany;
    MIMIR_TRY(m_sql.run("DELETE FROM device_keys WHERE \"user\"=?1 AND device_id=?2 AND public_key<>?3", user,
        device, publicKey));
    MIMIR_TRY(m_sql.run(
        "INSERT INTO device_keys(\"user\", device_id, public_key, key_id, at) VALUES(?1,?2,?3,?4,?5)"
        " ON CONFLICT(\"user\", device_id) DO UPDATE SET key_id=?4, at=?5",
        user, device, publicKey, keyId, m_clock.now()));
    MIMIR_TRY(transaction.commit());
    return Published::Done;
}

Result<std::string> PersonKeys::begin(std::int64_t user, std::string_view keyId, std::string_view after)
{
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(lockSignIns(m_sql, user));
    const auto present = keyIdOf(user);
    MIMIR_TRY(present);
    if (*present != after || *present == keyId)
        return *present;
    MIMIR_TRY(m_sql.run("INSERT INTO person_keys(\"user\", key_id, at) VALUES(?1,?2,?3)"
                        " ON CONFLICT(\"user\") DO UPDATE SET key_id=?2, at=?3",
        user, keyId, m_clock.now()));
    MIMIR_TRY(m_sql.run("UPDATE device_keys SET sealed='' WHERE \"user\"=?1", user));
    MIMIR_TRY(transaction.commit());
    return std::string(keyId);
}

Result<PersonKeys::Given> PersonKeys::give(std::int64_t user, const DeviceKey &to, std::string_view sealed)
{
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(lockSignIns(m_sql, user));
    const auto present = keyIdOf(user);
    MIMIR_TRY(present);
    if (present->empty() || *present != to.keyId)
        return Given::AnotherKey;
    const auto changed
        = m_sql.run("UPDATE device_keys SET sealed=?4 WHERE \"user\"=?1 AND device_id=?2 AND public_key=?3",
            user, to.device, to.publicKey, sealed);
    MIMIR_TRY(changed);
    if (*changed == 0)
        return Given::NoSuchDevice;
    MIMIR_TRY(transaction.commit());
    return Given::Done;
}

Result<void> PersonKeys::forget(SqlConnection &sql, std::int64_t user, std::string_view device)
{
    MIMIR_TRY(sql.run("DELETE FROM device_keys WHERE \"user\"=?1 AND device_id=?2", user, device));
    return {};
}

} // namespace mimir::server
