// Every window in every language, in one whose texts are 40 % longer, and from right to left: nothing is cut
// off, nothing overlaps, everything is mirrored. Screenshots are kept.
#include "app/translation.h"
#include "desktop/access.h"
#include "desktop/darkpalette.h"
#include "desktop/everywindow.h"
#include "desktop/fits.h"
#include "sync/status/syncstatus.h"
#include "tray/panel/notifier.h"
#include "tray/panel/trayicon.h"
#include "tray/panel/traymenu.h"
#include "tray/widgets/pagescroll.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDebug>
#include <QDialogButtonBox>
#include <QDir>
#include <QGroupBox>
#include <QHeaderView>
#include <QPushButton>
#include <QRadioButton>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>
#include <functional>
#include <map>

using namespace mimir;

namespace {

constexpr int kScreenWidth = 1366, kScreenHeight = 740;

// By name: where in the window each control is, measured from the side where reading starts.
std::map<QString, QRect> placesIn(const QWidget *window)
{
    std::map<QString, QRect> out;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (!widget->isVisible() || isInner(widget) || widget->objectName().isEmpty())
            continue;
        QRect place(widget->mapTo(window, QPoint()), widget->size());
        if (window->isRightToLeft())
            place.moveLeft(window->width() - place.right() - 1);
        out[widget->objectName()] = place;
    }
    return out;
}

/// Everything in a window that the user may read or hear.
QStringList wordsIn(QAccessibleInterface *node)
{
    QStringList out;
    if (!node || !node->isValid() || node->state().invisible)
        return out;
    for (const auto text : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
        out += node->text(text);
    if (const auto *widget = qobject_cast<QWidget *>(node->object()))
        out += widget->toolTip();
    if (const auto *edit = qobject_cast<QLineEdit *>(node->object()))
        out += edit->placeholderText();
    if (const auto *list = qobject_cast<QTreeWidget *>(node->object()))
        for (int i = 0; i < list->columnCount(); ++i)
            out += list->headerItem()->text(i);
    for (int i = 0; i < node->childCount(); ++i)
        out += wordsIn(node->child(i));
    return out;
}

QStringList wordsOf(QWidget *window)
{
    return QStringList(window->windowTitle()) + wordsIn(QAccessible::queryAccessibleInterface(window));
}

/// Has words other than names, formats and what the windows of these tests are filled with.
bool isLatin(QString text)
{
    static const QRegularExpression same(QStringLiteral(
        "Mimir Sync|mimir history show|mimir devices confirm|mimir-teams-server|sync\\.interval_ms|"
        "\\([0-9a-f]{10}\\+?\\)|\\w+://[^ ]*|[^ ]+@[^ ]+|^/.*|^\\{.*\\}$|^Qt "
        ".*|Alt\\+[^A-Za-z]*$|\\b(AI|GNU|kB|MB)\\b|"
        "Claude Code|cleanupPeriodDays|broken\\.jsonl|/home/ana/(Fix\\b(?! login))?|\\bMiB\\b|"
        "Fix login bug|Other|in use|ABCD-EFGH|\\(one\\)|\\b(acme|core|device)\\b"));
    static const QRegularExpression latin(QStringLiteral("[A-Za-z]{2,}"));
    return text.remove(same).contains(latin);
}

void report(const QStringList &wrong)
{
    for (const QString &one : wrong)
        qWarning().noquote() << one;
    QCOMPARE(wrong.size(), 0);
}

} // namespace

