#include "tray/widgets/stateicon.h"

#include "core/qtext.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>
#include <QStandardPaths>
#include <QSvgRenderer>

namespace mimir {
namespace {

QString baseName(SyncState state)
{
    const std::string_view word = stateName(state);
    const QString name = toQString(word);
    return QStringLiteral("mimir-sync-") + QString(name).replace(u'_', u'-');
}

// A drawing on two grids: uses the one whose units fall on whole pixels.
class SvgIconEngine final : public QIconEngine {
public:
    enum class Drawn : std::uint8_t {
        Once,     ///< one file for every size
        ForGrids, ///< one for 16 and one for 22 pixels
    };

    SvgIconEngine(const QString &file, const QString &name, Drawn drawn, IconBadge badge)
        : m_file(file), m_name(name), m_drawn(drawn), m_badge(badge)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        const int side = std::min(rect.width(), rect.height());
        QRectF area(0, 0, side, side);
        area.moveCenter(QRectF(rect).center());
        const int pixels = qRound(side * ratio);
        const bool forGrids = m_drawn == Drawn::ForGrids;
        const bool by22 = forGrids && (pixels % 22 == 0 || pixels % 24 == 0) && pixels % 16 != 0;
        if (by22 && pixels % 24 == 0) // 24 = 22 plus a margin of one on each side
            area.adjust(side / 24.0, side / 24.0, -side / 24.0, -side / 24.0);
        const QString place = QStringLiteral(":/icons/")
            + (forGrids ? (by22 ? QStringLiteral("22/") : QStringLiteral("16/")) : QString());
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(painter->opacity() * 0.5);
        if (m_badge == IconBadge::Privacy) {
            QSvgRenderer(place + QStringLiteral("privacy.svg")).render(painter, area);
            painter->setClipPath(besideBadge(area));
        }
        QSvgRenderer(place + m_file).render(painter, area);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    // Called with device pixels; QIcon sets the ratio.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        const QString key = QStringLiteral("mimir-%1-%2-%3-%4-%5")
                                .arg(m_file)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(mode)
                                .arg(static_cast<int>(m_badge));
        QPixmap result;
        if (QPixmapCache::find(key, &result))
            return result;
        result = QPixmap(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, result);
        return result;
    }

    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override
    {
        QList<QSize> sizes;
        for (const int side : {16, 22, 24, 32, 44, 48, 64})
            sizes.append(QSize(side, side));
        return sizes;
    }

    QString iconName() override { return m_name; }
    bool isNull() override { return false; }
    QString key() const override { return QStringLiteral("MimirSvg"); }
    QIconEngine *clone() const override { return new SvgIconEngine(*this); }

private:
    // What is under a badge is cut off before it, at whole pixels.
    static QPainterPath besideBadge(const QRectF &area)
    {
        QRectF corner(area);
        corner.setLeft(qRound(area.left() + area.width() * 10 / 16));
        corner.setBottom(qRound(area.top() + area.height() * 15 / 32));
        QPainterPath all, badge;
        all.addRect(area);
        badge.addRect(corner);
        return all.subtracted(badge);
    }

    QString m_file;
    QString m_name;
    Drawn m_drawn;
    IconBadge m_badge;
};

bool isInstalled(const QString &name)
{
    return !QStandardPaths::locate(QStandardPaths::GenericDataLocation,
        QStringLiteral("icons/hicolor/symbolic/status/") + name + QStringLiteral(".svg"))
                .isEmpty();
}

} // namespace

IconBadge badgeOf(const SyncStatus &status)
{
    return status.privacyMode ? IconBadge::Privacy : IconBadge::None;
}

QString stateIconName(SyncState state, IconBadge badge)
{
    return baseName(state) + (badge == IconBadge::Privacy ? QStringLiteral("-privacy") : QString())
        + QStringLiteral("-symbolic");
}

QIcon stateIcon(SyncState state, IconStyle style, IconBadge badge)
{
    const QString name = stateIconName(state, badge);
    const bool byName = style == IconStyle::Symbolic && isInstalled(name);
    return QIcon(new SvgIconEngine(baseName(state) + QStringLiteral(".svg"), byName ? name : QString(),
        SvgIconEngine::Drawn::ForGrids, badge));
}

QIcon programIcon()
{
    return QIcon(new SvgIconEngine(QStringLiteral("mimir-sync.svg"), QStringLiteral("mimir-sync"),
        SvgIconEngine::Drawn::Once, IconBadge::None));
}

} // namespace mimir
