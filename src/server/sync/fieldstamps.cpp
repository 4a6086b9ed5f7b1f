#include "server/sync/fieldstamps.h"

#include <algorithm>

namespace mimir::server {
namespace {

wire::WithheldRule ruleOf(std::int64_t stored)
{
    using enum wire::WithheldRule;
    return static_cast<wire::WithheldRule>(
        std::clamp(stored, static_cast<std::int64_t>(None), static_cast<std::int64_t>(Metadata)));
}

} // namespace

std::string StoredStamp::toJson() const
{
    std::string out
        = '[' + std::to_string(editedAt) + ',' + std::to_string(device) + ',' + std::to_string(rev);
    if (withheld != wire::WithheldRule::None || said)
        out += ',' + std::to_string(static_cast<int>(withheld));
    if (said)
        out += ',' + std::to_string(*said);
    return out + ']';
}

std::optional<StoredStamp> StoredStamp::fromJson(std::string_view array)
{
    const auto parts = json::parseArray(array);
    if (!parts || parts->size() < 3 || parts->size() > 5)
        return std::nullopt;
    std::int64_t numbers[5] = {};
    for (std::size_t i = 0; i < parts->size(); ++i) {
        const auto number = json::toInteger((*parts)[i]);
        if (!number)
            return std::nullopt;
        numbers[i] = *number;
    }
    StoredStamp stamp {numbers[0], numbers[1], numbers[2], ruleOf(numbers[3]), std::nullopt};
    if (parts->size() == 5)
        stamp.said = numbers[4];
    return stamp;
}

void forEachStamp(std::string_view stamps,
    const std::function<void(const std::string &field, const StoredStamp &stamp)> &act)
{
    const auto fields = stamps.empty() ? Result<json::Object>(json::Object())
                                       : json::parseObject(stamps, json::Author::Store);
    if (!fields)
        return;
    for (const json::Member &member : fields->members())
        if (const auto stamp = StoredStamp::fromJson(member.json))
            act(member.key, *stamp);
}

wire::FieldNotes notesOf(Millis editedAt, std::string_view stamps)
{
    wire::Instants instants {editedAt, {}};
    std::vector<wire::Withheld> withheld;
    forEachStamp(stamps, [&](const std::string &field, const StoredStamp &stamp) {
        if (stamp.editedAt != editedAt)
            instants.separately.emplace_back(field, stamp.editedAt);
        if (stamp.withheld != wire::WithheldRule::None)
            withheld.push_back({field, stamp.withheld});
    });
    return {instants.toJson(), wire::withheldJson(withheld)};
}

} // namespace mimir::server
