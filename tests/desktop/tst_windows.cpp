// Every window with a lot in it, light and dark, English and German: screenshots are kept; and nothing
// hostile is interpreted as markup.
#include "app/settings.h"
#include "desktop/darkpalette.h"
#include "desktop/hostiletitles.h"
#include "sync/profile.h"
#include "tray/model/textdiff.h"
#include "tray/pages/accountpage.h"
#include "tray/pages/activitypage.h"
#include "tray/pages/conflictspage.h"
#include "tray/pages/failedpage.h"
#include "tray/pages/privacypage.h"
#include "tray/pages/settingsdialog.h"
#include "tray/pages/statuspage.h"
#include "tray/setup/signindialog.h"
#include "tray/widgets/sidetabs.h"
#include "tray/widgets/textdialog.h"

#include "core/json/json.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QTreeWidget>

#include <algorithm>

using namespace mimir;

namespace {

constexpr Millis kNow = 1'795'000'000'000;

std::vector<ListedConflict> conflicts()
{
    std::vector<ListedConflict> list;
    const QStringList titles = QStringList {QStringLiteral("Fix login bug")} + hostileTitles();
    for (const QString &title : titles) {
        Conflict c;
        c.id = std::to_string(list.size());
        c.field = list.size() % 3 == 2 ? "" : "title";
        c.title = title.toStdString();
        c.losing = json::quoted("Fix the login bug on the old page");
        c.winning = json::quoted("Fix the logout bug on the new page, today");
        c.winningDeviceName = "laptop-2";
        c.at = kNow;
        if (c.field.empty()) {
            c.losing = R"({"status":"open","title":"One"})";
            c.winning = "null";
        }
        list.push_back({c, list.size() % 2 == 0});
    }
    return list;
}

std::vector<ListedItem> items()
{
    std::vector<ListedItem> list;
    for (const char *code : {"validation", "item_too_large", "quota", "surprise <b>"}) {
        ListedItem item;
        item.id = std::to_string(list.size());
        item.title = QStringLiteral("Fix login bug");
        item.type = list.empty() ? EntityType::Conversation : EntityType::Message;
        item.since = kNow + static_cast<Millis>(list.size()) * 60'000;
        item.tries = 1;
        item.code = QString::fromLatin1(code);
        list.push_back(item);
    }
    return list;
}

SyncStatus busy()
{
    SyncStatus status;
    status.state = SyncState::Offline;
    status.pending = 14;
    status.held = 3;
    status.failed = 2;
    status.conflicts = 1;
    status.server = "https://mimir.example.com";
    status.lastPush = status.lastPull = kNow;
    status.nextTry = kNow + 60'000;
    return status;
}

Traffic traffic()
{
    Traffic out;
    out.from = kNow - Millis(24) * 3'600'000;
    for (int i = 0; i < 24; ++i)
        out.hours.push_back({(i * 37) % 90, (i * 53) % 60, i * 1000, i * 5000, i % 9 == 4 ? 2 : 0});
    return out;
}

Activity activity()
{
    Activity out;
    for (int i = 0; i < 12; ++i)
        out.ledger.push_back({{kNow - i * 60'000, 1, i % 3 ? "push" : "pull", {i, 3 * i, i % 4, 0},
                                  static_cast<std::size_t>(i) * 4321, i == 5 ? "quota" : "ok", i % 2 ? 3 : 0,
                                  0, i % 3 ? "secret:2" : ""},
            QStringLiteral("https://mimir.example.com"), QStringLiteral("core"),
            {{{"c", QStringLiteral("Fix login bug"), false, {1, 3 * i, i % 4, 0}}}, i % 5}});
    out.here = items();
    out.hereCount = static_cast<std::int64_t>(out.here.size());
    return out;
}

PrivacyOverview privacy()
{
    using Kind = PrivacyRule::Kind;
    return {PrivacyLevel::Redacted, PrivacyLevel::Full,
        {{{Kind::Conversation, "c1", PrivacyLevel::Nothing}, QStringLiteral("Fix login bug")},
            {{Kind::Workspace, "/home/ada/private", PrivacyLevel::Nothing},
                QStringLiteral("/home/ada/private")},
            {{Kind::Repository, "r", PrivacyLevel::Full}, QStringLiteral("example.org/acme/shop")}}};
}

void fill(SettingsDialog &window)
{
    window.setStatus(busy(), kNow);
    window.setData({{QStringLiteral("https://mimir.example.com"), QStringLiteral("ada@example.org"),
                        QStringLiteral("acme"), QStringLiteral("core"),
                        QStringLiteral("0190a000-0000-7000-8000-000000000001")},
        TokenStore::Kind::Memory, items(), privacy(), traffic()});
    window.conflictsPage()->setConflicts(conflicts());
    window.failedPage()->setItems(items());
    window.activityPage()->setActivity(activity());
    window.accountPage()->setDevices({{"a", QStringLiteral("desk-1"), kNow, true, true},
        {"b", QStringLiteral("laptop-2"), kNow - 3'600'000, true, false}});
}

void keep(QWidget &window, const QString &name)
{
    QDir().mkpath(QStringLiteral(MIMIR_SHOTS));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QVERIFY(window.grab().save(QStringLiteral(MIMIR_SHOTS "/window-%1.png").arg(name)));
}

// What a screen reader and a keyboard need.
void checkAccess(const QWidget &window)
{
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        if (button->objectName().startsWith(QLatin1String("qt_"))
            || button->objectName().startsWith(QLatin1String("Scroll")))
            continue;
        QVERIFY2(!button->text().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(button->text().contains(u'&') || !button->text().contains(QLatin1String("…"))
                || button->objectName() == QLatin1String("signInButton"),
            qPrintable(button->text()));
    }
    for (const QLineEdit *edit : window.findChildren<QLineEdit *>())
        QVERIFY2(!edit->accessibleName().isEmpty(), qPrintable(edit->objectName()));
    for (const QTreeWidget *list : window.findChildren<QTreeWidget *>())
        QVERIFY2(!list->accessibleName().isEmpty(), qPrintable(list->objectName()));
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        const QString file = label->objectName();
        QVERIFY2(label->textFormat() == Qt::PlainText || !label->text().contains(u'<'), qPrintable(file));
    }
}

} // namespace

