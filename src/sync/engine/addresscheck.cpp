#include "sync/engine/addresscheck.h"

#include "core/json/json.h"

namespace mimir {
namespace {

// It is a server, but not one that continues from this cursor.
bool isRefusal(int status)
{
    return status == 400 || status == 404 || status == 410 || status == 422;
}

} // namespace

// The page of a captive portal does not count as proof.
ProofVerdict proofVerdict(const SyncReply &reply)
{
    if (reply.status == 410)
        return ProofVerdict::OtherHistory;
    const auto body = reply.status == 200 ? json::parseObject(reply.body) : Result<json::Object>(Error {});
    return body && body->boolean("holds") == true ? ProofVerdict::Holds : ProofVerdict::NotSaid;
}

AddressVerdict addressVerdict(const Team &asked, const SyncReply &reply)
{
    if (isRefusal(reply.status))
        return AddressVerdict::OtherHistory;
    if (reply.status != 200)
        return AddressVerdict::NoAnswer;
    const auto page = wire::decodePage(reply.body);
    if (!page)
        return AddressVerdict::NoAnswer;
    // A team that was never pulled has no history that could differ. One that has lost its epoch without
    // getting a new one has: it cannot be proven, and the user is asked.
    const bool same
        = asked.epoch.empty() ? !asked.lastPull || page->epoch.empty() : page->epoch == asked.epoch;
    return same ? AddressVerdict::SameHistory : AddressVerdict::OtherHistory;
}

std::optional<std::string> securedAddress(std::string_view server)
{
    constexpr std::string_view plain = "http://";
    if (!server.starts_with(plain))
        return std::nullopt;
    return "https://" + std::string(server.substr(plain.size()));
}

} // namespace mimir
