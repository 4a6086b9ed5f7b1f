// Ways of looking for all forms of secrets at once, over the same material and the same rules: the one that is used
// (literals, then the expression of each rule where one of its literals is), RE2::Set over everything, RE2::Set where a
// literal is, and Vectorscan where it is installed.
//
//     bench_matchers [FILE …]    without a file: made conversations
#include "privacy/tokenfinder.h"
#include "secretmaterial.h"

#include <QFile>

#include <chrono>
#include <cstdio>
#include <functional>
#include <re2/re2.h>
#include <re2/set.h>

#ifdef MIMIR_WITH_VECTORSCAN
#include <hs.h>
#endif

using namespace mimir;

namespace {

constexpr std::size_t kItem = std::size_t(1) << 16;

double seconds(const std::function<void()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// The best of three, since other programs run, too.
void measure(const char *name, const std::vector<std::string> &items,
    const std::function<std::size_t(const std::string &)> &look)
{
    std::size_t bytes = 0, found = 0;
    double best = 1e9;
    for (const std::string &item : items)
        bytes += item.size();
    for (int i = 0; i < 3; ++i) {
        found = 0;
        best = std::min(best, seconds([&] {
            for (const std::string &item : items)
                found += look(item);
        }));
    }
    std::printf("%-44s %8.1f MB/s, %zu found\n", name, double(bytes) / 1e6 / best, found);
}

// A rule as one expression: its literals, then what follows them.
std::string expressionOf(const SecretRule &rule)
{
    const std::string pattern = rule.pattern->pattern();
    if (rule.isInside)
        return "(?:" + pattern + ')';
    std::string out;
    for (const std::string &literal : rule.literals)
        out += (out.empty() ? "" : "|") + re2::RE2::QuoteMeta(literal);
    out = "(?:" + out + ")(?:" + pattern + ')';
    return rule.letterCase == LetterCase::Any ? "(?i:" + out + ')' : out;
}

std::unique_ptr<re2::RE2::Set> setOf(re2::RE2::Anchor anchor)
{
    constexpr std::int64_t memory = std::int64_t(256) << 20;
    re2::RE2::Options options(re2::RE2::Latin1);
    options.set_log_errors(false);
    options.set_max_mem(memory);
    auto set = std::make_unique<re2::RE2::Set>(options, anchor);
    int refused = 0;
    for (const SecretRule &rule : SecretRules::builtIn().all())
        refused += set->Add(expressionOf(rule), nullptr) < 0;
    const double took = seconds([&set] { (void)set->Compile(); });
    std::printf("RE2::Set: %.0f ms to compile, %d rules refused\n", took * 1000, refused);
    return set;
}

void measureSets(const std::vector<std::string> &items)
{
    const auto anywhere = setOf(re2::RE2::UNANCHORED);
    measure("RE2::Set over everything (which rules only)", items, [&](const std::string &item) {
        std::vector<int> matching;
        re2::RE2::Set::ErrorInfo error {};
        const bool matches = anywhere->Match(item, &matching, &error);
        return matches                                  ? matching.size()
            : error.kind == re2::RE2::Set::kOutOfMemory ? std::size_t(1'000'000)
                                                        : 0;
    });
    const auto here = setOf(re2::RE2::ANCHOR_START);
    measure("RE2::Set where a literal is", items, [&](const std::string &item) {
        constexpr std::size_t window = 512;
        std::size_t found = 0, last = std::string::npos;
        SecretRules::builtIn().literals().each(item, [&](std::size_t at, std::size_t, std::size_t) {
            if (at == last)
                return;
            last = at;
            std::vector<int> matching;
            found += here->Match(
                re2::StringPiece(item.data() + at, std::min(window, item.size() - at)), &matching);
        });
        return found;
    });
}

#ifdef MIMIR_WITH_VECTORSCAN
void measureVectorscan(const std::vector<std::string> &items, unsigned more, const char *name)
{
    std::vector<std::string> expressions;
    std::vector<unsigned> flags, ids;
    for (const SecretRule &rule : SecretRules::builtIn().all()) {
        std::string expression = expressionOf(rule);
        hs_expr_info_t *info = nullptr;
        hs_compile_error_t *error = nullptr;
        const bool good = hs_expression_info(expression.c_str(), more, &info, &error) == HS_SUCCESS;
        free(info);
        hs_free_compile_error(error);
        if (!good)
            continue;
        expressions.push_back(std::move(expression));
        flags.push_back(more);
        ids.push_back(static_cast<unsigned>(ids.size()));
    }
    std::vector<const char *> texts;
    for (const std::string &expression : expressions)
        texts.push_back(expression.c_str());
    hs_database_t *database = nullptr;
    hs_compile_error_t *error = nullptr;
    const double took = seconds([&] {
        if (hs_compile_multi(texts.data(), flags.data(), ids.data(), static_cast<unsigned>(texts.size()),
                HS_MODE_BLOCK, nullptr, &database, &error)
            != HS_SUCCESS)
            std::printf("Vectorscan: %s\n", error->message);
    });
    if (!database)
        return hs_free_compile_error(error), void();
    std::size_t size = 0;
    hs_database_size(database, &size);
    std::printf("Vectorscan: %.0f ms to compile, %.1f MB, %zu of %zu rules\n", took * 1000,
        double(size) / 1e6, texts.size(), SecretRules::builtIn().all().size());
    hs_scratch_t *scratch = nullptr;
    hs_alloc_scratch(database, &scratch);
    measure(name, items, [&](const std::string &item) {
        std::size_t found = 0;
        hs_scan(
            database, item.data(), static_cast<unsigned>(item.size()), 0, scratch,
            [](unsigned, unsigned long long, unsigned long long, unsigned, void *count) {
                ++*static_cast<std::size_t *>(count);
                return 0;
            },
            &found);
        return found;
    });
    hs_free_scratch(scratch);
    hs_free_database(database);
}
#endif

std::vector<std::string> itemsOf(int argc, char **argv)
{
    std::string text;
    for (int i = 1; i < argc; ++i) {
        QFile file(QString::fromLocal8Bit(argv[i]));
        if (file.open(QIODevice::ReadOnly))
            text += file.readAll().toStdString();
    }
    if (text.empty())
        text = conversation(std::size_t(4) << 20);
    std::vector<std::string> items;
    for (std::size_t at = 0; at < text.size(); at += kItem)
        items.push_back(text.substr(at, kItem));
    return items;
}

} // namespace

int main(int argc, char **argv)
{
    const auto items = itemsOf(argc, argv);
    const SecretRules &rules = SecretRules::builtIn();
    measure("literals alone", items, [&](const std::string &item) {
        std::size_t found = 0;
        rules.literals().each(item, [&found](std::size_t, std::size_t, std::size_t) { ++found; });
        return found;
    });
    measure("literals, then one expression (in use)", items, [&](const std::string &item) {
        WorkBudget budget(item.size());
        SecretFinds finds;
        findTokens(item, rules, budget, finds);
        return finds.size();
    });
    measureSets(items);
#ifdef MIMIR_WITH_VECTORSCAN
    measureVectorscan(items, HS_FLAG_DOTALL, "Vectorscan, where matches end");
    measureVectorscan(items, HS_FLAG_SOM_LEFTMOST, "Vectorscan, where they begin and end");
#endif
    return 0;
}
