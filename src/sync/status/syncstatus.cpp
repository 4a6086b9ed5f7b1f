#include "sync/status/syncstatus.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 10> kNames {"signed_out", "attention", "offline", "waiting", "paused",
    "syncing", "conflict", "private", "synced", "local"};

// What happens to the data; what only asks for attention has already been handled.
SyncState decideOnData(const SyncStatus &s)
{
    if (const auto special = stateOfData(s))
        return *special;
    if (s.behind || s.unproven || ((s.pending > 0 || s.waitingForParent > 0) && !s.privacyMode))
        return s.run.running ? SyncState::Syncing : SyncState::Waiting;
    if (s.conflicts > 0 || s.rewritten > 0)
        return SyncState::Conflict;
    return s.privacyMode || s.held > 0 ? SyncState::Private : SyncState::Synced;
}

} // namespace

SyncState decideState(const SyncStatus &s, bool isSignedIn)
{
    if (s.run.storeError)
        return SyncState::Attention;
    if (s.server.empty())
        return s.failed > 0 || s.quarantined > 0 || s.deletions ? SyncState::Attention : SyncState::Local;
    if (!isSignedIn || (s.run.authExpired && s.run.lastError == ErrorCode::DeviceRevoked))
        return SyncState::SignedOut;
    const bool needsSignIn = s.run.needsSignIn() && !s.run.waitsForKeyring();
    if (needsSignIn || s.asksForAttention())
        return SyncState::Attention;
    return decideOnData(s);
}

std::optional<SyncState> stateOfData(const SyncStatus &s)
{
    if (s.run.offline || s.run.portal)
        return SyncState::Offline;
    if (s.setupPending || s.run.nextTry || s.triedInVain || s.run.waitsForKeyring()
        || s.owner == SyncStatus::Owner::Silent)
        return SyncState::Waiting;
    if (s.run.paused())
        return SyncState::Paused;
    return s.run.busy() ? std::optional(SyncState::Syncing) : std::nullopt;
}

std::string_view stateName(SyncState state)
{
    return kNames[static_cast<std::size_t>(state)];
}

std::optional<SyncState> stateNamed(std::string_view name)
{
    const auto found = std::ranges::find(kNames, name);
    return found == kNames.end() ? std::nullopt
                                 : std::optional(static_cast<SyncState>(found - kNames.begin()));
}

} // namespace mimir
