#include "privacy/keyblocks.h"

#include "core/text.h"

#include <algorithm>
#include <bitset>
#include <optional>
#include <re2/re2.h>

namespace mimir {
namespace {

constexpr std::string_view kKind = "private-key";
constexpr std::size_t kLongest = std::size_t(64) << 10; ///< of a block
constexpr std::size_t kMostLines = 64; ///< of a piece without begin and end: more is other data

struct Content {
    std::size_t from, to; ///< without what stands before each line of a diff, a listing or a quotation
    std::size_t end;      ///< with the break
};

Content contentAt(std::string_view text, std::size_t at)
{
    const std::size_t end = lineEnd(text, at);
    std::size_t from = at;
    constexpr std::size_t widest = 16;
    while (from < end && from - at < widest
        && std::string_view(" \t+->|\"'").find(text[from]) != std::string_view::npos)
        ++from;
    std::size_t to = end;
    while (to > from && std::string_view(" \t\r\"',\\+").find(text[to - 1]) != std::string_view::npos)
        --to;
    return {from, to, std::min(end + 1, text.size())};
}

bool isOfBase64(char c)
{
    return isLetterOrDigit(c) || c == '+' || c == '/' || c == '=';
}

// The length of a full line of base64; 0 = it is not one.
std::size_t base64Length(std::string_view line)
{
    return std::ranges::all_of(line, isOfBase64) ? line.size() : 0;
}

// Random in all three kinds of characters, as keys are and as words and paths are not.
bool isKeyLine(std::string_view line)
{
    constexpr std::size_t least = 40;
    return base64Length(line) >= least && std::ranges::any_of(line, isDigit)
        && looks(SecretLook::Random, line)
        && std::ranges::any_of(line, [](char c) { return c >= 'a' && c <= 'z'; })
        && std::ranges::any_of(line, [](char c) { return c >= 'A' && c <= 'Z'; });
}

constexpr std::size_t kLeastWidth = 64;
bool isKeyWidth(std::size_t width)
{
    return width == kLeastWidth || width == 70 || width == 76;
}

class KeyBlocks {
public:
    KeyBlocks(std::string_view text, WorkBudget &budget, SecretFinds &finds)
        : m_text(text), m_budget(budget), m_finds(finds)
    {
    }

    void run()
    {
        m_budget.spend(m_text.size() / 4);
        std::size_t done = 0;
        for (std::size_t at = m_text.find("----"); at != std::string_view::npos;
             at = m_text.find("----", std::max(at + 4, done)))
            if (m_budget.spend(64))
                done = std::max(done, block(at));
    }

    void pieces()
    {
        for (std::size_t at = 0; at < m_text.size();) {
            const std::size_t end = lineEnd(m_text, at);
            if (isOther(at, end))
                at = end + 1;
            else
                at = isPublicBegin(at) ? publicEnd(at) : piece(at);
        }
    }

private:
    // A block that begins or ends with the dashes at `at`; returns how far it has looked.
    std::size_t block(std::size_t at)
    {
        static const re2::RE2 begin("-{4,5} ?BEGIN (?:(?:[A-Z0-9]+ ){0,4}PRIVATE(?: KEY)?(?: BLOCK)?|OpenVPN "
                                    "Static key V[0-9]) ?-{4,5}");
        static const re2::RE2 end("-{4,5} ?END (?:(?:[A-Z0-9]+ ){0,4}PRIVATE(?: KEY)?(?: BLOCK)?|OpenVPN "
                                  "Static key V[0-9]) ?-{4,5}");
        const std::size_t word = std::min(m_text.find_first_not_of("- ", at), m_text.size());
        if (!m_text.substr(word).starts_with("BEGIN") && !m_text.substr(word).starts_with("END"))
            return word;
        constexpr std::size_t header = 96;
        re2::StringPiece found;
        const std::string_view head = m_text.substr(at, header);
        const re2::StringPiece piece(head.data(), head.size());
        if (begin.Match(piece, 0, head.size(), re2::RE2::ANCHOR_START, &found, 1))
            return fromBegin(at, at + found.size(), end);
        if (end.Match(piece, 0, head.size(), re2::RE2::ANCHOR_START, &found, 1))
            untilEnd(at, at + found.size());
        return at;
    }

    std::size_t fromBegin(std::size_t from, std::size_t body, const re2::RE2 &end)
    {
        const std::string_view rest = m_text.substr(body, kLongest);
        const std::size_t clear = std::min(std::max(m_noEndUntil, body) - body, rest.size());
        re2::StringPiece found;
        if (end.Match(re2::StringPiece(rest.data(), rest.size()), clear, rest.size(), re2::RE2::UNANCHORED,
                &found, 1)) {
            const auto at = static_cast<std::size_t>(found.data() - rest.data());
            m_budget.spend(at);
            if (holdsKey(rest.substr(0, at)))
                m_finds.push_back({from, body + at + found.size(), kKind, {}});
            return body + at + found.size();
        }
        m_noEndUntil = body + rest.size();
        const std::size_t to = bodyEnd(body);
        m_budget.spend(rest.size() - clear + to - body);
        if (to > body)
            m_finds.push_back({from, to, kKind, {}});
        return to;
    }

