#include "sync/proofrequest.h"

#include "core/json.h"

namespace mimir {

SyncRequest proofRequest(const Team &team, std::string_view server, std::string_view deviceId)
{
    SyncRequest request;
    request.kind = SyncRequest::Kind::Proof;
    request.server = server;
    request.orgSlug = team.orgSlug;
    request.teamId = team.teamId;
    request.deviceId = deviceId;
    request.proof = team.proof;
    return request;
}

// A page of a portal is no consent.
ProofVerdict proofVerdict(const SyncReply &reply)
{
    if (reply.status == 410)
        return ProofVerdict::OtherHistory;
    const auto body = reply.status == 200 ? json::parseObject(reply.body) : Result<json::Object>(Error {});
    return body && body->boolean("holds") == true ? ProofVerdict::Holds : ProofVerdict::NotSaid;
}

} // namespace mimir
