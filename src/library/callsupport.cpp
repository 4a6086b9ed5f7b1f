#include "library/callsupport.h"

#include "library/outboxitems.h"

#include <cstdlib>
#include <cstring>
#include <exception>

namespace mimir::library {
namespace {

Result<std::shared_ptr<OpenStore>> storeOf(const mimir_store *handle)
{
    if (!handle)
        return isNull("store");
    auto store = findHandle(handle);
    if (!store)
        return Error {ErrorCode::Usage, "this store is not open: it was closed, or never opened"};
    return store;
}

} // namespace

int guarded(mimir_error **error, const std::function<Result<void>()> &work) noexcept
{
    if (error)
        *error = nullptr;
    try {
        const auto done = work();
        return done ? MIMIR_OK : report(done.error(), error);
    } catch (const std::exception &thrown) {
        return report({ErrorCode::Unknown, thrown.what()}, error);
    } catch (...) {
        return report({ErrorCode::Unknown, "an unknown exception"}, error);
    }
}

Error isNull(const char *what)
{
    return {ErrorCode::Usage, std::string(what) + " is NULL"};
}

int reading(const mimir_store *handle, mimir_error **error,
    const std::function<Result<void>(OpenStore &)> &work) noexcept
{
    return guarded(error, [&]() -> Result<void> {
        const auto store = storeOf(handle);
        MIMIR_TRY(store);
        return (*store)->use([&] { return work(**store); });
    });
}

int changing(const mimir_store *handle, mimir_error **error,
    const std::function<Result<void>(OpenStore &)> &work) noexcept
{
    return guarded(error, [&]() -> Result<void> {
        const auto store = storeOf(handle);
        MIMIR_TRY(store);
        return (*store)->change([&] { return work(**store); });
    });
}

Result<std::string_view> textOf(const char *text, std::size_t length, const char *what)
{
    if (!text)
        return isNull(what);
    return std::string_view(text, length == MIMIR_TEXT ? std::strlen(text) : length);
}

Result<Named> named(const char *type, const char *id)
{
    if (!type)
        return isNull("type");
    if (!id)
        return isNull("id");
    const auto found = typeFrom(type);
    MIMIR_TRY(found);
    return Named {*found, id};
}

Result<void> giveOut(const std::string &text, char **out)
{
    char *const copy = static_cast<char *>(std::malloc(text.size() + 1));
    if (!copy)
        return Error {ErrorCode::Unknown, "out of memory"};
    std::memcpy(copy, text.c_str(), text.size() + 1);
    *out = copy;
    return {};
}

int outcomeOf(WriteOutcome outcome)
{
    switch (outcome) {
    case WriteOutcome::Created:
        return MIMIR_CREATED;
    case WriteOutcome::Changed:
        return MIMIR_CHANGED;
    case WriteOutcome::Unchanged:
        break;
    }
    return MIMIR_UNCHANGED;
}

} // namespace mimir::library
