// One profile's log: mimir.log in its directory, one line per message, at most two files of 1 MiB. It must
// never contain a token, password, title or body.
#pragma once

#include <QString>

#include <string_view>

namespace mimir {

/// From now on, all messages of this process also go there. `level`: "errors", "normal" or "verbose"; may be
/// called again to change it. Qt's messages go to standard error as before.
void logTo(const QString &path, std::string_view level);

} // namespace mimir
