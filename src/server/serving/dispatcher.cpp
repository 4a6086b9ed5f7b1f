#include "server/serving/dispatcher.h"

#include "server/api/answers.h"

namespace mimir::server {
namespace {

using namespace std::chrono_literals;
constexpr auto kSweep = 500ms;        // how late a wait may end
constexpr auto kLaneFullPause = 20ms; // before a woken pull that found the lane full is offered again

Response busy()
{
    Response response = busyResponse();
    response.headers.emplace_back("X-Sync-Protocol", kProtocolText);
    return response;
}

} // namespace

Dispatcher::Dispatcher(Ask ask, Tell tell, std::size_t atOnce)
    : m_ask(std::move(ask)), m_tell(std::move(tell)), m_atOnce(atOnce), m_thread([this] { run(); })
{
}

Dispatcher::~Dispatcher()
{
    beginClosing();
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
    for (WaitRoom::WaitingPull &pull : m_room.close())
        answer(*pull.pending, std::move(pull.empty));
}

void Dispatcher::take(Request request, std::function<void(Response)> respond)
{
    const auto pending
        = std::make_shared<PendingRequest>(PendingRequest {std::move(request), std::move(respond), {}});
    const auto ticket = m_room.ticket();
    const std::shared_ptr<const Request> asked(pending, &pending->request);
    if (!m_ask(asked,
            [this, pending, ticket](Response response) { finish(pending, ticket, std::move(response)); }))
        answer(*pending, busy());
}

void Dispatcher::finish(
    const std::shared_ptr<PendingRequest> &pending, WaitRoom::Ticket ticket, Response response)
{
    if (response.wait) {
        const WaitRequest wait = *std::exchange(response.wait, std::nullopt);
        if (!pending->until) {
            pending->waitingSince = std::chrono::steady_clock::now();
            pending->until = *pending->waitingSince + wait.longest;
        }
        m_room.wait({pending, {wait.teamId, wait.user}, std::move(response)}, ticket);
        if (m_closing || m_sleeping || m_room.hasWoken())
            nudge();
        return;
    }
    const std::vector<Wake> wakes = std::exchange(response.wakes, {});
    answer(*pending, std::move(response));
    for (const Wake &one : wakes)
        wake(one);
    if (!wakes.empty())
        m_tell(wakes);
}

void Dispatcher::answer(const PendingRequest &pending, Response response)
{
    if (m_closing)
        response.headers.emplace_back("Connection", "close");
    if (pending.waitingSince)
        response.waited = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - *pending.waitingSince);
    pending.respond(std::move(response));
}

void Dispatcher::wake(const Wake &wake)
{
    m_room.wake(wake);
    if (m_room.hasWoken())
        nudge();
}

void Dispatcher::beginClosing()
{
    m_closing = true;
    for (WaitRoom::WaitingPull &pull : m_room.close())
        answer(*pull.pending, std::move(pull.empty));
}

void Dispatcher::nudge()
{
    {
        const std::lock_guard lock(m_mutex);
        m_hasWork = true;
    }
    m_changed.notify_one();
}

void Dispatcher::run()
{
    bool laneWasFull = false;
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        const auto isDue = [this] { return m_stopping || m_hasWork; };
        m_sleeping = true; // before checking who waits: later arrivals wake the thread
        if (laneWasFull)
            m_changed.wait_for(lock, kLaneFullPause, [this] { return m_stopping; });
        else if (m_room.size() > 0)
            m_changed.wait_for(lock, kSweep, isDue);
        else
            m_changed.wait(lock, isDue);
        m_sleeping = false;
        m_hasWork = false;
        lock.unlock();
        endWaits();
        laneWasFull = !askWoken();
        lock.lock();
    }
}

void Dispatcher::endWaits()
{
    const auto now = std::chrono::steady_clock::now();
    if (now < m_nextSweep && !m_closing)
        return;
    m_nextSweep = now + kSweep;
    for (WaitRoom::WaitingPull &pull : m_room.takeEnded(now))
        answer(*pull.pending, std::move(pull.empty));
}

// The lanes' queues are for new requests first; woken pulls use what is free.
bool Dispatcher::askWoken()
{
    while (m_asked < m_atOnce) {
        auto woken = m_room.takeWoken(1);
        if (woken.empty())
            return true;
        if (!askAgain(woken.front().pending)) {
            m_room.giveBack(std::move(woken.front()));
            return false;
        }
    }
    return true;
}

bool Dispatcher::askAgain(const std::shared_ptr<PendingRequest> &pending)
{
    const auto ticket = m_room.ticket();
    ++m_asked;
    const std::shared_ptr<const Request> asked(pending, &pending->request);
    const bool taken = m_ask(asked, [this, pending, ticket](Response response) {
        --m_asked;
        finish(pending, ticket, std::move(response));
        if (m_room.hasWoken())
            nudge();
    });
    if (!taken)
        --m_asked;
    return taken;
}

} // namespace mimir::server
