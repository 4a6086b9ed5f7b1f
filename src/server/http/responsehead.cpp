#include "server/http/responsehead.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <ctime>

namespace mimir::server {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

std::string dateText(Millis now)
{
    const std::time_t seconds = now / 1000;
    std::tm parts {};
    gmtime_r(&seconds, &parts);
    char text[40];
    return std::string(text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts));
}

// A value passed on from outside must not end the line.
void appendHeader(std::string &out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ");
    for (const char c : value)
        if (static_cast<unsigned char>(c) >= ' ' && c != 0x7f)
            out += c;
    out += "\r\n";
}

} // namespace

bool isBodyless(const Response &response)
{
    return response.status == 204 || response.status == 304;
}

bool hasHeader(const Response &response, std::string_view name)
{
    return std::ranges::any_of(
        response.headers, [name](const auto &header) { return beast::iequals(header.first, name); });
}

std::string responseHead(const Response &response, const HeadFacts &facts)
{
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
    head += std::string_view(
        http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status))));
    head += "\r\n";
    if (facts.now)
        appendHeader(head, "Date", dateText(*facts.now));
    if (!isBodyless(response) && !hasHeader(response, "Content-Type"))
        appendHeader(head, "Content-Type", "application/json");
    if (!hasHeader(response, "Cache-Control"))
        appendHeader(head, "Cache-Control", "no-store");
    appendHeader(head, "X-Content-Type-Options", "nosniff");
    appendHeader(head, "X-Request-ID", facts.requestId);
    for (const auto &[name, value] : response.headers)
        appendHeader(head, name, value);
    if (!isBodyless(response))
        appendHeader(head, "Content-Length", std::to_string(response.body.size()));
    appendHeader(head, "Connection", facts.after == AfterAnswer::KeepAlive ? "keep-alive" : "close");
    return head + "\r\n";
}

} // namespace mimir::server
