// Tells the other nodes on the same PostgreSQL what is new here, and hears it from them: NOTIFY and LISTEN on
// the channel mimir_wake, payload "<team id> <user>", user 0 for the whole team.
//
// A notification is a hint and may be lost; nothing depends on it. Every few seconds the revisions of teams
// with waiting pulls are queried, so that a lost notification costs time but no change. Each node collects
// wakes for some milliseconds and sends them from its own connection: inside the transactions of pushes,
// NOTIFY would lock the whole database.
#pragma once

#include "core/result.h"
#include "server/db/postgresconnection.h"
#include "server/http/http.h"

#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>
#include <unordered_set>

namespace mimir::server {

class Wakeups {
public:
    struct Config {
        std::string listenUrl;   ///< PostgreSQL itself: a pooler would lose LISTEN
        std::string databaseUrl; ///< where revisions are queried while the other is unreachable
        std::chrono::milliseconds gather {30};
        std::chrono::milliseconds askEvery {5000};
    };
    using Heard = std::function<void(const Wake &)>;
    using WaitedFor = std::function<std::vector<std::string>()>;

    /// Both functions are called on the thread created here. Never fails: without LISTEN it asks.
    Wakeups(Config config, Heard heard, WaitedFor waitedFor);
    /// Still sends what was told, if PostgreSQL accepts it at once.
    ~Wakeups();
    Wakeups(const Wakeups &) = delete;
    Wakeups &operator=(const Wakeups &) = delete;

    /// Thread-safe, never waits.
    void tell(const std::vector<Wake> &wakes);
    bool isListening() const { return m_listening; }
    /// The server is about to stop: no new connection is made.
    void beginClosing();

private:
    using Instant = std::chrono::steady_clock::time_point;
    struct Seen {
        std::int64_t rev = -1;
        Instant at; ///< when a pull last waited for the team
    };

    void run();
    void listen();
    void hear();
    void sendGathered();
    void askRevisions();
    Result<PostgresRows> revisionsOf(const std::vector<std::string> &teams);
    std::chrono::milliseconds untilDue() const;
    void interrupt();
    void hold(std::unique_ptr<PostgresConnection> &place, std::unique_ptr<PostgresConnection> connection);
    void cancelWaits(SqlConnection::Waits what);
    void lose();

    const Config m_config;
    const Heard m_heard;
    const WaitedFor m_waitedFor;
    int m_interrupt = -1; ///< eventfd: something to send, or the end
    std::mutex m_mutex;
    std::set<std::pair<std::string, std::int64_t>> m_gathered;
    std::optional<Instant> m_sendAt;
    std::atomic<bool> m_stopping = false;
    std::atomic<bool> m_listening = false;
    std::atomic<bool> m_closing = false;
    std::promise<void> m_ended;
    std::mutex m_connections; ///< locked to replace one of the thread's connections

    // Used by the thread.
    std::unique_ptr<PostgresConnection> m_listener;
    std::unique_ptr<PostgresConnection> m_asker; ///< used while there is no listener
    std::uint64_t m_generation = 0;              ///< of the listener's connection with LISTEN
    std::chrono::milliseconds m_backOff {0};
    Instant m_listenAt {};
    Instant m_askAt {};
    std::unordered_map<std::string, Seen> m_seen;
    std::unordered_set<std::string> m_heardOf; ///< teams heard of since revisions were queried
    std::thread m_thread;                      // last: it uses all the others
};

} // namespace mimir::server
