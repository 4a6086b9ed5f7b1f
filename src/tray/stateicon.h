// One icon per state, told apart by shape (resources/README.md). GUI thread only.
#pragma once

#include "sync/syncstatus.h"

#include <QIcon>

namespace mimir {

/// Colour drawing, sharp at 16, 22, 24, 32 and their doubles. Its name() is the symbolic icon's where that
/// one is installed, so that a panel can draw it in its own colours; otherwise empty and the panel gets the
/// pixels.
QIcon stateIcon(SyncState state);

/// The name it is installed under: "mimir-sync-synced-symbolic".
QString stateIconName(SyncState state);

/// The program's own icon.
QIcon programIcon();

} // namespace mimir
