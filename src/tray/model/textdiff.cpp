#include "tray/model/textdiff.h"

#include "core/json/json.h"
#include "core/plaintext.h"

#include <QCoreApplication>
#include <QStringView>

#include <algorithm>
#include <cstdint>

namespace mimir {
namespace {

struct ValueText {
    Q_DECLARE_TR_FUNCTIONS(ValueText)
};

constexpr std::size_t kMaxComparisons = 4'000'000;

struct Word {
    int position = 0;
    QStringView text;
};

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate() || c.isMark() || c == u'_';
}

// Words, and every other character separately.
std::vector<Word> wordsOf(const QString &text)
{
    std::vector<Word> words;
    const int size = static_cast<int>(text.size());
    for (int i = 0; i < size;) {
        int end = i + 1;
        if (isWordCharacter(text[i]))
            while (end < size && isWordCharacter(text[end]))
                ++end;
        words.push_back({i, QStringView(text).mid(i, end - i)});
        i = end;
    }
    return words;
}

void mark(std::vector<TextRange> &ranges, const Word &word)
{
    const int length = static_cast<int>(word.text.size());
    if (!ranges.empty() && ranges.back().position + ranges.back().length == word.position)
        ranges.back().length += length;
    else
        ranges.push_back({word.position, length});
}

// The classic longest-common-subsequence table over the middle part.
class Middle {
public:
    Middle(const std::vector<Word> &left, const std::vector<Word> &right, std::size_t begin,
        std::size_t leftEnd, std::size_t rightEnd)
        : m_left(left), m_right(right), m_begin(begin), m_rows(leftEnd - begin), m_columns(rightEnd - begin)
    {
    }

    void markAll(TextDifference &out) const
    {
        for (std::size_t i = 0; i < m_rows; ++i)
            mark(out.left, m_left[m_begin + i]);
        for (std::size_t j = 0; j < m_columns; ++j)
            mark(out.right, m_right[m_begin + j]);
    }

    void markDifferent(TextDifference &out)
    {
        if (m_rows * m_columns > kMaxComparisons)
            return markAll(out);
        fill();
        std::size_t i = 0, j = 0;
        while (i < m_rows || j < m_columns) {
            if (i < m_rows && j < m_columns && same(i, j)) {
                ++i;
                ++j;
            } else if (j == m_columns || (i < m_rows && at(i + 1, j) >= at(i, j + 1))) {
                mark(out.left, m_left[m_begin + i++]);
            } else {
                mark(out.right, m_right[m_begin + j++]);
            }
        }
    }

private:
    bool same(std::size_t i, std::size_t j) const
    {
        return m_left[m_begin + i].text == m_right[m_begin + j].text;
    }
    std::uint32_t &at(std::size_t i, std::size_t j) { return m_table[i * (m_columns + 1) + j]; }
    void fill()
    {
        m_table.assign((m_rows + 1) * (m_columns + 1), 0);
        for (std::size_t i = m_rows; i-- > 0;)
            for (std::size_t j = m_columns; j-- > 0;)
                at(i, j) = same(i, j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }

    const std::vector<Word> &m_left, &m_right;
    std::size_t m_begin, m_rows, m_columns;
    std::vector<std::uint32_t> m_table;
};

QString shown(const std::string &text)
{
    QString out = QString::fromStdString(withoutControls(text));
    if (out.size() <= kShownCharacters)
        return out;
    out.truncate(kShownCharacters);
    return out + u'\n' + ValueText::tr("(The rest is not shown.)");
}

} // namespace

TextDifference differenceOf(const QString &left, const QString &right)
{
    const std::vector<Word> a = wordsOf(left), b = wordsOf(right);
    std::size_t begin = 0, endA = a.size(), endB = b.size();
    while (begin < endA && begin < endB && a[begin].text == b[begin].text)
        ++begin;
    while (endA > begin && endB > begin && a[endA - 1].text == b[endB - 1].text) {
        --endA;
        --endB;
    }
    TextDifference out;
    Middle(a, b, begin, endA, endB).markDifferent(out);
    return out;
}

QString readableValue(const std::string &canonicalJson)
{
    if (canonicalJson.empty() || canonicalJson == "null")
        return ValueText::tr("(none)");
    const auto object = json::parseObject(canonicalJson);
    if (!object)
        return shown(json::textOrJson(canonicalJson));
    std::string lines;
    for (const json::Member &member : object->members())
        if (member.json != "null")
            lines += (lines.empty() ? "" : "\n") + member.key + ": " + json::textOrJson(member.json);
    return shown(lines);
}

} // namespace mimir
