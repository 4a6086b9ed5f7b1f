// How a device names itself in `X-Device-ID` and `X-Device-Name`.
#pragma once

#include <string>

namespace mimir::server {

struct DeviceLabel {
    std::string id;   ///< isValidId, or empty: an original client or a browser
    std::string name; ///< one line of display text; may be empty
};

} // namespace mimir::server
