// How `serve` is configured: by options, or by environment variables (MIMIR_SERVER_ and the option's name in
// capitals); options override.
#pragma once

#include "server/program/command.h"
#include "server/serving/teamsserver.h"

namespace mimir::server {

struct ServeOptions {
    TeamsServer::Config server;
    ServerLog::Config log;
    QString portFile;
    QString metricsPortFile;
    std::chrono::seconds drain {0};
};

/// Errors: Usage, one line.
Result<ServeOptions> readServeOptions(const Invocation &invocation);

} // namespace mimir::server
