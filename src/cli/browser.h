// Opens a page in the user's browser.
#pragma once

#include <QUrl>

namespace mimir::cli {

/// With xdg-open if there is a display; returns whether it was started. `url` is http or https.
bool openInBrowser(const QUrl &url);

} // namespace mimir::cli
