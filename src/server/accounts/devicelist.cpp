#include "server/accounts/devicelist.h"

#include "server/accounts/personkeys.h"
#include "server/accounts/signout.h"

#include <algorithm>

namespace mimir::server {
namespace {

DeviceInfo &entryOf(std::vector<DeviceInfo> &devices, const std::string &id)
{
    const auto at = std::ranges::find(devices, id, [](const DeviceInfo &device) { return device.label.id; });
    if (at != devices.end())
        return *at;
    devices.push_back({{id, {}}, std::nullopt, 0, {}, false, false});
    return devices.back();
}

void see(DeviceInfo &device, const std::string &name, std::optional<Millis> first, Millis last)
{
    if (!name.empty() && (device.label.name.empty() || last >= device.lastSeen))
        device.label.name = name;
    if (first && (!device.firstSeen || *first < *device.firstSeen))
        device.firstSeen = first;
    device.lastSeen = std::max(device.lastSeen, last);
}

} // namespace

DeviceList::DeviceList(SqlConnection &sql, const Clock &clock) : m_sql(sql), m_clock(clock) { }

Result<std::vector<DeviceInfo>> DeviceList::of(std::int64_t user)
{
    const auto families = m_sql.query("SELECT " + std::string(kDeviceOfFamily)
            + ", f.device_name, f.created_at, f.used_at, f.device_id"
              " FROM token_families f"
              " WHERE f.\"user\"=?1 AND f.ended=0 AND f.ends_at>?2"
              " AND NOT EXISTS(SELECT 1 FROM revoked_devices r"
              " WHERE r.\"user\"=?1 AND r.device_id=f.device_id)",
        user, m_clock.now());
    MIMIR_TRY(families);
    const auto synced
        = m_sql.query("SELECT d.id, d.name, d.seen_at, t.id FROM team_members m"
                      " JOIN teams t ON t.pk=m.team"
                      " JOIN devices d ON d.team=m.team AND d.\"user\"=m.\"user\""
                      " WHERE m.\"user\"=?1 AND d.id<>'' AND NOT EXISTS(SELECT 1 FROM revoked_devices r"
                      " WHERE r.\"user\"=?1 AND r.device_id=d.id) ORDER BY t.pk",
            user);
    MIMIR_TRY(synced);
    std::vector<DeviceInfo> devices;
    for (std::size_t row = 0; row < families->size(); ++row) {
        DeviceInfo &device = entryOf(devices, families->text(row, 0));
        const auto first = families->optionalInteger(row, 2);
        see(device, families->text(row, 1), first, std::max(families->integer(row, 3), first.value_or(0)));
        device.signedIn = true;
        device.isNamed = device.isNamed || !families->text(row, 4).empty();
    }
    for (std::size_t row = 0; row < synced->size(); ++row) {
        DeviceInfo &device = entryOf(devices, synced->text(row, 0));
        see(device, synced->text(row, 1), std::nullopt, synced->integer(row, 2));
        device.teamIds.push_back(synced->text(row, 3));
        device.isNamed = true;
    }
    std::ranges::sort(devices, [](const DeviceInfo &a, const DeviceInfo &b) {
        return a.lastSeen != b.lastSeen ? a.lastSeen > b.lastSeen : a.label.id < b.label.id;
    });
    return devices;
}

Result<bool> DeviceList::revoke(std::int64_t user, std::string_view deviceId)
{
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(lockSignIns(m_sql, user));
    const auto devices = of(user);
    MIMIR_TRY(devices);
    const auto device
        = std::ranges::find(*devices, deviceId, [](const DeviceInfo &one) { return one.label.id; });
    if (device == devices->end())
        return false;
    if (device->isNamed)
        MIMIR_TRY(m_sql.run("INSERT INTO revoked_devices(\"user\", device_id, at) VALUES(?1,?2,?3)"
                            " ON CONFLICT(\"user\", device_id) DO NOTHING",
            user, deviceId, m_clock.now()));
    MIMIR_TRY(PersonKeys::forget(m_sql, user, deviceId));
    MIMIR_TRY(endSignIns(m_sql, user, 0, deviceId));
    MIMIR_TRY(transaction.commit());
    return true;
}

Result<bool> DeviceList::isRevoked(std::int64_t user, std::string_view deviceId)
{
    const auto rows
        = m_sql.query("SELECT 1 FROM revoked_devices WHERE \"user\"=?1 AND device_id=?2", user, deviceId);
    MIMIR_TRY(rows);
    return !rows->empty();
}

Result<void> DeviceList::welcome(std::int64_t user, std::string_view deviceId)
{
    if (deviceId.empty())
        return {};
    MIMIR_TRY(m_sql.run("DELETE FROM revoked_devices WHERE \"user\"=?1 AND device_id=?2", user, deviceId));
    return {};
}

} // namespace mimir::server
