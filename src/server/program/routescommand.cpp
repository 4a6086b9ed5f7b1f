#include "server/api/routes.h"
#include "server/program/command.h"

namespace mimir::server {

int routesCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    if (!parseOptions(parser, invocation, 0))
        return kWrongUsage;
    const auto table = RouteTable::make(declaredRoutes());
    if (!table)
        return outcome(table.error());
    Rows rows;
    for (const Route &route : table->routes()) {
        std::string statuses;
        for (const int status : route.allStatuses())
            statuses += (statuses.empty() ? "" : ",") + std::to_string(status);
        rows.push_back({std::string(route.method), std::string(route.pattern),
            std::string(policyName(route.policy)), statuses});
    }
    printTable({"METHOD", "PATH", "WHO", "STATUSES"}, rows);
    return kDone;
}

} // namespace mimir::server
