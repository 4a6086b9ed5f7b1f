#include "server/http/requesthead.h"

#include "core/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace mimir::server {
namespace {

constexpr HeadRefusal kMalformed {400, "malformed", "not an HTTP/1.1 request"};
constexpr HeadRefusal kAmbiguous {400, "malformed", "this request could be read in two ways"};

// Fields that mean something else, or someone else, if they occur twice.
constexpr std::string_view kOnce[]
    = {"host", "content-length", "transfer-encoding", "authorization", "content-type", "content-encoding",
        "expect", "x-team-id", "x-device-id", "x-device-name", "x-sync-protocol", "x-last-op-seq"};

bool isToken(std::string_view text)
{
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return isLetterOrDigit(c) || marks.find(c) != marks.npos;
    });
}

bool isTarget(std::string_view target)
{
    target = originForm(target);
    if (!target.starts_with('/'))
        return false;
    for (std::size_t i = 0; i < target.size(); ++i) {
        const char c = target[i];
        if (c <= ' ' || c > '~' || c == '#' || c == '\\' || c == '"' || c == '<' || c == '>')
            return false;
        if (c == '%' && !(i + 2 < target.size() && isHexDigit(target[i + 1]) && isHexDigit(target[i + 2])))
            return false;
    }
    return true;
}

bool isHost(std::string_view host)
{
    static constexpr std::string_view marks = ".-_:[]%";
    return std::ranges::all_of(
        host, [](char c) { return isLetterOrDigit(c) || marks.find(c) != marks.npos; });
}

std::optional<HeadRefusal> refusalOfVersion(std::string_view version)
{
    if (version == "HTTP/1.1" || version == "HTTP/1.0")
        return std::nullopt;
    const bool other = version.size() == 8 && version.starts_with("HTTP/") && isDigit(version[5])
        && version[6] == '.' && isDigit(version[7]);
    if (other)
        return HeadRefusal {505, "version_not_supported", "this server speaks HTTP/1.1"};
    return kMalformed;
}

std::optional<HeadRefusal> refusalOfRequestLine(std::string_view line)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == line.npos || first == last)
        return kMalformed;
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    if (auto refusal = refusalOfVersion(line.substr(last + 1)))
        return refusal;
    if (!isToken(method) || method.size() > 32)
        return kMalformed;
    if (method == "OPTIONS" || method == "TRACE" || method == "CONNECT")
        return HeadRefusal {405, "method_not_allowed", "this method is not supported"};
    if (!isTarget(target))
        return HeadRefusal {400, "malformed", "the target is not a path"};
    return std::nullopt;
}

// What the fields seen so far say about how to read the body.
struct Framing {
    std::array<bool, std::size(kOnce)> seen {};
    bool has(std::string_view name) const
    {
        return seen[static_cast<std::size_t>(std::ranges::find(kOnce, name) - std::begin(kOnce))];
    }
};

std::optional<HeadRefusal> refusalOfKnownField(const std::string &name, std::string_view value)
{
    if (name == "content-length"
        && (value.empty() || value.size() > 19 || !std::ranges::all_of(value, isDigit)))
        return kAmbiguous;
    if (name == "transfer-encoding" && asciiLowered(value) != "chunked")
        return HeadRefusal {501, "unsupported_encoding", "only chunked transfer is supported"};
    if (name == "host" && !isHost(value))
        return kMalformed;
    if (name == "expect" && asciiLowered(value) != "100-continue")
        return HeadRefusal {417, "expectation_failed", "only 100-continue is supported"};
    return std::nullopt;
}

std::optional<HeadRefusal> refusalOfField(std::string_view line, Framing &framing)
{
    const auto colon = line.find(':');
    // A line that begins with white space continues the previous one: two programs may see different headers.
    if (colon == line.npos || !isToken(line.substr(0, colon)))
        return kMalformed;
    const std::string name = asciiLowered(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1), kBlanks);
    for (const char c : value)
        if ((static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7f)
            return kMalformed;
    const auto once = std::ranges::find(kOnce, std::string_view(name));
    if (once == std::end(kOnce))
        return std::nullopt;
    bool &seen = framing.seen[static_cast<std::size_t>(once - std::begin(kOnce))];
    if (std::exchange(seen, true))
        return kAmbiguous;
    return refusalOfKnownField(name, value);
}

} // namespace

std::string_view originForm(std::string_view target)
{
    const auto scheme = target.find("://");
    const std::string name = asciiLowered(target.substr(0, std::min<std::size_t>(scheme, 6)));
    if (name != "http" && name != "https")
        return target;
    const auto path = target.find_first_of("/?#", scheme + 3);
    return path == target.npos ? std::string_view("/") : target.substr(path);
}

std::optional<HeadRefusal> refusalOfHead(std::string_view head)
{
    Framing framing;
    std::string_view version;
    for (std::size_t number = 0; !head.empty(); ++number) {
        const auto end = head.find('\n');
        if (end == head.npos || end == 0 || head[end - 1] != '\r')
            return kMalformed;
        const std::string_view line = head.substr(0, end - 1);
        head.remove_prefix(end + 1);
        if (line.find_first_of(std::string_view("\r\0", 2)) != line.npos)
            return kMalformed;
        if (line.empty())
            break;
        if (number > kMaxHeaderFields)
            return HeadRefusal {431, "header_too_large", "too many header fields"};
        if (number == 0)
            version = line.substr(line.size() - std::min<std::size_t>(line.size(), 8));
        if (auto refusal = number == 0 ? refusalOfRequestLine(line) : refusalOfField(line, framing))
            return refusal;
    }
    if (framing.has("transfer-encoding") && (framing.has("content-length") || version != "HTTP/1.1"))
        return kAmbiguous;
    if (version == "HTTP/1.1" && !framing.has("host"))
        return HeadRefusal {400, "malformed", "the Host header is missing"};
    return std::nullopt;
}

} // namespace mimir::server
