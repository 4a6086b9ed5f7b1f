#include "library/handles.h"

#include <mutex>
#include <unordered_map>

namespace mimir::library {
namespace {

struct Handles {
    std::mutex mutex;
    std::unordered_map<std::uintptr_t, std::shared_ptr<OpenStore>> open;
    std::uintptr_t last = 0;
};

// Never destroyed: another thread may be in a call while the program ends.
Handles &handles()
{
    static auto *const all = new Handles;
    return *all;
}

std::uintptr_t numberOf(const mimir_store *handle)
{
    return reinterpret_cast<std::uintptr_t>(handle);
}

} // namespace

mimir_store *addHandle(std::unique_ptr<OpenStore> store)
{
    Handles &all = handles();
    const std::lock_guard lock(all.mutex);
    all.last += 16;
    all.open.emplace(all.last, std::move(store));
    return reinterpret_cast<mimir_store *>(all.last); // NOLINT(performance-no-int-to-ptr): never followed
}

std::shared_ptr<OpenStore> findHandle(const mimir_store *handle)
{
    Handles &all = handles();
    const std::lock_guard lock(all.mutex);
    const auto found = all.open.find(numberOf(handle));
    return found == all.open.end() ? nullptr : found->second;
}

std::shared_ptr<OpenStore> takeHandle(const mimir_store *handle)
{
    Handles &all = handles();
    const std::lock_guard lock(all.mutex);
    const auto found = all.open.find(numberOf(handle));
    if (found == all.open.end())
        return nullptr;
    std::shared_ptr<OpenStore> store = std::move(found->second);
    all.open.erase(found);
    return store;
}

} // namespace mimir::library
