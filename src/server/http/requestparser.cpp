#include "server/http/requestparser.h"

#include "core/text.h"
#include "server/http/requesthead.h"

namespace mimir::server {

Request requestOf(const RequestParser &parser)
{
    const auto &message = parser.get();
    Request request;
    request.method = std::string_view(message.method_string());
    request.target = originForm(std::string_view(message.target()));
    for (const auto &field : message)
        request.headers.emplace_back(
            asciiLowered(std::string_view(field.name_string())), std::string_view(field.value()));
    return request;
}

} // namespace mimir::server
