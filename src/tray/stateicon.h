// One icon per state, told apart by shape (resources/README.md). GUI thread only.
#pragma once

#include "sync/syncstatus.h"

#include <QIcon>

namespace mimir {

/// Symbolic: its name() is the symbolic icon's where that one is installed, so that a panel can draw it in
/// its own colours. Colour: it has no name, and the panel gets the pixels.
enum class IconStyle : std::uint8_t { Symbolic, Colour };

/// Colour drawing, sharp at 16, 22, 24, 32 and their doubles.
QIcon stateIcon(SyncState state, IconStyle style = IconStyle::Symbolic);

/// The name it is installed under: "mimir-sync-synced-symbolic".
QString stateIconName(SyncState state);

/// The program's own icon.
QIcon programIcon();

} // namespace mimir
