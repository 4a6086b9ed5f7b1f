// Pulls that found nothing new wait here until something comes for them (docs/protocol.md, "GET /sync/pull",
// `wait`). This is only the order of events: no thread, no clock, no socket; Dispatcher drives it.
//
// No wake is lost: a ticket is taken before a pull reads the database, and a pull that comes to wait with a
// ticket older than its team's last wake is asked again at once. Woken pulls come out in portions, so that a
// team of thousands does not fill the queues for everyone else.
//
// Thread-safe.
#pragma once

#include "server/http/http.h"

#include <deque>
#include <mutex>
#include <unordered_map>

namespace mimir::server {

/// A request that is not answered yet, and the recipient of its answer.
struct PendingRequest {
    Request request;
    std::function<void(Response)> respond;
    // Set when it waits for the first time.
    std::optional<std::chrono::steady_clock::time_point> until = {};
    std::optional<std::chrono::steady_clock::time_point> waitingSince = {};
};

class WaitRoom {
public:
    using Instant = std::chrono::steady_clock::time_point;
    using Ticket = std::uint64_t;

    struct WaitingPull {
        std::shared_ptr<PendingRequest> pending; ///< `until` is set
        Wake interest;                           ///< `user` is the caller, never 0
        Response empty;                          ///< the answer if nothing comes
    };

    /// Call before the pull looks for rows.
    Ticket ticket() const;
    void wait(WaitingPull pull, Ticket ticket);
    /// Something came for one user of a team, or (user 0) for all of it.
    void wake(const Wake &wake);

    /// Woken pulls, first in first out.
    std::vector<WaitingPull> takeWoken(std::size_t atMost);
    /// A woken pull that no queue had room for: it is next again.
    void giveBack(WaitingPull pull);
    /// Pulls whose time is up or whose client has gone: each still has to be answered.
    std::vector<WaitingPull> takeEnded(Instant now);
    /// Returns all of them; pulls that come later are ended at once.
    std::vector<WaitingPull> close();

    /// Ids of the teams that pulls wait for.
    std::vector<std::string> teams() const;
    std::size_t size() const;
    bool hasWoken() const;

private:
    Ticket lastWakeOf(const Wake &interest) const;
    void remember(const Wake &wake);

    mutable std::mutex m_mutex;
    std::unordered_map<std::string, std::vector<WaitingPull>> m_waiting; // by team
    std::deque<WaitingPull> m_woken;
    std::size_t m_size = 0; // of m_waiting
    Ticket m_now = 0;       // counts wakes
    std::unordered_map<std::string, Ticket> m_lastWakes;
    Ticket m_forgotten = 0; // wakes up to this one are not remembered individually
    bool m_closed = false;
};

} // namespace mimir::server
