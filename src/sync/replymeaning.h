// What an answer, or its absence, means for a run, whatever was asked (docs/protocol.md, "Recovery"). Pure
// functions.
#pragma once

#include "sync/runoutcome.h"
#include "sync/transport.h"

#include <optional>

namespace mimir {

/// Stands for an answer that makes no sense: nothing of it was used.
SyncReply notOurs();
/// The connection worked and then stopped, or the server did not receive the request in time; a network that
/// is not there at all is a different case.
bool isBroken(const SyncReply &reply);
/// It says nothing about the batch that was sent.
bool saysLater(const SyncReply &reply);
/// The user is no longer in the team, or in its whole organisation, whose sign-in is refused then.
bool isRemovalFromTeam(const SyncReply &reply);
/// The server has seen more of this device than the device remembers.
bool isDeviceRollback(const SyncReply &reply);
struct SignInEnd {
    RunOutcome::End end;
    ErrorCode why;
};
/// The sign-in has ended or cannot be read.
std::optional<SignInEnd> signInEnd(const SyncReply &reply);

} // namespace mimir
