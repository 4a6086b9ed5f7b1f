#include "server/sync/syncstore.h"

namespace mimir::server {

TeamRole teamRoleFromName(std::string_view name)
{
    if (name == "admin")
        return TeamRole::Admin;
    return name == "developer" ? TeamRole::Developer : TeamRole::Viewer;
}

// A quotation mark within a text would be escaped.
std::string conversationMark(std::string_view conversationId)
{
    return "\"conversation_id\":" + json::quoted(conversationId);
}

Error tooMuchToLoad()
{
    return {ErrorCode::TooLarge, "the rows of this batch are too large in total: send fewer items"};
}

} // namespace mimir::server
