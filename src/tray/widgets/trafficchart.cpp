#include "tray/widgets/trafficchart.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace mimir {
namespace {

QString timeOfDay(Millis at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at).time(), QLocale::ShortFormat);
}

// Distinguished by side (above and below the line) and by colour, both readable on light and dark.
QColor upColor()
{
    return QColor(0x2f, 0x8f, 0xca);
}
QColor downColor()
{
    return QColor(0x4c, 0xa6, 0x6b);
}
QColor failureColor()
{
    return QColor(0xd6, 0x5b, 0x3c);
}

} // namespace

TrafficChart::TrafficChart(QWidget *parent) : QWidget(parent), m_traffic(kHours)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void TrafficChart::setTraffic(std::vector<SyncTraffic> traffic, Millis from)
{
    m_traffic = std::move(traffic);
    m_traffic.resize(kHours);
    m_from = from;
    setAccessibleDescription(m_chosen < 0 ? summary() : hourText(m_chosen));
    update();
}

void TrafficChart::setUnit(Unit unit)
{
    m_unit = unit;
    update();
}

qint64 TrafficChart::up(const SyncTraffic &hour) const
{
    return m_unit == Unit::Items ? hour.itemsUp : hour.bytesUp;
}

qint64 TrafficChart::down(const SyncTraffic &hour) const
{
    return m_unit == Unit::Items ? hour.itemsDown : hour.bytesDown;
}

QString TrafficChart::summary() const
{
    SyncTraffic sum;
    for (const SyncTraffic &hour : m_traffic) {
        sum.itemsUp += hour.itemsUp;
        sum.itemsDown += hour.itemsDown;
        sum.bytesUp += hour.bytesUp;
        sum.bytesDown += hour.bytesDown;
        sum.failures += hour.failures;
    }
    if (sum.itemsUp + sum.itemsDown + sum.failures == 0)
        return tr("Nothing was sent or received in the last 24 hours.");
    const QLocale locale;
    QString text = tr("Sent: %1, %2. ")
                       .arg(tr("%n item(s)", nullptr, static_cast<int>(sum.itemsUp)),
                           locale.formattedDataSize(sum.bytesUp))
        + tr("Received: %1, %2.")
              .arg(tr("%n item(s)", nullptr, static_cast<int>(sum.itemsDown)),
                  locale.formattedDataSize(sum.bytesDown));
    if (sum.failures > 0)
        text += u' ' + tr("%n attempt(s) failed.", nullptr, sum.failures);
    return text;
}

QString TrafficChart::hourText(int hour) const
{
    const SyncTraffic &t = m_traffic[static_cast<std::size_t>(hour)];
    const QLocale locale;
    const Millis begin = m_from + hour * kHour;
    const QString span = tr("%1–%2").arg(timeOfDay(begin), timeOfDay(begin + kHour));
    if (t.itemsUp + t.itemsDown + t.failures == 0)
        return tr("%1: nothing").arg(span);
    QString text
        = tr("%1: %2 sent (%3), %4 received (%5)")
              .arg(span, locale.toString(static_cast<qlonglong>(t.itemsUp)),
                  locale.formattedDataSize(t.bytesUp), locale.toString(static_cast<qlonglong>(t.itemsDown)),
                  locale.formattedDataSize(t.bytesDown));
    if (t.failures > 0)
        text += u' ' + tr("%n attempt(s) failed.", nullptr, t.failures);
    return text;
}

QRectF TrafficChart::plot() const
{
    return QRectF(rect()).adjusted(8, 8, -8, -(fontMetrics().height() + 8));
}

int TrafficChart::hourAt(qreal x) const
{
    const QRectF area = plot();
    const int place = std::clamp(static_cast<int>((x - area.left()) / area.width() * kHours), 0, kHours - 1);
    return isRightToLeft() ? kHours - 1 - place : place;
}

void TrafficChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(rect(), 6, 6);
    const QRectF area = plot();
    qint64 most = 1;
    for (const SyncTraffic &hour : m_traffic)
        most = std::max({most, up(hour), down(hour)});
    QColor faint = palette().color(QPalette::Text);
    faint.setAlpha(60);
    painter.setPen(QPen(faint, 1));
    painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()));
    for (int hour = 0; hour < kHours; ++hour)
        paintHour(painter, area, hour, most);

    QColor soft = palette().color(QPalette::Text);
    soft.setAlpha(170);
    painter.setPen(soft);
    const QRectF words(area.left(), area.bottom() + 2, area.width(), fontMetrics().height());
    const auto side = [this](Qt::Alignment alignment) {
        return static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment)) | Qt::TextSingleLine;
    };
    if (m_from > 0) {
        painter.drawText(words, side(Qt::AlignLeft), timeOfDay(m_from));
        painter.drawText(words, side(Qt::AlignRight), tr("now"));
    }
    painter.drawText(words, Qt::AlignHCenter, tr("sent above, received below, failed ×"));
    painter.drawText(area, side(Qt::AlignLeft | Qt::AlignTop),
        m_unit == Unit::Items ? QLocale().toString(static_cast<qlonglong>(most))
                              : QLocale().formattedDataSize(most));
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
}

void TrafficChart::paintHour(QPainter &painter, const QRectF &area, int hour, qint64 most) const
{
    const SyncTraffic &t = m_traffic[static_cast<std::size_t>(hour)];
    const qreal width = area.width() / kHours;
    const int place = isRightToLeft() ? kHours - 1 - hour : hour;
    const QRectF column(area.left() + place * width, area.top(), width, area.height());
    const qreal half = area.height() / 2 - 13; // failure marks are above the bars
    if (hour == m_chosen) {
        QColor mark = palette().color(QPalette::Highlight);
        mark.setAlpha(50);
        painter.fillRect(column, mark);
    }
    const auto length = [&](qint64 count) { // small numbers stay visible beside large ones
        return count > 0 ? std::max<qreal>(2, half * static_cast<qreal>(count) / static_cast<qreal>(most))
                         : 0;
    };
    const QRectF bar = column.adjusted(width * 0.15, 0, -width * 0.15, 0);
    const qreal middle = area.center().y();
    painter.setPen(Qt::NoPen);
    painter.setBrush(upColor());
    painter.drawRect(QRectF(bar.left(), middle - 1 - length(up(t)), bar.width(), length(up(t))));
    painter.setBrush(downColor());
    painter.drawRect(QRectF(bar.left(), middle + 1, bar.width(), length(down(t))));
    if (t.failures > 0) {
        painter.setPen(QPen(failureColor(), 2, Qt::SolidLine, Qt::RoundCap));
        const QPointF at(column.center().x(), area.top() + 6);
        painter.drawLine(at + QPointF(-3, -3), at + QPointF(3, 3));
        painter.drawLine(at + QPointF(-3, 3), at + QPointF(3, -3));
    }
}

void TrafficChart::choose(int hour)
{
    if (hour == m_chosen)
        return;
    m_chosen = hour;
    setAccessibleDescription(hour < 0 ? summary() : hourText(hour));
    update();
}

void TrafficChart::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? Qt::Key_Left : Qt::Key_Right;
    const int backward = isRightToLeft() ? Qt::Key_Right : Qt::Key_Left;
    if (event->key() == forward)
        choose(std::min(kHours - 1, m_chosen + 1));
    else if (event->key() == backward)
        choose(m_chosen < 0 ? kHours - 1 : std::max(0, m_chosen - 1));
    else if (event->key() == Qt::Key_Home)
        choose(0);
    else if (event->key() == Qt::Key_End)
        choose(kHours - 1);
    else
        return QWidget::keyPressEvent(event);
    const QRectF area = plot();
    const int place = isRightToLeft() ? kHours - 1 - m_chosen : m_chosen;
    QToolTip::showText(
        mapToGlobal(
            QPoint(static_cast<int>(area.left() + (place + 0.5) * area.width() / kHours), height() / 2)),
        hourText(m_chosen), this);
}

void TrafficChart::mouseMoveEvent(QMouseEvent *event)
{
    choose(hourAt(event->position().x()));
    QToolTip::showText(event->globalPosition().toPoint(), hourText(m_chosen), this);
}

void TrafficChart::leaveEvent(QEvent *)
{
    choose(-1);
}

void TrafficChart::focusOutEvent(QFocusEvent *event)
{
    choose(-1);
    QWidget::focusOutEvent(event);
}

} // namespace mimir
