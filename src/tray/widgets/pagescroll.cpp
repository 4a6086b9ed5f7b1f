#include "tray/widgets/pagescroll.h"

#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QScrollBar>

#include <algorithm>

namespace mimir {
namespace {

// Below that a page is unusable.
constexpr QSize kLeast(300, 120);

} // namespace

PageScroll::PageScroll(QWidget *page, QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // focus belongs to the controls in it
    setWidget(page);
    page->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    page->installEventFilter(this);
    // Qt scrolls only to where focus moves from within.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && widget()->isAncestorOf(now))
            ensureWidgetVisible(now);
    });
}

QSize PageScroll::sizeHint() const
{
    const QSize hint = widget()->sizeHint();
    return {
        hint.width(), widget()->hasHeightForWidth() ? widget()->heightForWidth(hint.width()) : hint.height()};
}

QSize PageScroll::minimumSizeHint() const
{
    return widget()->minimumSizeHint().boundedTo(kLeast);
}

void PageScroll::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

bool PageScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest && watched == widget()) {
        fit();
        updateGeometry();
    }
    return QScrollArea::eventFilter(watched, event);
}

// In a box of its own, a list whose policy is Ignored counts as nothing in the height for a width, whatever
// its minimum is (QWidgetItem::sizeHint).
static int heightNotCounted(const QWidget &page)
{
    int height = 0;
    for (const QWidget *one : page.findChildren<QWidget *>())
        if (one->sizePolicy().verticalPolicy() == QSizePolicy::Ignored && one->isVisibleTo(&page))
            height += one->minimumHeight();
    return height;
}

// Below that QBoxLayout::setGeometry() squeezes everything, broken lines too.
static int heightOfLines(const QBoxLayout &page, int width)
{
    const QMargins around = page.contentsMargins();
    const int inside = width - around.left() - around.right();
    int height = around.top() + around.bottom() - page.spacing();
    for (int i = 0; i < page.count(); ++i)
        if (const QLayoutItem *item = page.itemAt(i); !item->isEmpty())
            height += page.spacing()
                + (item->hasHeightForWidth() ? item->heightForWidth(inside) : item->minimumSize().height());
    return height;
}

void PageScroll::fit()
{
    const QLayout *layout = widget()->layout();
    if (!layout)
        return;
    const QSize least = layout->totalMinimumSize();
    const int width = std::max(viewport()->width(), least.width());
    // For boxes in the page, each covers only one of the three.
    const int forWidth = layout->hasHeightForWidth()
        ? layout->totalMinimumHeightForWidth(width) + heightNotCounted(*widget())
        : 0;
    const auto *column = qobject_cast<const QVBoxLayout *>(layout);
    const int height = std::max({least.height(), forWidth, column ? heightOfLines(*column, width) : 0});
    widget()->resize(width, std::max(viewport()->height(), height));
}

void scrollAll(QWidget *page)
{
    auto *content = new QWidget;
    auto *scroll = new PageScroll(content, page); // a child of the page at once, so that the Tab order stays
    content->setLayout(page->layout());
    auto *around = new QVBoxLayout(page);
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(scroll);
}

} // namespace mimir
