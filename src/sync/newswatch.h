// While there is nothing to do, one pull per team waits at the server (docs/protocol.md, "GET /sync/pull"),
// so that what another device writes is known here at once and nobody asks in vain every ten seconds. It only
// tells that there is news: it stores nothing, and the run that follows fetches it.
//
// Whatever a server or a proxy does to such a request costs no more than asking at intervals would, and says
// nothing about being offline: that is for a run to find out. A wait that ends before its time without news
// may be a server's last word: another request follows within tuning::kAskAgain, and a wait that ends without
// any answer is a run's to look into at once (covers() is false). No timers and no clock of its own.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "sync/transport.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mimir {

class NewsWatch {
public:
    using MakeTransport = std::function<std::unique_ptr<Transport>()>;

    /// `make` gives each team a transport of its own, so that a run is never behind a request that waits.
    /// References must outlive the object.
    NewsWatch(MakeTransport make, const Clock &clock, RandomSource &random);
    ~NewsWatch();
    NewsWatch(const NewsWatch &) = delete;
    NewsWatch &operator=(const NewsWatch &) = delete;

    /// There is something to fetch. Called at most once until the next watch().
    void onNews(std::function<void()> listener) { m_news = std::move(listener); }
    /// A team has been heard of, or nextStep() has changed.
    void onChange(std::function<void()> listener) { m_change = std::move(listener); }

    /// Waits for these pulls (`since`: the position that a run has reached), the first
    /// tuning::kWaitingTeams of them. `all` = the profile has no other teams.
    void watch(const std::vector<SyncRequest> &pulls, bool all);
    /// Lets go of every request.
    void stop();

    /// Every team is waited for and the server holds the requests: asking at intervals is not needed.
    bool covers() const;
    /// When step() has something to do; nullopt = not before an answer.
    std::optional<Millis> nextStep() const;
    void step();
    /// Why the sign-in could not be read; until the next watch().
    std::optional<ErrorCode> keyringLocked() const { return m_keyringLocked; }
    /// Since when nothing has been heard of the team that has been silent longest; nullopt = nobody is waited
    /// for.
    std::optional<Millis> heardAt() const;
    /// Somebody set the clock by so much.
    void clockJumped(Millis by);

private:
    struct Waiting {
        SyncRequest pull;
        std::unique_ptr<Transport> transport;
        bool parked = false;
        Millis since = 0;     ///< when it was parked
        Millis notBefore = 0; ///< when it may be parked again
        Millis hold = 0;      ///< how long it asks to be held
        Millis asked = 0;     ///< how long the request under way is to be held
        Millis heardAt = 0;   ///< the server's last word
        int cuts = 0;         ///< in a row: it ended without an answer of ours
        int early = 0;        ///< in a row: it ended with nothing new, and before its time
        std::string told;     ///< the position that had news last
    };

    void park(Waiting &waiting);
    void answered(Waiting &waiting, const SyncReply &reply);
    bool isNews(Waiting &waiting, const std::string &body);
    void quiet(Waiting &waiting);
    void cutOff(Waiting &waiting, const SyncReply &reply);

    MakeTransport m_make;
    const Clock &m_clock;
    RandomSource &m_random;
    std::function<void()> m_news;
    std::function<void()> m_change;
    std::vector<std::unique_ptr<Waiting>> m_waiting;
    bool m_active = false;
    bool m_all = false;
    std::optional<ErrorCode> m_keyringLocked;
};

} // namespace mimir
