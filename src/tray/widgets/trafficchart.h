// Bars of what was sent and received in the last 24 hours, hour by hour, with marks where something failed.
// The arrow keys move between hours; a screen reader reads each of them.
#pragma once

#include "core/clock.h"
#include "storage/tables/synclog.h"
#include "tray/model/storelists.h"

#include <QWidget>

#include <vector>

namespace mimir {

class TrafficChart : public QWidget {
    Q_OBJECT
public:
    static constexpr int kHours = Traffic::kHours;
    static constexpr Millis kHour = Traffic::kHour;

    enum class Unit : std::uint8_t { Items, Bytes };

    explicit TrafficChart(QWidget *parent = nullptr);

    /// What the bars stand for; the text always gives both.
    void setUnit(Unit unit);

    /// kHours intervals, the first one starting at `from`.
    void setTraffic(std::vector<SyncTraffic> traffic, Millis from);
    /// All hours in one sentence.
    QString summary() const;
    /// One hour in words: "14:00–15:00: 12 items sent (34 KiB), nothing received".
    QString hourText(int hour) const;

    QSize sizeHint() const override { return {420, 150}; }
    QSize minimumSizeHint() const override { return {240, 110}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QRectF plot() const;
    int hourAt(qreal x) const;
    void choose(int hour);
    qint64 up(const SyncTraffic &hour) const;
    qint64 down(const SyncTraffic &hour) const;
    void paintHour(QPainter &painter, const QRectF &area, int hour, qint64 most) const;

    std::vector<SyncTraffic> m_traffic;
    Millis m_from = 0;
    Unit m_unit = Unit::Items;
    int m_chosen = -1; ///< -1 = none
};

} // namespace mimir
