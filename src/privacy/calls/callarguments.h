// What a tool was given, as far as it says what the call does: files, command lines, code, content.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct CallArguments {
    std::string json;               ///< canonical; what was JSON as text is parsed
    bool wasText = false;           ///< it was
    std::string folder;             ///< where the call is made, as far as it says so
    std::vector<std::string> files; ///< values of members that name files, and texts that begin like a path
    std::vector<std::string> lines; ///< what may be a command line or code
    std::vector<std::vector<std::string>> commands; ///< programs with their words
    std::vector<std::string> contents;              ///< what a file contains or is going to contain
    std::vector<std::string> expressions;           ///< code that is evaluated
    std::vector<std::string> addresses;             ///< of the web
    bool namesFile = false;
    bool mayNameFile = false; ///< a value looks like a file, whatever its member is called
    bool hasContent = false;
    bool isOpaque = false; ///< too large to be looked through
};

/// `json`: canonical text of the arguments, "null" where there are none.
CallArguments readArguments(const std::string &json);

} // namespace mimir
