// Removing a conversation from the server while it stays on this device: asked for by the user, under the
// rule "nothing" for that conversation.
#pragma once

#include "core/result.h"

#include <cstdint>
#include <string_view>

namespace mimir {

class Database;

class ServerRemoval {
public:
    explicit ServerRemoval(Database &database) : m_database(database) { }

    /// Asks the server and the user's other devices to forget this conversation; what is here stays. The rule
    /// "nothing" must apply to it. False = the server has nothing of it.
    Result<bool> removeFromServer(std::string_view conversationId);
    /// The server has this conversation, and it is the user's own, so it could be removed there.
    Result<bool> serverHas(std::string_view conversationId) const;
    /// The conversation has the explicit rule "nothing": no server can delete it from here.
    Result<bool> staysHere(std::string_view conversationId) const;
    /// It was removed from the server, or is about to be, and exists only here.
    Result<bool> isOnlyHere(std::string_view conversationId) const;
    /// Rows of such conversations that are not counted in the outbox.
    Result<std::int64_t> countOnlyHere() const;

private:
    Database &m_database;
};

} // namespace mimir