class TstLanguages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("dark");
        QTest::newRow("english") << QStringLiteral("en") << false;
        QTest::newRow("german") << QStringLiteral("de") << false;
        QTest::newRow("german-dark") << QStringLiteral("de") << true;
        QTest::newRow("hebrew") << QStringLiteral("he") << false;
        QTest::newRow("hebrew-dark") << QStringLiteral("he") << true;
        QTest::newRow("long") << QStringLiteral("long-ltr") << false;
        QTest::newRow("long-rtl") << QStringLiteral("long-rtl") << false;
    }

    void everythingFits()
    {
        QFETCH(QString, language);
        QFETCH(bool, dark);
        const Speaking speaking(language);
        const QPalette before = QApplication::palette();
        if (dark)
            QApplication::setPalette(darkPalette());
        QDir().mkpath(QStringLiteral(MIMIR_SHOTS));
        QStringList wrong;
        forEveryWindow([&](QWidget *window, const QString &name) {
            for (const QString &one : cutIn(window) + overlapsIn(window))
                wrong << name + QLatin1String(": ") + one;
            if (window->width() > kScreenWidth || window->height() > kScreenHeight)
                wrong << QStringLiteral("%1 is %2x%3").arg(name).arg(window->width()).arg(window->height());
            window->grab().save(QStringLiteral(MIMIR_SHOTS "/language-%1-%2.png")
                                    .arg(QString::fromLatin1(QTest::currentDataTag()), name));
        });
        QApplication::setPalette(before);
        report(wrong);
    }

    void rightToLeftIsTheMirror()
    {
        std::map<QString, std::map<QString, QRect>> before;
        {
            const Speaking speaking(QStringLiteral("long-ltr"));
            forEveryWindow([&](QWidget *window, const QString &name) { before[name] = placesIn(window); });
        }
        const Speaking speaking(QStringLiteral("long-rtl"));
        QStringList wrong;
        forEveryWindow([&](QWidget *window, const QString &name) {
            QVERIFY(window->isRightToLeft());
            for (const auto &[object, place] : placesIn(window)) {
                const QRect other = before[name][object];
                if (std::abs(other.left() - place.left()) > 2 || std::abs(other.width() - place.width()) > 2)
                    wrong << QStringLiteral("%1: %2 is %3 from the start, was %4")
                                 .arg(name, object)
                                 .arg(place.left())
                                 .arg(other.left());
            }
        });
        report(wrong);
    }

    void tabGoesAsOneReads_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("left to right") << QStringLiteral("de");
        QTest::newRow("right to left") << QStringLiteral("he");
    }

    void tabGoesAsOneReads()
    {
        QFETCH(QString, language);
        const Speaking speaking(language);
        FilledWindow filled;
        filled.dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(filled.dialog.get()));
        QStringList wrong;
        for (int i = 0; i < filled.pages(); ++i) {
            const QWidget *page = qobject_cast<const PageScroll *>(filled.page(i))->widget(); // it scrolls
            auto *tabs = filled.dialog->findChild<QTabBar *>();
            tabs->setFocus();
            std::vector<std::pair<QString, QRect>> stops;
            do {
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
                const QWidget *now = QApplication::focusWidget();
                if (!page->isAncestorOf(now))
                    continue;
                QRect place(now->mapTo(page, QPoint()), now->size());
                if (page->isRightToLeft())
                    place.moveLeft(page->width() - place.right() - 1);
                stops.emplace_back(nameOf(now), place);
            } while (QApplication::focusWidget() != tabs && stops.size() < 100);
            for (std::size_t s = 1; s < stops.size(); ++s) {
                const QRect &before = stops[s - 1].second, &now = stops[s].second;
                const bool sameLine = now.top() <= before.bottom() && before.top() <= now.bottom();
                if (now.bottom() < before.top() || (sameLine && now.left() < before.left()))
                    wrong << QStringLiteral("%1: %2 after %3")
                                 .arg(filled.pageName(i), stops[s].first, stops[s - 1].first);
            }
        }
        report(wrong);
    }

    void valuesBeginWhereReadingBegins()
    {
        for (const auto &[language, side] : {std::pair(QStringLiteral("de"), Qt::AlignLeft),
                 std::pair(QStringLiteral("he"), Qt::AlignRight)}) {
            const Speaking speaking(language);
            const FilledWindow filled;
            int seen = 0;
            for (const QLabel *label : filled.page(1)->findChildren<QLabel *>())
                if (label->text().contains(QLatin1String("mimir.example.com"))) {
                    QCOMPARE(label->alignment() & Qt::AlignHorizontal_Mask, side | Qt::AlignAbsolute);
                    ++seen;
                }
            QCOMPARE(seen, 1);
        }
    }

    // Where the ink is: “WWWW....” has it before its middle, wherever the cell is.
    void cellsReadInTheirOwnDirection()
    {
        const Speaking speaking(QStringLiteral("he"));
        FilledWindow filled({QStringLiteral("WWWWWWWW................")});
        filled.dialog->show();
        auto *list = filled.page(1)->findChild<QTreeWidget *>();
        list->clearSelection();
        list->setCurrentItem(nullptr);
        list->setAlternatingRowColors(false);
        const QRect cell = list->visualItemRect(list->topLevelItem(0)).intersected(list->viewport()->rect());
        const QImage image
            = list->viewport()->grab(list->visualRect(list->model()->index(0, 0)) & cell).toImage();
        std::vector<int> ink; // columns that have some, once per pixel
        for (int x = 0; x < image.width(); ++x)
            for (int y = 4; y < image.height() - 4; ++y)
                if (qGray(image.pixel(x, y)) < 100)
                    ink.push_back(x);
        QVERIFY(ink.size() > 100);
        const int middle = (ink.front() + ink.back()) / 2;
        const auto before = std::ranges::count_if(ink, [middle](int x) { return x < middle; });
        QVERIFY2(
            before > static_cast<std::ptrdiff_t>(ink.size()) * 2 / 3, qPrintable(QString::number(before)));
    }

    void mnemonicsDifferInEveryWindow_data()
    {
        QTest::addColumn<QString>("language");
        for (const char *language : {"en", "de", "he"})
            QTest::newRow(language) << QString::fromLatin1(language);
    }

    void mnemonicsDifferInEveryWindow()
    {
        QFETCH(QString, language);
        const Speaking speaking(language);
        QStringList wrong;
        forEveryWindow([&](QWidget *window, const QString &name) {
            QStringList twice;
            (void)mnemonicsOf(window, &twice);
            for (const QString &one : twice)
                wrong << name + QLatin1String(": ") + one;
        });
        TrayMenu menu;
        for (const QMenu *one : {menu.menu(), menu.pauseMenu()}) {
            std::set<QString> seen;
            for (const QAction *action : one->actions()) {
                const QString letter = QKeySequence::mnemonic(action->text()).toString();
                if (!letter.isEmpty() && !seen.insert(letter).second)
                    wrong << QLatin1String("menu: ") + action->text();
            }
        }
        report(wrong);
    }

    void menuToolTipAndNotificationsSpeakHebrew()
    {
        const Speaking speaking(QStringLiteral("he"));
        TrayMenu menu;
        menu.setStatus(busy(), kNow);
        const QRegularExpression latin(QStringLiteral("[A-Za-z]{2,}"));
        for (const QAction *action : menu.menu()->actions() + menu.pauseMenu()->actions())
            QVERIFY2(!action->text().contains(latin), qPrintable(action->text()));
        QVERIFY(TrayIcon::toolTip(busy(), kNow).contains(QStringLiteral("מסנכרן")));
        const QString body = Notifier::conflictBody(
            {1, QStringLiteral("Fix login bug!"), QStringLiteral("laptop-2")}, Notifier::Form::Plain);
        QVERIFY2(body.contains(QStringLiteral("\u2068laptop-2\u2069")), qPrintable(body));
        QVERIFY2(body.contains(QStringLiteral("Fix login bug!\u2069")), qPrintable(body));
    }

    void noWindowSpeaksEnglishInHebrew()
    {
        const Speaking speaking(QStringLiteral("he"));
        QStringList wrong;
        forEveryWindow([&](QWidget *window, const QString &name) {
            for (const QString &text : wordsOf(window))
                if (isLatin(text))
                    wrong << name + QLatin1String(": ") + text;
        });
        report(wrong);
    }

    void noWindowSpeaksEnglishInGerman()
    {
        QStringList english, wrong;
        {
            const Speaking speaking(QStringLiteral("en"));
            forEveryWindow([&](QWidget *window, const QString &) { english += wordsOf(window); });
        }
        const Speaking speaking(QStringLiteral("de"));
        const QRegularExpression german(
            QStringLiteral("^(Agent|Server|Organisation|Team|Proxy|Status|Code|Text|"
                           "Version( [0-9.]+( \\([0-9a-f]+\\+?\\))?)?):?$"));
        forEveryWindow([&](QWidget *window, const QString &name) {
            for (const QString &text : wordsOf(window))
                if (english.contains(text) && isLatin(text) && !text.contains(german))
                    wrong << name + QLatin1String(": ") + text;
        });
        report(wrong);
    }

    void buttonsOfQtSpeakHebrew()
    {
        const Speaking speaking(QStringLiteral("he"));
        const SignInDialog signIn(nullptr);
        const auto *buttons = signIn.findChild<QDialogButtonBox *>();
        QCOMPARE(buttons->button(QDialogButtonBox::Cancel)->text().remove(u'&'), QStringLiteral("ביטול"));
    }

    void aLanguageIsLeftWithoutARest()
    {
        const QString english = statusTitle(SyncState::Paused);
        InterfaceLanguage language;
        language.use(QStringLiteral("he"));
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::RightToLeft);
        QVERIFY(statusTitle(SyncState::Paused) != english);
        language.use(QStringLiteral("de"));
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::LeftToRight);
        QCOMPARE(statusTitle(SyncState::Paused), QStringLiteral("Angehalten"));
        language.use(QStringLiteral("en"));
        QCOMPARE(statusTitle(SyncState::Paused), english);
    }
};

QTEST_MAIN(TstLanguages)
#include "tst_languages.moc"
