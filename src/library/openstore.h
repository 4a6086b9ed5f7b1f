// One open history behind a handle: every call on it, one after another.
#pragma once

#include "core/records/recordline.h"
#include "storage/ownsync.h"
#include "storage/profiledirectory.h"
#include "storage/store.h"

#include <functional>
#include <mutex>
#include <sys/types.h>

namespace mimir::library {

class OpenStore {
public:
    /// `directory` empty: the one that the programs use.
    static Result<std::unique_ptr<OpenStore>> open(const QString &directory);
    ~OpenStore();
    OpenStore(const OpenStore &) = delete;
    OpenStore &operator=(const OpenStore &) = delete;

    /// `work` alone with the store. Errors: Usage (this is a child of the process that opened it), StoreGone,
    /// StoreReplaced, and those of `work`.
    Result<void> use(const std::function<Result<void>()> &work);
    /// The same; what it did may have made the log grow.
    Result<void> change(const std::function<Result<void>()> &work);

    /// Waits for calls of other threads. Error: Usage (a child of the process that opened it).
    Result<void> end();

    Result<WriteOutcome> write(std::string_view record);
    /// Error: of the first that fails, and which it is.
    Result<std::vector<WriteOutcome>> writeAll(const std::vector<std::string_view> &records);

    HybridStorageBackend &backend() { return m_store->backend(); }
    OwnSync ownSync() { return {m_store->backend(), m_clock}; }

private:
    explicit OpenStore(ProfileDirectory directory);
    Result<void> checkProcess() const;
    Result<void> checkFile() const;

    ProfileDirectory m_directory;
    SystemClock m_clock;
    SystemRandom m_random;
    std::mutex m_mutex;
    pid_t m_process;
    std::unique_ptr<Store> m_store;
};

} // namespace mimir::library
