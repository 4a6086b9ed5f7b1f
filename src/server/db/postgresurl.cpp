#include "server/db/postgresurl.h"

#include "core/plaintext.h"
#include "core/text.h"

#include <libpq-fe.h>
#include <string_view>

namespace mimir::server {
namespace {

// The parts of a URL, as libpq understands them.
class UrlParts {
public:
    explicit UrlParts(const std::string &url) : m_options(PQconninfoParse(url.c_str(), nullptr)) { }
    ~UrlParts() { PQconninfoFree(m_options); }
    UrlParts(const UrlParts &) = delete;
    UrlParts &operator=(const UrlParts &) = delete;

    bool isRead() const { return m_options != nullptr; }
    std::string_view value(std::string_view keyword) const
    {
        for (const PQconninfoOption *one = m_options; one && one->keyword; ++one)
            if (one->keyword == keyword)
                return one->val ? one->val : "";
        return {};
    }

private:
    PQconninfoOption *m_options;
};

// A password with '@', ':' or '/' in it would be taken for a host, port or database, and be shown as such.
bool isReadable(const std::string &url, const UrlParts &parts)
{
    const bool isUrl = url.starts_with("postgresql://") || url.starts_with("postgres://");
    const std::string_view port = parts.value("port");
    return isUrl && parts.isRead() && port.find_first_not_of("0123456789,") == std::string_view::npos
        && parts.value("host").find('@') == std::string_view::npos
        && parts.value("dbname").find('@') == std::string_view::npos;
}

} // namespace

bool isPostgresUrl(const std::string &url)
{
    return isReadable(url, UrlParts(url));
}

std::string postgresUrlForPeople(const std::string &url)
{
    const UrlParts parts(url);
    if (!isReadable(url, parts))
        return "postgresql://…";
    std::string places;
    std::string_view hosts = parts.value("host");
    std::string_view ports = parts.value("port");
    const bool isOnePort = ports.find(',') == std::string_view::npos;
    do {
        const std::string_view host = takeUntil(hosts, ',');
        const std::string_view port = isOnePort ? ports : takeUntil(ports, ',');
        places += places.empty() ? "" : ",";
        places
            += host.find(':') == std::string_view::npos ? std::string(host) : '[' + std::string(host) + ']';
        places += port.empty() ? std::string() : ':' + std::string(port);
    } while (!hosts.empty());
    return singleLine("postgresql://" + places + '/' + std::string(parts.value("dbname")));
}

} // namespace mimir::server
