#include "sync/engine/resendpause.h"

#include "sync/tuning.h"

#include <algorithm>

namespace mimir {
namespace {

bool isOld(Millis last, Millis now)
{
    return now < last || now - last > tuning::kDropForgottenAfter;
}

} // namespace

Millis ResendPause::next(const OutboxKey &key, Millis now)
{
    if (m_drops.size() >= tuning::kDropsRemembered)
        forgetOld(now);
    if (m_drops.size() >= tuning::kDropsRemembered && !m_drops.contains(key))
        return tuning::kBackOff.back(); // of so many at once, the others wait
    Drops &drops = m_drops[key];
    drops.count = isOld(drops.last, now) ? 1 : drops.count + 1;
    drops.last = now;
    if (drops.count == 1)
        return 0;
    return tuning::kBackOff[std::min(drops.count - 2, tuning::kBackOff.size() - 1)];
}

void ResendPause::forgetOld(Millis now)
{
    std::erase_if(m_drops, [now](const auto &entry) { return isOld(entry.second.last, now); });
}

} // namespace mimir
