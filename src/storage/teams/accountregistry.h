// Which account rows belong to (docs/protocol.md, "Accounts"). A team is stored once for each account that
// has signed in to it, with its own cursor, numbers and outbox; a row belongs to an account through the team
// it is bound to. On each server, only one account's teams are active: what waits for another account stays
// here until that account signs in again, and is then sent without asking.
#pragma once

#include "storage/teams/teamregistry.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// A user's account at a server.
struct ServerAccount {
    std::string server;
    std::string id;    ///< the server's; empty = from a sign-in before accounts were told apart
    std::string email; ///< for display
    friend bool operator==(const ServerAccount &, const ServerAccount &) = default;
};

/// What an account other than the present one has left here, at the same server: neither sent, nor held or kept here
/// by the user's choice.
struct LeftByAccount {
    ServerAccount account;
    std::int64_t changes = 0;  ///< its own
    std::int64_t inOurs = 0;   ///< made in the present account's conversations while it was signed in
    std::int64_t inTheirs = 0; ///< made in its conversations while another account was signed in
    friend bool operator==(const LeftByAccount &, const LeftByAccount &) = default;
};

/// What belongs to the present account from now on.
struct SentAsPresent {
    int conversations = 0; ///< completely
    int entries = 0;       ///< audit entries outside of one
    int inOurs = 0;        ///< changes in conversations that were its own already
    int copies = 0;        ///< of the conversations: the other account has them at its server, and keeps them

    bool isNothing() const { return conversations + entries + inOurs == 0; }
    friend bool operator==(const SentAsPresent &, const SentAsPresent &) = default;
};

class AccountRegistry {
public:
    /// `makeId`: for sendAsPresent().
    explicit AccountRegistry(Database &database, std::function<std::string()> makeId = {})
        : m_database(database), m_makeId(std::move(makeId))
    {
    }

    /// Call before TeamRegistry::signedIn(): this account has signed in. What was bound before accounts were
    /// told apart belongs to it unless that sign-in had another e-mail address; teams of other accounts
    /// become inactive.
    Result<void> signedIn(const ServerAccount &account);
    /// The present sign-in at this server, which has not changed, turned out to belong to this account.
    Result<void> confirm(const ServerAccount &account);
    /// The account signed in at the server that this profile last signed in to; nullopt = none.
    std::optional<ServerAccount> present() const;

    /// Whether what a server says of `account` may continue the sign-in that is known there. Where an earlier answer
    /// mistook the account, the one that the user signed in with is known, too.
    bool continues(const ServerAccount &account) const;
    /// Whether a sign-in with this e-mail address had an id at this server, which it does not lose.
    bool hasId(std::string_view server, std::string_view email) const;

    /// Of accounts that could sign in instead of the present one; empty when no one is signed in.
    Result<std::vector<LeftByAccount>> leftByOthers() const;
    /// The user has agreed to send it as the present account: each conversation with waiting changes belongs
    /// to that account from now on, completely, in the same team if the account is a member, otherwise in its
    /// default team. What the other account has at its server stays there and is fetched again when it signs in: the
    /// conversation that is sent is a copy under new ids then. Deletions stay with the owner of the rows they delete. What was made in the present account's own
    /// conversations is its own from now on. Errors: SignedOut (no one is signed in), NotFound (nothing of that account waits).
    Result<SentAsPresent> sendAsPresent(const ServerAccount &from);

    /// Whether they are the same team of the same server, for two accounts.
    bool areOneTeam(std::int64_t team, std::int64_t other) const;
    /// The owner of a conversation; nullopt = the present account, or no one yet, or no one is signed in. Another
    /// account's `visibility` cannot be changed meanwhile (schema, conversations_of_other_accounts).
    std::optional<ServerAccount> otherOwner(std::string_view conversation) const;

private:
    Result<void> note(const ServerAccount &account);

    Database &m_database;
    std::function<std::string()> m_makeId;
};

} // namespace mimir
