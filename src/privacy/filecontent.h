// Which local file an item is about, and its fields without what stands in that file. Tools are known by the
// names that agents give them ("Read", "write_file", "str_replace_based_edit_tool", …); path, size and line
// count remain.
#pragma once

#include "core/record.h"

#include <span>
#include <string>
#include <string_view>

namespace mimir {

struct FilesTouched {
    bool touched
        = false; ///< a tool that reads or writes a file, or a command that shows one that holds secrets
    bool secret = false;      ///< it is a file that holds secrets: .env, private keys, credentials
    bool environment = false; ///< a command that prints the environment
    std::span<const std::string_view> fields; ///< those that may hold its content
};

FilesTouched filesOf(const Record &record);

/// `value` is the canonical JSON of `field`; the contents of files in it become "[withheld 12 bytes, 2 lines
/// of a file]".
std::string withoutFileContent(std::string_view field, const std::string &value);

/// The name of a member whose members are environment variables: "env", "environment".
bool isEnvironmentName(std::string_view name);

} // namespace mimir
