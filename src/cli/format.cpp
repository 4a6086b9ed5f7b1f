#include "cli/format.h"

#include "cli/terminal.h"

#include <QDateTime>

namespace mimir::cli {

std::string jsonArray(const std::vector<json::Object> &objects)
{
    std::string out = "[";
    for (const json::Object &object : objects)
        out += (out.size() > 1 ? "," : "") + object.toJson();
    return out + "]";
}

namespace {

QString formatted(std::optional<Millis> at, const QString &format)
{
    if (!at || *at == 0)
        return QStringLiteral("–");
    return QDateTime::fromMSecsSinceEpoch(*at).toString(format);
}

} // namespace

QString localTime(std::optional<Millis> at)
{
    return formatted(at, QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString exactLocalTime(std::optional<Millis> at)
{
    return formatted(at, QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

void Table::print(Terminal &terminal) const
{
    std::vector<qsizetype> widths;
    for (const QString &heading : m_headings)
        widths.push_back(heading.size());
    for (const QStringList &row : m_rows)
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], row.at(static_cast<qsizetype>(i)).size());
    const auto line = [&widths](const QStringList &cells) {
        QString out;
        for (std::size_t i = 0; i + 1 < widths.size(); ++i)
            out += cells.at(static_cast<qsizetype>(i)).leftJustified(widths[i]) + QStringLiteral("  ");
        return out + cells.last();
    };
    terminal.line(terminal.styled(Terminal::Style::Heading, line(m_headings)));
    for (const QStringList &row : m_rows)
        terminal.line(line(row));
}

} // namespace mimir::cli
