// One icon per state, told apart by shape (resources/README.md). GUI thread only.
#pragma once

#include "sync/syncstatus.h"

#include <QIcon>

namespace mimir {

/// Symbolic: its name() is the symbolic icon's where that one is installed, so that a panel can draw it in
/// its own colours. Colour: it has no name, and the panel gets the pixels.
enum class IconStyle : std::uint8_t { Symbolic, Colour };

/// Beside the state, in a corner of its own.
enum class IconBadge : std::uint8_t { None, Privacy };
IconBadge badgeOf(const SyncStatus &status);

/// Colour drawing, sharp at 16, 22, 24, 32 and their doubles.
QIcon stateIcon(SyncState state, IconStyle style = IconStyle::Symbolic, IconBadge badge = IconBadge::None);

/// The name it is installed under: "mimir-sync-synced-symbolic", "mimir-sync-synced-privacy-symbolic".
QString stateIconName(SyncState state, IconBadge badge = IconBadge::None);

/// The program's own icon.
QIcon programIcon();

} // namespace mimir
