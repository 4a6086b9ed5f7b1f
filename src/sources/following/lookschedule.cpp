#include "sources/following/lookschedule.h"

#include <algorithm>
#include <utility>

namespace mimir {

void LookSchedule::changed(const QString &path, Millis now)
{
    if (m_paths.size() >= kMaxPaths)
        return lookAtAll(now);
    if (m_paths.empty())
        m_first = now;
    m_last = now;
    m_paths.insert(path);
}

void LookSchedule::lookAtAll(Millis now)
{
    m_paths.clear();
    m_fullAt = now;
}

void LookSchedule::lookedAtAll(Millis now, Millis interval)
{
    m_fullAt = now + interval;
}

std::optional<Millis> LookSchedule::changedDueAt() const
{
    if (m_paths.empty())
        return std::nullopt;
    return std::min(m_last + kQuiet, m_first + kLongest);
}

std::optional<Millis> LookSchedule::dueAt() const
{
    const auto changed = changedDueAt();
    return changed && m_fullAt ? std::min(changed, m_fullAt) : changed ? changed : m_fullAt;
}

std::set<QString> LookSchedule::takeChanged(Millis now)
{
    const auto due = changedDueAt();
    return due && *due <= now ? std::exchange(m_paths, {}) : std::set<QString>();
}

} // namespace mimir
