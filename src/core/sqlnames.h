// SQL that says by name what a table has as a number: "… WHERE state = {State::Held}" becomes the text with the
// number in the name's place. The compiler makes it; an unknown name does not compile.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace mimir {

struct SqlName {
    std::string_view name;
    int number; ///< one digit

    template <typename Enum>
    requires std::is_enum_v<Enum>
    consteval SqlName(std::string_view inSql, Enum value) : name(inSql), number(static_cast<int>(value))
    {
        if (number < 0 || number > 9)
            throw "more than one digit";
    }
};

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

    constexpr std::string_view view() const { return {text, length}; }
};

template <const auto &Names>
consteval int sqlNumberOf(std::string_view name)
{
    for (const SqlName &one : Names)
        if (one.name == name)
            return one.number;
    throw "no such name";
}

template <const auto &Names, std::size_t Size>
consteval SqlNumbered<Size> withNumbers(const SqlSource<Size> &source)
{
    SqlNumbered<Size> numbered;
    std::string_view rest = source.view();
    while (!rest.empty()) {
        const bool isName = rest.front() == '{';
        // Not string_view::find: with -fsanitize=undefined, GCC 12 does not take its null check for a constant.
        const auto end
            = isName ? static_cast<std::size_t>(std::find(rest.begin(), rest.end(), '}') - rest.begin()) : 0;
        numbered.text[numbered.length++]
            = isName ? static_cast<char>('0' + sqlNumberOf<Names>(rest.substr(1, end - 1))) : rest.front();
        rest.remove_prefix(end + 1);
    }
    return numbered;
}

/// `Source` with the numbers of `Names`, an array of SqlName; lives as long as the program.
template <SqlSource Source, const auto &Names>
inline constexpr auto kNumberedSql = withNumbers<Names>(Source);

} // namespace mimir
