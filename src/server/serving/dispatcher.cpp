#include "server/serving/dispatcher.h"

namespace mimir::server {
namespace {

using namespace std::chrono_literals;
constexpr auto kSweep = 500ms;        // how late a wait may end
constexpr auto kLaneFullPause = 20ms; // before a woken pull that found the lane full is offered again

Response busy()
{
    Response response = errorResponse(503, "busy", "too many requests are waiting");
    response.code = "busy";
    response.headers.emplace_back("Retry-After", "1");
    response.headers.emplace_back("X-Sync-Protocol", "2");
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
    for (WaitRoom::WaitingPull &guest : m_room.close())
        answer(*guest.visit, std::move(guest.empty));
}

void Dispatcher::take(Request request, std::function<void(Response)> respond)
{
    const auto visit = std::make_shared<Visit>(Visit {std::move(request), std::move(respond), {}});
    const auto ticket = m_room.ticket();
    const std::shared_ptr<const Request> asked(visit, &visit->request);
    if (!m_ask(
            asked, [this, visit, ticket](Response response) { settle(visit, ticket, std::move(response)); }))
        answer(*visit, busy());
}

void Dispatcher::settle(const std::shared_ptr<Visit> &visit, WaitRoom::Ticket ticket, Response response)
{
    if (response.park) {
        const Park park = *std::exchange(response.park, std::nullopt);
        if (!visit->until) {
            visit->parked = std::chrono::steady_clock::now();
            visit->until = *visit->parked + park.wait;
        }
        m_room.park({visit, {park.teamId, park.user}, std::move(response)}, ticket);
        if (m_closing || m_sleeping || m_room.hasWoken())
            nudge();
        return;
    }
    const std::vector<Wake> wakes = std::exchange(response.wakes, {});
    answer(*visit, std::move(response));
    for (const Wake &one : wakes)
        wake(one);
    if (!wakes.empty())
        m_tell(wakes);
}

void Dispatcher::answer(const Visit &visit, Response response)
{
    if (m_closing)
        response.headers.emplace_back("Connection", "close");
    if (visit.parked)
        response.waited = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - *visit.parked);
    visit.respond(std::move(response));
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
    for (WaitRoom::WaitingPull &guest : m_room.close())
        answer(*guest.visit, std::move(guest.empty));
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
    for (WaitRoom::WaitingPull &guest : m_room.takeEnded(now))
        answer(*guest.visit, std::move(guest.empty));
}

// The lanes' queues are for new requests first; woken pulls use what is free.
bool Dispatcher::askWoken()
{
    while (m_asked < m_atOnce) {
        auto woken = m_room.takeWoken(1);
        if (woken.empty())
            return true;
        if (!askAgain(woken.front().visit)) {
            m_room.giveBack(std::move(woken.front()));
            return false;
        }
    }
    return true;
}

bool Dispatcher::askAgain(const std::shared_ptr<Visit> &visit)
{
    const auto ticket = m_room.ticket();
    ++m_asked;
    const std::shared_ptr<const Request> asked(visit, &visit->request);
    const bool taken = m_ask(asked, [this, visit, ticket](Response response) {
        --m_asked;
        settle(visit, ticket, std::move(response));
        if (m_room.hasWoken())
            nudge();
    });
    if (!taken)
        --m_asked;
    return taken;
}

} // namespace mimir::server
