#include "app/following/deletionnews.h"

#include "app/following/sourcetexts.h"

namespace mimir {
namespace {

constexpr Millis kAgainAfter = Millis(kWarnDays) * 24 * 60 * 60 * 1000;

std::string toldKey(const FoundSource &source)
{
    return "deletion_told|" + source.agent->name();
}

bool wasTold(Store &store, const FoundSource &source)
{
    const Millis told = store.settings().integer(toldKey(source));
    const Millis now = store.clock().now();
    return told > 0 && told <= now && now - told < kAgainAfter;
}

} // namespace

Result<QStringList> takeDeletionNews(Store &store, const QProcessEnvironment &environment)
{
    const auto sources = findSources(store, environment);
    MIMIR_TRY(sources);
    QStringList news;
    for (const FoundSource &source : *sources) {
        const bool isRefused = source.choice && !source.choice->isFollowed;
        const QString warning = deletionWarning(source);
        if (warning.isEmpty() || isRefused || wasTold(store, source))
            continue;
        MIMIR_TRY(store.settings().set(toldKey(source), store.clock().now()));
        news << warning;
    }
    return news;
}

} // namespace mimir