    // Not only the two lines with a program's expression or an example between them.
    static bool holdsKey(std::string_view body)
    {
        std::size_t run = 0, longest = 0, others = 0;
        for (const char c : body) {
            run = isOfBase64(c) ? run + 1 : 0;
            longest = std::max(longest, run);
            others += !isOfBase64(c) && static_cast<unsigned char>(c) > ' ' && c != '\\';
        }
        std::bitset<256> seen;
        for (const char c : body)
            seen.set(static_cast<unsigned char>(c));
        constexpr std::size_t leastSeen = 6;
        return seen.count() >= leastSeen && (longest >= 16 || (longest >= 3 && others == 0));
    }

    // The end of what follows a begin whose end is missing.
    std::size_t bodyEnd(std::size_t body) const
    {
        std::size_t to = body, at = lineEnd(m_text, body);
        if (base64Length(m_text.substr(body, at - body)) > 16)
            to = at;
        for (++at; at < m_text.size() && at - body < kLongest;) {
            const Content line = contentAt(m_text, at);
            const std::string_view content = m_text.substr(line.from, line.to - line.from);
            const bool heading = content.find(": ") != std::string_view::npos && content.size() < 80;
            if (!content.empty() && !heading && base64Length(content) == 0)
                break;
            to = content.empty() ? to : line.to;
            at = std::max(line.end, at + 1);
        }
        return to;
    }

    void untilEnd(std::size_t at, std::size_t to)
    {
        std::size_t from = at;
        if (contentAt(m_text, thisLine(at)).from < at)
            return; // not at the begin of a line: what is before it is something else
        for (std::size_t lineBegin = at; lineBegin > 0 && at - from < kLongest;) {
            lineBegin = lineBefore(lineBegin);
            const Content line = contentAt(m_text, lineBegin);
            const std::string_view content = m_text.substr(line.from, line.to - line.from);
            const std::size_t least = from == at ? 4 : 16; // the last line may be short
            if (line.from >= at || content.size() < least || base64Length(content) == 0)
                break;
            from = line.from;
        }
        m_budget.spend(at - from);
        if (from < at)
            m_finds.push_back({from, to, kKind, {}});
    }

    // The begin of the line that holds `at`; bounded, since a line may be of any length.
    std::size_t thisLine(std::size_t at) const
    {
        constexpr std::size_t widest = 256;
        std::size_t begin = at;
        while (begin > 0 && at - begin < widest && m_text[begin - 1] != '\n')
            --begin;
        return begin;
    }

    std::size_t lineBefore(std::size_t at) const
    {
        const std::size_t begin = thisLine(at);
        return begin == 0 || m_text[begin - 1] != '\n' ? 0 : thisLine(begin - 1);
    }

    // Lines of one width of a key without begin and end, at least two.
    std::size_t piece(std::size_t at)
    {
        Content line = contentAt(m_text, at);
        const std::size_t width = line.to - line.from, from = line.from, next = std::max(line.end, at + 1);
        if (!isKeyWidth(width) || !isKeyLine(m_text.substr(from, width)))
            return next;
        std::size_t lines = 1, to = line.to, end = next;
        while (end < m_text.size()) {
            line = contentAt(m_text, end);
            const std::string_view content = m_text.substr(line.from, line.to - line.from);
            if (content.size() > width || content.size() < 4 || base64Length(content) == 0)
                break;
            ++lines;
            to = line.to;
            end = std::max(line.end, end + 1);
            if (content.size() < width)
                break;
        }
        m_budget.spend(end - at);
        if (lines >= 2 && lines <= kMostLines && !m_text.substr(end).starts_with("-----END CERT")
            && !m_text.substr(end).starts_with("-----END PUBLIC"))
            m_finds.push_back({from, to, kKind, {}});
        return end;
    }

    // Most lines are too short for a key's, and do not begin as a block does.
    bool isOther(std::size_t at, std::size_t end) const
    {
        return end - at < kLeastWidth
            && m_text.substr(at, end - at).find("-BEGIN ") == std::string_view::npos;
    }

    // Certificates, public keys and signatures are not secret.
    bool isPublicBegin(std::size_t at) const
    {
        const Content line = contentAt(m_text, at);
        const std::string_view content = m_text.substr(line.from, line.to - line.from);
        return content.starts_with("BEGIN ") && line.from > at && m_text[line.from - 1] == '-'
            && content.find("PRIVATE") == std::string_view::npos;
    }

    // Behind the lines of base64 of such a block.
    std::size_t publicEnd(std::size_t at) const
    {
        constexpr std::size_t most = 400;
        for (std::size_t lines = 0; at < m_text.size() && lines < most; ++lines) {
            const Content line = contentAt(m_text, at);
            const std::string_view content = m_text.substr(line.from, line.to - line.from);
            if (lines > 0 && (content.find(' ') < content.find(':')))
                break;
            at = std::max(line.end, at + 1);
        }
        return at;
    }

    std::string_view m_text;
    WorkBudget &m_budget;
    SecretFinds &m_finds;
    std::size_t m_noEndUntil = 0; ///< that far, no block ends behind a begin that was looked at
};

} // namespace

void findKeyBlocks(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    KeyBlocks blocks(text, budget, finds);
    blocks.run();
    blocks.pieces();
}

} // namespace mimir
