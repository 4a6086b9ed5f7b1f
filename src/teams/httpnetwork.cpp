#include "teams/httpnetwork.h"

namespace mimir {

void HttpNetwork::dropConnections()
{
    clearConnectionCache();
    Q_EMIT connectionsDropped();
}

} // namespace mimir
