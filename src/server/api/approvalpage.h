// The page on which people approve a device grant (RFC 8628, 3.3): plain HTML without scripts, for a keyboard
// and a screen reader as well. Everything that came from outside is escaped; the headers forbid caches,
// frames and whatever is not in the page.
#pragma once

#include "server/http/http.h"

#include <string>

namespace mimir::server {

struct ApprovalView {
    enum class Step : std::uint8_t {
        EnterCode, ///< which device?
        Approve,   ///< this one: e-mail address, password, organisation
        Approved,
        Denied,
    };
    Step step = Step::EnterCode;
    std::string userCode = {};   ///< as people read it
    std::string deviceName = {}; ///< as the device calls itself
    std::string email = {};      ///< typed before, as is the organisation
    std::string organisation = {};
    std::string problem = {}; ///< why the step comes again; empty the first time
};

Response approvalPage(int status, const ApprovalView &view);

/// For HTML text and quoted attributes.
std::string htmlEscaped(std::string_view text);

} // namespace mimir::server
