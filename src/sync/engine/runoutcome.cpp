#include "sync/engine/runoutcome.h"

namespace mimir {

std::string_view endName(RunOutcome::End end)
{
    switch (end) {
    case RunOutcome::End::Done:
        return "done";
    case RunOutcome::End::Unreachable:
        return "unreachable";
    case RunOutcome::End::Busy:
        return "busy";
    case RunOutcome::End::SignedOut:
        return "signed_out";
    case RunOutcome::End::KeyringLocked:
        return "keyring_locked";
    case RunOutcome::End::StoreFailed:
        return "store_failed";
    case RunOutcome::End::Cancelled:
        break;
    }
    return "cancelled";
}

} // namespace mimir
