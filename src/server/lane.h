// A bounded queue of work, and the threads that do it, each with a connection to the database of its own.
#pragma once

#include "server/api.h"
#include "server/metrics.h"
#include "server/storage.h"

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
        std::size_t capacity = 256; ///< jobs that may wait
    };
    /// What a job works with, on one of the lane's threads.
    struct Desk {
        Storage &storage;
        Api &api;
    };
    using Job = std::function<void(Desk &)>;

    /// Opens the database on each new thread. `context` and `metrics` (may be null) outlive the lane. Errors:
    /// those of Storage::open and Api::make.
    static Result<std::unique_ptr<Lane>> start(
        const Config &config, ApiContext &context, Metrics *metrics = nullptr);
    /// Jobs that wait are still done.
    ~Lane();
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;

    /// False: the queue is full, or the lane is stopping. Thread-safe.
    bool submit(Job job);
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
    void work(Desk desk);

    const std::string_view m_name;
    const std::size_t m_capacity;
    Metrics *const m_metrics;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Entry> m_jobs;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace mimir::server
