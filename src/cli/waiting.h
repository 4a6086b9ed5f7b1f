// Waits for an asynchronous answer: the command line has nothing else to do.
#pragma once

#include "core/result.h"

#include <QEventLoop>

#include <optional>

namespace mimir::cli {

/// `start` is given the callback, which must be called exactly once, possibly before `start` returns.
template <typename T, typename Start>
Result<T> waitFor(Start start)
{
    QEventLoop loop;
    std::optional<Result<T>> answer;
    start([&](const Result<T> &came) {
        answer = came;
        loop.quit();
    });
    if (!answer)
        loop.exec();
    return std::move(*answer);
}

} // namespace mimir::cli
