// The HTTP API without sockets: a request in, an answer out. What has no route here does not exist, and every
// route but /health, /auth/login, /auth/refresh and /auth/logout wants a valid token (protocol.md, "Auth").
//
// Thread: that of the database. `serve` has one Api per lane, each with its own connection.
#pragma once

#include "server/accounts.h"
#include "server/http.h"
#include "server/sessions.h"
#include "server/sqliteconnection.h"
#include "server/sqlitesyncstore.h"
#include "server/syncservice.h"

namespace mimir::server {

/// Which queue a request waits in, so that no slow kind holds up another.
enum class LaneKind : std::uint8_t {
    Write,    ///< pushes, refreshes: the one writer
    Read,     ///< pulls, health
    Password, ///< sign-ins: 40 ms of argon2id each
};

class Api {
public:
    Api(Database &database, const Clock &clock, RandomSource &random, PasswordCost cost = {});

    static LaneKind laneOf(const Request &request);
    Response handle(const Request &request);
    /// Once an hour, on the Write lane: forgets expired tokens and old trash.
    Result<void> maintain();

private:
    using Route = Response (Api::*)(const Request &);
    struct RouteEntry;
    static const RouteEntry kRoutes[];

    Response health(const Request &request);
    Response login(const Request &request);
    Response refresh(const Request &request);
    Response logout(const Request &request);
    Response push(const Request &request);
    Response pull(const Request &request);

    Result<Caller> callerOf(const Request &request);
    Response signedIn(const Tokens &tokens);

    const Clock &m_clock;
    SqliteConnection m_sql;
    Accounts m_accounts;
    Sessions m_sessions;
    SqliteSyncStore m_store;
    SyncService m_service;
};

} // namespace mimir::server
