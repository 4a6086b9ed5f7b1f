// Where windows are: on a screen that exists, no larger than it, and where the user left them.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

class QWidget;

namespace mimir {

/// Shrinks it to the screen and moves it onto the screen if necessary; call before it is shown.
void fitOnScreen(QWidget *window);

/// Owned by its window: restores its last size and place, and saves them when it is destroyed.
class WindowPlace : public QObject {
    Q_OBJECT
public:
    /// `file` is in the profile and may be missing; `name` is the window's name in it.
    WindowPlace(QWidget *window, const QString &file, const QString &name);
    ~WindowPlace() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void keep();

    QWidget *m_window;
    QString m_file, m_name;
    QByteArray m_place;
};

} // namespace mimir
