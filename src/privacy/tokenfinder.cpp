#include "privacy/tokenfinder.h"

#include "core/text.h"
#include "privacy/textedges.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace mimir {
namespace {

constexpr std::size_t kLongest = 16384; ///< of a token that is looked at; a longer one is taken to its end
constexpr std::size_t kContext = 512;   ///< how far from its literal a secret with something before it is
constexpr std::size_t kHit = 64;        ///< what trying a pattern costs besides the bytes that it reads

struct Match {
    std::size_t from, to;
};

re2::StringPiece piece(std::string_view text)
{
    return {text.data(), text.size()};
}

class TokenFinder {
public:
    TokenFinder(std::string_view text, const SecretRules &rules, WorkBudget &budget, SecretFinds &finds)
        : m_text(text), m_rules(rules), m_budget(budget), m_finds(finds)
    {
    }

    void run()
    {
        m_rules.literals().each(m_text, [this](std::size_t at, std::size_t length, std::size_t id) {
            if (!m_budget.isUsedUp())
                look(m_rules.all()[id], at, length);
        });
    }

private:
    void look(const SecretRule &rule, std::size_t at, std::size_t length)
    {
        if (rule.isInside)
            return lookAround(rule, at);
        const bool isGlued = isLetterOrDigit(m_text[at]) && !beginsHere(m_text, at);
        if ((isGlued && !mayBeGlued(rule, at, length)) || (isLetterOrDigit(m_text[at]) && isInBlob(at)))
            return;
        const bool token = !rule.hasGroup;
        m_isMarked = m_text.substr(at, length).find_first_of("_-") != std::string_view::npos;
        const std::size_t after = at + length;
        if (!mayFollow(rule, after))
            return;
        const std::size_t end
            = token ? runEnd(m_text, after, kLongest) : std::min(m_text.size(), after + kContext);
        m_budget.spend(kHit + 2 * (end - after));
        // A token may hold what no run has, such as '$': the pattern decides where it ends.
        const std::size_t limit = std::min(m_text.size(), end + (token ? kContext : 0));
        const auto found = match(rule, m_text.substr(after, limit - after), after);
        if (token && (!found || goesOn(found->to)) && lookWrapped(rule, at, after))
            return;
        if (found && (!isGlued || looks(SecretLook::Random, m_text.substr(after, found->to - after))))
            take(rule, rule.hasGroup ? found->from : at, found->to);
    }

    // "tokenghp_…": a literal that no word has in it, where the pattern asks for many signs.
    bool mayBeGlued(const SecretRule &rule, std::size_t at, std::size_t length) const
    {
        constexpr std::size_t shortest = 4, fewest = 20;
        return !rule.hasGroup && length >= shortest && m_text[at + length - 1] == '_'
            && rule.firstCount >= fewest;
    }

    // Behind '+' or '/' of base64 that began long before; paths are shorter, and have other signs.
    bool isInBlob(std::size_t at) const
    {
        constexpr std::size_t least = 64;
        if (at < least || (m_text[at - 1] != '/' && m_text[at - 1] != '+'))
            return false;
        return std::ranges::all_of(m_text.substr(at - least, least),
            [](char c) { return isLetterOrDigit(c) || c == '+' || c == '/'; });
    }

    // A break of the line may be within what follows.
    bool mayFollow(const SecretRule &rule, std::size_t at) const
    {
        const std::size_t most = std::min(at + rule.firstCount, m_text.size());
        std::size_t end = at;
        while (end < most && rule.first[static_cast<unsigned char>(m_text[end])])
            ++end;
        return end == at + rule.firstCount || (end > at && nextLine(end) != end) || nextString(end) != end;
    }

    std::optional<Match> match(const SecretRule &rule, std::string_view rest, std::size_t offset) const
    {
        std::array<re2::StringPiece, 2> groups;
        const int count = rule.hasGroup ? 2 : 1;
        // Whether it matches is known much faster than where the group is.
        if ((rule.hasGroup
                && !rule.pattern->Match(piece(rest), 0, rest.size(), re2::RE2::ANCHOR_START, nullptr, 0))
            || !rule.pattern->Match(
                piece(rest), 0, rest.size(), re2::RE2::ANCHOR_START, groups.data(), count))
            return std::nullopt;
        const re2::StringPiece secret = groups[rule.hasGroup ? 1 : 0];
        const auto from = static_cast<std::size_t>(secret.data() - rest.data());
        Match found {offset + from, offset + from + secret.size()};
        if (!rule.hasGroup && found.to == offset + rest.size())
            found.to = runEnd(m_text, found.to, m_text.size());
        if (!rule.hasGroup && !endsHere(m_text, found.to))
            return std::nullopt;
        m_budget.spend(found.to - found.from);
        return found;
    }