class TstWindows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyWindow_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("language");
        QTest::newRow("light") << false << QString();
        QTest::newRow("dark") << true << QString();
        QTest::newRow("german") << false << QStringLiteral("de");
    }

    void everyWindow()
    {
        QFETCH(bool, dark);
        QFETCH(QString, language);
        const QPalette before = QApplication::palette();
        if (dark)
            QApplication::setPalette(darkPalette());
        QTranslator translator;
        QVERIFY(translator.load(language.isEmpty() ? QStringLiteral(":/i18n/mimir_en.qm")
                                                   : QStringLiteral(":/i18n/mimir_de.qm")));
        QCoreApplication::installTranslator(&translator);
        const QString suffix = QString::fromLatin1(QTest::currentDataTag());

        QMenu pause;
        QTemporaryDir place;
        const auto profile = Profile::open(place.path());
        QVERIFY(profile.ok());
        Settings settings(*profile);
        SettingsDialog window(nullptr, settings, QStringLiteral("/home/ada/.local/share/mimir"), &pause);
        fill(window);
        checkAccess(window);
        for (int tab = 0; tab < window.findChild<SideTabs *>()->count(); ++tab) {
            window.showTab(static_cast<SettingsDialog::Tab>(tab));
            keep(window, QStringLiteral("settings-%1-%2").arg(tab).arg(suffix));
        }
        SignInDialog signIn(nullptr);
        checkAccess(signIn);
        keep(signIn, QStringLiteral("signin-") + suffix);
        TextDialog preview(QStringLiteral("What would be sent"), QStringLiteral("Exactly this."),
            TextDialog::shownJson(R"({"_sync":{"action":"create"},"content":"hello"})"), {});
        checkAccess(preview);
        keep(preview, QStringLiteral("preview-") + suffix);

        QCoreApplication::removeTranslator(&translator);
        QApplication::setPalette(before);
    }

    void everyState_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    // All in one picture, for viewing.
    void everyState()
    {
        QFETCH(bool, dark);
        const QPalette before = QApplication::palette();
        if (dark)
            QApplication::setPalette(darkPalette());
        const QSize size(620, 400);
        QImage all(2 * size.width(), 5 * size.height(), QImage::Format_RGB32);
        QPainter painter(&all);
        QTemporaryDir place;
        Settings settings(*Profile::open(place.path()));
        std::vector<QImage> icons;
        for (int i = 0; i <= static_cast<int>(SyncState::Local); ++i) {
            SyncStatus status = busy();
            status.state = static_cast<SyncState>(i);
            QMenu pause;
            StatusPage page(settings, &pause);
            page.setStatus(status, kNow);
            page.setTraffic(traffic());
            page.resize(size);
            page.show();
            const auto *title = page.findChild<QLabel *>(QStringLiteral("stateTitle"));
            const auto *sentence = page.findChild<QLabel *>(QStringLiteral("stateSentence"));
            const auto *icon = page.findChild<QLabel *>(QStringLiteral("stateIcon"));
            QCOMPARE(title->text(), statusTitle(status.state));
            QCOMPARE(sentence->text(), sentencesBelowTitle(status, kNow).join(u'\n'));
            QVERIFY(title->width() >= title->sizeHint().width());
            const QImage drawn = icon->pixmap(Qt::ReturnByValue).toImage();
            QVERIFY2(std::ranges::find(icons, drawn) == icons.end(), qPrintable(title->text()));
            icons.push_back(drawn);
            painter.drawPixmap((i % 2) * size.width(), (i / 2) * size.height(), page.grab());
        }
        painter.end();
        QApplication::setPalette(before);
        QVERIFY(all.save(
            QStringLiteral(MIMIR_SHOTS "/states-%1.png").arg(QString::fromLatin1(QTest::currentDataTag()))));
    }

    void hostileTitlesStayOnOneHarmlessLine()
    {
        ConflictsPage window(nullptr);
        window.setConflicts(conflicts());
        const auto *list = window.findChild<QTreeWidget *>();
        QVERIFY(list->topLevelItemCount() > 20);
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            const QString title = list->topLevelItem(i)->text(0);
            QVERIFY(!title.isEmpty());
            QVERIFY(title.size() <= 600);
            QVERIFY(isHarmless(title));
        }
    }

    void differencesAreMarkedByWords()
    {
        const TextDifference found
            = differenceOf(QStringLiteral("fix the login bug"), QStringLiteral("fix the logout bug now"));
        QCOMPARE(found.left, (std::vector<TextRange> {{8, 5}}));
        QCOMPARE(found.right, (std::vector<TextRange> {{8, 6}, {18, 4}}));
        QVERIFY(differenceOf(QStringLiteral("same"), QStringLiteral("same")).left.empty());
    }

    void hugeTextsAreComparedInTime()
    {
        QString left, right;
        for (int i = 0; i < 50'000; ++i) {
            left += QString::number(i) + u' ';
            right += QString::number(i + 7) + u' ';
        }
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!differenceOf(left, right).left.empty());
        QVERIFY(timer.elapsed() < 1000);
    }

    void valuesAreReadable()
    {
        QCOMPARE(readableValue("\"a \\u003cb\""), QStringLiteral("a <b"));
        QCOMPARE(
            readableValue("{\"status\":\"open\",\"title\":\"x\"}"), QStringLiteral("status: open\ntitle: x"));
        QCOMPARE(readableValue("[1,2]"), QStringLiteral("[1,2]"));
        QCOMPARE(readableValue("null"), QStringLiteral("(none)"));
    }

    void germanIsCompleteAndLoaded()
    {
        QTranslator translator;
        QVERIFY(translator.load(QLocale(QStringLiteral("de_DE")), QStringLiteral("mimir"),
            QStringLiteral("_"), QStringLiteral(":/i18n")));
        QCoreApplication::installTranslator(&translator);
        QCOMPARE(statusTitle(SyncState::Paused), QStringLiteral("Angehalten"));
        SyncStatus one = busy();
        one.pending = 1;
        QVERIFY(statusSentence(one, kNow).contains(QStringLiteral("1 Änderung ist")));
        QCoreApplication::removeTranslator(&translator);
        QFile catalogue(QStringLiteral(MIMIR_SOURCE_DIR "/translations/mimir_de.ts"));
        QVERIFY(catalogue.open(QIODevice::ReadOnly));
        const QByteArray text = catalogue.readAll();
        QVERIFY(!text.contains("type=\"unfinished\""));
        QVERIFY(text.contains("<name>Status</name>"));
    }
};

QTEST_MAIN(TstWindows)
#include "tst_windows.moc"
