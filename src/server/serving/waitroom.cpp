#include "server/serving/waitroom.h"

#include <algorithm>
#include <iterator>

namespace mimir::server {
namespace {

constexpr std::size_t kRememberedWakes = 10'000;

std::string keyOf(const std::string &teamId, std::int64_t user)
{
    return teamId + ' ' + std::to_string(user);
}

} // namespace

WaitRoom::Ticket WaitRoom::ticket() const
{
    const std::lock_guard lock(m_mutex);
    return m_now;
}

void WaitRoom::wait(WaitingPull pull, Ticket ticket)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        pull.pending->until = Instant::min();
    if (!m_closed && lastWakeOf(pull.interest) > ticket) {
        m_woken.push_back(std::move(pull));
        return;
    }
    m_waiting[pull.interest.teamId].push_back(std::move(pull));
    ++m_size;
}

WaitRoom::Ticket WaitRoom::lastWakeOf(const Wake &interest) const
{
    Ticket last = m_forgotten;
    for (const std::int64_t user : {interest.user, std::int64_t(0)})
        if (const auto at = m_lastWakes.find(keyOf(interest.teamId, user)); at != m_lastWakes.end())
            last = std::max(last, at->second);
    return last;
}

// Forgetting is safe: pulls between ticket and waiting merely ask once more.
void WaitRoom::remember(const Wake &wake)
{
    if (m_lastWakes.size() >= kRememberedWakes) {
        m_lastWakes.clear();
        m_forgotten = m_now;
    }
    m_lastWakes[keyOf(wake.teamId, wake.user)] = ++m_now;
}

void WaitRoom::wake(const Wake &wake)
{
    const std::lock_guard lock(m_mutex);
    remember(wake);
    const auto at = m_waiting.find(wake.teamId);
    if (at == m_waiting.end())
        return;
    auto &pulls = at->second;
    const auto isMeant
        = [&](const WaitingPull &pull) { return wake.user == 0 || pull.interest.user == wake.user; };
    const auto meant = std::stable_partition(pulls.begin(), pulls.end(), std::not_fn(isMeant));
    m_size -= static_cast<std::size_t>(pulls.end() - meant);
    std::move(meant, pulls.end(), std::back_inserter(m_woken));
    pulls.erase(meant, pulls.end());
    if (pulls.empty())
        m_waiting.erase(at);
}

std::vector<WaitRoom::WaitingPull> WaitRoom::takeWoken(std::size_t atMost)
{
    const std::lock_guard lock(m_mutex);
    const auto end
        = m_woken.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(atMost, m_woken.size()));
    std::vector<WaitingPull> taken(std::make_move_iterator(m_woken.begin()), std::make_move_iterator(end));
    m_woken.erase(m_woken.begin(), end);
    return taken;
}

void WaitRoom::giveBack(WaitingPull pull)
{
    const std::lock_guard lock(m_mutex);
    m_woken.push_front(std::move(pull));
}

std::vector<WaitRoom::WaitingPull> WaitRoom::takeEnded(Instant now)
{
    const auto hasEnded = [now](const WaitingPull &pull) {
        const auto &gone = pull.pending->request.gone;
        return *pull.pending->until <= now || (gone && gone->load());
    };
    std::vector<WaitingPull> ended;
    const auto sort = [&](auto &pulls) {
        const auto over = std::stable_partition(pulls.begin(), pulls.end(), std::not_fn(hasEnded));
        std::move(over, pulls.end(), std::back_inserter(ended));
        pulls.erase(over, pulls.end());
    };
    const std::lock_guard lock(m_mutex);
    for (auto &[team, pulls] : m_waiting)
        sort(pulls);
    m_size -= ended.size();
    std::erase_if(m_waiting, [](const auto &entry) { return entry.second.empty(); });
    sort(m_woken);
    return ended;
}

std::vector<WaitRoom::WaitingPull> WaitRoom::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    return takeEnded(Instant::max());
}

std::vector<std::string> WaitRoom::teams() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> ids;
    ids.reserve(m_waiting.size());
    for (const auto &[team, pulls] : m_waiting)
        ids.push_back(team);
    return ids;
}

std::size_t WaitRoom::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_size + m_woken.size();
}

bool WaitRoom::hasWoken() const
{
    const std::lock_guard lock(m_mutex);
    return !m_woken.empty();
}

} // namespace mimir::server
