#include "core/gitremote.h"

#include "core/plaintext.h"
#include "core/text.h"

namespace mimir {

namespace {

bool isPlainLine(std::string_view text)
{
    return text.find_first_of("\n\t") == std::string_view::npos && withoutControls(text) == text;
}

// A colon in the brackets of an IPv6 address ends nothing.
std::size_t endOfHost(std::string_view remote, bool isUrl)
{
    const auto first = remote.find_first_of(isUrl ? "[/" : "[/:");
    const bool isAddress = first != std::string_view::npos && remote[first] == '[';
    const auto from = isAddress ? remote.find(']', first) : 0;
    return from == std::string_view::npos ? from : remote.find_first_of(isUrl ? "/" : ":/", from);
}

std::string_view withoutPort(std::string_view host)
{
    const auto from = host.starts_with('[') ? host.find(']') : 0;
    return host.substr(0, host.find(':', from));
}

} // namespace

std::string normalizedRemote(std::string_view remote)
{
    if (!isPlainLine(remote))
        return {};
    const auto scheme = remote.find("://");
    const bool isUrl = scheme != std::string_view::npos;
    if (isUrl)
        remote.remove_prefix(scheme + 3);
    const auto hostEnd = endOfHost(remote, isUrl);
    if (hostEnd == std::string_view::npos || hostEnd == 0)
        return {};
    std::string_view host = remote.substr(0, hostEnd);
    std::string_view path = remote.substr(hostEnd + 1);
    if (const auto at = host.rfind('@'); at != std::string_view::npos)
        host.remove_prefix(at + 1);
    host = withoutPort(host);
    while (path.starts_with('/'))
        path.remove_prefix(1);
    while (path.ends_with('/') || path.ends_with(".git"))
        path.remove_suffix(path.ends_with('/') ? 1 : 4);
    const bool isName = host.find_first_of(".[") == std::string_view::npos;
    if (isName && !isUrl && remote[hostEnd] == '/')
        return {}; // a relative path, not scp syntax
    if (host.empty() || path.empty())
        return {};
    return asciiLowered(host).append(1, '/').append(path);
}

std::string normalizedAgain(std::string_view remote)
{
    std::string again = normalizedRemote(remote);
    return !again.empty() || remote.find("://") != std::string_view::npos
        ? again
        : normalizedRemote("ssh://" + std::string(remote));
}

} // namespace mimir
