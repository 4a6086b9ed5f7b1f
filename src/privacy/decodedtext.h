// Text without one layer of what programs wrap text in: escapes of JSON and of programs, %XX, HTML entities, colours.
// Only the lines that have any of these: the others are looked through as they are.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

class DecodedText {
public:
    /// nullopt = there is nothing to decode.
    static std::optional<DecodedText> of(std::string_view text);

    const std::string &text() const { return m_text; }
    /// The place in the original where the byte at `at` is written; for the end, where the last byte's writing ends.
    std::size_t original(std::size_t at) const;

private:
    friend class TextDecoder;
    /// From a place on, each byte is written with as many: 1 = as it is. So a run of equal escapes is one of these.
    struct Run {
        std::size_t decoded, original, width;
        std::size_t originalOf(std::size_t at) const { return original + (at - decoded) * width; }
    };
    std::string m_text;
    std::vector<Run> m_runs; ///< by place; of several at one place, the last one holds
};

} // namespace mimir
