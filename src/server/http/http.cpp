#include "server/http/http.h"

#include "core/text.h"
#include "core/wire/wire.h"

#include <algorithm>
#include <charconv>

namespace mimir::server {

std::string_view Request::path() const
{
    return std::string_view(target).substr(0, target.find('?'));
}

std::optional<std::string> Request::parameter(std::string_view name) const
{
    const auto question = target.find('?');
    std::string_view rest
        = question == std::string::npos ? std::string_view() : std::string_view(target).substr(question + 1);
    while (!rest.empty()) {
        std::string_view value = takeUntil(rest, '&');
        if (takeUntil(value, '=') == name)
            return percentDecoded(value);
    }
    return std::nullopt;
}

std::string_view Request::header(std::string_view name) const
{
    const auto at
        = std::ranges::find(headers, name, [](const auto &pair) { return std::string_view(pair.first); });
    return at == headers.end() ? std::string_view() : std::string_view(at->second);
}

Response errorResponse(int status, std::string_view code, std::string_view message)
{
    Response response {status, wire::encodeError(code, message), {}};
    response.code = code;
    return response;
}

Response errorResponse(
    int status, std::string_view code, std::string_view message, const json::Object &details)
{
    Response response {status, wire::encodeError(code, message, details.toJson()), {}};
    response.code = code;
    return response;
}

Response busyResponse()
{
    Response response = errorResponse(503, "busy", "too many requests are waiting");
    response.headers.emplace_back("Retry-After", "1");
    return response;
}

Response failedResponse()
{
    return errorResponse(500, "internal", "the server failed");
}

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        unsigned value = 0;
        if (i + 2 >= text.size()
            || std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr
                != text.data() + i + 3)
            return std::nullopt;
        out += static_cast<char>(value);
        i += 2;
    }
    return out;
}

} // namespace mimir::server
