// Tabs in a column on the leading side, with upright text, in any language, with a count where needed. To a
// screen reader and the keyboard they are ordinary tabs; Alt+1 … Alt+9 and Alt+0 go to one of the first ten.
#pragma once

#include <QTabWidget>

namespace mimir {

class SideTabs : public QTabWidget {
    Q_OBJECT
public:
    explicit SideTabs(QWidget *parent = nullptr);

    /// Scrolls if the window is too low. `iconFile` is drawn in the text colour: ":/icons/pages/status.svg".
    void addPage(QWidget *page, const QString &title, const QString &iconFile);
    /// Shown after the title; 0 = nothing.
    void setCount(int index, qint64 count);

protected:
    void changeEvent(QEvent *event) override;

private:
    void followDirection();
};

} // namespace mimir
