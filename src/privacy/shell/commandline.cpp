#include "privacy/shell/commandline.h"

#include "core/text.h"
#include "privacy/shell/commandparser.h"

#include <algorithm>

namespace mimir::shell {

CommandLine parse(std::string_view text, std::optional<Span> within)
{
    CommandLine line;
    CommandParser(text, line, within, 0).commandsUntil('\0', false);
    return line;
}

bool isAssignment(std::string_view text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0 || isDigit(text.front()))
        return false;
    std::string_view name = text.substr(0, equals);
    if (name.ends_with('+'))
        name.remove_suffix(1);
    return std::ranges::all_of(name, [](char c) { return isLetterOrDigit(c) || c == '_'; });
}

} // namespace mimir::shell
