// Runs an event loop until a callback that must come later and exactly once.
#pragma once

#include <QEventLoop>
#include <QTimer>

#include <memory>
#include <optional>

namespace mimir::test {

/// `start` is given the callback to pass on. Aborts the test program if it is called at once, twice or never.
template <typename T, typename Start>
T await(Start start, int milliseconds = 15'000)
{
    const auto outcome = std::make_shared<std::optional<T>>();
    const auto loop = std::make_shared<QEventLoop>();
    start([outcome, loop](const T &came) {
        if (*outcome)
            qFatal("called back twice");
        *outcome = came;
        loop->quit();
    });
    if (*outcome)
        qFatal("called back from inside the call");
    QTimer::singleShot(milliseconds, loop.get(), [] { qFatal("never called back"); });
    loop->exec();
    return **outcome;
}

} // namespace mimir::test
