// When changed files are read: soon after the last change, so that a record that is still being written is whole, and
// not much later while a file keeps growing. And when everything is looked at, because a watch is only a hint. Pure;
// times are those of a clock that never goes back.
#pragma once

#include "core/clock.h"

#include <QString>

#include <optional>
#include <set>

namespace mimir {

class LookSchedule {
public:
    static constexpr Millis kQuiet = 300;               ///< after the last change
    static constexpr Millis kLongest = 2000;            ///< after the first one
    static constexpr Millis kFull = Millis(5) * 60'000; ///< between looks at everything
    static constexpr Millis kFullUnwatched = 30'000;    ///< the same where not everything can be watched
    static constexpr std::size_t kMaxPaths = 1000;      ///< more changes are a reason to look at everything

    void changed(const QString &path, Millis now);
    /// Everything is due now.
    void lookAtAll(Millis now);
    /// Everything was looked at, and is to be again after `interval`.
    void lookedAtAll(Millis now, Millis interval);

    /// When something is due; nullopt = never.
    std::optional<Millis> dueAt() const;
    bool isAllDue(Millis now) const { return m_fullAt && *m_fullAt <= now; }
    /// Changed files that are due, each once.
    std::set<QString> takeChanged(Millis now);

private:
    std::optional<Millis> changedDueAt() const;

    std::set<QString> m_paths;
    Millis m_first = 0, m_last = 0; ///< changes among m_paths
    std::optional<Millis> m_fullAt;
};

} // namespace mimir
