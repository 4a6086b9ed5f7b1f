#include "privacy/groupedvalues.h"

#include "core/text.h"
#include "privacy/secretnames.h"

#include <algorithm>
#include <optional>
#include <re2/re2.h>

namespace mimir {
namespace {

constexpr std::size_t kWidest = 1024; ///< of a line of a table
constexpr std::size_t kMostColumns = 24;

std::string_view cellOf(std::string_view cell)
{
    return trimmed(cell, " \t\r\"'`");
}

bool isHeading(std::string_view cell)
{
    constexpr std::size_t longest = 32;
    return !cell.empty() && cell.size() <= longest && isLetter(cell.front())
        && std::ranges::all_of(
            cell, [](char c) { return isLetterOrDigit(c) || c == '_' || c == '-' || c == ' '; });
}

// Without taking the line apart: most lines of programs and prose end here.
bool mayBeHead(std::string_view line, char separator)
{
    static constexpr std::string_view others = "_- \t\r\"'`|";
    return std::ranges::all_of(line, [separator](char c) {
        return isLetterOrDigit(c) || c == separator || others.find(c) != std::string_view::npos;
    });
}

constexpr char kBlanks = ' '; ///< columns with nothing but blanks between them, at least two

std::vector<std::string_view> cellsOf(std::string_view line, char separator)
{
    line = trimmed(line, " \t\r|");
    if (separator != kBlanks)
        return split(line, separator);
    std::vector<std::string_view> out;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find("  "), line.size());
        out.push_back(line.substr(0, end));
        line = trimmed(line.substr(end));
    }
    return out;
}

// "------+-------", "|---|---|"
bool isRule(std::string_view line)
{
    return line.find("--") != std::string_view::npos
        && line.find_first_not_of("-+|:= \t\r") == std::string_view::npos;
}

bool isUpperHead(std::string_view line)
{
    return std::ranges::none_of(line, [](char c) { return c >= 'a' && c <= 'z'; });
}

// The columns whose heading says that they are secret; empty = the line is not the head of a table.
std::vector<std::size_t> secretColumns(std::string_view line, char separator)
{
    if (!mayBeHead(line, separator) || (separator == kBlanks && !isUpperHead(line)))
        return {};
    std::vector<std::size_t> out;
    const auto cells = cellsOf(line, separator);
    if (cells.size() < 2 || cells.size() > kMostColumns)
        return {};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view cell = cellOf(cells[i]);
        if (!isHeading(cell))
            return {};
        if (meaningOf(cell) >= NameMeans::Pass)
            out.push_back(i);
    }
    return out;
}

void takeCell(std::string_view text, std::string_view cell, SecretFinds &finds)
{
    const std::string_view value = cellOf(cell);
    constexpr std::size_t shortest = 4;
    if (value.size() < shortest || !(looks(SecretLook::Password, value) || looks(SecretLook::Random, value)))
        return;
    const auto from = static_cast<std::size_t>(value.data() - text.data());
    finds.push_back({from, from + value.size(), "password", {}});
}

// The rows below the head that begins at `at`; returns where they end.
std::size_t rows(std::string_view text, std::size_t at, char separator, SecretFinds &finds)
{
    const std::string_view head = lineAt(text, at);
    const auto columns = secretColumns(head, separator);
    const std::size_t width = cellsOf(head, separator).size();
    at += head.size() + 1;
    while (!columns.empty() && at < text.size()) {
        const std::string_view line = lineAt(text, at);
        const auto cells = cellsOf(line, separator);
        const bool isLine = isRule(line);
        if (line.size() > kWidest || (cells.size() != width && !isLine))
            break;
        for (const std::size_t column : columns)
            if (!isLine)
                takeCell(text, cells[column], finds);
        at += line.size() + 1;
    }
    return at;
}

// The sign behind the first cell, if the line may be a head.
std::optional<char> separatorOf(std::string_view line)
{
    constexpr std::size_t widestCell = 40;
    if (line.size() > kWidest)
        return std::nullopt;
    for (std::size_t i = 0; i < std::min(line.size(), widestCell); ++i) {
        const char c = line[i];
        if (c == ',' || c == ';' || c == '\t' || c == '|')
            return c;
        if (c == ' ' && i > 1 && line[i - 1] == ' ' && isUpper(line[i - 2]))
            return kBlanks;
        if (!isLetterOrDigit(c) && c != ' ' && c != '_' && c != '-' && c != '"')
            return std::nullopt;
    }
    return std::nullopt;
}

