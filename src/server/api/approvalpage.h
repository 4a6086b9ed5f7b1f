// The page on which people approve a device grant (RFC 8628, 3.3): plain HTML without scripts, usable with a
// keyboard or a screen reader. Everything from outside is escaped; the headers forbid caching, framing and
// loading anything that is not in the page.
#pragma once

#include "server/http/http.h"

#include <string>

namespace mimir::server {

struct ApprovalView {
    enum class Step : std::uint8_t {
        EnterCode, ///< asks for the code
        Approve,   ///< shows the device; asks for e-mail, password, organisation
        Approved,
        Denied,
    };
    Step step = Step::EnterCode;
    std::string userCode = {};   ///< as shown to people
    std::string deviceName = {}; ///< the device's name for itself
    std::string email = {};      ///< typed earlier, like the organisation
    std::string organisation = {};
    std::string problem = {}; ///< why the step is repeated; empty the first time
};

Response approvalPage(int status, const ApprovalView &view);

/// Escapes for HTML text and quoted attributes.
std::string htmlEscaped(std::string_view text);

} // namespace mimir::server
