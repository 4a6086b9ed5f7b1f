// A bounded job queue and the threads that work on it, each with its own database connection.
#pragma once

#include "server/api/api.h"
#include "server/db/storage.h"
#include "server/observe/metrics.h"

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
        std::string_view name; ///< for its metrics; a literal
        StorageLocation storage;
        Access access = Access::ReadWrite;
        std::size_t threads = 1;
        std::size_t capacity = 256;      ///< jobs that may wait
        SqlConnection::Watch watch = {}; ///< set on all its connections
    };
    /// What a job works with, on one of the lane's threads.
    struct LaneContext {
        Storage &storage;
        Api &api;
    };
    using Job = std::function<void(LaneContext &)>;

    /// Opens the database on each new thread. `context` and `metrics` (may be null) must outlive the lane.
    /// Errors: those of Storage::open.
    static Result<std::unique_ptr<Lane>> start(
        const Config &config, ApiContext &context, Metrics *metrics = nullptr);
    /// Like stop().
    ~Lane();
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;

    /// False: the queue is full, or the lane is stopping. Thread-safe.
    bool submit(Job job);
    /// The server is about to stop: lost database connections are not made again. Thread-safe.
    void beginClosing();
    /// Drops the waiting jobs without doing them, and stops waiting for answers of the database. Thread-safe.
    void abandon();
    /// Waits until everything submitted is done; nothing more is accepted.
    void stop();
    /// The number of jobs waiting now.
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
    std::vector<Storage *> m_storages; ///< those of the threads
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace mimir::server