void findColumns(std::string_view text, SecretFinds &finds)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view line = lineAt(text, at);
        std::size_t next = at + line.size() + 1;
        if (const auto sign = separatorOf(line); sign && !secretColumns(line, *sign).empty())
            next = rows(text, at, *sign, finds);
        at = next;
    }
}

// A value of SQL at the begin of `rest`, and what follows it; nothing = there is none.
std::string_view takeSqlValue(re2::StringPiece &rest)
{
    static const re2::RE2 pattern(
        "\\s*(?:[nN]?'((?:[^'\\n]|'')*)'|([^'(),\\s][^'(),]*|[A-Za-z_]+\\([^()]*\\)))\\s*,?");
    re2::StringPiece quoted, bare;
    if (!re2::RE2::Consume(&rest, pattern, &quoted, &bare))
        return {};
    return quoted.data() ? std::string_view(quoted.data(), quoted.size())
                         : std::string_view(bare.data(), bare.size());
}

// ('bob', 'secret'), ('ada', 'other'): the values at these places.
void takeSqlRows(std::string_view text, const std::vector<std::size_t> &columns, re2::StringPiece &rest,
    WorkBudget &budget, SecretFinds &finds)
{
    static const re2::RE2 open("\\s*,?\\s*\\("), close("\\s*\\)");
    while (re2::RE2::Consume(&rest, open)) {
        for (std::size_t i = 0; i < kMostColumns; ++i) {
            const std::string_view value = takeSqlValue(rest);
            if (!value.data())
                break;
            budget.spend(value.size() + 16);
            if (std::ranges::find(columns, i) != columns.end())
                takeCell(text, value, finds);
        }
        if (!re2::RE2::Consume(&rest, close))
            return;
    }
}

// INSERT INTO users (name, password) VALUES (…)
void findInserts(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    if (text.find("NSERT ") == std::string_view::npos && text.find("nsert ") == std::string_view::npos)
        return;
    static const re2::RE2 head("(?i)insert\\s+into\\s+[^\\s(]+\\s*\\(([^()]+)\\)\\s*values");
    budget.spend(text.size() / 4);
    re2::StringPiece rest(text.data(), text.size()), names;
    while (re2::RE2::FindAndConsume(&rest, head, &names)) {
        std::vector<std::size_t> columns;
        std::size_t count = 0;
        for (const std::string_view name : split(std::string_view(names.data(), names.size()), ',')) {
            if (meaningOf(cellOf(name)) >= NameMeans::Pass)
                columns.push_back(count);
            ++count;
        }
        if (!columns.empty())
            takeSqlRows(text, columns, rest, budget, finds);
    }
}

// What follows "data:" of a Secret until the next member of the same depth.
void findManifests(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    static const re2::RE2 kind("\"?kind\"?: ?\"?Secret\\b");
    static const re2::RE2 data("\"?(?:stringData|data)\"?:[ \\t]*(?:\\{|\\n)");
    static const re2::RE2 member("\\s*,?\\s*\"?([A-Za-z0-9._-]+)\"?:[ \\t]*\"?([^\\s\"{},]{4,})\"?[ \\t]*");
    if (text.find("Secret") == std::string_view::npos
        || !re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kind))
        return;
    budget.spend(text.size());
    re2::StringPiece rest(text.data(), text.size()), name, value;
    while (re2::RE2::FindAndConsume(&rest, data))
        while (re2::RE2::Consume(&rest, member, &name, &value)) {
            if (name == "kind" || name == "metadata" || name == "type")
                break;
            budget.spend(value.size() + 16);
            const auto from = static_cast<std::size_t>(value.data() - text.data());
            finds.push_back({from, from + value.size(), "secret", {}});
        }
}

} // namespace

void findGroupedValues(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    budget.spend(text.size() / 2);
    findColumns(text, finds);
    findInserts(text, budget, finds);
    findManifests(text, budget, finds);
}

} // namespace mimir
