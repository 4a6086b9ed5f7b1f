#include "server/sessions.h"

#include <algorithm>
#include <sodium.h>

namespace mimir::server {
namespace {

std::string sha256(std::string_view text)
{
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char *>(digest.data()),
        reinterpret_cast<const unsigned char *>(text.data()), text.size());
    return digest;
}

// Who "used" a token whose answer got lost; no device id looks like this.
constexpr std::string_view kSuperseded = "!";

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
    bool ended = false;
    Identity identity;
};

Sessions::Sessions(Database &database, const Clock &clock, RandomSource &random)
    : m_database(database), m_clock(clock), m_random(random)
{
}

std::string Sessions::makeToken(std::string_view prefix)
{
    unsigned char bytes[32];
    for (std::size_t i = 0; i < sizeof bytes; i += 8) {
        const std::uint64_t word = m_random.next();
        std::copy_n(reinterpret_cast<const unsigned char *>(&word), 8, bytes + i);
    }
    char text[sodium_base64_ENCODED_LEN(sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
    sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return std::string(prefix) + text;
}

Result<void> Sessions::insert(
    std::string_view sql, const std::string &token, std::int64_t family, Millis expires)
{
    const std::string hash = sha256(token);
    Query query = m_database.query(sql, nullptr, family, expires);
    query.bindBlob(1, hash);
    query.next();
    return query.status();
}

Result<Tokens> Sessions::issue(std::int64_t family, Millis familyEnd, const Identity &identity)
{
    const Millis now = m_clock.now();
    Tokens tokens {makeToken("mst_"), makeToken("msr_"), identity};
    MIMIR_TRY(insert("INSERT INTO access_tokens(hash, family, expires_at) VALUES(?1,?2,?3)", tokens.access,
        family, std::min(familyEnd, now + kAccessLife)));
    MIMIR_TRY(insert("INSERT INTO refresh_tokens(hash, family, expires_at) VALUES(?1,?2,?3)", tokens.refresh,
        family, std::min(familyEnd, now + kRefreshIdle)));
    return tokens;
}

Result<Tokens> Sessions::open(const Identity &identity)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    auto tokens = begin(identity, m_clock.now() + kFamilyLife);
    MIMIR_TRY(tokens);
    MIMIR_TRY(transaction.commit());
    return tokens;
}

Result<Tokens> Sessions::begin(const Identity &identity, Millis end)
{
    MIMIR_TRY(m_database.run(
        "INSERT INTO token_families(user, org, ends_at) VALUES(?1,?2,?3)", identity.user, identity.org, end));
    return issue(m_database.lastInsertId(), end, identity);
}

std::optional<Sessions::Presented> Sessions::find(const std::string &hash)
{
    Query query
        = m_database.query("SELECT r.family, r.expires_at, r.used_at, r.used_by, f.ends_at, f.ended, f.user,"
                           " f.org FROM refresh_tokens r JOIN token_families f ON f.pk=r.family"
                           " WHERE r.hash=?1");
    query.bindBlob(1, hash);
    if (!query.next())
        return std::nullopt;
    return Presented {query.integer(0), query.integer(1), query.optionalInteger(2), query.string(3),
        query.integer(4), query.integer(5) != 0, {query.integer(6), query.integer(7)}};
}

Result<Tokens> Sessions::refresh(
    std::string_view refreshToken, std::string_view deviceId, std::string_view orgSlug)
{
    const Millis now = m_clock.now();
    const std::string hash = sha256(refreshToken);
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto token = find(hash);
    if (!token || token->ended || now >= token->expires || now >= token->familyEnd)
        return unauthorized();
    if (isReuse(*token, deviceId)) {
        MIMIR_TRY(m_database.run("UPDATE token_families SET ended=1 WHERE pk=?1", token->family));
        MIMIR_TRY(transaction.commit());
        return unauthorized();
    }
    Identity wanted = token->identity;
    if (!orgSlug.empty()) {
        const auto org
            = m_database.integer("SELECT o.pk FROM orgs o JOIN org_members m ON m.org=o.pk AND m.user=?1"
                                 " WHERE o.slug=?2",
                wanted.user, orgSlug);
        if (!org)
            return Error {ErrorCode::Forbidden, "not a member of this organisation"};
        wanted.org = *org;
    }
    auto tokens = wanted.org == token->identity.org ? replace(hash, *token, deviceId)
                                                    : begin(wanted, token->familyEnd);
    MIMIR_TRY(tokens);
    MIMIR_TRY(transaction.commit());
    return tokens;
}

bool Sessions::isReuse(const Presented &token, std::string_view deviceId)
{
    if (!token.usedAt)
        return false;
    if (token.usedBy != deviceId || token.usedBy == kSuperseded)
        return true;
    return m_clock.now() - *token.usedAt > kRefreshGrace
        && m_database.integer(
            "SELECT 1 FROM refresh_tokens WHERE family=?1 AND used_at>?2 AND used_by<>?3 LIMIT 1",
            token.family, *token.usedAt, kSuperseded);
}

// What was issued for `token` before and never came back is not to be used any more.
Result<void> Sessions::supersede(const Presented &token)
{
    if (!token.usedAt || m_clock.now() - *token.usedAt <= kRefreshGrace)
        return {};
    return m_database.run(
        "UPDATE refresh_tokens SET used_at=?2, used_by=?3 WHERE family=?1 AND used_at IS NULL", token.family,
        m_clock.now(), kSuperseded);
}

Result<Tokens> Sessions::replace(const std::string &hash, const Presented &token, std::string_view deviceId)
{
    MIMIR_TRY(supersede(token));
    if (!token.usedAt) {
        Query use = m_database.query("UPDATE refresh_tokens SET used_at=?2, used_by=?3 WHERE hash=?1",
            nullptr, m_clock.now(), deviceId);
        use.bindBlob(1, hash);
        use.next();
        MIMIR_TRY(use.status());
    }
    return issue(token.family, token.familyEnd, token.identity);
}

Result<void> Sessions::close(std::string_view refreshToken, bool everywhere)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto token = find(sha256(refreshToken));
    if (!token)
        return {};
    // A token that no longer stands for anybody must not sign other devices out.
    const bool stands = !token->ended && m_clock.now() < token->expires;
    if (everywhere && stands)
        MIMIR_TRY(m_database.run("UPDATE token_families SET ended=1 WHERE user=?1", token->identity.user));
    MIMIR_TRY(m_database.run("UPDATE token_families SET ended=1 WHERE pk=?1", token->family));
    return transaction.commit();
}

std::optional<Identity> Sessions::identify(std::string_view accessToken)
{
    if (!accessToken.starts_with("mst_") || accessToken.size() > 64)
        return std::nullopt;
    const std::string hash = sha256(accessToken);
    Query query
        = m_database.query("SELECT f.user, f.org FROM access_tokens a JOIN token_families f ON f.pk=a.family"
                           " JOIN org_members m ON m.org=f.org AND m.user=f.user"
                           " WHERE a.hash=?1 AND a.expires_at>?2 AND f.ended=0",
            nullptr, m_clock.now());
    query.bindBlob(1, hash);
    if (!query.next())
        return std::nullopt;
    return Identity {query.integer(0), query.integer(1)};
}

Result<void> Sessions::purge()
{
    const Millis now = m_clock.now();
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_database.run("DELETE FROM access_tokens WHERE expires_at<=?1", now));
    MIMIR_TRY(m_database.run("DELETE FROM refresh_tokens WHERE expires_at<=?1", now));
    MIMIR_TRY(m_database.run("DELETE FROM token_families WHERE ends_at<=?1", now));
    return transaction.commit();
}

} // namespace mimir::server
