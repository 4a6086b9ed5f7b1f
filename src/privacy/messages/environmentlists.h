// Environments that are given as lists: "Env": ["NAME=value"].
#pragma once

#include <string>
#include <string_view>

namespace mimir {

/// Names stay, values are replaced. `json`: canonical.
std::string withoutEnvironmentLists(std::string_view field, const std::string &json);

} // namespace mimir
