// Boxes that ask or tell, one at a time; none of them stops the program.
#pragma once

#include <QCoreApplication>
#include <QMessageBox>
#include <QPointer>

namespace mimir {

/// Shows it in front of all; it is gone when it is closed.
void bringUp(QWidget *window);

/// A box whose texts are plain, whatever is in them.
QMessageBox *plainBox(QMessageBox::Icon icon, const QString &title, const QString &text,
    const QString &explanation, QWidget *window);
/// The style's own buttons have no mnemonic.
QPushButton *addCancel(QMessageBox *box);
QPushButton *addClose(QMessageBox *box);

class Questions {
    Q_DECLARE_TR_FUNCTIONS(mimir::Questions)
public:
    Questions() = default;
    ~Questions();
    Questions(const Questions &) = delete;
    Questions &operator=(const Questions &) = delete;

    /// What the boxes stand over from now on.
    void setWindow(QWidget *window) { m_window = window; }
    /// A box in plain text without buttons, instead of the one before; bringUp() it.
    QMessageBox *ask(const QString &title, const QString &text, const QString &explanation);
    void tell(const QString &title, const QString &text, const QString &explanation = {});

private:
    QPointer<QWidget> m_window;
    QPointer<QMessageBox> m_box;
};

} // namespace mimir
