// Whether a metered network or the battery pauses syncing, as the user chose.
#pragma once

#include "sync/reachability.h"
#include "sync/status/runstate.h"
#include "sync/worker/syncoptions.h"

namespace mimir {

class AutomaticPause {
public:
    /// `reachability` must outlive the object.
    explicit AutomaticPause(const Reachability &reachability) : m_reachability(reachability) { }

    void setOptions(const SyncOptions &options) { m_options = options; }
    /// The user syncs anyway, until nothing would pause syncing any more.
    void overrule();
    /// What pauses syncing now.
    PauseReason reason();

private:
    PauseReason chosen() const;

    const Reachability &m_reachability;
    SyncOptions m_options;
    bool m_isOverruled = false;
};

} // namespace mimir
