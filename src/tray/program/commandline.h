// mimir-tray [--profile DIR] [--minimized] [--version] [--help]
#pragma once

namespace mimir {

/// Exit codes: 0 done, 1 failed, 2 wrong usage (docs/product.md). A second start shows the first one's window
/// and returns 0. The version it tells is QCoreApplication::applicationVersion().
int runTray(int argc, char **argv);

} // namespace mimir
