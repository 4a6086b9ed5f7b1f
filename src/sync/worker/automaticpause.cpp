#include "sync/worker/automaticpause.h"

namespace mimir {

PauseReason AutomaticPause::chosen() const
{
    using OnBattery = SyncOptions::OnBattery;
    if (m_options.waitOnMetered && m_reachability.metered())
        return PauseReason::Metered;
    const bool saves = m_reachability.savingPower();
    if ((m_options.onBattery != OnBattery::Ignore && saves)
        || (m_options.onBattery == OnBattery::Pause && m_reachability.onBattery()))
        return PauseReason::Battery;
    return PauseReason::None;
}

void AutomaticPause::overrule()
{
    m_isOverruled = chosen() != PauseReason::None;
}

PauseReason AutomaticPause::reason()
{
    const PauseReason wanted = chosen();
    if (wanted == PauseReason::None)
        m_isOverruled = false;
    return m_isOverruled ? PauseReason::None : wanted;
}

} // namespace mimir
