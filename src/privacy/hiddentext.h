// Text that is written as base64 in other text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// A run of base64 in text that stands for text.
struct HiddenText {
    std::size_t from, to;
    std::string text;
};
std::vector<HiddenText> base64In(std::string_view text);

} // namespace mimir
