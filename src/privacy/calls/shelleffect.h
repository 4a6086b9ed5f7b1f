// What a command line shows and writes: decides what becomes of the result of a shell. What is not known for certain
// counts as showing more, not less.
#pragma once

#include "privacy/shell/commandline.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct ShellEffect {
    /// Text in the line that is written into a file.
    struct Written {
        shell::Span at;
        bool isSecret = false; ///< the file is one that contains secrets
    };

    bool files = false;       ///< prints contents of files
    bool secrets = false;     ///< of files that contain secrets, or what a store of secrets gives out
    bool environment = false; ///< prints environment variables
    std::vector<Written> written;
};

/// `folder`: where it is run, as far as that is known.
ShellEffect effectOfLine(std::string_view line, std::string_view folder);
/// Of a program and its words, as they are given to it without a shell.
ShellEffect effectOfWords(const std::vector<std::string> &words, std::string_view folder);

/// The line without what it writes into files; only what goes into files with secrets where `onlySecret`.
enum class WrittenParts : std::uint8_t { All, OnlySecret };
std::string withoutWritten(std::string_view line, const ShellEffect &effect, WrittenParts parts);

} // namespace mimir
