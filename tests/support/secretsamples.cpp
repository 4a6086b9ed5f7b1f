#include "support/secretsamples.h"

#include "core/json/json.h"
#include "core/text.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <random>
#include <utility>

namespace mimir {
namespace {

constexpr std::string_view kDigits = "0123456789", kHex = "0123456789abcdef", kUpperHex = "0123456789ABCDEF";
constexpr std::string_view kLow = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kUp = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                           kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kAny = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kUrl = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
constexpr std::string_view kBase64 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/";

std::string_view alphabetOf(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> alphabets {
        {{"an", kAny}, {"url", kUrl}, {"hex", kHex}, {"HEX", kUpperHex}, {"low", kLow}, {"up", kUp},
            {"num", kDigits}, {"b64", kBase64}, {"b32", kBase32}}};
    const auto at = std::ranges::find(alphabets, name, &std::pair<std::string_view, std::string_view>::first);
    return at == alphabets.end() ? std::string_view() : at->second;
}

using Random = std::mt19937_64;

std::string some(std::string_view alphabet, std::size_t length, Random &random)
{
    std::string out;
    while (out.size() < length)
        out += alphabet[random() % alphabet.size()];
    return out;
}

// What is in the braces; with them, where it is nothing that we know.
std::string partOf(std::string_view part, std::string_view literal, Random &random)
{
    if (part.empty())
        return std::string(literal);
    if (part == "uuid")
        return some(kHex, 8, random) + '-' + some(kHex, 4, random) + '-' + some(kHex, 4, random) + '-'
            + some(kHex, 4, random) + '-' + some(kHex, 12, random);
    const std::size_t digits = std::min(part.find_first_not_of(kDigits), part.size());
    const auto length = numberIn<std::size_t>(part.substr(0, digits));
    const std::string_view alphabet = alphabetOf(part.substr(digits));
    return length && !alphabet.empty() ? some(alphabet, *length, random) : '{' + std::string(part) + '}';
}

} // namespace

std::string sampleOf(std::string_view form, std::string_view literal, std::uint64_t seed)
{
    Random random(seed);
    std::string out;
    while (!form.empty()) {
        const std::size_t open = form.find('{'), close = form.find('}', open);
        out += form.substr(0, open);
        if (close == std::string_view::npos)
            return out + std::string(form.substr(std::min(open, form.size())));
        out += partOf(form.substr(open + 1, close - open - 1), literal, random);
        form.remove_prefix(close + 1);
    }
    return out;
}

std::string base64Of(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size())).toBase64().toStdString();
}

std::string percentOf(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        constexpr std::string_view hex = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        out += isLetterOrDigit(c) ? std::string(1, c) : std::string {'%', hex[byte >> 4], hex[byte & 15]};
    }
    return out;
}

std::string jsonOf(std::string_view text)
{
    const std::string quoted = json::quoted(text);
    return quoted.substr(1, quoted.size() - 2);
}

std::string htmlOf(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '"')
            out += "&quot;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

std::string wrappedOf(std::string_view text, std::size_t width)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += width)
        out += std::string(at == 0 ? "" : "\n") + std::string(text.substr(at, width));
    return out;
}

} // namespace mimir
