// Normalizes the many spellings of a git remote to one, so that all clones of a repository find the same
// team.
#pragma once

#include <string>
#include <string_view>

namespace mimir {

/// "git@github.com:acme/shop.git", "https://user:pw@GitHub.com/acme/shop/" and
/// "ssh://git@github.com:22/acme/shop" all become "github.com/acme/shop". Credentials never survive. Empty
/// when the text is not a remote, or has control or bidirectional characters.
std::string normalizedRemote(std::string_view remote);
/// The same for what normalizedRemote() has returned before, where "host/path" is not a relative path.
std::string normalizedAgain(std::string_view remote);

} // namespace mimir
