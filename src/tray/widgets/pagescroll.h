// A page that is scrolled where it has less room than it needs; with enough it looks as if there were nothing around it.
#pragma once

#include <QScrollArea>

namespace mimir {

class PageScroll : public QScrollArea {
    Q_OBJECT
public:
    /// Takes `page` over. Lists in it are made smaller before anything is scrolled.
    explicit PageScroll(QWidget *page, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
};

/// All that is in the page is scrolled from now on.
void scrollAll(QWidget *page);

} // namespace mimir
