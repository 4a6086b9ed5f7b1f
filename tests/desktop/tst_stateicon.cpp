#include "tray/stateicon.h"

#include <QImage>
#include <QTest>

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

} // namespace

class TstStateIcon : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStateHasItsOwnShape_data()
    {
        QTest::addColumn<int>("side");
        for (const int side : {16, 22, 24, 32, 48})
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
            QVERIFY(QFile::exists(QStringLiteral(MIMIR_SOURCE_DIR "/resources/icons/hicolor/symbolic/status/")
                + stateIconName(static_cast<SyncState>(i)) + QStringLiteral(".svg")));
    }

    void programIconIsDrawn() { QVERIFY(!programIcon().pixmap(QSize(64, 64)).toImage().isNull()); }
};

QTEST_MAIN(TstStateIcon)
#include "tst_stateicon.moc"
