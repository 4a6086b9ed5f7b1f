#include "core/wire/wireanswer.h"

#include "core/json/jsonparts.h"
#include "core/json/jsonreader.h"
#include "core/json/jsonwriter.h"
#include "core/wire/wiremembers.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mimir::wire {
namespace {

constexpr std::array<std::string_view, 7> kStatuses {
    "applied", "merged", "duplicate", "conflict", "rejected", "stale", "retry"};

bool isRefused(Status status)
{
    return status == Status::Rejected || status == Status::Retry || status == Status::Conflict;
}

// The object is still open.
std::string beginningOf(const ItemResult &result)
{
    std::string out = "{";
    appendText(out, "type", typeName(result.type));
    appendText(out, "id", result.id);
    return out;
}

std::string encoded(const ItemResult &result)
{
    std::string out = beginningOf(result);
    if (result.opSeq > 0)
        appendMember(out, "opSeq", result.opSeq);
    appendText(out, "status", statusName(result.status));
    if (result.rev > 0)
        appendMember(out, "rev", result.rev);
    if (!result.code.empty())
        appendText(out, "code", result.code);
    if (!result.message.empty())
        appendText(out, "message", result.message);
    if (!result.lost.empty())
        appendMember(out, "lost", json::arrayOfTexts(result.lost));
    if (!result.conflictIds.empty())
        appendMember(out, "conflictIds", json::arrayOfTexts(result.conflictIds));
    if (!result.otherDevice.empty())
        appendText(out, "otherDevice", result.otherDevice);
    if (result.item)
        appendMember(
            out, "item", result.item->empty() ? std::string_view("null") : std::string_view(*result.item));
    return out + "}";
}

// For clients of the original contract, which read nothing else.
std::string encodedError(const ItemResult &result)
{
    std::string out = beginningOf(result);
    const std::string code = result.status == Status::Conflict ? "conflict" : result.code;
    appendText(out, "error", code + (result.message.empty() ? "" : ": " + result.message));
    appendText(out, "code", code);
    return out + "}";
}

// How many of each type are stored now.
std::string encodedCounts(const std::vector<ItemResult> &results)
{
    std::array<std::int64_t, 4> synced {};
    for (const ItemResult &result : results)
        synced[index(result.type)] += !isRefused(result.status) && result.status != Status::Stale;
    std::string out = "{";
    for (EntityType type : kEntityTypes)
        appendMember(out, wireArray(type), synced[index(type)]);
    return out + "}";
}

std::optional<ItemResult> resultIn(const json::Element &element)
{
    const json::Object &object = element.object;
    const auto type = typeFromName(object.text("type").value_or(""));
    const auto status = std::ranges::find(kStatuses, object.text("status").value_or(""));
    const auto opSeq = object.integer("opSeq");
    const auto rev = object.integer("rev");
    if (!element.fault.empty() || !type || status == kStatuses.end() || !inRange(opSeq)
        || (object.find("rev") && !inRange(rev)))
        return std::nullopt;
    ItemResult result;
    result.type = *type;
    result.id = object.text("id").value_or("");
    result.opSeq = *opSeq;
    result.status = static_cast<Status>(status - kStatuses.begin());
    result.rev = rev.value_or(0);
    result.code = object.text("code").value_or("");
    result.message = object.text("message").value_or("");
    result.lost = object.texts("lost");
    result.conflictIds = object.texts("conflictIds");
    result.otherDevice = object.text("otherDevice").value_or("");
    if (const std::string *item = object.find("item"))
        result.item = *item == "null" ? std::string() : *item;
    return result;
}

BatchAnswer::NamedError errorIn(const json::Object &object)
{
    return {object.text("type").value_or(""), object.text("id").value_or(""),
        object.text("error").value_or(""), object.text("code").value_or("")};
}

// Only a server that knows batches says it.
bool saysSuccess(const json::Object &object)
{
    return object.boolean("success").has_value();
}

std::optional<std::array<std::int64_t, kEntityTypes.size()>> countsIn(const json::Object &head)
{
    const std::string *text = head.find("synced");
    const auto counts = text ? json::objectIn(*text) : std::nullopt;
    if (!counts)
        return std::nullopt;
    std::array<std::int64_t, kEntityTypes.size()> synced {};
    for (EntityType type : kEntityTypes)
        synced[index(type)] = counts->integer(wireArray(type)).value_or(0);
    return synced;
}

} // namespace

std::string_view statusName(Status status)
{
    return kStatuses[static_cast<std::size_t>(status)];
}

std::string encode(const BatchAnswer &answer)
{
    std::string errors;
    std::string results;
    for (const ItemResult &result : answer.results) {
        results += (results.empty() ? "" : ",") + encoded(result);
        if (isRefused(result.status))
            errors += (errors.empty() ? "" : ",") + encodedError(result);
    }
    std::string out = "{";
    appendMember(out, "success", std::string_view(errors.empty() ? "true" : "false"));
    appendMember(out, "serverTimestamp", answer.serverTimestamp);
    appendText(out, "epoch", answer.epoch);
    if (answer.position) {
        appendMember(out, "position", *answer.position);
        appendText(out, "proof", answer.proof);
    }
    appendMember(out, "synced", encodedCounts(answer.results));
    appendMember(out, "errors", "[" + errors + "]");
    appendMember(out, "results", "[" + results + "]");
    return out + "}";
}

Result<BatchAnswer> decodeBatchAnswer(std::string_view body)
{
    static constexpr std::array<std::string_view, 2> names {"errors", "results"};
    auto envelope = json::parseEnvelope(body, names, 2 * kMaxBatchItems);
    if (!envelope)
        return faultOf(body, envelope.error(), saysSuccess);
    if (!saysSuccess(envelope->head))
        return malformed("a batch answer without \"success\"");
    if (!isHistorySound(envelope->head))
        return serverWrong("an answer with an invalid history");
    if (const auto time = envelope->head.integer("serverTimestamp"); time && !isInstant(time))
        return serverWrong("a time that cannot be");
    BatchAnswer answer;
    answer.success = *envelope->head.boolean("success");
    answer.synced = countsIn(envelope->head);
    answer.serverTimestamp = envelope->head.integer("serverTimestamp").value_or(0);
    answer.epoch = envelope->head.text("epoch").value_or("");
    answer.position = positionIn(envelope->head);
    answer.proof = envelope->head.text("proof").value_or("");
    for (const json::Element &element : envelope->arrays[0])
        answer.errors.push_back(errorIn(element.object));
    answer.hasResults = envelope->isThere[1];
    for (const json::Element &element : envelope->arrays[1]) {
        auto result = resultIn(element);
        if (!result)
            return serverWrong("an invalid result");
        answer.results.push_back(std::move(*result));
    }
    return answer;
}

} // namespace mimir::wire
