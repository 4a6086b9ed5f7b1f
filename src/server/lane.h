// A bounded queue of work, and the threads that do it, each with a database connection of its own.
#pragma once

#include "server/api.h"
#include "server/schema.h"

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
        QString database;
        Access access = Access::ReadWrite;
        std::size_t threads = 1;
        std::size_t capacity = 256; ///< jobs that may wait
    };
    /// What a job works with, on one of the lane's threads.
    struct Desk {
        Database &database;
        Api &api;
    };
    using Job = std::function<void(Desk &)>;

    /// Opens the database on each new thread; the errors are those of openServerDatabase
    /// and Api::make. The context outlives the lane.
    static Result<std::unique_ptr<Lane>> start(const Config &config, ApiContext &context);
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
    explicit Lane(std::size_t capacity) : m_capacity(capacity) { }
    Result<void> startThread(const Config &config, ApiContext &context);
    void work(Desk desk);

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace mimir::server
