// The log of one profile: mimir.log in its directory, one line per message, at most two files of 1 MiB. It
// holds no token, password, title or body: nobody may log one.
#pragma once

#include <QString>

#include <string_view>

namespace mimir {

/// From now on every message of this process goes there, too. `level`: "errors", "normal" or "verbose"; may
/// be called again to change it. Messages of Qt go to standard error as before.
void logTo(const QString &path, std::string_view level);

} // namespace mimir
