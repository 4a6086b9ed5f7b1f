#include "privacy/calls/patches.h"

#include "core/text.h"
#include "privacy/calls/membernames.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/calls/summary.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mimir {
namespace {

constexpr std::string_view kBegin = "*** Begin Patch", kEnd = "*** End Patch";
constexpr std::array<std::string_view, 4> kFiles {
    "*** Update File: ", "*** Add File: ", "*** Delete File: ", "*** Move to: "};

bool beginsLikePatch(std::string_view line)
{
    return !line.empty()
        && (line.front() == '+' || line.front() == '-' || line.front() == ' ' || line.front() == '\\'
            || line.starts_with("@@") || line.starts_with("*** "));
}

bool isPath(std::string_view text)
{
    text = trimmed(text.substr(0, text.find('\t')));
    return !text.empty() && looksLikePath(text);
}

// The path behind "*** Update File: "; empty = the line names no file.
std::string_view patchedFile(std::string_view line)
{
    for (const std::string_view begin : kFiles)
        if (line.starts_with(begin) && isPath(line.substr(begin.size())))
            return line.substr(begin.size());
    return {};
}

// "@@ -1,4 +1,6 @@", of a merge "@@@ -1,4 -1,4 +1,6 @@@"
bool isHunk(std::string_view line)
{
    const std::size_t marks = line.find_first_not_of('@');
    return marks != std::string_view::npos && (marks == 2 || marks == 3)
        && line.substr(marks).starts_with(" -") && line.size() > marks + 2 && isDigit(line[marks + 2])
        && line.find(" +") != std::string_view::npos;
}

// The 4 of "-1,4"; 1 where there is none.
long countBehind(std::string_view line, std::string_view sign)
{
    const std::size_t at = line.find(sign);
    const std::string_view range = at == std::string_view::npos ? "" : line.substr(at + sign.size());
    const std::size_t comma = range.find_first_not_of("0123456789");
    long count = 1;
    if (comma != std::string_view::npos && range[comma] == ',')
        std::from_chars(range.data() + comma + 1, range.data() + range.size(), count);
    return count;
}

class Finder {
public:
    Finder(std::string_view text, std::string_view newline) : m_text(text), m_newline(newline) { }

    std::vector<Patch> found()
    {
        for (std::size_t at = 0; at < m_text.size();) {
            const std::size_t begin = beginOfPatch(at);
            at = begin != std::string_view::npos ? files(begin)
                : isDiff(at)                     ? diff(at)
                : isHunk(lineAt(at))             ? lonelyHunk(at)
                                                 : nextLine(at);
        }
        return std::move(m_patches);
    }

private:
    std::string_view lineAt(std::size_t at) const
    {
        return m_text.substr(at, std::min(m_text.find(m_newline, at), m_text.size()) - at);
    }

    std::size_t nextLine(std::size_t at) const
    {
        const std::size_t end = m_text.find(m_newline, at);
        return end == std::string_view::npos ? m_text.size() : end + m_newline.size();
    }

    std::size_t withoutBreak(std::size_t from, std::size_t to) const
    {
        return m_text.substr(from, to - from).ends_with(m_newline) ? to - m_newline.size() : to;
    }

    // The next line with anything in it, this one included.
    std::size_t filledLine(std::size_t at) const
    {
        while (at < m_text.size() && trimmed(lineAt(at)).empty())
            at = nextLine(at);
        return at;
    }

    // "*** Begin Patch *** Update File: a" is what remains of lines that were joined.
    std::string_view restOfBegin(std::size_t from) const
    {
        return trimmed(lineAt(from + kBegin.size()), m_newline == "\n" ? kWhiteSpace : kBlanks);
    }

    // In the line at `at`, behind "apply_patch '" or at its begin; npos = there is none.
    std::size_t beginOfPatch(std::size_t at) const
    {
        const std::string_view line = lineAt(at);
        if (const std::size_t begin = line.find(kBegin); begin != std::string_view::npos) {
            const std::string_view rest = restOfBegin(at + begin);
            const bool isAlone = rest.empty() && beginsLikePatch(lineAt(filledLine(nextLine(at))));
            if (isAlone || (rest.starts_with("***") && m_newline == "\n"))
                return at + begin;
        }
        return patchedFile(line).empty() ? std::string_view::npos : at;
    }

    // "--- a/x" and below it "+++ b/x", also behind the quote that begins a word of a command.
    bool isDiff(std::size_t at) const
    {
        const std::string_view first = lineAt(at), second = lineAt(nextLine(at));
        const std::size_t old = first.find("--- ");
        if (old == std::string_view::npos || !second.starts_with("+++ ")
            || (old > 0 && std::string_view("'\"`").find(first[old - 1]) == std::string_view::npos))
            return false;
        const std::string_view third = lineAt(filledLine(nextLine(nextLine(at))));
        const bool goesOn
            = (beginsLikePatch(third) && !third.starts_with("*** ")) || isSummary(trimmed(third));
        return third.starts_with("@@")
            || (goesOn && isPath(first.substr(old + 4)) && isPath(second.substr(4)));
    }

    void add(Patch &patch, std::size_t from, std::size_t to, bool isSecret) const
    {
        const std::string_view body = m_text.substr(from, std::max(from, to) - from);
        if (!trimmed(body).empty() && !isSummary(trimmed(body)))
            patch.bodies.push_back({from, to, isSecret});
    }

