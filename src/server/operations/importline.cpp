#include "server/operations/importline.h"

#include "core/records/entity.h"

namespace mimir::server {

Error badLine(std::string why)
{
    return Error {ErrorCode::Validation, std::move(why)};
}

bool isOfTheLine(const Error &error)
{
    return error.code == ErrorCode::Validation || error.code == ErrorCode::Malformed;
}

Result<std::string> textOf(const json::Object &line, std::string_view key)
{
    auto text = line.text(key);
    return text ? Result<std::string>(std::move(*text)) : badLine("\"" + std::string(key) + "\" is missing");
}

Result<std::int64_t> countOf(const json::Object &line, std::string_view key)
{
    const auto number = line.integer(key);
    return number && *number >= 0 ? Result<std::int64_t>(*number)
                                  : badLine("\"" + std::string(key) + "\" is not a number");
}

Result<std::int64_t> typeOf(const json::Object &line)
{
    const auto type = typeFromName(line.text("type").value_or(""));
    return type ? Result<std::int64_t>(static_cast<std::int64_t>(*type)) : badLine("\"type\" is unknown");
}

bool isSet(const json::Object &line, std::string_view key)
{
    return line.boolean(key).value_or(false);
}

} // namespace mimir::server
