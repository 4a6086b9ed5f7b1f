// Whose rows they are (docs/protocol.md, "Accounts"). A team is known once for each account that has signed
// in to it, with a cursor, numbers and an outbox of its own; a row belongs to an account by the team that it
// is bound to. Of one server, the teams of one account are active: what waits for another one stays here
// until that account signs in again, and goes without a question then.
#pragma once

#include "storage/teamregistry.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// A person at a server.
struct ServerAccount {
    std::string server;
    std::string id;    ///< the server's; empty = of a sign-in before accounts were told apart
    std::string email; ///< for people
    friend bool operator==(const ServerAccount &, const ServerAccount &) = default;
};

/// What another account than the present one has left here, at the same server.
struct LeftByAccount {
    ServerAccount account;
    std::int64_t changes = 0; ///< not sent, and not held or kept by the person's choice
    friend bool operator==(const LeftByAccount &, const LeftByAccount &) = default;
};

class AccountRegistry {
public:
    explicit AccountRegistry(Database &database) : m_database(database) { }

    /// Before TeamRegistry::signedIn(): somebody has signed in. What was bound before accounts were told
    /// apart is theirs unless its sign-in had another e-mail address; what is active of others is so no more.
    Result<void> signedIn(const ServerAccount &account);
    /// The sign-in of this server, which is the same one as before, turned out to be of this account.
    Result<void> confirm(const ServerAccount &account);
    /// Who is signed in at the server that this profile was signed in to last; nullopt = nobody is.
    std::optional<ServerAccount> present() const;

    /// Of accounts that could be signed in instead of the present one; empty where nobody is.
    Result<std::vector<LeftByAccount>> leftByOthers() const;
    /// The person's word that it goes as the present account's: each conversation in which something waits is
    /// that account's from now on, whole, in the same team if it is in that, else in its default team.
    /// Deletions stay with whose rows they delete. Returns the number of conversations, and of audit entries
    /// outside of one. Errors: SignedOut (nobody is), NotFound (nothing of that account waits).
    Result<int> sendAsPresent(const ServerAccount &from);

    /// Are they the same team of the same server, for two accounts?
    bool areOneTeam(std::int64_t team, std::int64_t other) const;
    /// Whose a conversation is; nullopt = the present account's, or nobody's yet.
    std::optional<ServerAccount> otherOwner(std::string_view conversation) const;

private:
    Result<void> note(const ServerAccount &account);
    Result<int> move(std::int64_t from, std::int64_t into);

    Database &m_database;
};

} // namespace mimir
