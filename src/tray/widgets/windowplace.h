// Where windows stand: on a screen that exists, no larger than it, and where the person left them.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

class QWidget;

namespace mimir {

/// Makes it as small as the screen and moves it onto it, where it is not; before it is shown.
void fitOnScreen(QWidget *window);

/// Belongs to its window: gives it the size and place of last time, and keeps those it has when it goes.
class WindowPlace : public QObject {
    Q_OBJECT
public:
    /// `file` is of the profile and may be absent; `name` is the window's in it.
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