    // The literal is within the secret: looks for the whole of it in the run of bytes around.
    void lookAround(const SecretRule &rule, std::size_t at)
    {
        const std::size_t from = runBegin(m_text, at, kContext / 2);
        const std::size_t to = runEnd(m_text, at, kContext / 2);
        m_budget.spend(kHit + to - from);
        const std::string_view window = m_text.substr(from, to - from);
        std::array<re2::StringPiece, 2> groups;
        if (!rule.pattern->Match(
                piece(window), 0, window.size(), re2::RE2::UNANCHORED, groups.data(), rule.hasGroup ? 2 : 1))
            return;
        const re2::StringPiece secret = rule.hasGroup ? groups[1] : groups[0];
        const auto placeOf
            = [&](const char *byte) { return from + static_cast<std::size_t>(byte - window.data()); };
        if (beginsHere(m_text, placeOf(groups[0].data()))
            && endsHere(m_text, placeOf(groups[0].data() + groups[0].size())))
            take(rule, placeOf(secret.data()), placeOf(secret.data() + secret.size()));
    }

    // Whether a token whose length is not fixed may go on in the next line: with digits, not with a word.
    bool goesOn(std::size_t end) const
    {
        const std::size_t next = nextPiece(end);
        constexpr std::size_t least = 4;
        const std::string_view rest = m_text.substr(next, runEnd(m_text, next, kContext) - next);
        return next != end && rest.size() >= least && std::ranges::any_of(rest, isDigit)
            && std::ranges::any_of(rest, isLetter);
    }

    // A terminal or a mail program broke the token: puts its pieces together.
    bool lookWrapped(const SecretRule &rule, std::size_t at, std::size_t after)
    {
        const Pieces pieces = piecesFrom(after);
        m_budget.spend(pieces.joined.size());
        re2::StringPiece whole;
        if (pieces.begins.size() < 2
            || !rule.pattern->Match(
                piece(pieces.joined), 0, pieces.joined.size(), re2::RE2::ANCHOR_START, &whole, 1)
            || whole.empty())
            return false;
        const auto last
            = std::prev(std::ranges::upper_bound(pieces.begins, whole.size() - 1, {}, &Begin::first));
        const std::size_t end = last->second + whole.size() - last->first;
        std::string value(m_text.substr(at, after - at));
        value += pieces.joined.substr(0, whole.size());
        if (!endsHere(m_text, end) || !looks(rule.look, value))
            return false;
        m_finds.push_back({at, end, rule.kind, std::move(value)});
        return true;
    }

    using Begin
        = std::pair<std::size_t, std::size_t>; ///< of a piece, in the joined text and in the whole one
    struct Pieces {
        std::string joined;
        std::vector<Begin> begins;
    };

    Pieces piecesFrom(std::size_t from) const
    {
        constexpr std::size_t most = 12;
        Pieces out;
        while (out.begins.size() < most) {
            const std::size_t end = runEnd(m_text, from, kContext);
            const std::size_t next = nextPiece(end);
            if (end == from && next == end)
                break;
            out.begins.emplace_back(out.joined.size(), from);
            out.joined.append(m_text, from, end - from);
            if (next == end)
                break;
            from = next;
        }
        return out;
    }

    std::size_t nextPiece(std::size_t end) const
    {
        const std::size_t next = nextLine(end);
        return next != end ? next : nextString(end);
    }

    // "ghp_…" + "…": in the next string, on this line behind a sign that joins them, or on the next one.
    std::size_t nextString(std::size_t end) const
    {
        if (!m_isMarked || end >= m_text.size() || (m_text[end] != '"' && m_text[end] != '\''))
            return end;
        constexpr std::size_t widest = 24;
        const std::string_view rest = m_text.substr(end + 1, widest);
        const std::size_t next = std::min(rest.find_first_not_of(" \t\r\n+.\\"), rest.size());
        const bool isJoined = rest.substr(0, next).find_first_of("+\n") != std::string_view::npos
            || rest.substr(0, next) == " . ";
        return isJoined && next < rest.size() && rest[next] == m_text[end] ? end + next + 2 : end;
    }

    // Behind a break of the line, its continuation sign, and what stands before the next line; `end` = there is none.
    std::size_t nextLine(std::size_t end) const
    {
        std::size_t at = end;
        for (const std::string_view sign : {"\\", "\r", "\n"})
            if (m_text.substr(at).starts_with(sign))
                ++at;
        if (at == end || m_text[at - 1] != '\n')
            return end;
        constexpr std::size_t widest = 24;
        const std::size_t margin = std::min(m_text.find_first_not_of(" \t>|+", at), m_text.size());
        return margin - at > widest ? end : margin;
    }

    void take(const SecretRule &rule, std::size_t from, std::size_t to)
    {
        if (from < to && looks(rule.look, m_text.substr(from, to - from)))
            m_finds.push_back({from, to, rule.kind, {}});
    }

    std::string_view m_text;
    const SecretRules &m_rules;
    bool m_isMarked = false; ///< the literal has a sign that strings of a picture in a program do not have
    WorkBudget &m_budget;
    SecretFinds &m_finds;
};

} // namespace

void findTokens(std::string_view text, const SecretRules &rules, WorkBudget &budget, SecretFinds &finds)
{
    budget.spend(text.size());
    TokenFinder(text, rules, budget, finds).run();
}

} // namespace mimir
