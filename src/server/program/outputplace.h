// Files that the operator names for the server's output: --log, --port-file, --metrics-port-file.
#pragma once

#include "core/result.h"

#include <QString>

namespace mimir::server {

/// Error: Exists (what is there is not an earlier log; or it is a file of the server's data).
Result<void> checkLogPlace(const QString &file, const QString &dataDirectory);
/// The same for a file with a port.
Result<void> checkPortPlace(const QString &file, const QString &dataDirectory);

} // namespace mimir::server
