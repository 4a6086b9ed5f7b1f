// What the user has chosen about when and how to sync.
#pragma once

#include "core/wire/wire.h"
#include "sync/tuning.h"

namespace mimir {

struct SyncOptions {
    enum class OnBattery : std::uint8_t { Ignore, PauseWhenSaving, Pause };

    Millis interval = tuning::kInterval; ///< 0 = live
    std::size_t batchItems = wire::kMaxBatchItems;
    bool waitOnMetered = false;
    OnBattery onBattery = OnBattery::Ignore;
};

} // namespace mimir
