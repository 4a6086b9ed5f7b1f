#include "core/wire/wiremembers.h"

#include "core/json/jsonwriter.h"

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

std::optional<std::int64_t> positionIn(const json::Object &head)
{
    const auto position = head.integer("position");
    return inRange(position) ? position : std::nullopt;
}

} // namespace mimir::wire
