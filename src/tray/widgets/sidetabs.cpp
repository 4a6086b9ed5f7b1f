#include "tray/widgets/sidetabs.h"

#include "tray/widgets/pagescroll.h"
#include "tray/widgets/rowlist.h"

#include <QEvent>
#include <QPainter>
#include <QShortcut>
#include <QStyleOptionTab>
#include <QStylePainter>
#include <QSvgRenderer>
#include <QTabBar>

#include <algorithm>

namespace mimir {
namespace {

constexpr int kIconSide = 18;
constexpr int kPadding = 10;
constexpr int kDigits = 10; // keys of the keyboard, 0 last

class UprightTabBar final : public QTabBar {
public:
    explicit UprightTabBar(QWidget *parent) : QTabBar(parent)
    {
        setDrawBase(false);
        setFocusPolicy(Qt::StrongFocus);
        setUsesScrollButtons(false);
        setExpanding(false);
        setElideMode(Qt::ElideNone);
    }

    QSize tabSizeHint(int) const override
    {
        const QFontMetrics metrics(boldFont());
        int widest = 0;
        for (int i = 0; i < count(); ++i)
            widest = std::max(widest, metrics.horizontalAdvance(tabText(i)));
        const int height = std::max(kIconSide, metrics.height()) + 2 * kPadding - 2;
        return {std::max(150, widest + kIconSide + 4 * kPadding), height};
    }
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

protected:
    // A list of places, as in other programs' settings: the style's own tabs would be rotated.
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (int i = 0; i < count(); ++i)
            paintTab(painter, i);
    }

private:
    QFont boldFont() const
    {
        QFont bold = font();
        bold.setBold(true);
        return bold;
    }

    void paintTab(QPainter &painter, int index) const
    {
        const bool current = index == currentIndex();
        const QPalette::ColorGroup group = isActiveWindow() ? QPalette::Active : QPalette::Inactive;
        const QRect area = tabRect(index).adjusted(6, 1, -6, -1);
        QColor text = palette().color(group, QPalette::WindowText);
        if (current) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(palette().color(group, QPalette::Highlight));
            painter.drawRoundedRect(area, 5, 5);
            text = palette().color(group, QPalette::HighlightedText);
        }
        if (current && hasFocus()) {
            painter.setPen(QPen(text, 1, Qt::DotLine));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(area).adjusted(2.5, 2.5, -2.5, -2.5), 4, 4);
        }
        QRect icon(area.left() + kPadding, area.center().y() - kIconSide / 2 + 1, kIconSide, kIconSide);
        QRect words = area.adjusted(kIconSide + 2 * kPadding - 2, 0, -kPadding, 0);
        painter.drawPixmap(
            QStyle::visualRect(layoutDirection(), area, icon), tinted(tabData(index).toString(), text));
        painter.setPen(text);
        painter.setFont(current ? boldFont() : font());
        painter.drawText(QStyle::visualRect(layoutDirection(), area, words),
            static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter))
                | Qt::TextSingleLine,
            tabText(index));
    }

    QPixmap tinted(const QString &file, const QColor &color) const
    {
        const qreal ratio = devicePixelRatioF();
        QPixmap pixmap(QSize(kIconSide, kIconSide) * ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QSvgRenderer(file).render(&painter);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(), color);
        painter.end();
        pixmap.setDevicePixelRatio(ratio);
        return pixmap;
    }
};

} // namespace

SideTabs::SideTabs(QWidget *parent) : QTabWidget(parent)
{
    setTabBar(new UprightTabBar(this));
    setDocumentMode(true);
    followDirection();
}

void SideTabs::addPage(QWidget *page, const QString &title, const QString &iconFile)
{
    alignWithReading(page);
    const int index = addTab(new PageScroll(page), title);
    widget(index)->setProperty("title", title);
    tabBar()->setTabData(index, iconFile);
    if (index >= kDigits)
        return;
    const QKeySequence keys(Qt::ALT | static_cast<Qt::Key>(Qt::Key_0 + (index + 1) % kDigits));
    setTabToolTip(index, keys.toString(QKeySequence::NativeText));
    auto *shortcut = new QShortcut(keys, this);
    connect(shortcut, &QShortcut::activated, this, [this, index] { setCurrentIndex(index); });
}

void SideTabs::setCount(int index, qint64 count)
{
    const QString title = widget(index)->property("title").toString();
    const QString text = count > 0 ? tr("%1 (%2)").arg(title, QLocale().toString(count)) : title;
    if (tabText(index) != text)
        setTabText(index, text);
}

void SideTabs::changeEvent(QEvent *event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        followDirection();
}

void SideTabs::followDirection()
{
    setTabPosition(isRightToLeft() ? QTabWidget::East : QTabWidget::West);
}

} // namespace mimir
