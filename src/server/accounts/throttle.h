// Limits how often sign-ins and guesses may be tried: exponential delays after failures, never a lock-out. It
// counts in memory, so each node counts for itself and a restart forgets; keys are stored as hashes under a
// key of this process, so no addresses or accounts are in its memory.
//
// An attempt counts as failed from the moment it is let in, so that simultaneous attempts cannot slip past
// each other; success takes it back. An attempt that has to wait is not counted, so anyone who waits is let
// in. An account under attack stays open to the addresses its owner has signed in from before.
//
// Thread-safe: one instance for all lanes.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace mimir::server {

class Throttle {
public:
    /// The first `freely` attempts cost no wait; after that it is 1 s, 2 s, 4 s … up to `longest`. Forgotten
    /// `memory` after the last attempt.
    struct Pace {
        unsigned freely;
        Millis longest;
        Millis memory;
    };
    static constexpr Millis kQuarterHour = Millis(15) * 60 * 1000;
    static constexpr Pace kAccount {5, 60'000, kQuarterHour};
    static constexpr Pace kAddress {20, 60'000, kQuarterHour};
    static constexpr Pace kUserCode {10, 60'000, kQuarterHour};
    static constexpr Pace kGrant {60, 10'000, kQuarterHour};
    /// How long to remember an address that an account's owner signed in from.
    static constexpr Millis kKnownFor = Millis(30) * 24 * 60 * 60 * 1000;

    /// Remembers at most `capacity` keys (≤ 100 bytes each); the half untouched for longest is dropped first.
    Throttle(const Clock &clock, RandomSource &random, std::size_t capacity = std::size_t(1) << 16);

    // Each returns nullopt = go ahead, or how long to wait. `address` is an IP address (IPv6 counts by its
    // /64) or "".

    /// Call before hashing a password. `account` is what was typed as the e-mail address.
    std::optional<Millis> beginSignIn(std::string_view address, std::string_view account);
    /// Call when the password was right.
    void signedIn(std::string_view address, std::string_view account);
    /// Call before looking up a user code.
    std::optional<Millis> beginUserCode(std::string_view address);
    /// Call when the code existed.
    void userCodeFound(std::string_view address);
    /// Call before creating a device grant.
    std::optional<Millis> beginGrant(std::string_view address);

private:
    enum class Kind : std::uint8_t { Account, Address, Pair, UserCode, Grant };
    struct Entry {
        unsigned failures = 0;
        Millis last = 0;
        Millis forgetAt = 0;
        bool known = false; ///< for a pair: the owner signed in from there
    };
    using Key = std::uint64_t;

    Key keyOf(Kind kind, std::string_view address, std::string_view account) const;
    Entry *find(Key key, Millis now);
    Millis waitOf(Key key, const Pace &pace, Millis now);
    void count(Key key, const Pace &pace, Millis now);
    void takeBack(Key key);
    std::optional<Millis> beginOne(Kind kind, const Pace &pace, std::string_view address);
    void makeRoom(Millis now);

    const Clock &m_clock;
    const std::size_t m_capacity;
    std::array<unsigned char, 16> m_secret {};
    std::mutex m_mutex;
    std::unordered_map<Key, Entry> m_entries;
};

} // namespace mimir::server
