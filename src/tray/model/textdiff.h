// Where two texts differ, word by word, for highlighting in the conflicts window.
#pragma once

#include <QString>

#include <vector>

namespace mimir {

struct TextRange {
    int position = 0, length = 0; ///< UTF-16 units
    bool operator==(const TextRange &) const = default;
};

struct TextDifference {
    std::vector<TextRange> left, right; ///< ascending and not adjacent
};

/// Words of `left` and `right` that are not in their longest common subsequence. Where that would take more
/// than a few million comparisons, everything between the common beginning and end is marked as one piece.
TextDifference differenceOf(const QString &left, const QString &right);

/// A stored value (canonical JSON) in readable form: strings without quotes, objects one member per line, no
/// control characters; truncated after `kShownCharacters` with a note.
QString readableValue(const std::string &canonicalJson);
inline constexpr int kShownCharacters = 200'000;

} // namespace mimir
