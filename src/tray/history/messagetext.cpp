#include "tray/history/messagetext.h"

#include "tray/model/storelists.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace mimir {
namespace {

struct Messages {
    Q_DECLARE_TR_FUNCTIONS(Messages)
};

QString textOf(const HistoryMessage &one)
{
    QString text
        = Messages::tr("%1, %2:").arg(roleText(one.role), whenText(one.place.at)) + u'\n' + one.text + u'\n';
    if (one.withheld > 0)
        text += Messages::tr("(%1 more characters; “mimir history show” shows them.)")
                    .arg(QLocale().toString(one.withheld))
            + u'\n';
    return text + u'\n';
}

} // namespace

QString roleText(const QString &role)
{
    if (role == QLatin1String("user"))
        return Messages::tr("User");
    if (role == QLatin1String("assistant"))
        return Messages::tr("Assistant");
    if (role == QLatin1String("system"))
        return Messages::tr("System");
    if (role == QLatin1String("tool"))
        return Messages::tr("Tool");
    return role;
}

void MessageText::clear()
{
    m_shown.clear();
    m_starts.clear();
    m_edit->clear();
}

MessageText::Place MessageText::placeAt(int position) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), position);
    if (after == m_starts.begin())
        return {};
    const auto index = static_cast<std::size_t>(after - m_starts.begin()) - 1;
    return {m_shown[index].place.pk, position - m_starts[index]};
}

int MessageText::positionOf(const Place &place) const
{
    const int end = m_edit->document()->characterCount() - 1;
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        if (m_shown[i].place.pk == place.message)
            return std::min(m_starts[i] + place.offset, i + 1 < m_starts.size() ? m_starts[i + 1] : end);
    return 0;
}

void MessageText::write(std::size_t kept, const std::vector<HistoryMessage> &messages)
{
    QTextCursor cursor(m_edit->document());
    cursor.setPosition(kept < m_starts.size() ? m_starts[kept] : m_edit->document()->characterCount() - 1);
    if (kept == 0)
        cursor.setPosition(0); // also over the text that says there are no messages
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    m_starts.resize(kept);
    int start = cursor.selectionStart();
    QString text;
    for (std::size_t i = kept; i < messages.size(); ++i) {
        m_starts.push_back(start + static_cast<int>(text.size()));
        text += textOf(messages[i]);
    }
    cursor.insertText(messages.empty() ? Messages::tr("No messages.") : text);
    m_shown = messages;
}

void MessageText::show(const std::vector<HistoryMessage> &messages)
{
    const auto kept
        = static_cast<std::size_t>(std::ranges::mismatch(m_shown, messages).in1 - m_shown.begin());
    if (kept == messages.size() && kept == m_shown.size() && !messages.empty())
        return;
    QScrollBar *bar = m_edit->verticalScrollBar();
    const bool first = m_shown.empty();
    const bool atEnd = bar->maximum() > 0 && bar->value() == bar->maximum();
    const QTextBlock top = m_edit->cursorForPosition(QPoint(0, 0)).block();
    const int below = bar->value() - top.firstLineNumber();
    const Place reading = placeAt(top.position());
    const Place position = placeAt(m_edit->textCursor().position());
    const Place anchor = placeAt(m_edit->textCursor().anchor());
    write(kept, messages);
    if (first)
        return m_edit->moveCursor(QTextCursor::Start);
    QTextCursor cursor = m_edit->textCursor();
    cursor.setPosition(positionOf(anchor));
    cursor.setPosition(positionOf(position), QTextCursor::KeepAnchor);
    m_edit->setTextCursor(cursor);
    const QTextBlock block = m_edit->document()->findBlock(positionOf(reading));
    bar->setValue(atEnd ? bar->maximum() : block.firstLineNumber() + below);
}

} // namespace mimir
