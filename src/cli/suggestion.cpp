#include "cli/suggestion.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace mimir::cli {
namespace {

// None of our words is longer, and the distance costs the product of both lengths.
constexpr qsizetype kLongest = 40;

struct Suggestion {
    Q_DECLARE_TR_FUNCTIONS(Suggestion)
};

// The number of letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
int distance(const QString &a, const QString &b)
{
    const auto n = static_cast<std::size_t>(b.size());
    std::vector<int> before(n + 1), last(n + 1), row(n + 1);
    for (std::size_t j = 0; j <= n; ++j)
        last[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= n; ++j) {
            const auto at = static_cast<qsizetype>(j);
            const bool same = a[i - 1] == b[at - 1];
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[at - 2] && a[i - 2] == b[at - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[n];
}

} // namespace

QString nearest(const QString &typed, const QStringList &known)
{
    if (typed.size() > kLongest)
        return {};
    QString best;
    int least = 1 + static_cast<int>(typed.size()) / 3;
    for (const QString &word : known) {
        if (typed.size() >= 3 && word.startsWith(typed))
            return word;
        if (const int edits = distance(typed, word); edits <= least && edits < typed.size()) {
            least = edits - 1;
            best = word;
        }
    }
    return best;
}

QString suggestion(const QString &typed, const QStringList &known)
{
    const QString word = nearest(typed, known);
    return word.isEmpty() ? QString() : u' ' + Suggestion::tr("Did you mean “%1”?").arg(word);
}

} // namespace mimir::cli