    // A patch of apply_patch, as far as "*** End Patch"; without that, all that follows.
    std::size_t files(std::size_t from)
    {
        const bool isBegun = m_text.substr(from).starts_with(kBegin);
        const bool isJoined = isBegun && !restOfBegin(from).empty();
        m_end = m_end <= from ? m_text.find(kEnd, from) : m_end; // looked for once where there is none
        const std::size_t limit = std::min(m_end, m_text.size());
        std::size_t at = isJoined ? from + kBegin.size() : isBegun ? nextLine(from) : from;
        Patch patch {from, at, {}};
        std::size_t body = at;
        bool isSecret = isJoined && namesSecretFile(m_text.substr(from, limit - from));
        while (at < limit) {
            const std::size_t next = std::min(nextLine(at), limit);
            const auto file = isJoined ? "" : patchedFile(m_text.substr(at, withoutBreak(at, next) - at));
            if (!file.empty()) {
                add(patch, body, withoutBreak(body, at), isSecret);
                isSecret = namesSecretFile(file);
                body = next;
            } else if (!isBegun && m_end > m_text.size() && !goesOn(at)) {
                break;
            }
            at = next;
        }
        add(patch, body, withoutBreak(body, at), isSecret);
        patch.to = at == m_end ? at + kEnd.size() : withoutBreak(from, at);
        m_patches.push_back(std::move(patch));
        return std::max(at, m_patches.back().to);
    }

    std::size_t diff(std::size_t at)
    {
        const std::size_t second = nextLine(at), from = nextLine(second);
        at += lineAt(at).find("--- ");
        const std::string_view first = lineAt(at).substr(4), other = lineAt(second).substr(4);
        // What is no path is a line of the file that was taken away or added.
        const std::size_t body = !isPath(first) ? at : !isPath(other) ? second : from;
        const std::size_t end = hunks(from);
        Patch patch {at, withoutBreak(at, end), {}};
        add(patch, body, patch.to, namesSecretFile(first) || namesSecretFile(other));
        m_patches.push_back(std::move(patch));
        return end;
    }

    std::size_t lonelyHunk(std::size_t at)
    {
        const std::size_t end = hunks(at);
        Patch patch {at, withoutBreak(at, end), {}};
        add(patch, at, patch.to, false);
        m_patches.push_back(std::move(patch));
        return end;
    }

    // Where the hunks that begin at `at` end: by their counts, then by how lines begin, since agents count badly.
    std::size_t hunks(std::size_t at) const
    {
        long old = 0, now = 0;
        bool isCounted = false;
        for (; at < m_text.size(); at = nextLine(at)) {
            const std::string_view line = lineAt(at);
            if (line.starts_with("diff --git ")
                || (isDiff(at) && lineAt(nextLine(nextLine(at))).starts_with("@@")))
                break;
            if (line.starts_with("@@")) {
                isCounted = isHunk(line);
                old = isCounted ? countBehind(line, " -") : 0;
                now = isCounted ? countBehind(line, " +") : 0;
            } else if (old > 0 || now > 0) {
                old -= !line.starts_with('+');
                now -= !line.starts_with('-');
            } else if (isCounted ? line.starts_with("***") || !beginsLikePatch(line) : !goesOn(at)) {
                break;
            }
        }
        return at;
    }

    // An empty line is one of the patch as long as more of it follows; of many of them each asks only for the next.
    bool goesOn(std::size_t at) const
    {
        const std::size_t next = trimmed(lineAt(at)).empty() ? nextLine(at) : at;
        const std::string_view line = lineAt(next);
        return beginsLikePatch(line) || (next > at && next < m_text.size() && trimmed(line).empty());
    }

    std::string_view m_text, m_newline;
    std::size_t m_end = 0; ///< the next end of a patch of apply_patch; npos = there is none
    std::vector<Patch> m_patches;
};

std::string withoutBodies(const std::string &text, bool onlySecret, std::string_view newline)
{
    std::string out;
    std::size_t copied = 0;
    for (const Patch &patch : patchesIn(text, newline))
        for (const Patch::Body &body : patch.bodies) {
            if (onlySecret && !body.isSecret)
                continue;
            out += text.substr(copied, body.from - copied);
            out += body.isSecret ? std::string(kSecretFileSummary)
                                 : fileSummary(std::string_view(text).substr(body.from, body.to - body.from));
            copied = body.to;
        }
    return copied == 0 ? text : out + text.substr(copied);
}

} // namespace

bool Patch::isOfSecretFile() const
{
    return std::ranges::any_of(bodies, &Body::isSecret);
}

bool mayHoldPatch(std::string_view text)
{
    return text.find("*** ") != std::string_view::npos || text.find("+++ ") != std::string_view::npos
        || text.find("@@ -") != std::string_view::npos;
}

std::vector<Patch> patchesIn(std::string_view text, std::string_view newline)
{
    return mayHoldPatch(text) ? Finder(text, newline).found() : std::vector<Patch>();
}

std::string withoutPatches(const std::string &text, bool onlySecret)
{
    return withoutBodies(withoutBodies(text, onlySecret, "\n"), onlySecret, "\\n");
}

} // namespace mimir
