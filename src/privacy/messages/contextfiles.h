// What programs put around a prompt of the files of a person: what is selected in the editor, a project's instructions,
// lines of files in reminders, the output of commands of the agent itself.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace mimir {

/// A part of a text that is quoted from a file.
struct FileQuote {
    std::size_t from = 0, to = 0;
    bool isSecret = false;
    std::string_view summary = {}; ///< empty = that of a file
};

void findContextFiles(std::string_view text, std::vector<FileQuote> &quotes);

} // namespace mimir
