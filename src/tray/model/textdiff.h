// Where two texts differ, by words, for marking in the conflicts window.
#pragma once

#include <QString>

#include <vector>

namespace mimir {

struct TextRange {
    int position = 0, length = 0; ///< UTF-16 units
    bool operator==(const TextRange &) const = default;
};

struct TextDifference {
    std::vector<TextRange> left, right; ///< ascending, not touching each other
};

/// Words of `left` and `right` that are not in their longest common sequence. What would cost more than a few
/// million comparisons is marked as one piece between the common beginning and end.
TextDifference differenceOf(const QString &left, const QString &right);

/// A stored value (canonical JSON) as a person reads it: strings without quotes, objects one member per line,
/// without control characters; cut after `kShownCharacters` with a note.
QString readableValue(const std::string &canonicalJson);
inline constexpr int kShownCharacters = 200'000;

} // namespace mimir
