#include "server/accounts/accountrules.h"

#include "core/plaintext.h"
#include "core/text.h"

#include <algorithm>

namespace mimir::server {

namespace {

/// What arguments that are not UTF-8 become.
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

} // namespace

bool isEmail(std::string_view text)
{
    const auto at = text.find('@');
    const auto forbidden = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; };
    return text.size() <= 254 && at != std::string_view::npos && at > 0 && at + 1 < text.size()
        && text.find('@', at + 1) == std::string_view::npos && std::ranges::none_of(text, forbidden)
        && withoutControls(text) == text && text.find(kReplacement) == std::string_view::npos;
}

bool isSlug(std::string_view text)
{
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || isDigit(c) || c == '-'; };
    return !text.empty() && text.size() <= 63 && text.front() != '-' && std::ranges::all_of(text, allowed);
}

bool isPersonalSlug(std::string_view text)
{
    return isSlug(text) && text.starts_with("personal-");
}

bool isOrgRole(std::string_view role)
{
    return role == "owner" || role == "admin" || role == "member";
}

std::string_view teamRole(std::string_view role)
{
    if (role == "admin" || role == "owner")
        return "admin";
    if (role == "viewer")
        return "viewer";
    return role == "developer" || role == "member" ? "developer" : std::string_view();
}

} // namespace mimir::server
