// Paths that stand somewhere in what a call was given or in what is told of it: a command line may name any folder.
#pragma once

#include "core/json/jsonobject.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// Absolute ones, "~/…" and file: URLs; relative ones as far as they contain a "/". Sorted, each once; of more than a
/// few hundred the rest is left out and `isComplete` is false.
struct NamedPaths {
    std::vector<std::string> paths;
    bool isComplete = true;

    bool empty() const { return paths.empty() && isComplete; }
};
NamedPaths pathsNamedIn(const json::Object &fields);

} // namespace mimir
