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
    struct Shift {
        std::size_t decoded, original;
    };
    std::string m_text;
    std::vector<Shift> m_shifts; ///< from each place on, the bytes are one by one the same
};

} // namespace mimir
