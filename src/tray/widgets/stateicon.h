// One icon per state, distinguished by shape (resources/README.md). GUI thread only.
#pragma once

#include "sync/status/syncstatus.h"

#include <QIcon>

namespace mimir {

/// Symbolic: name() is that of the symbolic icon if it is installed, so that a panel can draw it in its own
/// colours. Colour: no name; the panel gets the pixels.
enum class IconStyle : std::uint8_t { Symbolic, Colour };

/// In addition to the state, in its own corner.
enum class IconBadge : std::uint8_t { None, Privacy };
IconBadge badgeOf(const SyncStatus &status);

/// Colour drawing, sharp at 16, 22, 24, 32 and twice those sizes.
QIcon stateIcon(SyncState state, IconStyle style = IconStyle::Symbolic, IconBadge badge = IconBadge::None);

/// The name it is installed under: "mimir-sync-synced-symbolic", "mimir-sync-synced-privacy-symbolic".
QString stateIconName(SyncState state, IconBadge badge = IconBadge::None);

/// The program's own icon.
QIcon programIcon();

} // namespace mimir
