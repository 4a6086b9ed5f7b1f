#include "privacy/urlsecrets.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kKind = "url-password";
constexpr std::size_t kLongest = 512;

struct UserInfo {
    std::string_view user, password;
};

bool isHost(std::string_view rest)
{
    const std::size_t end = std::min(rest.find_first_of("/:?#,"), rest.size());
    return end > 0 && std::ranges::all_of(rest.substr(0, end), [](char c) {
        return isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
    });
}

// The '@' before the host. A password may hold '@', and one of a database '/'.
std::size_t hostSign(std::string_view address, bool web)
{
    const std::size_t slash = std::min(address.find_first_of("/?#"), address.size());
    if (const std::size_t sign = address.substr(0, slash).rfind('@'); sign != std::string_view::npos)
        return sign;
    const std::size_t colon = address.find(':');
    const std::size_t sign = address.rfind('@');
    const bool port
        = colon < slash && std::ranges::all_of(address.substr(colon + 1, slash - colon - 1), isDigit);
    const bool possible = !web && colon < slash && !port && sign != std::string_view::npos;
    return possible && isHost(address.substr(sign + 1)) ? sign : std::string_view::npos;
}

bool isStandInOfUrl(std::string_view value)
{
    return isStandIn(value) || isPlainWord(value) || value.starts_with('{') || value.starts_with("&lt;")
        || value.find("${") == 0;
}

void look(std::string_view text, std::size_t at, SecretFinds &finds)
{
    const std::size_t begin = at + 3;
    std::size_t end = begin;
    while (end < text.size() && end - begin<kLongest &&static_cast<unsigned char>(text[end])> ' '
        && text[end] != '"' && text[end] != '\'' && text[end] != '`' && text[end] != '<' && text[end] != '>'
        && text[end] != '\\')
        ++end;
    const std::string_view address = text.substr(begin, end - begin);
    const bool web = text.substr(0, at).ends_with("http") || text.substr(0, at).ends_with("https");
    const std::size_t sign = hostSign(address, web);
    if (sign == std::string_view::npos)
        return;
    const std::size_t colon = address.find(':');
    const bool alone = colon >= sign;
    const std::size_t from = alone ? 0 : colon + 1;
    const std::string_view value = address.substr(from, sign - from);
    constexpr std::size_t shortest = 4;
    if (value.size() < shortest || isStandInOfUrl(value) || (alone && !looks(SecretLook::Random, value)))
        return;
    finds.push_back({begin + from, begin + sign, kKind, {}});
}

} // namespace

void findUrlSecrets(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    constexpr std::string_view sign = "://";
    budget.spend(text.size() / 8);
    for (std::size_t at = text.find(sign); at != std::string_view::npos;
         at = text.find(sign, at + sign.size()))
        if (budget.spend(kLongest))
            look(text, at, finds);
}

} // namespace mimir
