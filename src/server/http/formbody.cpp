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
        const auto end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        const auto name = formText(pair.substr(0, equals));
        MIMIR_TRY(name);
        const auto value = formText(pair.substr(std::min(equals + 1, pair.size())));
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
