// Which local file an item is about, and its fields without that file's content. Tools are recognised by the
// names that agents give them ("Read", "write_file", "str_replace_based_edit_tool", …); path, size and line
// count remain.
#pragma once

#include "core/records/record.h"

#include <span>
#include <string>
#include <string_view>

namespace mimir {

struct FilesTouched {
    bool touched
        = false; ///< a tool that reads or writes a file, or a command that shows one that contains secrets
    bool secret = false;                      ///< the file contains secrets: .env, private keys, credentials
    bool environment = false;                 ///< a command that prints the environment
    std::span<const std::string_view> fields; ///< those that may contain the file's content
};

FilesTouched filesOf(const Record &record);

/// `value` is the canonical JSON of `field`; the contents of files in it are replaced by "[withheld 12 bytes,
/// 2 lines of a file]".
std::string withoutFileContent(std::string_view field, const std::string &value);

/// True for the name of a member whose members are environment variables: "env", "environment".
bool isEnvironmentName(std::string_view name);

} // namespace mimir
