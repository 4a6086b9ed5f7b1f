// Passes each request to a lane and its answer back, and keeps the pulls that wait in between. Knows nothing
// of sockets or databases.
//
// Thread: take() is called by the front, answers come from the lanes; its own thread asks woken pulls again,
// a few at a time, and ends the waits whose time is up.
#pragma once

#include "server/serving/waitroom.h"

#include <condition_variable>
#include <thread>

namespace mimir::server {

class Dispatcher {
public:
    /// Submits a request to a lane, which calls `respond` exactly once; false if the lane's queue is full.
    using Ask
        = std::function<bool(std::shared_ptr<const Request> request, std::function<void(Response)> respond)>;
    /// Called on a lane's thread with what other nodes have to know.
    using Tell = std::function<void(const std::vector<Wake> &wakes)>;

    /// `atOnce`: the most woken pulls in the lanes at a time.
    Dispatcher(Ask ask, Tell tell, std::size_t atOnce);
    /// Answers the pulls that still wait. No lane may call any more.
    ~Dispatcher();
    Dispatcher(const Dispatcher &) = delete;
    Dispatcher &operator=(const Dispatcher &) = delete;

    void take(Request request, std::function<void(Response)> respond);
    /// Another node, or this one, has something new.
    void wake(const Wake &wake);
    /// From now on no answer waits and every connection closes after its answer.
    void beginClosing();

    std::vector<std::string> teamsWaitedFor() const { return m_room.teams(); }
    std::size_t waiting() const { return m_room.size(); }

private:
    void finish(const std::shared_ptr<PendingRequest> &pending, WaitRoom::Ticket ticket, Response response);
    void answer(const PendingRequest &pending, Response response);
    void nudge();
    void run();
    void endWaits();
    bool askWoken();
    bool askAgain(const std::shared_ptr<PendingRequest> &pending);

    const Ask m_ask;
    const Tell m_tell;
    const std::size_t m_atOnce;
    WaitRoom m_room;
    std::atomic<bool> m_closing = false;
    std::atomic<bool> m_sleeping = false; ///< the thread sleeps until a pull waits
    std::atomic<std::size_t> m_asked = 0; ///< woken pulls that are in the lanes
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_hasWork = false;
    WaitRoom::Instant m_nextSweep {}; ///< used by the thread
    bool m_stopping = false;
    std::thread m_thread; // last: it uses all the others
};

} // namespace mimir::server
