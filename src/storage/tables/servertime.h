// What a store believes about its server's clock (docs/protocol.md, "Time").
//
// The offset to this device's clock follows every answer that is near what was agreed: this device's clock, and later
// what three answers agreed on. One that is further off is a claim: it is believed, and is then what is agreed,
// once three of them, each half a minute after the last by the steady clock, have advanced along with that clock.
// So one wrong answer changes nothing, nor do any number of small steps, and a clock that was corrected is followed
// within minutes, forwards and back. An edit that was dated far ahead by a wrong
// clock of this device dates no later ones: the hybrid logical clock comes back with the next answer. The
// result dates edits; no time that users see is derived from it.
#pragma once

#include "core/clock.h"
#include "storage/sqlite/database.h"

namespace mimir {

class ServerTime {
public:
    static constexpr Millis kTrusted = Millis(5) * 60'000; ///< from what was agreed
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
    /// The offset that three answers agreed on; before, the one there was when this was first asked.
    Millis agreed() const;
    /// True when the claim is to be believed.
    Result<bool> weigh(Millis serverTime);

    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
