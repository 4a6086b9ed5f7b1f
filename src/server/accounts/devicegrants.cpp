#include "server/accounts/devicegrants.h"

#include "server/accounts/secrets.h"

#include <algorithm>

namespace mimir::server {
namespace {

// RFC 8628, 6.1: no vowels, so that no words appear, and no characters that are easily confused. Y is left
// out too.
constexpr std::string_view kAlphabet = "BCDFGHJKLMNPQRSTVWXZ";
constexpr std::size_t kLetters = 8;

// Clients count the interval from the answer, and the network's delay varies.
constexpr Millis kPollLeeway = 500;

constexpr std::string_view kPending = "pending";
constexpr std::string_view kApproved = "approved";
constexpr std::string_view kDenied = "denied";

} // namespace

std::string userCodeFromText(std::string_view typed)
{
    std::string letters;
    for (char c : typed) {
        if (c == '-' || c == ' ')
            continue;
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - ('a' - 'A'));
        if (letters.size() == kLetters || kAlphabet.find(c) == std::string_view::npos)
            return {};
        letters += c;
    }
    return letters.size() == kLetters ? letters.insert(kLetters / 2, "-") : std::string();
}

DeviceGrants::DeviceGrants(SqlConnection &sql, const Clock &clock, RandomSource &random)
    : m_sql(sql), m_clock(clock), m_random(random)
{
}

std::string DeviceGrants::makeUserCode()
{
    // Values at or above the largest multiple of 20 would make some letters more likely.
    constexpr std::uint64_t limit = ~std::uint64_t(0) - ~std::uint64_t(0) % kAlphabet.size();
    std::string letters;
    while (letters.size() < kLetters)
        if (const std::uint64_t draw = m_random.next(); draw < limit)
            letters += kAlphabet[draw % kAlphabet.size()];
    return letters.insert(kLetters / 2, "-");
}

Result<StartedGrant> DeviceGrants::begin(const DeviceLabel &device)
{
    MIMIR_TRY(purge());
    const auto count = m_sql.query("SELECT count(*) FROM device_grants");
    MIMIR_TRY(count);
    if (count->integer(0, 0) >= kMaxGrants)
        return Error {ErrorCode::StoreBusy, "too many device grants are waiting"};
    const Millis now = m_clock.now();
    StartedGrant grant {makeSecret("msd_", m_random), makeUserCode()};
    MIMIR_TRY(m_sql.run("INSERT INTO device_grants(code_hash, user_code, device_id, device_name, created_at,"
                        " expires_at, interval_s, state) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
        sha256Hex(grant.deviceCode), sha256Hex(grant.userCode), device.id, device.name, now, now + kGrantLife,
        kPollSeconds, kPending));
    return grant;
}

Result<std::optional<PendingGrant>> DeviceGrants::find(std::string_view userCode)
{
    const auto rows = m_sql.query("SELECT device_name FROM device_grants"
                                  " WHERE user_code=?1 AND state=?2 AND expires_at>?3",
        sha256Hex(userCodeFromText(userCode)), kPending, m_clock.now());
    MIMIR_TRY(rows);
    if (rows->empty())
        return std::optional<PendingGrant>();
    return std::optional(PendingGrant {rows->text(0, 0)});
}

Result<bool> DeviceGrants::decide(std::string_view userCode, std::string_view state, const Identity &identity)
{
    const auto changed = m_sql.run("UPDATE device_grants SET state=?2, \"user\"=?3, org=?4"
                                   " WHERE user_code=?1 AND state=?5 AND expires_at>?6",
        sha256Hex(userCodeFromText(userCode)), state, identity.user, identity.org, kPending, m_clock.now());
    MIMIR_TRY(changed);
    return *changed > 0;
}

Result<bool> DeviceGrants::approve(std::string_view userCode, const Identity &identity)
{
    return decide(userCode, kApproved, identity);
}

Result<bool> DeviceGrants::deny(std::string_view userCode)
{
    return decide(userCode, kDenied, {});
}

Result<GrantPoll> DeviceGrants::stillPending(const std::string &hash, Millis now)
{
    const auto early
        = m_sql.query("UPDATE device_grants SET polled_at=?2, interval_s=interval_s+?3"
                      " WHERE code_hash=?1 AND polled_at>?2-interval_s*1000+?4 RETURNING interval_s",
            hash, now, kSlowDownSeconds, kPollLeeway);
    MIMIR_TRY(early);
    if (!early->empty())
        return GrantPoll {GrantPoll::State::SlowDown, early->integer(0, 0)};
    const auto intime = m_sql.query(
        "UPDATE device_grants SET polled_at=?2 WHERE code_hash=?1 RETURNING interval_s", hash, now);
    MIMIR_TRY(intime);
    return intime->empty() ? GrantPoll {} : GrantPoll {GrantPoll::State::Pending, intime->integer(0, 0)};
}

Result<GrantPoll> DeviceGrants::poll(std::string_view deviceCode)
{
    const Millis now = m_clock.now();
    const std::string hash = sha256Hex(deviceCode);
    SqlTransaction transaction(m_sql);
    MIMIR_TRY(transaction.begun());
    // The same order as everything that ends sign-ins: first the user, then the grant. A grant approved in
    // between waits for the next poll.
    const auto held = m_sql.queryLocking(
        "SELECT pk FROM users WHERE pk=(SELECT \"user\" FROM device_grants WHERE code_hash=?1)", hash);
    MIMIR_TRY(held);
    const std::int64_t user = held->empty() ? 0 : held->integer(0, 0);
    // A decided grant is deleted as it is read: only one of two simultaneous polls gets it.
    const auto decided = m_sql.query("DELETE FROM device_grants WHERE code_hash=?1"
                                     " AND (state=?2 OR (state=?3 AND \"user\"=?4) OR expires_at<=?5)"
                                     " RETURNING state, expires_at, \"user\", org, device_id, device_name",
        hash, kDenied, kApproved, user, now);
    MIMIR_TRY(decided);
    GrantPoll poll;
    if (!decided->empty()) {
        if (now < decided->integer(0, 1))
            poll.state
                = decided->text(0, 0) == kApproved ? GrantPoll::State::Approved : GrantPoll::State::Denied;
        poll.identity = {decided->integer(0, 2), decided->integer(0, 3)};
        poll.device = {decided->text(0, 4), decided->text(0, 5)};
    } else {
        auto waiting = stillPending(hash, now);
        MIMIR_TRY(waiting);
        poll = *waiting;
    }
    MIMIR_TRY(transaction.commit());
    return poll;
}

Result<void> DeviceGrants::purge()
{
    MIMIR_TRY(m_sql.run("DELETE FROM device_grants WHERE expires_at<=?1", m_clock.now()));
    return {};
}

} // namespace mimir::server
