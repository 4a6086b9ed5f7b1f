#include "server/serving/lane.h"

#include <future>

namespace mimir::server {

Lane::Lane(const Config &config, Metrics *metrics)
    : m_name(config.name), m_capacity(config.capacity), m_metrics(metrics)
{
}

Result<std::unique_ptr<Lane>> Lane::start(const Config &config, ApiContext &context, Metrics *metrics)
{
    std::unique_ptr<Lane> lane(new Lane(config, metrics));
    for (std::size_t i = 0; i < config.threads; ++i)
        MIMIR_TRY(lane->startThread(config, context));
    return lane;
}

Result<void> Lane::startThread(const Config &config, ApiContext &context)
{
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    m_threads.emplace_back([this, &opened, &context, config] {
        const auto storage = Storage::open(config.storage, config.access);
        if (!storage) {
            opened.set_value(storage.error());
            return;
        }
        if (config.watch)
            (*storage)->sql().watch(config.watch);
        Api api(**storage, context);
        {
            const std::lock_guard lock(m_mutex);
            m_storages.push_back(storage->get());
        }
        opened.set_value({});
        work({**storage, api});
        const std::lock_guard lock(m_mutex);
        std::erase(m_storages, storage->get());
    });
    return outcome.get();
}

Lane::~Lane()
{
    stop();
}

bool Lane::submit(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_jobs.size() >= m_capacity) {
            if (m_metrics)
                m_metrics->count(Metric::LaneRefusals, {m_name});
            return false;
        }
        m_jobs.push_back({std::move(job), std::chrono::steady_clock::now()});
    }
    m_wake.notify_one();
    return true;
}

void Lane::work(LaneContext desk)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        const Entry entry = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        entry.job(desk);
        if (m_metrics)
            m_metrics->observe(Metric::LaneSeconds, {m_name},
                std::chrono::duration_cast<std::chrono::microseconds>(
                    std::chrono::steady_clock::now() - entry.since));
        lock.lock();
    }
}

void Lane::cancelWaits(SqlConnection::Waits what)
{
    const std::lock_guard lock(m_mutex);
    for (Storage *storage : m_storages)
        storage->sql().cancelWaits(what);
}

void Lane::beginClosing()
{
    cancelWaits(SqlConnection::Waits::OfReconnecting);
}

void Lane::abandon()
{
    std::deque<Entry> dropped;
    {
        const std::lock_guard lock(m_mutex);
        dropped.swap(m_jobs);
    }
    cancelWaits(SqlConnection::Waits::OfEverything);
}

void Lane::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        if (thread.joinable())
            thread.join();
}

std::size_t Lane::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_jobs.size();
}

} // namespace mimir::server
