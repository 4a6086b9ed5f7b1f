// Every window on a small screen, MIMIR_SCREEN: complete, or scrollable; and where a window reopens.
#include "desktop/everywindow.h"
#include "desktop/fits.h"
#include "tray/widgets/pagescroll.h"
#include "tray/widgets/windowplace.h"

#include <QDir>
#include <QFile>
#include <QScreen>
#include <QScrollBar>
#include <QTemporaryDir>

using namespace mimir;

namespace {

QSize screenSize()
{
    const QString asked = qEnvironmentVariable("MIMIR_SCREEN", QStringLiteral("910x512"));
    return {asked.section(u'x', 0, 0).toInt(), asked.section(u'x', 1, 1).toInt()};
}

// Texts that are 40 % longer may be scrolled sideways, too.
QStringList wrongIn(QWidget *window, bool isLong)
{
    QStringList out = cutIn(window) + overlapsIn(window);
    const QSize room = window->screen()->availableSize();
    if (window->width() > room.width() || window->height() + 32 > room.height())
        out << QStringLiteral("is %1x%2").arg(window->width()).arg(window->height());
    for (const PageScroll *page : window->findChildren<PageScroll *>())
        if (!isLong && page->isVisible() && page->horizontalScrollBar()->maximum() > 0)
            out << QStringLiteral("is too wide by %1").arg(page->horizontalScrollBar()->maximum());
    return out;
}

/// A window of this one's size that the user has moved.
QRect comesBack(const QString &file, const QSize &size, const QPoint &at)
{
    QRect found;
    for (const bool again : {false, true}) {
        QPointer<QDialog> window = new QDialog;
        new WindowPlace(window, file, QStringLiteral("one"));
        raiseWindow(window);
        if (!QTest::qWaitForWindowExposed(window))
            return {};
        if (!again) {
            window->resize(size);
            window->move(at);
        }
        QCoreApplication::processEvents();
        found = QRect(window->pos(), window->size());
        window->close();
        if (!QTest::qWaitFor([&] { return !window; }))
            return {};
    }
    return found;
}

} // namespace

class TstScreens : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCOMPARE(QGuiApplication::primaryScreen()->size(), screenSize()); }

    void everyWindowFits_data()
    {
        QTest::addColumn<QString>("language");
        for (const char *language : {"en", "de", "he", "long-ltr", "long-rtl"})
            QTest::newRow(language) << QString::fromLatin1(language);
    }

    void everyWindowFits()
    {
        QFETCH(QString, language);
        const Speaking speaking(language);
        QDir().mkpath(QStringLiteral(MIMIR_SHOTS));
        QStringList wrong;
        forEveryWindow([&](QWidget *window, const QString &name) {
            for (const QString &one : wrongIn(window, language.startsWith(QLatin1String("long"))))
                wrong << name + QLatin1String(": ") + one;
            window->grab().save(QStringLiteral(MIMIR_SHOTS "/screen-%1-%2-%3.png")
                                    .arg(screenSize().height())
                                    .arg(language, name));
        });
        for (const QString &one : wrong)
            qWarning().noquote() << one;
        QCOMPARE(wrong.size(), 0);
    }

    // Tab also reaches what is below: it is scrolled into view.
    void whatHasTheFocusIsInSight()
    {
        const Speaking speaking(QStringLiteral("long-ltr"));
        FilledWindow filled;
        raiseWindow(filled.dialog.get());
        QVERIFY(QTest::qWaitForWindowActive(filled.dialog.get()));
        for (int i = 0; i < filled.pages(); ++i) {
            const auto *page = qobject_cast<const PageScroll *>(filled.page(i));
            QVERIFY(page);
            filled.dialog->findChild<QTabBar *>()->setFocus();
            for (int stop = 0; stop < 40; ++stop) {
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
                const QWidget *now = QApplication::focusWidget();
                if (!page->isAncestorOf(now))
                    continue;
                const QRect place(now->mapTo(page->viewport(), QPoint()), now->size());
                QVERIFY2(page->viewport()->rect().intersects(place), qPrintable(nameOf(now)));
            }
        }
    }

    void aWindowComesBackWhereItWas()
    {
        const QTemporaryDir directory;
        const QRect place = comesBack(directory.filePath(QStringLiteral("w.json")), {420, 310}, {70, 60});
        QCOMPARE(place.size(), QSize(420, 310));
        QVERIFY((place.topLeft() - QPoint(70, 60)).manhattanLength() <= 8); // the frame of this platform
    }

    void aScreenThatIsGoneIsNotWaitedFor()
    {
        const QTemporaryDir directory;
        const QRect place
            = comesBack(directory.filePath(QStringLiteral("w.json")), {1900, 1000}, {3000, 2000});
        const QRect room = QGuiApplication::primaryScreen()->availableGeometry();
        QVERIFY2(room.contains(place),
            qPrintable(QStringLiteral("%1,%2 %3x%4")
                           .arg(place.x())
                           .arg(place.y())
                           .arg(place.width())
                           .arg(place.height())));
    }

    void aDamagedPlaceIsNone()
    {
        const QTemporaryDir directory;
        const QString file = directory.filePath(QStringLiteral("w.json"));
        for (const char *rubbish : {"no JSON", R"({"one":7})", R"({"one":"AdnQywADAAD/"})"}) {
            QFile broken(file);
            QVERIFY(broken.open(QIODevice::WriteOnly));
            broken.write(rubbish);
            broken.close();
            QVERIFY2(comesBack(file, {420, 310}, {70, 60}).isValid(), rubbish);
        }
    }

    void theSettingsWindowRemembers()
    {
        AskingTray tray;
        QVERIFY(tray.isReady());
        tray.window()->resize(705, 473);
        QCoreApplication::processEvents();
        QCOMPARE(tray.window()->size(), QSize(705, 473));
        QVERIFY(tray.reopened());
        QCOMPARE(tray.window()->size(), QSize(705, 473));
    }
};

int main(int argc, char **argv)
{
    const QTemporaryDir directory;
    QFile screens(directory.filePath(QStringLiteral("screens.json")));
    if (!screens.open(QIODevice::WriteOnly))
        return 1;
    screens.write(QStringLiteral(R"({"screens":[{"name":"small","x":0,"y":0,"width":%1,"height":%2,)"
                                 R"("logicalDpi":96,"logicalBaseDpi":96,"dpr":1}]})")
                      .arg(screenSize().width())
                      .arg(screenSize().height())
                      .toUtf8());
    screens.close();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screens.fileName().toUtf8());
    QApplication application(argc, argv);
    TstScreens test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_screens.moc"
