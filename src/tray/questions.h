// Boxes that ask or tell, one at a time; none of them stops the program.
#pragma once

#include <QMessageBox>
#include <QPointer>

namespace mimir {

/// Shows it in front of all; it is gone when it is closed.
void bringUp(QWidget *window);

class Questions {
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
