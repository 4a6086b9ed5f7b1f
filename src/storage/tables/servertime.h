// What a store believes about its server's clock (docs/protocol.md, "Time").
//
// While they differ only a little, the offset to this device's clock follows every answer. An answer that
// differs by more is a claim: it is believed once three of them, each half a minute after the last by the
// steady clock, have advanced along with that clock. So one wrong answer changes nothing, and a clock that
// was corrected is followed within minutes, forwards and back. An edit that was dated far ahead by a wrong
// clock of this device dates no later ones: the hybrid logical clock comes back with the next answer. The
// result dates edits; no time that users see is derived from it.
#pragma once

#include "core/clock.h"
#include "storage/sqlite/database.h"

namespace mimir {

class ServerTime {
public:
    static constexpr Millis kTrusted = Millis(5) * 60'000; ///< from what is believed
    static constexpr Millis kApart = 30'000;
    static constexpr int kAnswers = 3;

    ServerTime(Database &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    /// The server's clock minus this device's, as believed.
    Millis offset() const;
    bool isBelievable(Millis serverTime) const;
    /// Takes in the time of an answer. Precondition: it answers a request with this account's token.
    Result<void> observe(Millis serverTime);
    /// This device's clock was set by this much: the server's has not moved.
    Result<void> deviceClockSet(Millis by);

private:
    /// True when the claim is to be believed.
    Result<bool> weigh(Millis serverTime);

    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
