#include "sync/engine/originalanswer.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using Counts = std::array<std::int64_t, kEntityTypes.size()>;

std::size_t index(EntityType type)
{
    return static_cast<std::size_t>(std::ranges::find(kEntityTypes, type) - kEntityTypes.begin());
}

bool isTypeName(const std::string &name, EntityType type)
{
    return name.empty() || name == typeName(type) || name == tableName(type) || name == wireArray(type);
}

wire::ItemResult resultOf(const wire::BatchAnswer &answer, const QueuedItem &item)
{
    wire::ItemResult result;
    result.type = item.type;
    result.id = item.id;
    result.opSeq = item.opSeq;
    for (const auto &named : answer.errors)
        if (named.id == item.id && isTypeName(named.type, item.type)) {
            result.status = wire::Status::Retry;
            result.code = named.code.empty() ? "refused" : named.code;
            result.message = named.error;
        }
    return result;
}

Counts countOf(const std::vector<wire::ItemResult> &results, wire::Status status)
{
    Counts counts {};
    for (const wire::ItemResult &result : results)
        counts[index(result.type)] += result.status == status ? 1 : 0;
    return counts;
}

bool isMore(const Counts &said, const Counts &possible)
{
    for (std::size_t i = 0; i < said.size(); ++i)
        if (said[i] < 0 || said[i] > possible[i])
            return true;
    return false;
}

} // namespace

bool readOriginalAnswer(wire::BatchAnswer &answer, const std::vector<QueuedItem> &sent)
{
    if (!answer.synced)
        return false;
    answer.results.clear();
    Counts all {};
    for (const QueuedItem &item : sent) {
        answer.results.push_back(resultOf(answer, item));
        ++all[index(item.type)];
    }
    const Counts accepted = countOf(answer.results, wire::Status::Applied);
    const bool namesSome = accepted != all;
    if (isMore(*answer.synced, all) || (!answer.success && !namesSome))
        return false;
    for (wire::ItemResult &result : answer.results)
        if (result.status == wire::Status::Applied
            && (*answer.synced)[index(result.type)] < accepted[index(result.type)]) {
            result.status = wire::Status::Retry; // one of them is not there, and no one says which
            result.code = "not_counted";
        }
    return true;
}

} // namespace mimir
