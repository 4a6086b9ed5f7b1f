// The value that stands at a place in a program, a configuration, a command line or prose: with or without quotes,
// whose quotes may be escaped once or more because the whole is text within text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace mimir {

struct WrittenValue {
    std::size_t from, to;
    bool isQuoted = false;
};

/// How the text around a value without quotes ends it.
enum class ValueEnd : unsigned char { Blank, Element, Cell };

/// `looked` is increased by the bytes that were looked at.
std::optional<WrittenValue> valueAt(std::string_view text, std::size_t at, ValueEnd end, std::size_t &looked);

} // namespace mimir
