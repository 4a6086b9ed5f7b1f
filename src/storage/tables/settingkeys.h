// Names of store settings that more than one layer reads.
#pragma once

#include <string_view>

namespace mimir {

/// The device's name as the server last heard it, no matter who chose it; empty before the first session.
inline constexpr std::string_view kNameInUse = "device_name_in_use";

} // namespace mimir
