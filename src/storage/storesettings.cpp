#include "storage/storesettings.h"

#include "core/ids.h"
#include "core/mutation.h"

namespace mimir {

std::string StoreSettings::text(std::string_view key, std::string_view fallback) const
{
    return m_database.text("SELECT value FROM settings WHERE key = ?", key).value_or(std::string(fallback));
}

std::int64_t StoreSettings::integer(std::string_view key, std::int64_t fallback) const
{
    return m_database.integer("SELECT value FROM settings WHERE key = ?", key).value_or(fallback);
}

Result<void> StoreSettings::set(std::string_view key, std::string_view value)
{
    return m_database.run(
        "INSERT INTO settings VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", key, value);
}

Result<void> StoreSettings::set(std::string_view key, std::int64_t value)
{
    return m_database.run(
        "INSERT INTO settings VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", key, value);
}

Result<void> StoreSettings::remove(std::string_view key)
{
    return m_database.run("DELETE FROM settings WHERE key = ?", key);
}

Result<void> StoreSettings::setSetupPending(bool pending)
{
    return pending ? set("setup_pending", std::int64_t(1)) : remove("setup_pending");
}

std::string StoreSettings::organization() const
{
    return text("signed_in") == "1" ? text("server") + '|' + text("org_slug") : std::string();
}

bool StoreSettings::privacyModeForbidden() const
{
    const std::string by = text("privacy_forbidden_by");
    return !by.empty() && by == organization();
}

Result<void> StoreSettings::noteRules(bool privacyModeAllowed, Millis now)
{
    const std::string present = organization();
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(set("privacy_forbidden_by", privacyModeAllowed ? std::string() : present));
    MIMIR_TRY(set("rules_of", present));
    MIMIR_TRY(set("rules_read_at", now));
    return transaction.commit();
}

Millis StoreSettings::rulesReadAt() const
{
    return text("rules_of") == organization() ? integer("rules_read_at") : 0;
}

Result<void> StoreSettings::setPrivacyMode(bool on, Millis now)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    if (on && !privacyMode() && privacyModeForbidden())
        return Error {ErrorCode::Forbidden, "the organisation does not allow privacy mode"};
    if (on && !privacyMode())
        MIMIR_TRY(set("privacy_since", now));
    MIMIR_TRY(set("privacy_mode", std::int64_t(on ? 1 : 0)));
    return transaction.commit();
}

Result<std::string> StoreSettings::deviceId(Millis now, RandomSource &random)
{
    const std::string id = text("device_id");
    if (!id.empty())
        return id;
    return rotateDevice(now, random);
}

Result<std::string> StoreSettings::rotateDevice(Millis now, RandomSource &random)
{
    const std::string id = newId(now, random);
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(set("device_id", id));
    MIMIR_TRY(m_database.run("INSERT INTO devices VALUES (?, ?)", id, now));
    // What the name before wrote last, somebody else may have: nothing is left out until all has been seen.
    MIMIR_TRY(m_database.run(mutated("norotfull")
            ? "UPDATE teams SET last_op_seq = 0"
            : "UPDATE teams SET last_op_seq = 0, cursor = '', full_pull = 1"));
    MIMIR_TRY(m_database.run("UPDATE sync_queue SET op_seq = NULL WHERE op_seq IS NOT NULL"));
    MIMIR_TRY(transaction.commit());
    return id;
}

Result<StoreSettings::Settled> StoreSettings::settleIn(
    std::string_view home, std::string_view file, Millis now, RandomSource &random)
{
    const std::string knownHome = text("home"), knownFile = text("home_file");
    const Settled settled = !knownHome.empty() && knownHome != home ? Settled::Copied
        : !knownFile.empty() && !file.empty() && knownFile != file  ? Settled::Replaced
                                                                    : Settled::Home;
    if (settled != Settled::Home)
        MIMIR_TRY(rotateDevice(now, random));
    if (knownHome != home)
        MIMIR_TRY(set("home", home));
    if (!file.empty() && knownFile != file)
        MIMIR_TRY(set("home_file", file));
    return settled;
}

bool StoreSettings::wasDevice(std::string_view id) const
{
    return m_database.integer("SELECT 1 FROM devices WHERE id = ?", id).has_value();
}

} // namespace mimir
