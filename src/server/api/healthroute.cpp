#include "core/wire/wire.h"
#include "server/api/answers.h"
#include "server/api/handlers.h"

namespace mimir::server::health {

// Runs no query: proxies ask every second, and a server whose database is away still answers on its own.
Response show(Call &call)
{
    if (call.services.context.draining)
        return errorResponse(503, "draining", "this server is about to shut down");
    if (call.services.context.damaged)
        return damagedResponse(503);
    wire::Health health;
    health.maxProtocol = wire::kProtocol;
    health.encodings = {ContentEncoding::Zstd, ContentEncoding::Gzip};
    health.serverTimestamp = call.services.context.clock.now();
    return {200, wire::encode(health), {}};
}

} // namespace mimir::server::health
