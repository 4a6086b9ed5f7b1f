// SQL that says by name what the store has as a number: sqlText<"… WHERE state = {State::Held}"> is the text
// with the number in the name's place. The compiler makes it; an unknown name does not compile.
#pragma once

#include "storage/schema/storednames.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace mimir {

/// A literal as a template argument.
template <std::size_t Size>
struct SqlSource {
    char text[Size] {};
    consteval SqlSource(const char (&literal)[Size]) { std::copy_n(literal, Size, text); }
    constexpr std::string_view view() const { return {text, Size - 1}; }
};

template <std::size_t Size>
struct SqlNumbered {
    char text[Size] {};
    std::size_t length = 0;
};

template <std::size_t Size>
consteval SqlNumbered<Size> withNumbers(const SqlSource<Size> &source)
{
    SqlNumbered<Size> numbered;
    std::string_view rest = source.view();
    while (!rest.empty()) {
        const bool isName = rest.front() == '{';
        const std::size_t end = isName ? rest.find('}') : 0;
        numbered.text[numbered.length++]
            = isName ? static_cast<char>('0' + storedNumber(rest.substr(1, end - 1))) : rest.front();
        rest.remove_prefix(end + 1);
    }
    return numbered;
}

template <SqlSource Source>
inline constexpr auto kNumbered = withNumbers(Source);

/// The text of `Source`; lives as long as the program.
template <SqlSource Source>
inline constexpr std::string_view sqlText {kNumbered<Source>.text, kNumbered<Source>.length};

/// For SQL that is put together for one table after the other.
inline std::string sqlNumber(EntityType type)
{
    return std::to_string(static_cast<int>(type));
}

} // namespace mimir
