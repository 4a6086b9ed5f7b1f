#include "core/gitremote.h"

#include "core/text.h"

namespace mimir {

std::string normalizedRemote(std::string_view remote)
{
    const auto scheme = remote.find("://");
    const bool isUrl = scheme != std::string_view::npos;
    if (isUrl)
        remote.remove_prefix(scheme + 3);
    const auto hostEnd = remote.find_first_of(isUrl ? "/" : ":/");
    if (hostEnd == std::string_view::npos || hostEnd == 0)
        return {};
    std::string_view host = remote.substr(0, hostEnd);
    std::string_view path = remote.substr(hostEnd + 1);
    if (const auto at = host.rfind('@'); at != std::string_view::npos)
        host.remove_prefix(at + 1);
    if (const auto port = host.find(':'); port != std::string_view::npos)
        host = host.substr(0, port);
    while (path.starts_with('/'))
        path.remove_prefix(1);
    while (path.ends_with('/'))
        path.remove_suffix(1);
    if (path.ends_with(".git"))
        path.remove_suffix(4);
    if (host.find('.') == std::string_view::npos && !isUrl && remote[hostEnd] == '/')
        return {}; // a relative path, not scp syntax
    if (host.empty() || path.empty())
        return {};
    return asciiLowered(host).append(1, '/').append(path);
}

} // namespace mimir
