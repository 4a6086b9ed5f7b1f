// Tabs in a column at the start side, their texts upright: ten of them, in any language, with a count where
// one is needed. To a screen reader and the keyboard they are ordinary tabs; Alt+1 … Alt+9 and
// Alt+0 go to one directly.
#pragma once

#include <QTabWidget>

namespace mimir {

class SideTabs : public QTabWidget {
    Q_OBJECT
public:
    explicit SideTabs(QWidget *parent = nullptr);

    /// Scrolled where the window is too low for it. `iconFile` is drawn in the text's colour: ":/icons/pages/status.svg".
    void addPage(QWidget *page, const QString &title, const QString &iconFile);
    /// Shown behind the title; 0 = nothing.
    void setCount(int index, qint64 count);

protected:
    void changeEvent(QEvent *event) override;

private:
    void followDirection();
};

} // namespace mimir
