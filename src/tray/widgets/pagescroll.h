// A page that scrolls when it has less room than it needs; otherwise it looks as if there were nothing around
// it.
#pragma once

#include <QScrollArea>

namespace mimir {

class PageScroll : public QScrollArea {
    Q_OBJECT
public:
    /// Takes over `page`. Its lists shrink before anything scrolls.
    explicit PageScroll(QWidget *page, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
};

/// Makes everything in the page scrollable.
void scrollAll(QWidget *page);

} // namespace mimir
