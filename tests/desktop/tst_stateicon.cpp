#include "tray/stateicon.h"

#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QTest>

#include <cmath>
#include <set>

using namespace mimir;

namespace {

constexpr int kStates = 10;

QByteArray bytes(const QImage &image)
{
    return QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes());
}

QImage drawn(SyncState state, int side)
{
    return stateIcon(state).pixmap(QSize(side, side)).toImage().convertToFormat(QImage::Format_ARGB32);
}

QString symbolicFile(SyncState state)
{
    return QStringLiteral(MIMIR_SOURCE_DIR "/resources/icons/hicolor/symbolic/status/") + stateIconName(state)
        + QStringLiteral(".svg");
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
        std::set<QByteArray> shapes;
        for (int i = 0; i < kStates; ++i) {
            const auto state = static_cast<SyncState>(i);
            QVERIFY(!stateIcon(state).isNull());
            const QImage image = drawn(state, side);
            QCOMPARE(image.size(), QSize(side, side));
            // By shape, not by colour: only what is opaque counts.
            QByteArray shape = bytes(image.convertToFormat(QImage::Format_Alpha8));
            QVERIFY2(std::count(shape.begin(), shape.end(), '\0') < shape.size(), "nothing is drawn");
            shapes.insert(shape);
        }
        QCOMPARE(shapes.size(), std::size_t(kStates));
    }

    void twiceAsFineIsDrawnTwiceAsFine()
    {
        for (const int side : {16, 22, 24, 32}) {
            const QPixmap fine = stateIcon(SyncState::Conflict).pixmap(QSize(side, side), 2.0);
            QCOMPARE(fine.size(), QSize(2 * side, 2 * side));
            QCOMPARE(fine.devicePixelRatio(), 2.0);
            // Drawn anew and not stretched: as the icon of twice the size.
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

    void symbolicShapesDiffer()
    {
        for (const int side : {16, 22, 24, 32, 44, 64}) {
            std::set<QByteArray> shapes;
            for (int i = 0; i < kStates; ++i) {
                QImageReader file(symbolicFile(static_cast<SyncState>(i)));
                file.setScaledSize(QSize(side, side));
                const QImage image = file.read();
                QCOMPARE(image.size(), QSize(side, side));
                const QByteArray shape = bytes(image.convertToFormat(QImage::Format_Alpha8));
                QVERIFY(shape.count('\0') < shape.size());
                shapes.insert(shape);
            }
            QCOMPARE(shapes.size(), std::size_t(kStates));
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

    void symbolicFileExistsForEveryState()
    {
        for (int i = 0; i < kStates; ++i)
            QVERIFY(QFile::exists(symbolicFile(static_cast<SyncState>(i))));
    }

    void programIconIsDrawn() { QVERIFY(!programIcon().pixmap(QSize(64, 64)).toImage().isNull()); }
};

QTEST_MAIN(TstStateIcon)
#include "tst_stateicon.moc"
