// The running server: HTTP front, lanes and checkpoints over one data directory. `serve`, tests and
// benchmarks host it.
#pragma once

#include "server/checkpointer.h"
#include "server/dispatcher.h"
#include "server/httpfront.h"

#include <QString>

namespace mimir::server {

class TeamsServer {
public:
    struct Config {
        QString dataDirectory; ///< made, mode 0700, when missing
        std::string address = "127.0.0.1";
        std::uint16_t port = 0; ///< 0 = a free one
        HttpLimits limits;
        PasswordCost passwordCost;
    };

    /// Listens when it returns. Errors: Locked (another `serve` on this data), those of openServerDatabase
    /// and HttpFront::listen.
    static Result<std::unique_ptr<TeamsServer>> start(
        const Config &config, const Clock &clock, RandomSource &random);
    /// Stops at once.
    ~TeamsServer();

    std::uint16_t port() const { return m_port; }
    /// Lets requests under way finish for at most `grace`; at most a second longer altogether.
    void stop(std::chrono::milliseconds grace);
    /// Queues the hourly work.
    void maintain();

private:
    TeamsServer() = default;
    Result<void> lockData(const QString &directory);
    Result<void> startLanes(const Config &config);
    bool ask(std::shared_ptr<const Request> request, std::function<void(Response)> respond);
    Lane &laneFor(LaneKind kind);

    int m_lock = -1;
    std::unique_ptr<ApiContext> m_context;
    std::unique_ptr<Dispatcher> m_dispatcher; // before the lanes, which call it
    std::unique_ptr<Lane> m_writer;
    std::unique_ptr<Lane> m_readers;
    std::unique_ptr<Lane> m_passwords;
    std::unique_ptr<Checkpointer> m_checkpointer;
    std::unique_ptr<HttpFront> m_front; // last: it goes first
    std::uint16_t m_port = 0;
};

} // namespace mimir::server
