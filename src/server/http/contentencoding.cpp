#include "server/http/contentencoding.h"

#include "core/text.h"

#include <algorithm>

namespace mimir::server {
namespace {

// "gzip;q=0.5"; q=0 means not accepted.
bool accepts(const std::string &list, std::string_view name)
{
    for (std::size_t from = 0; from <= list.size();) {
        const std::size_t end = std::min(list.find(',', from), list.size());
        const std::string_view entry = std::string_view(list).substr(from, end - from);
        from = end + 1;
        if (entry.substr(0, entry.find(';')) != name)
            continue;
        const auto quality = entry.find(";q=");
        return quality == entry.npos || entry.find_first_of("123456789", quality + 3) != entry.npos;
    }
    return false;
}

} // namespace

std::optional<Response> decodeBody(
    const Request &request, std::string &storage, std::string_view &body, std::size_t most)
{
    body = request.body;
    const auto encoding = contentEncodingNamed(request.header("content-encoding"));
    if (!encoding) {
        Response response
            = errorResponse(415, "unsupported_encoding", "send the body as it is, gzip or zstd");
        response.headers.emplace_back("Accept-Encoding", "gzip, zstd");
        return response;
    }
    if (body.empty() || (*encoding == ContentEncoding::Identity && body.size() <= most))
        return std::nullopt;
    auto result = decompressed(body, *encoding, most);
    if (!result) {
        const ErrorCode code = result.error().code;
        return code == ErrorCode::TooLarge ? errorResponse(413, "too_large", result.error().message)
            : code == ErrorCode::Malformed ? errorResponse(400, "malformed", result.error().message)
                                           : errorResponse(503, "busy", result.error().message);
    }
    storage = std::move(*result);
    body = storage;
    return std::nullopt;
}

void encodeAnswer(const Request &request, Response &response)
{
    if (response.body.size() <= kWorthCompressing)
        return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    std::string accepted = asciiLowered(request.header("accept-encoding"));
    std::erase_if(accepted, [](char c) { return c == ' ' || c == '\t'; });
    const auto encoding = accepts(accepted, "zstd") ? ContentEncoding::Zstd
        : accepts(accepted, "gzip")                 ? ContentEncoding::Gzip
                                                    : ContentEncoding::Identity;
    auto body = compressed(response.body, encoding);
    if (!body)
        return;
    response.body = std::move(*body);
    response.headers.emplace_back("Content-Encoding", contentEncodingName(encoding));
}

} // namespace mimir::server
