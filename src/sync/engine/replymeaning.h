// What an answer, or its absence, means for a run, whatever was asked (docs/protocol.md, "Recovery"). Pure
// functions.
#pragma once

#include "core/wire/wire.h"
#include "storage/storagebackend.h"
#include "sync/engine/runoutcome.h"
#include "sync/transport.h"

#include <optional>

namespace mimir {

/// Stand for an answer of which nothing was used: something else answered in place of the server; or the server
/// did, but makes no sense.
SyncReply notOurs();
SyncReply wrongAnswer();
/// The one of them that an error of wire::decodeBatchAnswer(), decodePage() or decodeHealth() means.
SyncReply unusable(const Error &error, const SyncReply &answer = {});
/// It says what every answer of protocol 2 says.
bool isComplete(const wire::BatchAnswer &answer);
/// Each result belongs to a change that was sent, and no two to the same one.
bool isAnswerTo(const wire::BatchAnswer &answer, const std::vector<QueuedItem> &sent);
/// No revision is above the position that the answer names. An item that was asked for may be newer than an unfinished
/// page.
bool isPlausible(const wire::BatchAnswer &answer);
bool isPlausible(const wire::Page &page, const std::vector<std::string> &asked);
/// Item of a pull, as SyncRequest::items has it.
std::string itemName(EntityType type, std::string_view id);
/// The connection worked and then stopped, or the server did not receive the request in time; a network that
/// is not there at all is a different case.
bool isBroken(const SyncReply &reply);
/// It says nothing about the batch that was sent.
bool saysLater(const SyncReply &reply);
/// Why nothing of the request was accepted; `reply` is a refusal (a status of 400 and above), or no answer.
ErrorCode errorOfReply(const SyncReply &reply);
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
