// How a device names itself in `X-Device-ID` and `X-Device-Name`.
#pragma once

#include <string>

namespace mimir::server {

struct DeviceLabel {
    std::string id;   ///< isValidId, or empty: an original client, a browser
    std::string name; ///< one line for people; may be empty
};

} // namespace mimir::server
