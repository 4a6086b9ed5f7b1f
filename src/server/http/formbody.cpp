#include "server/http/formbody.h"

#include "core/text.h"

#include <algorithm>

namespace mimir::server {
namespace {

constexpr std::size_t kMaxFormBytes = 16u << 10;

Result<std::string> formText(std::string_view encoded)
{
    std::string spaced(encoded);
    std::ranges::replace(spaced, '+', ' ');
    const auto text = percentDecoded(spaced);
    if (!text)
        return Error {ErrorCode::Malformed, "the form has an invalid escape"};
    return scrubbed(*text);
}

Result<json::Object> parseForm(std::string_view rest)
{
    if (rest.size() > kMaxFormBytes)
        return Error {ErrorCode::TooLarge, "the form is too large"};
    json::Object fields;
    while (!rest.empty()) {
        std::string_view rawValue = takeUntil(rest, '&');
        const auto name = formText(takeUntil(rawValue, '='));
        MIMIR_TRY(name);
        const auto value = formText(rawValue);
        MIMIR_TRY(value);
        if (!fields.find(*name))
            fields.setText(*name, *value);
    }
    return fields;
}

} // namespace

bool isForm(const Request &request)
{
    return request.header("content-type").starts_with("application/x-www-form-urlencoded");
}

Result<json::Object> bodyFields(const Request &request, std::string_view body)
{
    if (isForm(request))
        return parseForm(body);
    if (body.empty())
        return json::Object();
    return json::parseObject(body);
}

} // namespace mimir::server
