#include "privacy/decodedtext.h"

#include "core/text.h"
#include "privacy/textedges.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace mimir {
namespace {

constexpr auto kMarks = [] {
    std::array<bool, 256> out {};
    for (const unsigned char c : std::string_view("\\%&\x1b\xc2\xe2\xef"))
        out[c] = true;
    return out;
}();

} // namespace

class TextDecoder {
public:
    explicit TextDecoder(std::string_view text) : m_text(text) { }

    std::optional<DecodedText> run()
    {
        for (std::size_t at = markAt(0); at < m_text.size(); at = markAt(m_at)) {
            const std::size_t begin = lineBegin(at);
            const std::size_t end = std::min(m_text.find('\n', at), m_text.size() - 1) + 1;
            decode(begin, end);
            m_at = end;
        }
        return !m_out.m_runs.empty() ? std::optional(std::move(m_out)) : std::nullopt;
    }

private:
    // The next byte that may begin something to decode; the size of the text = there is none.
    std::size_t markAt(std::size_t at) const
    {
        while (at < m_text.size()
            && (!kMarks[static_cast<unsigned char>(m_text[at])] || isOrdinary(m_text.substr(at, 3))))
            ++at;
        return at;
    }

    // A dash or a quote of UTF-8, which most texts have, not one of what beyond() knows.
    static bool isOrdinary(std::string_view rest)
    {
        return static_cast<unsigned char>(rest.front()) >= 0x80 && !invisibleLength(rest) && !wideSign(rest);
    }

    // The soft hyphen, the blanks without a width, the joiner: they are not seen, but break a word.
    static std::size_t invisibleLength(std::string_view rest)
    {
        if (rest.starts_with("\xc2\xad"))
            return 2;
        for (const std::string_view sign :
            {"\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x81\xa0", "\xef\xbb\xbf"})
            if (rest.starts_with(sign))
                return sign.size();
        return 0;
    }

    // The letter or digit that is written in the width of a Chinese sign; 0 = it is none.
    static char wideSign(std::string_view rest)
    {
        if (rest.size() < 3 || (!rest.starts_with("\xef\xbc") && !rest.starts_with("\xef\xbd")))
            return 0;
        const auto last = static_cast<unsigned char>(rest[2]);
        const unsigned code = (rest[1] == '\xbc' ? last - 0x80u : last - 0x80u + 0x40u) + 0x20u;
        const char sign = static_cast<char>(code);
        return code < 0x80 && (isLetterOrDigit(sign) || sign == '_' || sign == '-') ? sign : '\0';
    }

    // Of the line, but not before what is already decoded; bounded by that alone, so each byte is passed once.
    std::size_t lineBegin(std::size_t at) const
    {
        const std::size_t line = m_text.substr(m_at, at - m_at).rfind('\n');
        return line == std::string_view::npos ? m_at : m_at + line + 1;
    }

    void decode(std::size_t from, std::size_t to)
    {
        const std::size_t text = m_out.m_text.size(), runs = m_out.m_runs.size();
        bool any = false;
        for (std::size_t at = from; at < to;) {
            const std::size_t mark = std::min(markAt(at), to);
            copy(at, mark);
            at = mark;
            if (at == to)
                break;
            const std::size_t before = m_out.m_text.size(), length = one(m_text.substr(at, to - at));
            if (length == 0) {
                copy(at, at + 1);
                ++at;
                continue;
            }
            any = true;
            if (m_out.m_text.size() > before)
                run(before, at, length);
            at += length;
            if (m_out.m_text.size() == before) // it stands for nothing: a colour
                run(before, at, 1);
        }
        if (any)
            return;
        m_out.m_text.resize(text);
        m_out.m_runs.resize(runs);
    }

    void copy(std::size_t from, std::size_t to)
    {
        if (from == to)
            return;
        run(m_out.m_text.size(), from, 1);
        m_out.m_text.append(m_text, from, to - from);
    }

    // The byte at `decoded` is written there, with so many bytes.
    void run(std::size_t decoded, std::size_t original, std::size_t width)
    {
        if (!m_out.m_runs.empty() && m_out.m_runs.back().width == width
            && m_out.m_runs.back().originalOf(decoded) == original)
            return;
        m_out.m_runs.push_back({decoded, original, width});
    }

