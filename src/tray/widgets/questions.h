// Boxes that ask or tell, one at a time, without blocking the program.
#pragma once

#include "tray/widgets/questionbox.h"

#include <QCoreApplication>
#include <QPointer>

#include <vector>

namespace mimir {

/// Shows it in front of everything and fully on the screen; deleted when closed.
void raiseWindow(QWidget *window);
/// Some styles give standard buttons an icon: Cancel a red one, beside answers without one.
void dropButtonIcons(const QWidget *dialog);

struct ListedItem;

/// The first of them one per line, how many of `count` are not named, and an empty line; goes before the text
/// of a box.
QString whichItems(const std::vector<ListedItem> &items, std::int64_t count);

struct Question {
    struct Choice {
        QString text;
        std::function<void()> then; ///< empty: changes nothing
        QDialogButtonBox::ButtonRole role = QDialogButtonBox::AcceptRole;
    };

    QString title;
    QString text;                ///< the question, and which item it is about: its type and title
    QString explanation;         ///< what the answers mean for it
    std::vector<Choice> answers; ///< if any of them changes something, Cancel is added
    /// Which one Enter triggers; -1: the one that changes nothing.
    int usual = -1;
};

class Questions {
    Q_DECLARE_TR_FUNCTIONS(mimir::Questions)
public:
    Questions() = default;
    ~Questions();
    Questions(const Questions &) = delete;
    Questions &operator=(const Questions &) = delete;

    /// The parent of the boxes from now on.
    void setWindow(QWidget *window) { m_window = window; }
    /// Asks, replacing any open question. Closing the box changes nothing.
    void confirm(const Question &question);
    void tell(const QString &title, const QString &text, const QString &explanation = {});

private:
    QuestionBox *newBox(const QString &title, const QString &text, const QString &explanation);

    QPointer<QWidget> m_window;
    QPointer<QuestionBox> m_box;
};

} // namespace mimir
