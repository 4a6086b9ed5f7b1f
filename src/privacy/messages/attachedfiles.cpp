#include "privacy/messages/attachedfiles.h"

#include "core/text.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/calls/summary.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 13> kFileTags {"file", "file_content", "file_contents", "file-content",
    "document_content", "document_contents", "attachment", "attached_file", "code_selection", "ide_selection",
    "code_snippet", "selected_code", "manually_added_selection"}; // the short ones only with an attribute

// The position of <file …> or a tag like it from `at` on; npos = none. `name` is set to the tag's.
std::size_t findFileTag(std::string_view text, std::size_t at, std::string_view &name)
{
    for (; (at = text.find('<', at)) != std::string_view::npos; ++at)
        for (const std::string_view tag : kFileTags) {
            const std::string_view rest = text.substr(at + 1);
            const char next = rest.size() > tag.size() ? rest[tag.size()] : '\0';
            if (rest.starts_with(tag) && (next == '>' || next == ' ' || next == '\n')) {
                name = tag;
                return at;
            }
        }
    return at;
}

} // namespace

std::string withoutAttachedFiles(const std::string &text, Extent extent)
{
    std::string out;
    std::size_t copied = 0;
    std::string_view tag;
    for (std::size_t at = 0; (at = findFileTag(text, at, tag)) != std::string::npos;) {
        const std::size_t open = text.find('>', at);
        if (open == std::string::npos)
            break;
        const std::size_t close = std::min(text.find("</" + std::string(tag) + ">", open), text.size());
        const std::string head = text.substr(at, open - at);
        const std::string inside = text.substr(open + 1, close - open - 1);
        const bool isFile = tag.find("selection") != std::string::npos || head.find('=') != std::string::npos
            || tag.size() > sizeof "attachment";
        const bool isSecret = namesSecretFile(head) || namesSecretFile(inside.substr(0, inside.find('\n')));
        if (isFile && !trimmed(inside).empty() && !isSummary(inside)
            && (isSecret || extent == Extent::Contents)) {
            out += text.substr(copied, open + 1 - copied);
            out += isSecret ? std::string(kSecretFileSummary) : fileSummary(inside);
            copied = close;
        }
        at = close;
    }
    return copied == 0 ? text : out + text.substr(copied);
}

} // namespace mimir
