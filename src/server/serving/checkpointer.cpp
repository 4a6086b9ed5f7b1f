#include "server/serving/checkpointer.h"

#include "storage/sqlite/database.h"

#include <chrono>
#include <future>

namespace mimir::server {
namespace {

constexpr std::chrono::seconds kInterval {1};
constexpr std::int64_t kLongLogBytes = 64 << 20;

} // namespace

Result<std::unique_ptr<Checkpointer>> Checkpointer::start(const QString &path, Lane &writer)
{
    std::unique_ptr<Checkpointer> made(new Checkpointer(writer));
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    made->m_thread = std::thread([&self = *made, &opened, path] {
        Database::Options options;
        options.mustExist = true;
        auto database = Database::open(path, options);
        if (!database) {
            opened.set_value(database.error());
            return;
        }
        opened.set_value({});
        self.run(**database);
    });
    const Result<void> result = outcome.get();
    MIMIR_TRY(result);
    return made;
}

Checkpointer::~Checkpointer()
{
    stop();
}

void Checkpointer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

bool Checkpointer::sleep()
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, kInterval, [this] { return m_stopping; });
}

void Checkpointer::run(Database &database)
{
    std::int64_t seen = database.dataVersion();
    while (sleep()) {
        if (database.dataVersion() == seen)
            continue;
        database.checkpointPassive();
        if (database.walBytes() > kLongLogBytes)
            finishOnWriter();
        seen = database.dataVersion();
    }
}

// Under steady load there is always one more commit; while the writer is blocked, the rest is short and the
// log starts again.
void Checkpointer::finishOnWriter()
{
    const auto done = std::make_shared<std::promise<void>>();
    auto finished = done->get_future();
    if (m_writer.submit([done](Lane::LaneContext &desk) {
            desk.storage.sqlite()->checkpointPassive();
            done->set_value();
        }))
        finished.wait();
}

} // namespace mimir::server
