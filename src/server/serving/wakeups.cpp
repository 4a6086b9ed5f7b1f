#include "server/serving/wakeups.h"

#include "core/text.h"

#include <algorithm>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace mimir::server {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::milliseconds kFirstBackOff = 250ms;
constexpr std::chrono::milliseconds kLongestBackOff = 5s;
constexpr std::size_t kMostGathered = 20'000; // beyond this the other nodes find out by asking
constexpr auto kForgetTeam = 10min;
constexpr auto kLastWord = 300ms;
constexpr std::string_view kListen = "LISTEN mimir_wake";

std::optional<Wake> wakeOf(const std::string &payload)
{
    const auto space = payload.find(' ');
    if (space == std::string::npos)
        return std::nullopt;
    const auto user = numberIn<decltype(Wake::user)>(std::string_view(payload).substr(space + 1));
    return user ? std::optional(Wake {payload.substr(0, space), *user}) : std::nullopt;
}

} // namespace

Wakeups::Wakeups(Config config, Heard heard, WaitedFor waitedFor)
    : m_config(std::move(config)), m_heard(std::move(heard)), m_waitedFor(std::move(waitedFor)),
      m_interrupt(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), m_thread([this] { run(); })
{
}

Wakeups::~Wakeups()
{
    m_closing = true;
    m_stopping = true;
    interrupt();
    if (m_ended.get_future().wait_for(kLastWord) != std::future_status::ready)
        cancelWaits(SqlConnection::Waits::OfEverything);
    m_thread.join();
    close(m_interrupt);
}

void Wakeups::hold(std::unique_ptr<PostgresConnection> &place, std::unique_ptr<PostgresConnection> connection)
{
    const std::lock_guard lock(m_connections);
    place = std::move(connection);
    if (place && m_closing)
        place->cancelWaits(SqlConnection::Waits::OfReconnecting);
}

void Wakeups::cancelWaits(SqlConnection::Waits what)
{
    const std::lock_guard lock(m_connections);
    for (PostgresConnection *one : {m_listener.get(), m_asker.get()})
        if (one)
            one->cancelWaits(what);
}

void Wakeups::beginClosing()
{
    m_closing = true;
    cancelWaits(SqlConnection::Waits::OfReconnecting);
}

void Wakeups::interrupt()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(m_interrupt, &one, sizeof one);
}

void Wakeups::tell(const std::vector<Wake> &wakes)
{
    const std::lock_guard lock(m_mutex);
    for (const Wake &wake : wakes)
        if (m_gathered.size() < kMostGathered)
            m_gathered.emplace(wake.teamId, wake.user);
    if (m_sendAt || m_gathered.empty())
        return;
    m_sendAt = std::chrono::steady_clock::now() + m_config.gather;
    interrupt();
}

std::chrono::milliseconds Wakeups::untilDue() const
{
    Instant due = m_askAt;
    if (!m_listening)
        due = std::min(due, m_listenAt);
    else if (m_sendAt)
        due = std::min(due, *m_sendAt);
    return std::max(
        0ms, std::chrono::ceil<std::chrono::milliseconds>(due - std::chrono::steady_clock::now()));
}

void Wakeups::run()
{
    while (!m_stopping) {
        const auto now = std::chrono::steady_clock::now();
        if (!m_listening && now >= m_listenAt)
            listen();
        if (now >= m_askAt)
            askRevisions();
        hear();
        sendGathered();
    }
    sendGathered();
    m_ended.set_value();
}

void Wakeups::listen()
{
    if (!m_listener && !m_closing) {
        auto opened = PostgresConnection::open(m_config.listenUrl);
        if (opened)
            hold(m_listener, std::move(*opened));
    }
    if (!m_listener || !m_listener->script(std::string(kListen))) {
        lose();
        return;
    }
    m_generation = m_listener->generation();
    hold(m_asker, nullptr);
    m_backOff = 0ms;
    m_listening = true;
    m_askAt = {}; // wakes sent meanwhile were missed
}

void Wakeups::lose()
{
    m_listening = false;
    hold(m_listener, nullptr);
    m_listenAt = std::chrono::steady_clock::now() + m_backOff;
    m_backOff = std::clamp(m_backOff * 2, kFirstBackOff, kLongestBackOff);
}

// Waits until something is due, arrives or is to be sent.
void Wakeups::hear()
{
    std::chrono::milliseconds wait;
    {
        const std::lock_guard lock(m_mutex);
        wait = untilDue();
    }
    if (m_listening) {
        const auto came = m_listener->notifications(wait, m_interrupt);
        if (!came)
            lose();
        for (const Notification &one : came ? *came : std::vector<Notification>()) {
            const auto wake = one.own ? std::nullopt : wakeOf(one.payload);
            if (!wake)
                continue;
            m_heardOf.insert(wake->teamId);
            m_heard(*wake);
        }
    } else {
        pollfd interrupted {m_interrupt, POLLIN, 0};
        poll(&interrupted, 1, static_cast<int>(wait.count()));
    }
    std::uint64_t ignored = 0;
    [[maybe_unused]] const auto size = read(m_interrupt, &ignored, sizeof ignored);
}

void Wakeups::sendGathered()
{
    SqlArray payloads(SqlArray::Of::Texts);
    {
        const std::lock_guard lock(m_mutex);
        const bool isDue = m_sendAt && (m_stopping || std::chrono::steady_clock::now() >= *m_sendAt);
        if (!isDue || !m_listening)
            return;
        m_sendAt.reset();
        for (const auto &[team, user] : std::exchange(m_gathered, {})) {
            m_heardOf.insert(team);
            payloads.append(team + ' ' + std::to_string(user));
        }
    }
    const auto sent
        = m_listener->ask("SELECT pg_notify('mimir_wake', payload) FROM unnest(?1) payload", payloads);
    if (!sent || m_listener->generation() != m_generation)
        lose();
}

Result<PostgresRows> Wakeups::revisionsOf(const std::vector<std::string> &teams)
{
    SqlArray ids(SqlArray::Of::Texts);
    for (const std::string &team : teams)
        ids.append(team);
    if (!m_listening && !m_asker) {
        auto opened = PostgresConnection::open(m_config.databaseUrl);
        MIMIR_TRY(opened);
        hold(m_asker, std::move(*opened));
    }
    PostgresConnection &connection = m_listening ? *m_listener : *m_asker;
    return connection.ask("SELECT id, rev FROM teams WHERE id = ANY(?1)", ids);
}

// A team that we have just heard of is left for the next time: most likely no wake for it was lost.
void Wakeups::askRevisions()
{
    const auto now = std::chrono::steady_clock::now();
    m_askAt = now + m_config.askEvery;
    const auto heardOf = std::exchange(m_heardOf, {});
    std::erase_if(m_seen, [&](const auto &entry) { return now - entry.second.at > kForgetTeam; });
    const std::vector<std::string> teams = m_waitedFor();
    if (teams.empty() || m_closing) // all waiting pulls are answered now anyway
        return;
    const auto rows = revisionsOf(teams);
    if (!rows || (m_listening && m_listener->generation() != m_generation)) {
        if (m_listening)
            lose();
        if (!rows)
            return;
    }
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const std::string team = rows->string(row, 0);
        Seen &seen = m_seen[team];
        seen.at = now;
        if (heardOf.contains(team) || seen.rev == rows->integer(row, 1))
            continue;
        seen.rev = rows->integer(row, 1);
        m_heard({team, 0});
    }
}

} // namespace mimir::server
