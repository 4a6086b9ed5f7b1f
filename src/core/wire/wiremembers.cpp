#include "core/wire/wiremembers.h"

#include "core/clock.h"
#include "core/json/jsonreader.h"
#include "core/json/jsonvalue.h"
#include "core/json/jsonwriter.h"
#include "core/records/timecheck.h"
#include "core/wire/wirelimits.h"

#include <algorithm>
#include <utility>

namespace mimir::wire {

Error serverWrong(std::string why)
{
    return {ErrorCode::ServerWrong, std::move(why)};
}

Error malformed(std::string why)
{
    return Error {ErrorCode::Malformed, std::move(why)};
}

Error faultOf(std::string_view body, const Error &found, bool (*isOurs)(const json::Object &))
{
    const auto object = json::parseObject(body);
    return object && isOurs(*object) ? serverWrong(found.message) : found;
}

void appendMember(std::string &out, std::string_view key, std::string_view json)
{
    if (out.back() != '{')
        out += ',';
    json::appendQuoted(out, key);
    out += ':';
    out += json;
}

void appendMember(std::string &out, std::string_view key, std::int64_t value)
{
    appendMember(out, key, std::string_view(std::to_string(value)));
}

void appendText(std::string &out, std::string_view key, std::string_view text)
{
    appendMember(out, key, std::string_view(json::quoted(text)));
}

bool inRange(const std::optional<std::int64_t> &value)
{
    return value && *value >= 0 && *value <= kMaxSafeInteger;
}

bool isInstant(const std::optional<std::int64_t> &value)
{
    return value && *value >= 0 && *value < kEndOfTime;
}

bool areTimesInRange(const Record &record)
{
    return std::ranges::all_of(record.fields.members(), [](const json::Member &member) {
        const auto time = isTime(member.key) ? json::toInteger(member.json) : std::nullopt;
        return !time || inRange(time);
    });
}

bool isHistorySound(const json::Object &head)
{
    for (const std::string_view key : {"epoch", "cursor", "proof"}) {
        const auto text = head.text(key);
        if (!isSound(head, key, text) || (text && text->size() > kMaxProofBytes))
            return false;
    }
    return isSound(head, "position", positionIn(head));
}

std::optional<std::int64_t> positionIn(const json::Object &head)
{
    const auto position = head.integer("position");
    return inRange(position) ? position : std::nullopt;
}

} // namespace mimir::wire
