// Patches within a text: those of apply_patch and unified diffs. Their headers say which files they are for and may stay;
// what is between is what is in the files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct Patch {
    struct Body {
        std::size_t from = 0, to = 0;
        bool isSecret = false; ///< of a file that is known to contain secrets
    };

    std::size_t from = 0, to = 0;
    std::vector<Body> bodies;

    bool isOfSecretFile() const;
};

/// False for most texts, quickly.
bool mayHoldPatch(std::string_view text);
/// In order. `newline`: what is between lines; "\\n" in a text that is quoted once more.
std::vector<Patch> patchesIn(std::string_view text, std::string_view newline = "\n");

/// With a summary in the place of each body, also where line breaks are escaped; only of bodies with secrets where
/// `onlySecret`.
std::string withoutPatches(const std::string &text, bool onlySecret);

} // namespace mimir
