#include "core/ids.h"
#include "core/text.h"
#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/http/contentencoding.h"

#include <algorithm>
#include <limits>

namespace mimir::server::syncing {
namespace {

constexpr std::chrono::seconds kMaxWait {50};
constexpr std::size_t kMaxCursorBytes = 512;
// Its revisions are numbers that JSON can hold.
constexpr std::int64_t kMaxDigestPart = (std::int64_t(1) << 53) / wire::kDigestRevs - 1;
constexpr std::string_view kProofHeader = "X-Sync-Proof";
constexpr std::string_view kProtocolHeader = "X-Sync-Protocol";
constexpr std::string_view kOlderData
    = "a device has proof of data that this database has lost: it was replaced by an older copy without "
      "`restore`. The team begins a new history, and devices offer again what they have";

// "message:m1,toolCall:t1"
std::optional<std::vector<RowKey>> keysIn(std::string_view text)
{
    std::vector<RowKey> keys;
    while (!text.empty()) {
        const std::string_view one = takeUntil(text, ',');
        const std::size_t colon = one.find(':');
        const auto type = typeFromName(one.substr(0, colon));
        if (colon == std::string_view::npos || !type || !isValidId(one.substr(colon + 1))
            || keys.size() >= kMaxAskedRows)
            return std::nullopt;
        keys.push_back({*type, std::string(one.substr(colon + 1))});
    }
    return keys;
}

struct PullRequest {
    PullQuery query;
    std::chrono::seconds wait {0};
};

// The invalid field, or nullopt.
std::optional<std::string_view> read(const Request &request, PullRequest &out)
{
    out.query.byTime = request.header("x-sync-protocol") != kProtocolText;
    out.query.since = request.parameter("since").value_or("");
    if (out.query.since.size() > kMaxCursorBytes || scrubbed(out.query.since) != out.query.since)
        return "since";
    if (const auto limit = request.parameter("limit")) {
        const auto number = countIn(*limit);
        if (!number || *number == 0)
            return "limit";
        out.query.limit = static_cast<std::size_t>(*number);
    }
    if (const auto wait = request.parameter("wait")) {
        const auto number = countIn(*wait);
        if (!number)
            return "wait";
        out.wait = std::min(std::chrono::seconds(*number), kMaxWait);
    }
    out.query.withoutEcho = !out.query.byTime && request.parameter("echo") == "none";
    if (const auto items = request.parameter("items"); items && !out.query.byTime) {
        auto keys = keysIn(*items);
        if (!keys)
            return "items";
        out.query.items = std::move(*keys);
    }
    if (const std::string_view seq = request.header("x-last-op-seq"); !seq.empty()) {
        out.query.lastOpSeq = countIn(seq);
        if (!out.query.lastOpSeq)
            return "X-Last-Op-Seq";
    }
    return std::nullopt;
}

void count(std::vector<std::pair<std::string, std::size_t>> &counts, std::string_view name)
{
    const auto at
        = std::ranges::find(counts, name, [](const auto &pair) { return std::string_view(pair.first); });
    if (at == counts.end())
        counts.emplace_back(name, 1);
    else
        ++at->second;
}

// 1 without the header, which the original contract lacks; nullopt if the header is not the number of a protocol.
std::optional<std::int64_t> protocolOf(const Request &request)
{
    const std::string_view named = request.header("x-sync-protocol");
    if (named.empty())
        return 1;
    if (!std::ranges::all_of(named, isDigit) || named.front() == '0')
        return std::nullopt;
    return countIn(named).value_or(std::numeric_limits<std::int64_t>::max()); // more digits than any number
}

// A client with a newer protocol would be only half understood, and one without a number not at all.
std::optional<Response> refuseProtocol(const Request &request)
{
    const auto asked = protocolOf(request);
    if (!asked)
        return fieldError(kProtocolHeader, "X-Sync-Protocol is invalid: protocols are numbered from 1");
    if (*asked <= wire::kProtocol)
        return std::nullopt;
    json::Object range;
    range.setInteger("min", 1);
    range.setInteger("max", wire::kProtocol);
    return errorResponse(426, "upgrade_required",
        "this server is older than the program that contacts it: please update the server", range);
}

// False if it is invalid.
bool takeProof(Call &call)
{
    const std::string_view proof = call.request.header("x-sync-proof");
    call.caller.proof = proof;
    return proof.size() <= kMaxCursorBytes;
}

template <typename Message>
Result<std::string> encoded(const Result<Message> &message)
{
    MIMIR_TRY(message);
    return wire::encode(*message);
}

// Everyone in the team has to hear of a new epoch.
Response refusal(const Call &call, const Error &error)
{
    Response response = errorAnswer(error);
    if (!call.services.sync.beganEpoch())
        return response;
    response.historyBegan = kOlderData;
    response.wakes.push_back({call.caller.teamId, 0});
    return response;
}

} // namespace

Response push(Call &call)
{
    if (auto refused = refuseProtocol(call.request))
        return std::move(*refused);
    if (!takeProof(call))
        return fieldError(kProofHeader, "X-Sync-Proof is invalid");
    const auto batch = wire::decodeBatch(call.body);
    if (!batch)
        return errorAnswer(batch.error());
    const auto answer = call.services.sync.push(call.caller, *batch);
    if (!answer)
        return refusal(call, answer.error());
    Response response {200, wire::encode(*answer), {}};
    for (const wire::ItemResult &result : answer->results)
        count(response.items, wire::statusName(result.status));
    if (answer->changed)
        response.wakes.push_back({call.caller.teamId, call.caller.user});
    if (answer->sharedChanged)
        response.wakes.push_back({call.caller.teamId, 0});
    encodeAnswer(call.request, response);
    return response;
}

Response pull(Call &call)
{
    if (auto refused = refuseProtocol(call.request))
        return std::move(*refused);
    PullRequest wanted;
    if (const auto field = read(call.request, wanted))
        return fieldError(*field, std::string(*field) + " is invalid");
    if (!takeProof(call))
        return fieldError(kProofHeader, "X-Sync-Proof is invalid");
    auto page = call.services.sync.pull(call.caller, wanted.query);
    if (!page) {
        Response response = refusal(call, page.error());
        response.needsWriter = page.error().code == ErrorCode::StoreReadOnly;
        return response;
    }
    Response response {200, std::move(page->body), {}};
    response.rows = page->rows;
    if (page->rows == 0 && !page->hasMore && wanted.wait.count() > 0)
        response.wait = WaitRequest {call.caller.teamId, call.caller.user, wanted.wait};
    encodeAnswer(call.request, response);
    return response;
}

Response proof(Call &call)
{
    if (auto refused = refuseProtocol(call.request))
        return std::move(*refused);
    if (!takeProof(call) || call.caller.proof.empty())
        return fieldError(kProofHeader, "X-Sync-Proof is invalid");
    if (const auto holds = call.services.sync.checkProof(call.caller); !holds)
        return errorAnswer(holds.error());
    json::Object body;
    body.setBool("holds", true);
    return answer(body);
}

Response digest(Call &call)
{
    if (auto refused = refuseProtocol(call.request))
        return std::move(*refused);
    if (!takeProof(call) || call.caller.proof.empty())
        return fieldError(kProofHeader, "X-Sync-Proof is invalid");
    const auto part = call.request.parameter("part");
    const std::string_view name = part ? "part" : "from";
    const auto number = countIn(part.value_or(call.request.parameter("from").value_or("0")));
    if (!number || *number > kMaxDigestPart)
        return fieldError(name, std::string(name) + " is invalid");
    const auto body = part ? encoded(call.services.sync.digestRows(call.caller, *number))
                           : encoded(call.services.sync.digest(call.caller, *number));
    if (!body)
        return errorAnswer(body.error());
    Response response {200, *body, {}};
    encodeAnswer(call.request, response);
    return response;
}

} // namespace mimir::server::syncing
