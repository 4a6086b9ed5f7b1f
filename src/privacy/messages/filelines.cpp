#include "privacy/messages/filelines.h"

#include "core/text.h"
#include "privacy/calls/patches.h"

#include <algorithm>

namespace mimir {
namespace {

// "@@ -1,4 +1,6 @@"
bool isHunk(std::string_view line)
{
    return line.starts_with("@@ -") && line.size() > 4 && isDigit(line[4])
        && line.find(" @@", 4) != std::string_view::npos && line.find(" +") != std::string_view::npos;
}

// "+ content = <<-EOT", as Terraform plans a file.
bool isPlannedFile(std::string_view line)
{
    line = trimmed(line);
    if (line.size() < 4 || (line[0] != '+' && line[0] != '-' && line[0] != '~') || line[1] != ' ')
        return false;
    const std::size_t equals = line.find(" = ");
    const std::string_view name = trimmed(line.substr(2, equals - std::min<std::size_t>(2, equals)), " \t\"");
    return equals != std::string_view::npos && !name.empty()
        && std::ranges::all_of(name, [](char c) { return isLetterOrDigit(c) || c == '_'; })
        && (line.substr(equals + 3).starts_with("<<") || name == "content" || name == "content_base64");
}

bool holdsPatch(std::string_view text)
{
    return std::ranges::any_of(patchesIn(text), [](const Patch &patch) { return !patch.bodies.empty(); });
}

} // namespace

FileLine fileLine(std::string_view line)
{
    constexpr std::size_t widest = 5;
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    line.remove_prefix(indent);
    long number = 0;
    std::size_t digits = 0;
    for (; digits < line.size() && digits < 8 && isDigit(line[digits]); ++digits)
        number = number * 10 + (line[digits] - '0');
    const std::string_view rest = line.substr(digits);
    const bool isArrow = rest.starts_with("\xe2\x86\x92");
    const bool isOne = digits > 0 && (isArrow || rest.starts_with('\t'));
    return {.number = isOne ? number : -1,
        .isArrow = isArrow,
        .isAligned = indent + digits >= widest && (indent > 0 || isArrow)};
}

bool looksLikeFileLines(std::string_view text)
{
    constexpr int enough = 3;
    std::string_view last;
    long lastNumber = -1;
    int inOrder = 0;
    if (holdsPatch(text))
        return true;
    for (std::size_t at = 0; at < text.size(); at = nextLine(text, at)) {
        const std::string_view line = lineAt(text, at);
        if (isPlannedFile(line) || isHunk(line) || (line.starts_with("+++ ") && last.starts_with("--- ")))
            return true;
        const auto [number, isArrow, isAligned] = fileLine(line);
        inOrder = number >= 0 && number == lastNumber + 1 ? inOrder + 1 : number >= 0;
        if (inOrder >= enough || (isArrow && (inOrder > 1 || at == 0)))
            return true;
        lastNumber = number;
        last = line;
    }
    return false;
}

} // namespace mimir
