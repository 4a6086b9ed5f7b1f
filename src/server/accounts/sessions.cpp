#include "server/accounts/sessions.h"

#include "server/accounts/retentionclock.h"
#include "server/accounts/secrets.h"
#include "server/accounts/signout.h"

#include <algorithm>

namespace mimir::server {
namespace {

// Marks a token whose answer was lost: it precedes the device in `used_by`; no device id begins with it.
constexpr std::string_view kVoid = "!";

Error unauthorized()
{
    return Error {ErrorCode::Unauthorized, "the session has ended"};
}

} // namespace

struct Sessions::Presented {
    std::int64_t family = 0;
    Millis expires = 0;
    std::optional<Millis> usedAt;
    std::string usedBy;
    Millis familyEnd = 0;
    bool ended = false; ///< or no longer valid: user disabled, device revoked
    Identity identity;
    DeviceLabel device;
    bool revoked = false; ///< the user removed the device from the account
};

Sessions::Sessions(SqlConnection &sql, const Clock &clock, RandomSource &random)
    : m_sql(sql), m_clock(clock), m_random(random)
{
}

Result<Tokens> Sessions::issue(std::int64_t family, const Term &term, const Identity &identity)
{
    Tokens tokens {makeSecret("mst_", m_random), makeSecret("msr_", m_random), identity,
        std::min(term.end - term.now, kAccessLife)};
    MIMIR_TRY(m_sql.run("INSERT INTO access_tokens(hash, family, expires_at) VALUES(?1,?2,?3)",
        sha256Hex(tokens.access), family, m_clock.now() + tokens.accessLife));
    MIMIR_TRY(m_sql.run("INSERT INTO refresh_tokens(hash, family, expires_at) VALUES(?1,?2,?3)",
        sha256Hex(tokens.refresh), family, std::min(term.end, term.now + kRefreshIdle)));
    return tokens;
}

Result<Tokens> Sessions::open(const Identity &identity, const DeviceLabel &device)
{
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    const auto now = RetentionClock(m_sql, m_clock).now();
    MIMIR_TRY(now);
    auto tokens = begin(identity, {*now, *now + kFamilyLife}, device);
    MIMIR_TRY(tokens);
    MIMIR_TRY(transaction.commit());
    return tokens;
}

Result<Tokens> Sessions::begin(const Identity &identity, const Term &term, const DeviceLabel &device)
{
    const auto family = m_sql.query(
        "INSERT INTO token_families(\"user\", org, ends_at, device_id, device_name, created_at, used_at)"
        " VALUES(?1,?2,?3,?4,?5,?6,?6) RETURNING pk",
        identity.user, identity.org, term.end, device.id, device.name, m_clock.now());
    MIMIR_TRY(family);
    return issue(family->integer(0, 0), term, identity);
}

Result<std::optional<Sessions::Presented>> Sessions::find(const std::string &hash, std::string_view deviceId)
{
    const auto owner = m_sql.query(
        "SELECT f.\"user\" FROM refresh_tokens r JOIN token_families f ON f.pk=r.family WHERE r.hash=?1",
        hash);
    MIMIR_TRY(owner);
    if (!owner->empty())
        MIMIR_TRY(lockSignIns(m_sql, owner->integer(0, 0)));
    const auto rows
        = m_sql.query("SELECT r.family, r.expires_at, r.used_at, r.used_by, f.ends_at, f.ended, u.disabled,"
                      " EXISTS(SELECT 1 FROM revoked_devices v WHERE v.\"user\"=f.\"user\""
                      " AND v.device_id IN (?2, f.device_id)),"
                      " f.\"user\", f.org, f.device_id, f.device_name"
                      " FROM refresh_tokens r JOIN token_families f ON f.pk=r.family"
                      " JOIN users u ON u.pk=f.\"user\" WHERE r.hash=?1",
            hash, deviceId);
    MIMIR_TRY(rows);
    if (rows->empty())
        return std::optional<Presented>();
    const bool revoked = rows->integer(0, 7) != 0;
    const bool ended = rows->integer(0, 5) != 0 || rows->integer(0, 6) != 0 || revoked;
    return std::optional(Presented {rows->integer(0, 0), rows->integer(0, 1), rows->optionalInteger(0, 2),
        rows->text(0, 3), rows->integer(0, 4), ended, {rows->integer(0, 8), rows->integer(0, 9)},
        {rows->text(0, 10), rows->text(0, 11)}, revoked});
}

Result<Tokens> Sessions::refresh(std::string_view refreshToken, std::string_view deviceId,
    std::string_view orgSlug, std::string_view deviceName)
{
    const std::string hash = sha256Hex(refreshToken);
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    const auto found = find(hash, deviceId);
    MIMIR_TRY(found);
    const std::optional<Presented> &token = *found;
    if (!token) // it never was, or the data are older than it
        return Error {ErrorCode::SignInUnknown, "this server does not know the session"};
    if (token->revoked)
        return Error {ErrorCode::DeviceRevoked, "this device was signed out by its owner"};
    // A clock that is wrong for an hour must not sign anyone out.
    const auto now = RetentionClock(m_sql, m_clock).now();
    MIMIR_TRY(now);
    if (token->ended || *now >= token->expires || *now >= token->familyEnd)
        return unauthorized();
    const auto use = useOf(*token, deviceId);
    MIMIR_TRY(use);
    if (*use == Use::Late)
        return unauthorized();
    if (*use == Use::Theft) {
        MIMIR_TRY(end(token->family));
        MIMIR_TRY(transaction.commit());
        return unauthorized();
    }
    const auto wanted = identityIn(token->identity, orgSlug);
    MIMIR_TRY(wanted);
    const DeviceLabel device {deviceId.empty() ? token->device.id : std::string(deviceId),
        deviceName.empty() ? token->device.name : std::string(deviceName)};
    const Term term {*now, token->familyEnd};
    auto tokens = wanted->org == token->identity.org ? replace(hash, *token, deviceId, device, term)
                                                     : begin(*wanted, term, device);
    MIMIR_TRY(tokens);
    MIMIR_TRY(transaction.commit());
    return tokens;
}

// The user as a member of that organisation; unchanged if none is named.
Result<Identity> Sessions::identityIn(const Identity &identity, std::string_view orgSlug)
{
    if (orgSlug.empty())
        return identity;
    const auto org = m_sql.query("SELECT o.pk FROM orgs o JOIN org_members m ON m.org=o.pk AND m.\"user\"=?1"
                                 " WHERE o.slug=?2",
        identity.user, orgSlug);
    MIMIR_TRY(org);
    if (org->empty())
        return Error {ErrorCode::Forbidden, "not a member of this organisation"};
    return Identity {identity.user, org->integer(0, 0)};
}

Result<Sessions::Use> Sessions::useOf(const Presented &token, std::string_view deviceId)
{
    if (!token.usedAt)
        return Use::First;
    const bool isVoid = token.usedBy.starts_with(kVoid);
    const std::string_view device = std::string_view(token.usedBy).substr(isVoid ? kVoid.size() : 0);
    const bool inTime = m_clock.now() - *token.usedAt <= kRefreshGrace;
    if (device != deviceId || (isVoid && !inTime))
        return Use::Theft;
    const auto later = m_sql.query(
        "SELECT 1 FROM refresh_tokens WHERE family=?1 AND used_at>?2 AND used_by NOT LIKE ?3 LIMIT 1",
        token.family, *token.usedAt, std::string(kVoid) + '%');
    MIMIR_TRY(later);
    if (later->empty())
        return Use::Again;
    return inTime ? Use::Late : Use::Theft;
}

// The answers to earlier uses of `token` were lost: void every unused token of the family.
Result<void> Sessions::voidSuccessors(const Presented &token, std::string_view deviceId)
{
    MIMIR_TRY(
        m_sql.run("UPDATE refresh_tokens SET used_at=?2, used_by=?3 WHERE family=?1 AND used_at IS NULL",
            token.family, m_clock.now(), std::string(kVoid).append(deviceId)));
    return {};
}

Result<Tokens> Sessions::replace(const std::string &hash, const Presented &token, std::string_view deviceId,
    const DeviceLabel &device, const Term &term)
{
    if (token.usedAt)
        MIMIR_TRY(voidSuccessors(token, deviceId));
    else
        MIMIR_TRY(m_sql.run(
            "UPDATE refresh_tokens SET used_at=?2, used_by=?3 WHERE hash=?1", hash, m_clock.now(), deviceId));
    MIMIR_TRY(m_sql.run("UPDATE token_families SET used_at=?2, device_id=?3, device_name=?4 WHERE pk=?1",
        token.family, m_clock.now(), device.id, device.name));
    return issue(token.family, term, token.identity);
}

Result<void> Sessions::end(std::int64_t family)
{
    MIMIR_TRY(m_sql.run("UPDATE token_families SET ended=1 WHERE pk=?1", family));
    return {};
}

Result<void> Sessions::close(std::string_view refreshToken, Reach reach, std::string_view orgSlug)
{
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    const auto found = find(sha256Hex(refreshToken), "");
    MIMIR_TRY(found);
    if (!*found)
        return {};
    const Presented &token = **found;
    const auto orgs = m_sql.query("SELECT pk FROM orgs WHERE slug=?1", orgSlug);
    MIMIR_TRY(orgs);
    const bool isNamed = !orgSlug.empty();
    const std::int64_t org = orgs->empty() ? 0 : orgs->integer(0, 0);
    if (isNamed && org == 0)
        return {};
    // A token that is no longer valid must not sign others out.
    const bool stands = !token.ended && m_clock.now() < token.expires;
    if (stands && reach == Reach::AllDevices)
        MIMIR_TRY(endSignIns(m_sql, token.identity.user, org));
    else if (stands && isNamed && org != token.identity.org && !token.device.id.empty())
        MIMIR_TRY(endSignIns(m_sql, token.identity.user, org, token.device.id));
    if (!isNamed || org == token.identity.org)
        MIMIR_TRY(end(token.family));
    return transaction.commit();
}

Result<std::optional<TokenHolder>> Sessions::identify(std::string_view accessToken)
{
    if (!accessToken.starts_with("mst_") || accessToken.size() > 64)
        return std::optional<TokenHolder>();
    const auto rows = m_sql.query("SELECT f.\"user\", f.org, " + std::string(kDeviceOfFamily)
            + ", f.device_id FROM access_tokens a JOIN token_families f ON f.pk=a.family"
              " JOIN org_members m ON m.org=f.org AND m.\"user\"=f.\"user\""
              " JOIN users u ON u.pk=f.\"user\" AND u.disabled=0"
              " WHERE a.hash=?1 AND a.expires_at>?2 AND f.ended=0"
              " AND NOT EXISTS(SELECT 1 FROM revoked_devices v WHERE v.\"user\"=f.\"user\""
              " AND v.device_id=f.device_id)",
        sha256Hex(accessToken), m_clock.now());
    MIMIR_TRY(rows);
    if (rows->empty())
        return std::optional<TokenHolder>();
    return std::optional(
        TokenHolder {{rows->integer(0, 0), rows->integer(0, 1)}, rows->text(0, 2), rows->text(0, 3)});
}

Result<void> Sessions::purge(Millis now)
{
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_sql.run("DELETE FROM access_tokens WHERE expires_at<=?1", now));
    MIMIR_TRY(m_sql.run(
        "DELETE FROM refresh_tokens WHERE expires_at<=?1 AND (used_at IS NOT NULL OR expires_at<=?2)", now,
        now - kExpiredKnown));
    MIMIR_TRY(m_sql.run("DELETE FROM token_families WHERE ends_at<=?1", now - kExpiredKnown));
    return transaction.commit();
}

} // namespace mimir::server
