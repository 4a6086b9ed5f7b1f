// Boxes that ask or tell, one at a time; none of them stops the program.
#pragma once

#include "tray/widgets/questionbox.h"

#include <QCoreApplication>
#include <QPointer>

#include <vector>

namespace mimir {

/// Shows it in front of all, on the screen as a whole; it is gone when it is closed.
void raiseWindow(QWidget *window);
/// Some styles give standard buttons an icon: Cancel a red one, beside answers that have none.
void dropButtonIcons(const QWidget *dialog);

struct ListedItem;

/// The first of them a line each, how many of `count` are not named, and an empty line: before what a box says
/// of them.
QString whichItems(const std::vector<ListedItem> &items, std::int64_t count);

struct Question {
    struct Choice {
        QString text;
        std::function<void()> then; ///< empty: it changes nothing
        QDialogButtonBox::ButtonRole role = QDialogButtonBox::AcceptRole;
    };

    QString title;
    QString text;        ///< what is asked, and of which item: its kind and title
    QString explanation; ///< what the answers mean for it
    std::vector<Choice> answers; ///< where each of them changes something, Cancel is added
    /// Which one Enter gives; -1: the one that changes nothing.
    int usual = -1;
};

class Questions {
    Q_DECLARE_TR_FUNCTIONS(mimir::Questions)
public:
    Questions() = default;
    ~Questions();
    Questions(const Questions &) = delete;
    Questions &operator=(const Questions &) = delete;

    /// What the boxes stand over from now on.
    void setWindow(QWidget *window) { m_window = window; }
    /// Asks, instead of whatever was asked before. Closing the box changes nothing.
    void confirm(const Question &question);
    void tell(const QString &title, const QString &text, const QString &explanation = {});

private:
    QuestionBox *newBox(const QString &title, const QString &text, const QString &explanation);

    QPointer<QWidget> m_window;
    QPointer<QuestionBox> m_box;
};

} // namespace mimir
