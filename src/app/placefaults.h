// What is in the place of a file of a profile without being one, for `mimir doctor`: each program refuses such a
// file when it comes to it, and may not come to it for weeks.
#pragma once

#include "core/result.h"
#include "sync/profile.h"

#include <string>
#include <vector>

namespace mimir {

/// `caFile`: the setting; empty = none. Errors: NotAFile, one for each place.
std::vector<Error> placeFaults(const Profile &profile, const std::string &caFile);
/// Whether `path` is, or would become, one of the profile's own files, also through a link.
bool isOwnFile(const Profile &profile, const QString &path);

} // namespace mimir
