#include "app/telemetry/telemetryanswer.h"

#include "core/text.h"
#include "sources/telemetry/telemetrytoken.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using server::Request;
using server::Response;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kProtobuf = "application/x-protobuf";
constexpr std::string_view kLogs = "/v1/logs";
constexpr std::array<std::string_view, 2> kDropped {"/v1/metrics", "/v1/traces"};

bool isThisComputer(std::string_view host)
{
    static constexpr std::array<std::string_view, 3> names {"127.0.0.1", "localhost", "[::1]"};
    const std::size_t port = host.rfind(':');
    if (port != host.npos && host.find(']', port) == host.npos)
        host = host.substr(0, port);
    return isOneOf(asciiLowered(host), names);
}

// Every browser says from which page a POST comes; another name for this computer is a page's own.
bool isOfBrowser(const Request &request)
{
    const bool hasOrigin = std::ranges::any_of(request.headers,
        [](const auto &header) { return header.first == "origin" || header.first == "referer"; });
    return hasOrigin || !isThisComputer(request.header("host"));
}

std::string contentType(const Request &request)
{
    std::string_view type = request.header("content-type");
    return asciiLowered(trimmed(takeUntil(type, ';'), kBlanks));
}

} // namespace

std::optional<Response> answerToHead(const Request &request, std::string_view token)
{
    if (isOfBrowser(request))
        return plainAnswer(403);
    if (!isTelemetryToken(request.header(kTelemetryHeader), token))
        return plainAnswer(401);
    const bool isDropped = isOneOf(request.path(), kDropped);
    if (request.path() != kLogs && !isDropped)
        return plainAnswer(404);
    if (request.method != "POST")
        return plainAnswer(405);
    if (const std::string type = contentType(request); type != kJson && type != kProtobuf)
        return plainAnswer(415);
    if (isDropped) // else the agent would send them again
        return acceptedAnswer(encodingOf(request));
    return std::nullopt;
}

OtlpEncoding encodingOf(const Request &request)
{
    return contentType(request) == kProtobuf ? OtlpEncoding::Protobuf : OtlpEncoding::Json;
}

Response acceptedAnswer(OtlpEncoding encoding)
{
    const bool isJson = encoding == OtlpEncoding::Json;
    Response response {200, isJson ? "{}" : ""};
    response.headers.emplace_back("Content-Type", isJson ? kJson : kProtobuf);
    return response;
}

Response plainAnswer(int status)
{
    Response response {status, {}};
    response.headers.emplace_back("Content-Type", "text/plain");
    return response;
}

Response laterAnswer()
{
    Response response = plainAnswer(503);
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

} // namespace mimir
