// While there is nothing to do, one pull per team waits at the server (docs/protocol.md, "GET /sync/pull"),
// so that what another device writes is known here at once, without polling every ten seconds. It only
// reports that there is news: it stores nothing, and the run that follows fetches it.
//
// Whatever a server or a proxy does to such a request, it costs no more than polling at intervals would, and
// says nothing about being offline: that is for a run to find out. A wait that ends early without news may be
// the last answer of a server that is stopping: another request follows within tuning::kAskAgain, and a wait
// that ends without any answer is for a run to look into at once (covers() is false). No timers and no clock
// of its own.
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

    /// `make` gives each team its own transport, so that a run never queues behind a waiting request.
    /// References must outlive the object.
    NewsWatch(MakeTransport make, const Clock &clock, RandomSource &random);
    ~NewsWatch();
    NewsWatch(const NewsWatch &) = delete;
    NewsWatch &operator=(const NewsWatch &) = delete;

    /// There is something to fetch. Called at most once until the next watch().
    void onNews(std::function<void()> listener) { m_news = std::move(listener); }
    /// The server has answered for a team, or nextStep() has changed.
    void onChange(std::function<void()> listener) { m_change = std::move(listener); }

    enum class Teams : std::uint8_t { All, Some };
    /// Waits for these pulls (`since`: the position that a run has reached), at most the first
    /// tuning::kWaitingTeams. `teams`: All those of the profile, or Some.
    void watch(const std::vector<SyncRequest> &pulls, Teams teams);
    /// Cancels every request.
    void stop();

    /// There is a waiting pull for every team, and the server lets them wait: polling is not needed.
    bool covers() const;
    /// When step() has something to do; nullopt = not before an answer.
    std::optional<Millis> nextStep() const;
    void step();
    /// Why the sign-in could not be read; until the next watch().
    std::optional<ErrorCode> keyringLocked() const { return m_keyringLocked; }
    /// When the server last answered for the team that has been silent longest; nullopt = no pull is waiting.
    std::optional<Millis> confirmedAt() const;
    /// The clock was set by this much.
    void clockJumped(Millis by);

private:
    struct Waiting {
        SyncRequest pull;
        std::unique_ptr<Transport> transport;
        bool isWaiting = false;
        Millis since = 0;       ///< when it began to wait
        Millis notBefore = 0;   ///< when it may wait again
        Millis patience = 0;    ///< how long it asks the server to wait
        Millis asked = 0;       ///< how long the request under way asks the server to wait
        Millis confirmedAt = 0; ///< the server's last answer
        int cuts = 0;           ///< in a row: it ended without a valid answer
        int early = 0;          ///< in a row: it ended early with nothing new
        std::string told;       ///< the position that last had news
    };

    void wait(Waiting &waiting);
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
    Teams m_teams = Teams::Some;
    std::optional<ErrorCode> m_keyringLocked;
};

} // namespace mimir
