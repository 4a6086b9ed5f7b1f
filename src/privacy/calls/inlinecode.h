// What a piece of code that is run from a command line, or by a tool, does with files and the environment. It is not
// parsed: what it names is enough to withhold what it prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct CodeEffect {
    bool files = false;       ///< reads files
    bool writes = false;      ///< may write what it contains into a file
    bool writesFile = false;  ///< for sure
    bool environment = false; ///< reads environment variables
    bool secrets = false;     ///< names a file that contains secrets
    bool starts = false;      ///< starts other programs
};
CodeEffect effectOfCode(std::string_view code, std::string_view folder);

/// The texts in quotes within code: what it starts may be among them.
std::vector<std::string> quotedIn(std::string_view code);

} // namespace mimir
