#include "server/answers.h"
#include "server/contentencoding.h"
#include "server/handlers.h"

#include <algorithm>
#include <charconv>

namespace mimir::server::syncing {
namespace {

constexpr std::chrono::seconds kMaxWait {50};
constexpr std::size_t kMaxCursorBytes = 512;

std::optional<std::int64_t> numberIn(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

struct PullRequest {
    PullQuery query;
    std::chrono::seconds wait {0};
};

// The field that makes no sense, or nullopt.
std::optional<std::string_view> read(const Request &request, PullRequest &out)
{
    out.query.byTime = request.header("x-sync-protocol") != "2";
    out.query.since = request.parameter("since").value_or("");
    if (out.query.since.size() > kMaxCursorBytes || json::scrubbed(out.query.since) != out.query.since)
        return "since";
    if (const auto limit = request.parameter("limit")) {
        const auto number = numberIn(*limit);
        if (!number || *number == 0)
            return "limit";
        out.query.limit = static_cast<std::size_t>(*number);
    }
    if (const auto wait = request.parameter("wait")) {
        const auto number = numberIn(*wait);
        if (!number)
            return "wait";
        out.wait = std::min(std::chrono::seconds(*number), kMaxWait);
    }
    if (const std::string_view seq = request.header("x-last-op-seq"); !seq.empty()) {
        out.query.lastOpSeq = numberIn(seq);
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

} // namespace

Response push(Call &call)
{
    const auto batch = wire::decodeBatch(call.body);
    if (!batch)
        return errorAnswer(batch.error());
    const auto answer = call.services.sync.push(call.caller, *batch);
    if (!answer)
        return errorAnswer(answer.error());
    Response response {200, wire::encode(*answer), {}};
    for (const wire::ItemResult &result : answer->results)
        count(response.items, wire::statusName(result.status));
    if (answer->changed)
        response.wakes.push_back({call.caller.teamId, call.caller.user});
    if (answer->sharedChanged)
        response.wakes.push_back({call.caller.teamId, 0});
    return response;
}

Response pull(Call &call)
{
    PullRequest wanted;
    if (const auto field = read(call.request, wanted))
        return fieldError(*field, std::string(*field) + " makes no sense");
    auto page = call.services.sync.pull(call.caller, wanted.query);
    if (!page)
        return errorAnswer(page.error());
    Response response {200, std::move(page->body), {}};
    response.rows = page->rows;
    if (page->rows == 0 && wanted.wait.count() > 0)
        response.park = Park {call.caller.teamId, call.caller.user, wanted.wait};
    encodeAnswer(call.request, response);
    return response;
}

} // namespace mimir::server::syncing
