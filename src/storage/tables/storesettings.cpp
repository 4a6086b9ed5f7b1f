#include "storage/tables/storesettings.h"

#include "core/ids.h"

namespace mimir {

std::string StoreSettings::text(std::string_view key, std::string_view fallback) const
{
    return m_database.text("SELECT value FROM settings WHERE key = ?", key).value_or(std::string(fallback));
}

std::int64_t StoreSettings::integer(std::string_view key, std::int64_t fallback) const
{
    return m_database.integer("SELECT value FROM settings WHERE key = ?", key).value_or(fallback);
}

Result<std::string> StoreSettings::readText(std::string_view key) const
{
    auto found = m_database.readText("SELECT value FROM settings WHERE key = ?", key);
    MIMIR_TRY(found);
    return found->value_or(std::string());
}

Result<bool> StoreSettings::isOn(std::string_view key) const
{
    Query row = m_database.query("SELECT value FROM settings WHERE key = ?", key);
    const bool on
        = row.next() && !row.isNull(0) && (row.kind(0) != Query::Kind::Integer || row.integer(0) != 0);
    MIMIR_TRY(row.status());
    return on;
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

Result<bool> StoreSettings::maySend() const
{
    const auto privacy = privacyMode(), undecided = setupPending();
    MIMIR_TRY(privacy);
    MIMIR_TRY(undecided);
    return !*privacy && !*undecided;
}

Result<void> StoreSettings::setSetupPending(bool pending)
{
    return pending ? set("setup_pending", std::int64_t(1)) : remove("setup_pending");
}

Result<std::string> StoreSettings::organization() const
{
    const auto signedIn = readText("signed_in"), server = readText("server"), org = readText("org_slug");
    MIMIR_TRY(signedIn);
    MIMIR_TRY(server);
    MIMIR_TRY(org);
    return *signedIn == "1" ? *server + '|' + *org : std::string();
}

Result<bool> StoreSettings::privacyModeForbidden() const
{
    const auto by = readText("privacy_forbidden_by");
    MIMIR_TRY(by);
    const auto present = organization();
    MIMIR_TRY(present);
    return !by->empty() && *by == *present;
}

Result<void> StoreSettings::noteRules(bool privacyModeAllowed, Millis now)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto present = organization();
    MIMIR_TRY(present);
    MIMIR_TRY(set("privacy_forbidden_by", privacyModeAllowed ? std::string() : *present));
    MIMIR_TRY(set("rules_of", *present));
    MIMIR_TRY(set("rules_read_at", now));
    return transaction.commit();
}

Millis StoreSettings::rulesReadAt() const
{
    const auto present = organization();
    return present && text("rules_of") == *present ? integer("rules_read_at") : 0;
}

Result<void> StoreSettings::setPrivacyMode(bool on, Millis now)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto before = privacyMode(), forbidden = privacyModeForbidden();
    MIMIR_TRY(before);
    MIMIR_TRY(forbidden);
    if (on && !*before && *forbidden)
        return Error {ErrorCode::Forbidden, "the organisation does not allow privacy mode"};
    if (on && !*before)
        MIMIR_TRY(set("privacy_since", now));
    MIMIR_TRY(set("privacy_mode", std::int64_t(on ? 1 : 0)));
    return transaction.commit();
}

Result<std::string> StoreSettings::deviceId(Millis now, RandomSource &random)
{
    const auto id = readText("device_id");
    MIMIR_TRY(id);
    if (!id->empty())
        return *id;
    return rotateDevice(now, random);
}

Result<std::string> StoreSettings::storeId(Millis now, RandomSource &random)
{
    auto id = readText("store_id");
    MIMIR_TRY(id);
    if (!id->empty())
        return id;
    // Another process may be opening the store, too: the first one decides.
    MIMIR_TRY(m_database.run(
        "INSERT OR IGNORE INTO settings(key, value) VALUES ('store_id', ?)", newId(now, random)));
    return readText("store_id");
}

Result<std::string> StoreSettings::rotateDevice(Millis now, RandomSource &random)
{
    std::string id = newId(now, random);
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(set("device_id", id));
    MIMIR_TRY(m_database.run("INSERT INTO devices VALUES (?, ?)", id, now));
    // Another device may have written under the old id, too: nothing is left out until everything has been
    // fetched.
    MIMIR_TRY(m_database.run("UPDATE teams SET last_op_seq = 0, cursor = '', full_pull = 1"));
    MIMIR_TRY(m_database.run("UPDATE sync_queue SET op_seq = NULL WHERE op_seq IS NOT NULL"));
    MIMIR_TRY(transaction.commit());
    return id;
}

namespace {

StoreSettings::StoreOrigin originOf(const StoreSettings::Place &known, const StoreSettings::Place &now)
{
    using StoreOrigin = StoreSettings::StoreOrigin;
    if (!known.home.empty() && known.home != now.home)
        return !now.nodes.empty() && known.nodes == now.nodes ? StoreOrigin::Moved : StoreOrigin::Copied;
    const bool isOther = !known.file.empty() && !now.file.empty() && known.file != now.file;
    return isOther ? StoreOrigin::Replaced : StoreOrigin::Home;
}

} // namespace

Result<StoreSettings::StoreOrigin> StoreSettings::detectCopiedStore(
    const Place &place, Millis now, RandomSource &random)
{
    const auto home = readText("home"), file = readText("home_file"), nodes = readText("home_nodes");
    MIMIR_TRY(home);
    MIMIR_TRY(file);
    MIMIR_TRY(nodes);
    const StoreOrigin origin = originOf({*home, *file, *nodes}, place);
    if (origin == StoreOrigin::Replaced || origin == StoreOrigin::Copied)
        MIMIR_TRY(rotateDevice(now, random));
    if (*home != place.home)
        MIMIR_TRY(set("home", place.home));
    if (!place.file.empty() && *file != place.file)
        MIMIR_TRY(set("home_file", place.file));
    if (*nodes != place.nodes)
        MIMIR_TRY(set("home_nodes", place.nodes));
    return origin;
}

bool StoreSettings::wasDevice(std::string_view id) const
{
    return m_database.integer("SELECT 1 FROM devices WHERE id = ?", id).has_value();
}

} // namespace mimir
