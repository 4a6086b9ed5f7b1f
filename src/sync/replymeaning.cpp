#include "sync/replymeaning.h"

#include "core/wire.h"

namespace mimir {
namespace {

bool hasFailed(const SyncReply &reply, ErrorCode why)
{
    return reply.status == 0 && reply.failure == why;
}

} // namespace

SyncReply notOurs()
{
    return SyncReply {0, ErrorCode::NotOurs, {}, {}};
}

bool isBroken(const SyncReply &reply)
{
    const bool moved = reply.bytesSent > 0 || reply.bytesReceived > 0;
    return reply.status == 408
        || (moved && (hasFailed(reply, ErrorCode::Offline) || hasFailed(reply, ErrorCode::Timeout)));
}

bool saysLater(const SyncReply &reply)
{
    return reply.status == 408 || reply.status == 429 || reply.status == 503 || reply.status == 507;
}

bool isRemovalFromTeam(const SyncReply &reply)
{
    return hasFailed(reply, ErrorCode::Forbidden)
        || (reply.status == 403 && wire::errorCodeOf(reply.body) == "team_access_revoked");
}

bool isDeviceRollback(const SyncReply &reply)
{
    return reply.status == 409 && wire::errorCodeOf(reply.body) == "device_rollback";
}

std::optional<SignInEnd> signInEnd(const SyncReply &reply)
{
    using End = RunOutcome::End;
    if (hasFailed(reply, ErrorCode::DeviceRevoked)
        || (reply.status == 401 && wire::errorCodeOf(reply.body) == "device_revoked"))
        return SignInEnd {End::SignedOut, ErrorCode::DeviceRevoked};
    if (reply.status == 401 || hasFailed(reply, ErrorCode::SignedOut))
        return SignInEnd {End::SignedOut, ErrorCode::SignedOut};
    if (hasFailed(reply, ErrorCode::Keyring) || hasFailed(reply, ErrorCode::KeyringAbsent))
        return SignInEnd {End::KeyringLocked, reply.failure};
    return std::nullopt;
}

} // namespace mimir
