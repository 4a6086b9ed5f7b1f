// What of a call may be sent depends on what it did. This is found out from its tool's name and what it was given, never
// from its result.
#pragma once

#include "privacy/calls/callkind.h"

#include <string>
#include <string_view>

namespace mimir {

struct CallEffect {
    CallKind kind = CallKind::Other;
    bool files = false;         ///< its result may contain contents of files
    bool secrets = false;       ///< … of files that contain secrets, or what a store of secrets gives out
    bool environment = false;   ///< … environment variables
    bool writes = false;        ///< what it was given contains what goes into files
    bool writesSecrets = false; ///< … into files that contain secrets
    bool types = false; ///< what it was given is typed into a program, which may have asked for a password

    bool isStrict() const { return secrets || environment; }
};

/// `arguments`: canonical JSON, "null" where there are none. `command`: a command line next to them, may be empty.
CallEffect effectOfCall(std::string_view tool, const std::string &arguments, const std::string &command);

} // namespace mimir
