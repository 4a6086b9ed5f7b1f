// The pauses before a change is sent again that a server acknowledged and then showed without: none the first time, as
// after a server that lost it; growing ones after that, so that a server that always answers so is not asked without
// end (docs/protocol.md, "GET /sync/digest"). Not stored: a new process starts without pauses.
#pragma once

#include "core/clock.h"
#include "storage/outbox/outbox.h"

#include <map>

namespace mimir {

class ResendPause {
public:
    /// Counts one more time for this change; 0 = it is sent again at once.
    Millis next(const OutboxKey &key, Millis now);

private:
    struct Drops {
        std::size_t count = 0;
        Millis last = 0;
    };
    void forgetOld(Millis now);

    std::map<OutboxKey, Drops> m_drops; ///< at most tuning::kDropsRemembered
};

} // namespace mimir
