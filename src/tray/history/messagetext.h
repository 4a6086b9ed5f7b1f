// The messages of a conversation in a text field. Refreshing keeps the scroll position and the selection.
#pragma once

#include "tray/history/historypages.h"

#include <vector>

class QPlainTextEdit;

namespace mimir {

/// The speaker's name, in the user's language.
QString roleText(const QString &role);

class MessageText {
public:
    /// `edit` must outlive it.
    explicit MessageText(QPlainTextEdit *edit) : m_edit(edit) { }

    void clear();
    void show(const std::vector<HistoryMessage> &messages);
    const std::vector<HistoryMessage> &shown() const { return m_shown; }

private:
    /// A position in the text that survives insertions and removals around it.
    struct Place {
        std::int64_t message = 0;
        int offset = 0;
    };
    Place placeAt(int position) const;
    int positionOf(const Place &place) const;
    void write(std::size_t kept, const std::vector<HistoryMessage> &messages);

    QPlainTextEdit *m_edit;
    std::vector<HistoryMessage> m_shown;
    std::vector<int> m_starts; ///< where each begins in the text
};

} // namespace mimir