    // Appends what the mark at the begin stands for; returns the length of the mark, 0 = it is not one.
    std::size_t one(std::string_view rest)
    {
        switch (rest.front()) {
        case '\\':
            return escape(rest);
        case '%':
            return hex(rest, 1, 2);
        case '&':
            return entity(rest);
        case '\x1b':
            return colourLength(rest, 0);
        default:
            return beyond(rest);
        }
    }

    std::size_t beyond(std::string_view rest)
    {
        if (const char sign = wideSign(rest)) {
            m_out.m_text += sign;
            return 3;
        }
        return invisibleLength(rest);
    }

    std::size_t escape(std::string_view rest)
    {
        if (rest.size() < 2)
            return 0;
        constexpr std::string_view letters = "ntrbfe\"'`\\/", meanings = "\n\t\r\b\f\x1b\"'`\\/";
        if (const std::size_t at = letters.find(rest[1]); at != std::string_view::npos) {
            m_out.m_text += meanings[at];
            return 2;
        }
        if (rest[1] == 'u')
            return hex(rest, 2, 4);
        if (rest[1] == 'x')
            return hex(rest, 2, 2);
        if (rest.starts_with("\\033")) {
            m_out.m_text += '\x1b';
            return 4;
        }
        return octal(rest);
    }

    // "\137" of a shell, of letters and digits only: "\1" is a group of an expression.
    std::size_t octal(std::string_view rest)
    {
        constexpr std::size_t length = 4;
        unsigned value = 0;
        const std::string_view text = rest.substr(0, length);
        if (text.size() < length
            || std::ranges::any_of(text.substr(1), [](char c) { return c < '0' || c > '7'; }))
            return 0;
        for (const char c : text.substr(1))
            value = value * 8 + static_cast<unsigned>(c - '0');
        if (value <= ' ' || value >= 0x7f)
            return 0;
        m_out.m_text += static_cast<char>(value);
        return length;
    }

    std::size_t hex(std::string_view rest, std::size_t from, std::size_t digits)
    {
        unsigned value = 0;
        const std::string_view text = rest.substr(0, from + digits);
        if (text.size() != from + digits)
            return 0;
        const auto [stop, error] = std::from_chars(text.data() + from, text.data() + text.size(), value, 16);
        if (error != std::errc() || stop != text.data() + text.size() || value > 0xff)
            return 0; // what is beyond Latin-1 is in no secret that we know
        m_out.m_text += static_cast<char>(value);
        return from + digits;
    }

    std::size_t entity(std::string_view rest)
    {
        constexpr std::array<std::pair<std::string_view, char>, 9> named {
            {{"&lowbar;", '_'}, {"&equals;", '='}, {"&quot;", '"'}, {"&amp;", '&'}, {"&lt;", '<'},
                {"&gt;", '>'}, {"&apos;", '\''}, {"&nbsp;", ' '}, {"&sol;", '/'}}};
        for (const auto &[name, meaning] : named)
            if (rest.starts_with(name)) {
                m_out.m_text += meaning;
                return name.size();
            }
        if (!rest.starts_with("&#"))
            return 0;
        const bool isHex = rest.size() > 2 && (rest[2] == 'x' || rest[2] == 'X');
        const std::size_t from = isHex ? 3 : 2, end = rest.substr(0, 9).find(';');
        if (end == std::string_view::npos || end <= from)
            return 0;
        unsigned value = 0;
        const auto [stop, error]
            = std::from_chars(rest.data() + from, rest.data() + end, value, isHex ? 16 : 10);
        if (error != std::errc() || stop != rest.data() + end || value > 0xff)
            return 0;
        m_out.m_text += static_cast<char>(value);
        return end + 1;
    }

    std::string_view m_text;
    DecodedText m_out;
    std::size_t m_at = 0;
};

std::optional<DecodedText> DecodedText::of(std::string_view text)
{
    return TextDecoder(text).run();
}

std::size_t DecodedText::original(std::size_t at) const
{
    const auto next = std::ranges::upper_bound(m_runs, at, {}, &Run::decoded);
    return (next == m_runs.begin() ? m_runs.front() : *std::prev(next)).originalOf(at);
}

} // namespace mimir
