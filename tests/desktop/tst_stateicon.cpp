#include "tray/widgets/stateicon.h"

#include <QDir>
#include <QImage>
#include <QImageReader>
#include <QPainter>
#include <QTest>

#include <cmath>
#include <functional>
#include <set>

using namespace mimir;

namespace {

constexpr int kStates = 10;

QByteArray bytes(const QImage &image)
{
    return QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes());
}

constexpr IconBadge kBadges[] {IconBadge::None, IconBadge::Privacy};

QImage drawn(SyncState state, int side, IconBadge badge = IconBadge::None)
{
    return stateIcon(state, IconStyle::Colour, badge)
        .pixmap(QSize(side, side))
        .toImage()
        .convertToFormat(QImage::Format_ARGB32);
}

QImage drawnSymbolic(SyncState state, int side, IconBadge badge)
{
    QImageReader file(QStringLiteral(MIMIR_SOURCE_DIR "/resources/icons/hicolor/symbolic/status/")
        + stateIconName(state, badge) + QStringLiteral(".svg"));
    file.setScaledSize(QSize(side, side));
    return file.read();
}

// By shape, not by colour: only opaque pixels count.
QByteArray shapeOf(const QImage &image)
{
    return bytes(image.convertToFormat(QImage::Format_Alpha8));
}

// Each of them exists, and none equals another.
void compareShapes(int side, const std::function<QImage(SyncState, IconBadge)> &draw)
{
    std::set<QByteArray> shapes;
    for (int i = 0; i < kStates; ++i)
        for (const IconBadge badge : kBadges) {
            const QImage image = draw(static_cast<SyncState>(i), badge);
            QCOMPARE(image.size(), QSize(side, side));
            const QByteArray shape = shapeOf(image);
            QVERIFY2(shape.count('\0') < shape.size(), "nothing is drawn");
            shapes.insert(shape);
        }
    QCOMPARE(shapes.size(), std::size_t(2 * kStates));
}

QByteArray corner(const QImage &image)
{
    return shapeOf(image.copy(image.width() * 10 / 16 + 1, 0, image.width(), image.height() * 6 / 16));
}

// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor &colour)
{
    const auto linear
        = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

class TstStateIcon : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStateHasItsOwnShape_data()
    {
        QTest::addColumn<int>("side");
        for (const int side : {16, 22, 24, 32, 44, 48, 64})
            QTest::addRow("%d px", side) << side;
    }

    void everyStateHasItsOwnShape()
    {
        QFETCH(int, side);
        compareShapes(side, [side](SyncState state, IconBadge badge) { return drawn(state, side, badge); });
    }

    void symbolicShapesDiffer_data() { everyStateHasItsOwnShape_data(); }

    void symbolicShapesDiffer()
    {
        QFETCH(int, side);
        compareShapes(
            side, [side](SyncState state, IconBadge badge) { return drawnSymbolic(state, side, badge); });
    }

    void theBadgeIsTheSameBesideEveryState_data() { everyStateHasItsOwnShape_data(); }

    // The same lock, touched by nothing, in a corner that has none in the state without it.
    void theBadgeIsTheSameBesideEveryState()
    {
        QFETCH(int, side);
        for (const bool symbolic : {false, true}) {
            const auto draw = [&](SyncState state, IconBadge badge) {
                return symbolic ? drawnSymbolic(state, side, badge) : drawn(state, side, badge);
            };
            const QByteArray badge = corner(draw(SyncState::Synced, IconBadge::Privacy));
            for (int i = 0; i < kStates; ++i) {
                const auto state = static_cast<SyncState>(i);
                QCOMPARE(corner(draw(state, IconBadge::Privacy)), badge);
                QVERIFY(corner(draw(state, IconBadge::None)) != badge);
            }
        }
    }

    void twiceAsFineIsDrawnTwiceAsFine()
    {
        for (const int side : {16, 22, 24, 32}) {
            const QPixmap fine = stateIcon(SyncState::Conflict).pixmap(QSize(side, side), 2.0);
            QCOMPARE(fine.size(), QSize(2 * side, 2 * side));
            QCOMPARE(fine.devicePixelRatio(), 2.0);
            // Redrawn and not stretched: equal to the icon of twice the size.
            QCOMPARE(bytes(fine.toImage().convertToFormat(QImage::Format_Alpha8)),
                bytes(drawn(SyncState::Conflict, 2 * side).convertToFormat(QImage::Format_Alpha8)));
        }
    }

    void colouredOnesAreSeenOnLightAndOnDark()
    {
        for (int i = 0; i < kStates; ++i)
            for (const QColor &panel : {QColor(Qt::white), QColor(0x20, 0x20, 0x20)}) {
                const QImage image = drawn(static_cast<SyncState>(i), 22);
                double best = 0;
                for (int y = 0; y < image.height(); ++y)
                    for (int x = 0; x < image.width(); ++x)
                        if (qAlpha(image.pixel(x, y)) == 255)
                            best = std::max(best, contrast(image.pixelColor(x, y), panel));
                QVERIFY2(best >= 3,
                    qPrintable(QStringLiteral("state %1 on %2: %3").arg(i).arg(panel.name()).arg(best)));
            }
    }

    void straightEdgesAreSharpAtEveryPanelSize()
    {
        // The bars of "paused" are upright: a row through them has no half-covered pixel.
        for (const int side : {16, 22, 24, 32}) {
            const QImage image = drawn(SyncState::Paused, side);
            const int margin = side == 24 ? 1 : 0;
            for (int x = side - side / 3; x < side - margin; ++x) {
                const int alpha = qAlpha(image.pixel(x, side - margin - 2));
                QVERIFY2(
                    alpha == 0 || alpha == 255, qPrintable(QStringLiteral("%1 px, x %2").arg(side).arg(x)));
            }
        }
    }

    // Every state without and with the badge, on a light and a dark panel, then what a panel recolours, for
    // viewing.
    void picture()
    {
        constexpr int kColumn = 70, kRow = 150;
        QImage sheet(2 * kStates * kColumn, 3 * kRow, QImage::Format_ARGB32);
        sheet.fill(Qt::white);
        QPainter painter(&sheet);
        painter.fillRect(0, kRow, sheet.width(), kRow, QColor(0x20, 0x20, 0x20));
        for (int i = 0; i < 2 * kStates; ++i) {
            const auto state = static_cast<SyncState>(i / 2);
            const IconBadge badge = kBadges[i % 2];
            int y = 4;
            for (const int side : {16, 22, 32, 64}) {
                painter.drawImage(i * kColumn, y, drawn(state, side, badge));
                painter.drawImage(i * kColumn, kRow + y, drawn(state, side, badge));
                painter.drawImage(i * kColumn, 2 * kRow + y, drawnSymbolic(state, side, badge));
                y += side + 4;
            }
        }
        painter.end();
        QDir().mkpath(QStringLiteral(MIMIR_SHOTS));
        QVERIFY(sheet.save(QStringLiteral(MIMIR_SHOTS "/icons.png")));
    }

    void programIconIsDrawn() { QVERIFY(!programIcon().pixmap(QSize(64, 64)).toImage().isNull()); }
};

QTEST_MAIN(TstStateIcon)
#include "tst_stateicon.moc"
