#include "library/openstore.h"

#include "storage/sqlite/logtrim.h"

#include <unistd.h>

namespace mimir::library {

OpenStore::OpenStore(ProfileDirectory directory)
    : m_directory(std::move(directory)), m_process(::getpid()) { }

// Closing a database that was opened before fork() would end the locks of the parent's.
OpenStore::~OpenStore()
{
    if (::getpid() != m_process)
        (void)m_store.release();
}

Result<std::unique_ptr<OpenStore>> OpenStore::open(const QString &directory)
{
    auto place = ProfileDirectory::open(directory);
    MIMIR_TRY(place);
    std::unique_ptr<OpenStore> opened(new OpenStore(std::move(*place)));
    auto store = Store::open(opened->m_directory.storePath(), opened->m_clock, opened->m_random);
    MIMIR_TRY(store);
    opened->m_store = std::move(*store);
    return opened;
}

Result<void> OpenStore::checkProcess() const
{
    if (::getpid() != m_process)
        return Error {ErrorCode::Usage, "this store was opened before fork(): open another one"};
    return {};
}

Result<void> OpenStore::checkFile() const
{
    switch (m_store->fileChanged().value_or(ErrorCode::Unknown)) {
    case ErrorCode::StoreGone:
        return Error {ErrorCode::StoreGone, "the history file was deleted while it was open"};
    case ErrorCode::StoreReplaced:
        return Error {ErrorCode::StoreReplaced, "another history file has replaced the open one"};
    default:
        return {};
    }
}

Result<void> OpenStore::use(const std::function<Result<void>()> &work)
{
    MIMIR_TRY(checkProcess());
    const std::lock_guard lock(m_mutex);
    if (!m_store)
        return Error {ErrorCode::Usage, "this store was closed by another thread"};
    MIMIR_TRY(checkFile());
    return work();
}

Result<void> OpenStore::end()
{
    MIMIR_TRY(checkProcess());
    const std::lock_guard lock(m_mutex);
    m_store.reset();
    return {};
}

Result<void> OpenStore::change(const std::function<Result<void>()> &work)
{
    return use([&]() -> Result<void> {
        MIMIR_TRY(work());
        trimLog(m_store->database(), m_directory.lockPath());
        return {};
    });
}

Result<WriteOutcome> OpenStore::write(std::string_view text)
{
    const auto parsed = parseRecordLine(text);
    MIMIR_TRY(parsed);
    const Record &record = parsed->record;
    return parsed->deleted ? backend().remove(record.type, record.id) : backend().write(record);
}

Result<std::vector<WriteOutcome>> OpenStore::writeAll(const std::vector<std::string_view> &records)
{
    std::vector<WriteOutcome> outcomes;
    const auto writeEach = [&]() -> Result<void> {
        for (const std::string_view record : records) {
            const auto outcome = write(record);
            if (!outcome)
                return Error {outcome.error().code,
                    "record " + std::to_string(outcomes.size() + 1) + ": " + outcome.error().message};
            outcomes.push_back(*outcome);
        }
        return {};
    };
    MIMIR_TRY(backend().inOneTransaction(writeEach));
    return outcomes;
}

} // namespace mimir::library
