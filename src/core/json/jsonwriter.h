// Writes canonical text (core/json/json.h) piece by piece, each in one pass.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mimir::json {

/// `utf8` must be UTF-8 without NUL (isStorable()).
void appendQuoted(std::string &out, std::string_view utf8);
std::string quoted(std::string_view utf8);
/// ["a","b"]
std::string arrayOfTexts(const std::vector<std::string> &texts);
/// The shortest text that reads back as the same double; integers without a point; "null" for what JSON cannot
/// express.
std::string fromReal(double value);

} // namespace mimir::json
