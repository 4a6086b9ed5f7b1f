#include "server/accounts/throttle.h"

#include "core/text.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <sodium.h>
#include <string>
#include <vector>

namespace mimir::server {
namespace {

constexpr Millis kFirstWait = 1000;

// A customer of an IPv6 provider has at least a /64, so its addresses count as one.
std::string addressBlock(std::string_view address)
{
    std::string text(address);
    in6_addr v6 {};
    if (inet_pton(AF_INET6, text.c_str(), &v6) != 1)
        return text;
    const auto *bytes = reinterpret_cast<const char *>(v6.s6_addr);
    if (IN6_IS_ADDR_V4MAPPED(&v6)) {
        char v4[INET_ADDRSTRLEN] = {};
        inet_ntop(AF_INET, bytes + 12, v4, sizeof v4);
        return v4;
    }
    return "64:" + std::string(bytes, 8);
}

} // namespace

Throttle::Throttle(const Clock &clock, RandomSource &random, std::size_t capacity)
    : m_clock(clock), m_capacity(std::max<std::size_t>(capacity, 8))
{
    for (std::size_t i = 0; i < m_secret.size(); i += sizeof(std::uint64_t)) {
        const std::uint64_t word = random.next();
        std::memcpy(m_secret.data() + i, &word, sizeof word);
    }
}

Throttle::Key Throttle::keyOf(Kind kind, std::string_view address, std::string_view account) const
{
    std::string text(1, static_cast<char>(kind));
    text += addressBlock(address) + '\n' + asciiLowered(account);
    static_assert(crypto_shorthash_BYTES == sizeof(Key) && crypto_shorthash_KEYBYTES == 16);
    Key key = 0;
    crypto_shorthash(reinterpret_cast<unsigned char *>(&key),
        reinterpret_cast<const unsigned char *>(text.data()), text.size(), m_secret.data());
    return key;
}

Throttle::Entry *Throttle::find(Key key, Millis now)
{
    const auto at = m_entries.find(key);
    if (at == m_entries.end())
        return nullptr;
    if (now >= at->second.forgetAt) {
        m_entries.erase(at);
        return nullptr;
    }
    return &at->second;
}

Millis Throttle::waitOf(Key key, const Pace &pace, Millis now)
{
    Entry *entry = find(key, now);
    if (!entry || entry->failures < pace.freely)
        return 0;
    const unsigned doublings = std::min(entry->failures - pace.freely, 20u);
    const Millis pause = std::min(pace.longest, kFirstWait << doublings);
    // A clock that was set back must not lock anyone out until it has caught up.
    entry->last = std::min(entry->last, now);
    return std::max<Millis>(0, pause - (now - entry->last));
}

void Throttle::count(Key key, const Pace &pace, Millis now)
{
    if (!find(key, now))
        makeRoom(now);
    Entry &entry = m_entries[key];
    ++entry.failures;
    entry.last = now;
    entry.forgetAt = std::max(entry.forgetAt, now + pace.memory);
}

void Throttle::takeBack(Key key)
{
    const auto at = m_entries.find(key);
    if (at != m_entries.end() && at->second.failures > 0)
        --at->second.failures;
}

// Dropping half at once makes a full table cost the same per attempt as an empty one.
void Throttle::makeRoom(Millis now)
{
    if (m_entries.size() < m_capacity)
        return;
    std::erase_if(m_entries, [now](const auto &item) { return now >= item.second.forgetAt; });
    if (m_entries.size() < m_capacity)
        return;
    std::vector<Millis> instants;
    instants.reserve(m_entries.size());
    for (const auto &[key, entry] : m_entries)
        instants.push_back(entry.last);
    const auto middle = instants.begin() + static_cast<std::ptrdiff_t>(instants.size() / 2);
    std::ranges::nth_element(instants, middle);
    std::size_t surplus = m_entries.size() - m_capacity / 2;
    std::erase_if(m_entries, [limit = *middle, &surplus](const auto &item) {
        return item.second.last <= limit && surplus > 0 && surplus-- > 0;
    });
}

std::optional<Millis> Throttle::beginSignIn(std::string_view address, std::string_view account)
{
    const Key byAddress = keyOf(Kind::Address, address, {});
    const Key byAccount = keyOf(Kind::Account, {}, account);
    const Key byPair = keyOf(Kind::Pair, address, account);
    const std::lock_guard lock(m_mutex);
    const Millis now = m_clock.now();
    const Entry *pair = find(byPair, now);
    const Key narrow = pair && pair->known ? byPair : byAccount;
    const Millis wait = std::max(waitOf(byAddress, kAddress, now), waitOf(narrow, kAccount, now));
    if (wait > 0)
        return wait;
    count(byAddress, kAddress, now);
    count(narrow, kAccount, now);
    return std::nullopt;
}

void Throttle::signedIn(std::string_view address, std::string_view account)
{
    const Key byAddress = keyOf(Kind::Address, address, {});
    const Key byAccount = keyOf(Kind::Account, {}, account);
    const Key byPair = keyOf(Kind::Pair, address, account);
    const std::lock_guard lock(m_mutex);
    const Millis now = m_clock.now();
    takeBack(byAddress);
    m_entries.erase(byAccount);
    if (!find(byPair, now))
        makeRoom(now);
    m_entries[byPair] = {0, now, now + kKnownFor, true};
}

std::optional<Millis> Throttle::beginOne(Kind kind, const Pace &pace, std::string_view address)
{
    const Key key = keyOf(kind, address, {});
    const std::lock_guard lock(m_mutex);
    const Millis now = m_clock.now();
    if (const Millis wait = waitOf(key, pace, now); wait > 0)
        return wait;
    count(key, pace, now);
    return std::nullopt;
}

std::optional<Millis> Throttle::beginUserCode(std::string_view address)
{
    return beginOne(Kind::UserCode, kUserCode, address);
}

void Throttle::userCodeFound(std::string_view address)
{
    const Key key = keyOf(Kind::UserCode, address, {});
    const std::lock_guard lock(m_mutex);
    takeBack(key);
}

std::optional<Millis> Throttle::beginGrant(std::string_view address)
{
    return beginOne(Kind::Grant, kGrant, address);
}

} // namespace mimir::server
