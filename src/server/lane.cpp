#include "server/lane.h"

#include <future>

namespace mimir::server {

Result<std::unique_ptr<Lane>> Lane::start(const Config &config, ApiContext &context)
{
    std::unique_ptr<Lane> lane(new Lane(config.capacity));
    for (std::size_t i = 0; i < config.threads; ++i)
        MIMIR_TRY(lane->startThread(config, context));
    return lane;
}

Result<void> Lane::startThread(const Config &config, ApiContext &context)
{
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    m_threads.emplace_back([this, &opened, &context, config] {
        const auto storage = Storage::open({config.database, {}}, config.access);
        if (!storage) {
            opened.set_value(storage.error());
            return;
        }
        const auto api = Api::make(**storage, context);
        opened.set_value(api ? Result<void>() : api.error());
        if (api)
            work({*(*storage)->sqlite(), **api});
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
        if (m_stopping || m_jobs.size() >= m_capacity)
            return false;
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

void Lane::work(Desk desk)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job(desk);
        lock.lock();
    }
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
