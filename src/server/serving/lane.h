// A bounded queue of work, and the threads that do it, each with a connection to the database of its own.
#pragma once

#include "server/api/api.h"
#include "server/observe/metrics.h"
#include "server/db/storage.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace mimir::server {

class Lane {
public:
    struct Config {
        std::string_view name; ///< of its figures; a literal
        StorageLocation storage;
        Access access = Access::ReadWrite;
        std::size_t threads = 1;
        std::size_t capacity = 256;      ///< jobs that may wait
        SqlConnection::Watch watch = {}; ///< of all its connections
    };
    /// What a job works with, on one of the lane's threads.
    struct LaneContext {
        Storage &storage;
        Api &api;
    };
    using Job = std::function<void(LaneContext &)>;

    /// Opens the database on each new thread. `context` and `metrics` (may be null) outlive the lane. Errors:
    /// those of Storage::open and Api::make.
    static Result<std::unique_ptr<Lane>> start(
        const Config &config, ApiContext &context, Metrics *metrics = nullptr);
    /// As stop().
    ~Lane();
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;

    /// False: the queue is full, or the lane is stopping. Thread-safe.
    bool submit(Job job);
    /// The server is about to stop: no connection to a database that went away is made again. Thread-safe.
    void beginClosing();
    /// Drops the jobs that wait, without doing them, and lets go of the database's answers that are waited
    /// for. Thread-safe.
    void abandon();
    /// Waits until everything submitted is done; nothing is taken any more.
    void stop();
    /// Jobs that wait now.
    std::size_t waiting() const;

private:
    struct Entry {
        Job job;
        std::chrono::steady_clock::time_point since;
    };

    Lane(const Config &config, Metrics *metrics);
    Result<void> startThread(const Config &config, ApiContext &context);
    void work(LaneContext desk);
    void cancelWaits(SqlConnection::Waits what);

    const std::string_view m_name;
    const std::size_t m_capacity;
    Metrics *const m_metrics;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Entry> m_jobs;
    std::vector<Storage *> m_storages; ///< of the threads
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace mimir::server
