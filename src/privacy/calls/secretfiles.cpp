#include "privacy/calls/secretfiles.h"

#include "core/text.h"
#include "privacy/calls/pathspelling.h"
#include "privacy/calls/secretfiletable.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 36> kCode {"c", "h", "cc", "cpp", "cxx", "hpp", "rs", "go", "java",
    "kt", "ts", "tsx", "js", "jsx", "mjs", "cjs", "py", "rb", "cs", "swift", "scala", "md", "rst", "html",
    "css", "vue", "svelte", "lua", "ex", "erl", "hs", "ml", "dart", "zig", "proto", "graphql"};

// "*.env" -> "[^/]*\.env"
std::string expressionOf(std::string_view pattern)
{
    std::string out = pattern.starts_with('/') ? "(?:^" : "(?:(?:^|/)";
    for (const char c : pattern)
        out += c == '*' ? "[^/]*" : c == '?' ? "[^/]" : re2::RE2::QuoteMeta(re2::StringPiece(&c, 1));
    return out + (pattern.ends_with('/') ? ".*)" : ")");
}

// Patterns with an open end are about names that anything may be added to; source code that has one is only code.
struct Expressions {
    re2::RE2 all, exact;

    Expressions() : all(joined(false), options()), exact(joined(true), options()) { }

    static re2::RE2::Options options()
    {
        re2::RE2::Options options(re2::RE2::Latin1);
        options.set_never_capture(true);
        options.set_max_mem(std::int64_t(32) << 20);
        return options;
    }
    static std::string joined(bool onlyExact)
    {
        std::string all;
        for (const std::string_view pattern : secretFilePatterns())
            if (!onlyExact || !pattern.ends_with('*'))
                all += (all.empty() ? "" : "|") + expressionOf(pattern);
        return "(?:" + all + ")$";
    }
};

bool isSourceCode(std::string_view path)
{
    const std::size_t dot = path.rfind('.');
    return dot != std::string_view::npos && isOneOf(path.substr(dot + 1), kCode);
}

bool isSecretSpelling(std::string_view path)
{
    static const Expressions expressions;
    return !path.ends_with(".pub")
        && re2::RE2::PartialMatch(re2::StringPiece(path.data(), path.size()),
            isSourceCode(path) ? expressions.exact : expressions.all);
}

// Whether a shell's pattern that shows most of a known name would find it: ".en?", "id_r*".
bool findsSecretFile(std::string_view pattern)
{
    const std::string_view name = pattern.substr(pattern.rfind('/') + 1);
    const auto literal = static_cast<std::size_t>(
        std::ranges::count_if(name, [](char c) { return c != '*' && c != '?' && c != '[' && c != ']'; }));
    if (literal < 2)
        return false;
    return std::ranges::any_of(secretFilePatterns(), [&](std::string_view known) {
        if (known.ends_with('*'))
            known.remove_suffix(1);
        return known.find_first_of("*/") == std::string_view::npos && literal * 2 >= known.size()
            && matchesPattern(known, name);
    });
}

} // namespace

const std::vector<std::string_view> &secretFilePatterns()
{
    static const std::vector<std::string_view> patterns = [] {
        std::vector<std::string_view> read;
        for (std::string_view line : split(kSecretFileTable, '\n'))
            for (const std::string_view pattern :
                split(line.starts_with('#') ? std::string_view() : line, ' '))
                if (!pattern.empty())
                    read.push_back(pattern);
        return read;
    }();
    return patterns;
}

std::string joinedPath(std::string_view folder, std::string_view path)
{
    if (folder.empty() || path.empty() || path.front() == '/' || path.front() == '~')
        return std::string(path);
    return std::string(folder) + '/' + std::string(path);
}

bool isSecretFile(std::string_view path, std::string_view folder)
{
    constexpr std::size_t longest = 4096;
    if (path.empty() || path.size() > longest || folder.size() > longest)
        return false;
    for (const std::string &spelling : pathSpellings(joinedPath(folder, path)))
        if (isSecretSpelling(spelling))
            return true;
    return isPattern(path) && findsSecretFile(asciiLowered(path));
}

bool looksLikeFile(std::string_view word)
{
    return word.find_first_of("./\\~") != std::string_view::npos || word.starts_with("id_");
}

bool isEnvironmentFile(std::string_view path)
{
    static const re2::RE2 expression("(?i)(?:^|[/\\\\=:@'\"])proc/[^\\s]*environ(?:$|[^\\w.])");
    return re2::RE2::PartialMatch(re2::StringPiece(path.data(), path.size()), expression);
}

bool namesSecretFile(std::string_view text, std::string_view folder)
{
    constexpr std::string_view ends = " \t\r\n\"'`|;&<>(),";
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find_first_of(ends, from), text.size());
        if (to > from && isSecretFile(text.substr(from, to - from), folder))
            return true;
        from = to + 1;
    }
    return false;
}

bool isOfSecretFile(std::string_view output)
{
    for (std::string_view rest = output; !rest.empty();) {
        std::string_view line = takeUntil(rest, '\n');
        constexpr std::size_t farthest = 1024;
        line = line.substr(0, farthest);
        for (const std::string_view begin :
            {"diff --git ", "+++ ", "--- ", "*** Update File: ", "*** Add File: ", "*** Delete File: "})
            if (line.starts_with(begin) && namesSecretFile(line.substr(begin.size())))
                return true;
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && line.substr(0, colon).find(' ') == std::string_view::npos
            && line.substr(0, colon).find('=') == std::string_view::npos
            && isSecretFile(line.substr(0, colon)))
            return true;
    }
    return false;
}

} // namespace mimir
