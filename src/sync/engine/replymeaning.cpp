#include "sync/engine/replymeaning.h"

#include "core/wire/serveranswer.h"

#include <algorithm>
#include <map>
#include <utility>

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

SyncReply wrongAnswer()
{
    return SyncReply {0, ErrorCode::ServerWrong, {}, {}};
}

SyncReply unusable(const Error &error, const SyncReply &answer)
{
    return error.code == ErrorCode::ServerWrong || answer.namesProtocol ? wrongAnswer() : notOurs();
}

bool isComplete(const wire::BatchAnswer &answer)
{
    return answer.hasResults && !answer.epoch.empty();
}

bool isAnswerTo(const wire::BatchAnswer &answer, const std::vector<QueuedItem> &sent)
{
    std::map<std::int64_t, const QueuedItem *> unanswered;
    for (const QueuedItem &item : sent)
        unanswered[item.opSeq] = &item;
    for (const wire::ItemResult &result : answer.results) {
        const auto item = unanswered.find(result.opSeq);
        if (item == unanswered.end() || item->second->type != result.type || item->second->id != result.id)
            return false;
        unanswered.erase(item);
    }
    return true;
}

bool isPlausible(const wire::BatchAnswer &answer)
{
    return !answer.position || std::ranges::all_of(answer.results, [&answer](const auto &result) {
        return result.rev <= *answer.position;
    });
}

std::string itemName(EntityType type, std::string_view id)
{
    return std::string(typeName(type)) + ':' + std::string(id);
}

bool isPlausible(const wire::Page &page, const std::vector<std::string> &asked)
{
    if (!page.position)
        return true;
    const auto fits = [&](EntityType type, const std::string &id, std::int64_t rev) {
        return rev <= *page.position
            || (page.hasMore && std::ranges::find(asked, itemName(type, id)) != asked.end());
    };
    return std::ranges::all_of(
               page.rows, [&fits](const auto &row) { return fits(row.record.type, row.record.id, row.rev); })
        && std::ranges::all_of(
            page.deleted, [&fits](const auto &one) { return fits(one.type, one.id, one.rev); });
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

ErrorCode errorOfReply(const SyncReply &reply)
{
    if (reply.status == 0)
        return reply.failure;
    const std::string code = reply.status == 503 ? wire::errorCodeOf(reply.body) : std::string();
    const bool isForItsAdministrator = code == "storage_read_only" || code == "damaged";
    return isForItsAdministrator ? ErrorCode::ServerFailed : errorOfStatus(reply.status);
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
    if (hasFailed(reply, ErrorCode::SignInUnknown))
        return SignInEnd {End::SignedOut, ErrorCode::SignInUnknown};
    if (reply.status == 401 || hasFailed(reply, ErrorCode::SignedOut))
        return SignInEnd {End::SignedOut, ErrorCode::SignedOut};
    if (reply.status == 0 && isTokenStoreError(reply.failure))
        return SignInEnd {End::KeyringLocked, reply.failure};
    return std::nullopt;
}

} // namespace mimir
