// How often somebody may try: exponential delays for failed sign-ins and guesses, never a lock-out. It counts
// in memory, so every node counts for itself and a restart forgets; keys are kept as hashes under a key of
// this process, so no address and no account is in its memory.
//
// An attempt counts as failed from the moment it is let in, so that attempts at the same time cannot slip
// past each other; success takes it back. An attempt that has to wait is not counted: whoever waits is let
// in. An account that is under attack stays open to the addresses its owner signed in from before.
//
// Thread-safe: one for all lanes.
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
    /// `freely` attempts cost no wait; then it is 1 s, 2 s, 4 s … up to `longest`. Forgotten `memory` after
    /// the last attempt.
    struct Pace {
        unsigned freely;
        Millis longest;
        Millis memory;
    };
    static constexpr Millis kQuarterHour = 15 * 60 * 1000;
    static constexpr Pace kAccount {5, 60'000, kQuarterHour};
    static constexpr Pace kAddress {20, 60'000, kQuarterHour};
    static constexpr Pace kUserCode {10, 60'000, kQuarterHour};
    static constexpr Pace kGrant {60, 10'000, kQuarterHour};
    /// How long an address at which the owner of an account signed in is known.
    static constexpr Millis kKnownFor = Millis(30) * 24 * 60 * 60 * 1000;

    /// At most `capacity` keys (≤ 100 bytes each) are remembered; the half longest untouched goes first.
    Throttle(const Clock &clock, RandomSource &random, std::size_t capacity = std::size_t(1) << 16);

    // Each gives nullopt = go ahead, or how long to wait. `address` is an IP address (an IPv6 one counts with
    // its whole /64) or "".

    /// Before a password is hashed. `account` is what was typed as e-mail address.
    std::optional<Millis> beginSignIn(std::string_view address, std::string_view account);
    /// The password was right.
    void signedIn(std::string_view address, std::string_view account);
    /// Before a user code is looked up.
    std::optional<Millis> beginUserCode(std::string_view address);
    /// It was one.
    void userCodeFound(std::string_view address);
    /// Before a device grant is made.
    std::optional<Millis> beginGrant(std::string_view address);

    std::size_t remembered() const;

private:
    enum class Kind : std::uint8_t { Account, Address, Pair, UserCode, Grant };
    struct Entry {
        unsigned failures = 0;
        Millis last = 0;
        Millis forgetAt = 0;
        bool known = false; ///< of a pair: the owner signed in there
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
    mutable std::mutex m_mutex;
    std::unordered_map<Key, Entry> m_entries;
};

} // namespace mimir::server
