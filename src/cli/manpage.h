// The manual page mimir(1), generated from the table of commands and the table of settings.
#pragma once

#include <QString>

namespace mimir::cli {

/// In the man macros of groff.
QString manPage();

} // namespace mimir::cli
