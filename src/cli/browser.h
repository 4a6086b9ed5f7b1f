// Opening a page where a person can see it.
#pragma once

#include <QUrl>

namespace mimir::cli {

/// With xdg-open when there is a display; says whether it was started. `url` is http or https.
bool openInBrowser(const QUrl &url);

} // namespace mimir::cli
