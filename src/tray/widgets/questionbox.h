// One box that asks or tells. It is as wide as its text while that reads well, wraps lines beyond that, and
// scrolls what is longer than the screen, whatever the style.
#pragma once

#include <QDialog>
#include <QDialogButtonBox>

#include <functional>

class QLabel;
class QPushButton;
class QScrollArea;

namespace mimir {

class QuestionBox : public QDialog {
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { Question, Warning };

    /// Texts are plain, whatever they contain.
    QuestionBox(
        Kind kind, const QString &title, const QString &text, const QString &explanation, QWidget *window);

    /// Closes the box and then calls `then`. Esc and closing the window do nothing.
    QPushButton *addAnswer(
        const QString &text, QDialogButtonBox::ButtonRole role, const std::function<void()> &then);
    QPushButton *addCancel();
    QPushButton *addClose();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QLabel *addText(const QString &text, const char *name);
    QPushButton *addHarmless(QDialogButtonBox::StandardButton which, const QString &text);
    void fit();

    QWidget *m_texts;
    QScrollArea *m_scroll;
    QLabel *m_text;
    QLabel *m_explanation;
    QDialogButtonBox *m_buttons;
};

} // namespace mimir
