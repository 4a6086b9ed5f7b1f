// The pages of the window: reachable and readable without a mouse or sight, whole in longer languages and
// from right to left, and unaffected by hostile texts.
#include "app/settings.h"
#include "core/plaintext.h"
#include "desktop/filledwindow.h"
#include "desktop/hostiletitles.h"
#include "tray/history/historywindow.h"
#include "tray/pages/accountpage.h"
#include "tray/pages/activitypage.h"
#include "tray/pages/conflictspage.h"
#include "tray/pages/failedpage.h"
#include "tray/pages/formpage.h"
#include "tray/pages/privacypage.h"
#include "tray/pages/ruledialog.h"
#include "tray/pages/settingsdialog.h"
#include "tray/pages/statuspage.h"
#include "tray/pages/trashpage.h"
#include "tray/panel/notifier.h"
#include "tray/panel/trayicon.h"
#include "tray/panel/traymenu.h"
#include "tray/program/trashactions.h"
#include "tray/setup/passworddialog.h"
#include "tray/setup/setupwizard.h"
#include "tray/setup/signinform.h"
#include "tray/widgets/privacylevelbox.h"
#include "tray/widgets/rowlist.h"
#include "tray/widgets/sidetabs.h"
#include "tray/widgets/textdialog.h"
#include "tray/widgets/trafficchart.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QTimer>
#include <QTranslator>
#include <QTreeWidget>

#include <map>
#include <set>

using namespace mimir;

namespace {

void collectNames(QAccessibleInterface *node, QStringList *names)
{
    if (!node || !node->isValid())
        return;
    for (const auto text : {QAccessible::Name, QAccessible::Description})
        *names += node->text(text);
    // Texts of the versions keep their line breaks; they are plain text.
    for (int i = 0; node->role() != QAccessible::EditableText && i < node->childCount(); ++i)
        collectNames(node->child(i), names);
}

// With its plural forms, which the source does not have.
class English {
public:
    English()
    {
        if (m_forms.load(QStringLiteral(":/i18n/mimir_en.qm")))
            QCoreApplication::installTranslator(&m_forms);
    }
    ~English() { QCoreApplication::removeTranslator(&m_forms); }
    English(const English &) = delete;
    English &operator=(const English &) = delete;

private:
    QTranslator m_forms;
};

} // namespace

class TstPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsSelectedCanBeDiscarded();
    void aPasswordIsChangedByWhoTypesItTwice();
    void whatIsSelectedIsRetried();
    void theChartPaintsWhatItTells();
    void theBarsCountItemsOrBytes();
    void theDataIsReadAgainAfterAPullAndAsTimePasses();
    void whatIsInTheTrashIsShownAndRestored();
    void aHeldDeletionIsDecidedWhereItIsSaid();
    void aTrashIsReadable();
    void theSelectionStaysWithWhatWasSelected();
    void bothVersionsAreToldApart();
    void refusedItemsAreListedWithTheirReason();
    void whatCannotBeSentIsNotSaidToBeRefused();
    void anAddressThatIsNotInUseYetIsSaid();
    void everyEmptyListSaysHowToBegin();
    void longerTextsAndTheOtherDirectionFit_data()
    {
        QTest::addColumn<int>("direction");
        QTest::newRow("left to right") << int(Qt::LeftToRight);
        QTest::newRow("right to left") << int(Qt::RightToLeft);
    }
    void longerTextsAndTheOtherDirectionFit()
    {
        QFETCH(int, direction);
        LongTexts longTexts;
        QCoreApplication::installTranslator(&longTexts);
        QGuiApplication::setLayoutDirection(static_cast<Qt::LayoutDirection>(direction));
        QStringList cut;
        {
            FilledWindow window;
            window.dialog->show();
            for (int i = 0; i < window.pages(); ++i) {
                const QWidget *page = window.page(i);
                QCoreApplication::processEvents();
                for (const QWidget *widget : page->findChildren<QWidget *>()) {
                    const auto *label = qobject_cast<const QLabel *>(widget);
                    const bool words
                        = (label && !label->wordWrap()) || qobject_cast<const QAbstractButton *>(widget);
                    if (widget->isVisible() && words && widget->width() < widget->minimumSizeHint().width())
                        cut += window.pageName(i) + QLatin1String(": ") + widget->objectName();
                    if (label && label->isVisible() && label->wordWrap()
                        && label->height() < label->heightForWidth(label->width()))
                        cut += window.pageName(i) + QLatin1String(": ") + widget->objectName()
                            + QLatin1String(" height");
                }
                window.dialog->grab().save(QStringLiteral(MIMIR_SHOTS "/long-%1-%2.png")
                                               .arg(i)
                                               .arg(QString::fromLatin1(QTest::currentDataTag()).left(4)));
            }
            QVERIFY2(window.dialog->width() <= 1366 && window.dialog->height() <= 740,
                qPrintable(QStringLiteral("%1x%2").arg(window.dialog->width()).arg(window.dialog->height())));
        }
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        QCoreApplication::removeTranslator(&longTexts);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
    }

    void hostileTextsAreHarmlessOnEveryPage()
    {
        QVERIFY(hostileTitles().size() >= 100);
        FilledWindow window(hostileTitles());
        window.dialog->show();
        for (int i = 0; i < window.pages(); ++i) {
            const QWidget *page = window.page(i);
            for (const QTreeWidget *list : page->findChildren<QTreeWidget *>())
                for (int row = 0; row < list->topLevelItemCount(); ++row)
                    for (int column = 0; column < list->columnCount(); ++column) {
                        const QTreeWidgetItem *item = list->topLevelItem(row);
                        QVERIFY2(isHarmless(item->text(column)), qPrintable(list->objectName()));
                        QVERIFY(item->text(column).size() < 1000);
                        QTextDocument tip;
                        tip.setHtml(item->toolTip(column)); // what Qt shows if it takes it for markup
                        QCOMPARE(Qt::mightBeRichText(item->toolTip(column)) ? tip.toRawText()
                                                                            : item->toolTip(column),
                            item->text(column));
                    }
            for (const QLabel *label : page->findChildren<QLabel *>()) {
                // These three have a line for each thing that they say.
                const QString name = label->objectName();
                const qsizetype lines = name == QLatin1String("stateSentence")
                    ? statusSentences(window.status, kNow).size()
                    : name == QLatin1String("othersLabel") ? qsizetype(window.status.leftByOthers.size())
                    : page->findChild<SourcesPage *>() && name == QLatin1String("detailLabel") ? 5
                                                                                               : 1;
                const QStringList said = label->text().split(u'\n');
                QCOMPARE(said.size(), lines);
                QVERIFY2(std::ranges::all_of(said, isHarmless), qPrintable(name));
                QVERIFY2(label->textFormat() == Qt::PlainText || !label->text().contains(u'<'),
                    qPrintable(label->objectName()));
            }
            for (const QAbstractButton *button : page->findChildren<QAbstractButton *>())
                QVERIFY(isHarmless(button->text()) && button->text().size() < 300);
        }
        QStringList names;
        collectNames(QAccessible::queryAccessibleInterface(window.dialog.get()), &names);
        QVERIFY(names.size() > 500);
        for (const QString &name : names)
            QVERIFY2(isHarmless(QString(name).remove(u'\n')), qPrintable(name.left(100)));
    }

    void hostileTextsAreHarmlessInNotificationsMenuAndToolTip()
    {
        for (const QString &title : hostileTitles()) {
            const QString body = Notifier::conflictBody({1, title, title}, Notifier::Form::Markup);
            QVERIFY2(isHarmless(body), qPrintable(body.left(100)));
            QVERIFY(!body.contains(u'<') && !body.contains(u'>'));
            QVERIFY(body.size() < 3000);
            QVERIFY(isHarmless(Notifier::conflictBody({1, title, title}, Notifier::Form::Plain)));
            SyncStatus status = busy();
            status.server = status.team = title.toStdString();
            TrayMenu menu;
            menu.setStatus(status, kNow);
            for (const QAction *action : menu.menu()->actions())
                QVERIFY2(
                    isHarmless(action->text()) && action->text().size() < 160, qPrintable(action->text()));
            QVERIFY(isHarmless(TrayIcon::toolTip(status, kNow).remove(u'\n')));
        }
    }

    void previewsShowWhatHidesAsEscapes()
    {
        for (const QString &title : hostileTitles()) {
            const std::string json = json::quoted(title.toStdString());
            const QString shown = TextDialog::shownJson(json);
            QVERIFY2(isHarmless(shown), qPrintable(shown.left(60)));
            QCOMPARE(json::canonical(shown.toStdString()).value(), json::canonical(json).value());
        }
    }

    void theDayIsToldHourByHour()
    {
        FilledWindow window;
        window.dialog->show();
        auto *chart = window.page(0)->findChild<TrafficChart *>();
        QVERIFY(chart->accessibleDescription().contains(u'5'));
        QTest::keyClick(chart, Qt::Key_Home);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(chart->accessibleDescription(), chart->hourText(3));
        QVERIFY(chart->hourText(3) != chart->hourText(4));
    }

    void settingsAreKeptAtOnceAndBadOnesRefused()
    {
        FilledWindow window;
        window.dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(window.dialog.get()));
        QWidget *page = window.page(static_cast<int>(SettingsDialog::Tab::Sync));
        auto *interval = page->findChild<QSpinBox *>(QStringLiteral("intervalBox"));
        interval->setFocus();
        interval->selectAll();
        QTest::keyClicks(interval, QStringLiteral("45"));
        QTest::keyClick(interval, Qt::Key_Return);
        QCOMPARE(window.settings->number(settings::kInterval), 45'000);
        interval->setValue(0);
        QCOMPARE(window.settings->number(settings::kInterval), 0);

        auto *mode = page->findChild<QComboBox *>(QStringLiteral("proxyModeBox"));
        auto *host = page->findChild<QLineEdit *>(QStringLiteral("proxyHostEdit"));
        QVERIFY(!host->isVisible());
        mode->setCurrentIndex(mode->findData(QStringLiteral("manual")));
        Q_EMIT mode->activated(mode->currentIndex());
        QVERIFY(host->isVisible());
        QCOMPARE(window.settings->value(settings::kProxyMode), std::string("system")); // nothing usable yet
        host->setFocus();
        QTest::keyClicks(host, QStringLiteral("http://no host"));
        QTest::keyClick(host, Qt::Key_Return);
        QCOMPARE(window.settings->value(settings::kProxyMode), std::string("system"));
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("messageLabel"))->isVisible());
        host->selectAll();
        QTest::keyClicks(host, QStringLiteral("proxy.example.org"));
        QTest::keyClick(host, Qt::Key_Return);
        QCOMPARE(window.settings->value(settings::kProxyMode), std::string("manual"));
        QCOMPARE(window.settings->value(settings::kProxyHost), std::string("proxy.example.org"));
        QVERIFY(!page->findChild<QLabel *>(QStringLiteral("messageLabel"))->isVisible());

        QWidget *notifications = window.page(static_cast<int>(SettingsDialog::Tab::Notifications));
        QTest::keyClick(window.dialog.get(), Qt::Key_C, Qt::AltModifier);
        QTRY_VERIFY(!window.settings->isOn(settings::kNotifyConflict));
        QVERIFY(notifications->isVisible());
    }

    void whatOthersSetIsNotWrittenBack()
    {
        FilledWindow window;
        window.dialog->show();
        QWidget *page = window.page(static_cast<int>(SettingsDialog::Tab::Sync));
        QVERIFY(window.settings->set({{"proxy.mode", "manual"}, {"proxy.host", "proxy.example.org"}}));
        Settings other(*Profile::open(window.place.path()));
        window.settings->watch();
        const auto shows = [page](const char *box, const QString &text) {
            return page->findChild<QLineEdit *>(QString::fromLatin1(box))->text() == text;
        };
        QVERIFY(other.set({{"proxy.port", "3128"}, {"proxy.user", "bob"}, {"sync.batch_items", "7"}}));
        QTRY_VERIFY(shows("proxyUserEdit", QStringLiteral("bob")));
        QCOMPARE(Settings(*Profile::open(window.place.path())).value(settings::kProxyUser), "bob");
        QVERIFY(other.reset({}));
        QTRY_VERIFY(shows("proxyUserEdit", QString()));
        QCOMPARE(Settings(*Profile::open(window.place.path())).toJson(), other.toJson());
        for (const Setting &setting : allSettings())
            QVERIFY2(Settings(*Profile::open(window.place.path())).isDefault(setting.key), setting.title);
    }

    void whatIsSaidOfANumberHoldsInItsUnit()
    {
        FilledWindow window;
        const auto *box = window.page(static_cast<int>(SettingsDialog::Tab::Sync))
                              ->findChild<QSpinBox *>(QStringLiteral("intervalBox"));
        QCOMPARE(box->property("scale").toInt(), 1000);
        QVERIFY2(!box->toolTip().contains(QLatin1String("milli")), qPrintable(box->toolTip()));
        QVERIFY(!box->accessibleDescription().contains(QLatin1String("milli")));
    }

    void theProxysPasswordIsNeverASetting()
    {
        FilledWindow window;
        window.dialog->show();
        QWidget *page = window.page(static_cast<int>(SettingsDialog::Tab::Sync));
        QVERIFY(window.settings->set({{"proxy.mode", "manual"}, {"proxy.host", "proxy.example.org"}}));
        auto *password = page->findChild<QLineEdit *>(QStringLiteral("proxyPasswordEdit"));
        QTRY_VERIFY(password->isVisible());
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        QSignalSpy asked(window.dialog->syncPage(), &SyncPage::proxyPasswordChanged);
        password->setFocus();
        QTest::keyClicks(password, QStringLiteral("hunter2"));
        QTest::keyClick(password, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), QStringLiteral("hunter2"));
        QVERIFY(password->text().isEmpty());
        QFile file(window.place.filePath(QStringLiteral("settings.json")));
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(!file.readAll().contains("hunter2"));
        QVERIFY(window.settings->noteSecret(settings::kProxyPassword, true));
        QTRY_COMPARE(password->placeholderText(), QStringLiteral("(stored)"));
        QTest::keyClick(password, Qt::Key_Return); // nothing was typed: it stays
        QCOMPARE(asked.size(), 1);
    }

    void theSpanOfWhatIsHeldIsSaid_data()
    {
        QTest::addColumn<QList<qint64>>("times");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("said");
        const QLocale locale;
        const auto at = [](int day, int hour, int minute) {
            return QDateTime(QDate(2026, 3, day), QTime(hour, minute)).toMSecsSinceEpoch();
        };
        const auto day = [](qint64 when) { return whenText(when); };
        const auto time = [&locale](int hour, int minute) {
            return locale.toString(QTime(hour, minute), QLocale::ShortFormat);
        };
        const qint64 two = at(2, 14, 0), later = at(2, 15, 10), next = at(3, 9, 0);
        QTest::newRow("none") << QList<qint64> {} << 0 << QString();
        QTest::newRow("one") << QList<qint64> {two} << 1 << QStringLiteral("1 item(s) from %1").arg(day(two));
        QTest::newRow("the same minute")
            << QList<qint64> {two, two} << 2 << QStringLiteral("2 item(s) from %1").arg(day(two));
        QTest::newRow("one day") << QList<qint64> {later, two} << 12
                                 << QStringLiteral("12 item(s) from %1 to %2").arg(day(two), time(15, 10));
        QTest::newRow("two days") << QList<qint64> {two, next} << 2
                                  << QStringLiteral("2 item(s) from %1 to %2").arg(day(two), day(next));
    }

    void theSpanOfWhatIsHeldIsSaid()
    {
        QFETCH(QList<qint64>, times);
        QFETCH(int, count);
        QFETCH(QString, said);
        std::vector<ListedItem> items;
        for (const qint64 since : times) {
            items.push_back(itemWith(QStringLiteral("Fix")));
            items.back().since = since;
        }
        QCOMPARE(PrivacyPage::heldSpan(items, count), said);
    }

    void organisationsCanForbidTheModeButNotKeepItOn()
    {
        PrivacyPage page;
        page.show();
        SyncStatus status;
        status.privacyForbidden = true;
        page.setStatus(status);
        auto *box = page.findChild<QAbstractButton *>(QStringLiteral("privacyBox"));
        const auto *why = page.findChild<QLabel *>(QStringLiteral("policyLabel"));
        QVERIFY(!box->isEnabled());
        QVERIFY(why->isVisible());
        QVERIFY(why->text().contains(QStringLiteral("you cannot turn it on")));
        status.privacyMode = true;
        page.setStatus(status);
        QVERIFY(box->isEnabled());
        QVERIFY(why->text().contains(QStringLiteral("until you turn it off")));
        page.setStatus({});
        QVERIFY(box->isEnabled());
        QVERIFY(!why->isVisible());
    }

    void levelsAndRulesAreChosenOnThePage();
    void rulesAreMadeInTheDialog();
    void aConversationRemovedElsewhereStaysHere();
    void theWizardOffersWhatToSync();
    void theWizardWaitsForWhatThereIsToChooseFrom();
    void theWizardReadsTheAgentsThatAreChosen();
    void whoStaysLocalChoosesAgentsToo();
    void sourcesAreFollowedByTheirTicks();
    void whatIsWrongWithASourceIsShown();
    void theLedgerNamesConversations();
    void theLedgerSaysWhatWasWithheld();
    void theWizardSendsNothingByItself()
    {
        SetupWizard wizard(nullptr, nullptr);
        wizard.setItems({itemWith(QStringLiteral("Fix"))}, 12);
        wizard.show();
        QCOMPARE(wizard.currentId(), 0);
        wizard.next();
        QCOMPARE(wizard.currentId(), 1);
        wizard.next(); // nothing filled in
        QCOMPARE(wizard.currentId(), 1);
        QVERIFY(wizard.findChild<QLabel *>(QStringLiteral("messageLabel"))->isVisible());
        wizard.back();
        wizard.findChild<QAbstractButton *>(QStringLiteral("localButton"))->click();
        QCOMPARE(wizard.nextId(), -1);
    }

    void theBrowsersCodeIsPlainText()
    {
        SignInForm form;
        form.setWay(SignInForm::Way::Browser);
        form.show();
        form.showCode(
            {"<b>\u202EABCD-EFGH", QUrl(QStringLiteral("https://mimir.example.com/<i>")), {}, kNow});
        for (const QLabel *label : form.findChildren<QLabel *>())
            QVERIFY(isHarmless(label->text())
                && (label->textFormat() == Qt::PlainText || !label->text().contains(u'<')));
    }
};

void TstPages::whatIsSelectedIsRetried()
{
    FailedPage page(nullptr);
    auto *button = page.findChild<QPushButton *>(QStringLiteral("retryButton"));
    auto *list = page.findChild<QTreeWidget *>(QStringLiteral("list"));
    std::vector<std::vector<std::string>> asked;
    connect(&page, &FailedPage::retryRequested, this,
        [&asked](const std::vector<std::string> &ids) { asked.push_back(ids); });
    std::vector<ListedItem> items(3);
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].id = "id" + std::to_string(i);
        items[i].tries = static_cast<int>(i) + 1;
    }
    page.setItems(items);
    QCOMPARE(list->topLevelItem(2)->text(3), QStringLiteral("3"));
    list->clearSelection();
    QVERIFY(!button->isEnabled());
    list->topLevelItem(0)->setSelected(true);
    list->topLevelItem(2)->setSelected(true);
    button->click();
    page.findChild<QPushButton *>(QStringLiteral("retryAllButton"))->click();
    QCOMPARE(asked, (std::vector<std::vector<std::string>> {{"id0", "id2"}, {}}));
}

void TstPages::theChartPaintsWhatItTells()
{
    TrafficChart chart;
    chart.resize(chart.sizeHint());
    const auto painted = [&chart](int up, int down, int failures) {
        std::vector<SyncTraffic> hours(TrafficChart::kHours);
        hours[20].itemsUp = up;
        hours[20].itemsDown = down;
        hours[20].failures = failures;
        chart.setTraffic(std::move(hours), kNow);
        return chart.grab().toImage();
    };
    const std::vector<QImage> pictures {
        painted(0, 0, 0), painted(5, 0, 0), painted(0, 5, 0), painted(0, 0, 1)};
    for (std::size_t i = 0; i < pictures.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(pictures[i] != pictures[j]);
}

// The hour with few large items is the tallest in bytes alone.
void TstPages::theBarsCountItemsOrBytes()
{
    FilledWindow window;
    window.dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(window.dialog.get()));
    QWidget *page = window.page(static_cast<int>(SettingsDialog::Tab::Status));
    auto *chart = page->findChild<TrafficChart *>();
    auto *box = page->findChild<QComboBox *>(QStringLiteral("chartUnitBox"));
    std::vector<SyncTraffic> hours(TrafficChart::kHours);
    hours[3].itemsUp = 100;
    hours[3].bytesUp = 100;
    hours[9].itemsUp = 1;
    hours[9].bytesUp = 1'000'000;
    chart->setTraffic(hours, kNow);
    const QImage items = chart->grab().toImage();
    QTest::keyClick(window.dialog.get(), Qt::Key_B, Qt::AltModifier);
    QCOMPARE(QApplication::focusWidget(), box);
    QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(window.settings->value(settings::kChart), std::string("bytes"));
    QVERIFY(chart->grab().toImage() != items);
    QVERIFY(window.settings->set({{"interface.chart", "items"}})); // no matter who set it
    box->setFocus();
    QCOMPARE(box->currentData().toString(), QStringLiteral("items"));
    QCOMPARE(chart->grab().toImage(), items);
    QVERIFY(!QAccessible::queryAccessibleInterface(box)->text(QAccessible::Name).isEmpty());
}

void TstPages::theDataIsReadAgainAfterAPullAndAsTimePasses()
{
    FilledWindow window;
    QSignalSpy outdated(window.dialog.get(), &SettingsDialog::dataOutdated);
    auto *timer = window.dialog->findChild<QTimer *>(QStringLiteral("refreshTimer"));
    timer->start(60'000);
    SyncStatus status = busy();
    status.lastPull = kNow + 1;
    window.dialog->setStatus(status, kNow);
    QVERIFY(timer->remainingTime() < 11'000);
    timer->setInterval(9000);
    status.lastPull = kNow + 2; // does not postpone it
    window.dialog->setStatus(status, kNow);
    QVERIFY(timer->remainingTime() < 9900);
    timer->start(0);
    QVERIFY(outdated.wait());
    QVERIFY(timer->isActive() && timer->remainingTime() > 11'000); // an open window's "now" moves
}

void TstPages::aPasswordIsChangedByWhoTypesItTwice()
{
    PasswordDialog dialog(QStringLiteral("ada@example.org"));
    dialog.show();
    std::vector<std::pair<std::string, std::string>> asked;
    connect(&dialog, &PasswordDialog::changeRequested, this,
        [&asked](const std::string &current, const std::string &next) { asked.emplace_back(current, next); });
    QPushButton *change = nullptr;
    for (QPushButton *button : dialog.findChildren<QPushButton *>())
        if (button->isDefault())
            change = button;
    QVERIFY(change && !change->isEnabled());
    const auto *message = dialog.findChild<QLabel *>(QStringLiteral("messageLabel"));
    const auto type = [&](const char *current, const char *next, const char *again) {
        dialog.findChild<QLineEdit *>(QStringLiteral("currentEdit"))->setText(QLatin1String(current));
        dialog.findChild<QLineEdit *>(QStringLiteral("nextEdit"))->setText(QLatin1String(next));
        dialog.findChild<QLineEdit *>(QStringLiteral("againEdit"))->setText(QLatin1String(again));
        change->click();
    };
    type("old secret", "short", "short");
    QVERIFY2(message->text().contains(QStringLiteral("at least 8 characters")), qPrintable(message->text()));
    type("old secret", "a longer one", "another one");
    QVERIFY2(message->text().contains(QStringLiteral("differ")), qPrintable(message->text()));
    QVERIFY(asked.empty());
    type("old secret", "a longer one", "a longer one");
    QCOMPARE(asked.size(), std::size_t(1));
    QCOMPARE(asked.front(), std::pair(std::string("old secret"), std::string("a longer one")));
    QVERIFY(!change->isEnabled()); // once is enough
    dialog.say(QStringLiteral("refused"));
    QVERIFY(change->isEnabled() && message->isVisible());
    for (const QLineEdit *field : dialog.findChildren<QLineEdit *>())
        QCOMPARE(field->echoMode(), QLineEdit::Password);
    const auto *intro = dialog.findChild<QLabel *>(QStringLiteral("introLabel"));
    QVERIFY(intro->text().contains(QStringLiteral("other devices are signed out")));
}

void TstPages::whatIsInTheTrashIsShownAndRestored()
{
    TrashPage page(nullptr);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    auto *list = page.findChild<QTreeWidget *>(QStringLiteral("list"));
    auto *restore = page.findChild<QPushButton *>(QStringLiteral("restoreButton"));
    const auto *intro = page.findChild<QLabel *>(QStringLiteral("introLabel"));
    QVERIFY(intro->text().startsWith(QStringLiteral("The trash is empty. Your items")));
    QVERIFY(
        !restore->isEnabled() && !page.findChild<QPushButton *>(QStringLiteral("showButton"))->isEnabled());
    page.setItems({trashedWith(QStringLiteral("One"), EntityType::Conversation),
        trashedWith(QStringLiteral("Two"), EntityType::Message)});
    QVERIFY(!intro->text().contains(QStringLiteral("empty")));
    const QTreeWidgetItem *row = list->topLevelItem(0);
    QCOMPARE(row->text(0), QStringLiteral("One"));
    QVERIFY(row->text(1).contains(QStringLiteral("12")));
    QCOMPARE(row->text(2), QStringLiteral("One at https://mimir.example.com"));
    QVERIFY(whenText(kNow).startsWith(row->text(3)));
    QVERIFY(whenText(kNow + 20 * Trash::kDay).startsWith(row->text(4)));
    std::vector<std::string> restored;
    QString shown;
    connect(&page, &TrashPage::restoreRequested, this, [&restored](const std::vector<TrashedItem> &items) {
        for (const TrashedItem &item : items)
            restored.push_back(item.title.toStdString());
    });
    connect(
        &page, &TrashPage::showRequested, this, [&shown](const TrashedItem &item) { shown = item.title; });
    QTest::keyClick(&page, Qt::Key_I, Qt::AltModifier); // by keyboard only
    QCOMPARE(QApplication::focusWidget(), list);
    list->setCurrentItem(list->topLevelItem(1));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(shown, QStringLiteral("Two"));
    list->selectAll();
    QTest::keyClick(&page, Qt::Key_R, Qt::AltModifier);
    QTRY_COMPARE(restored, (std::vector<std::string> {"One", "Two"}));
}

void TstPages::aHeldDeletionIsDecidedWhereItIsSaid()
{
    FilledWindow window;
    window.dialog->show();
    QVERIFY(window.pageName(static_cast<int>(SettingsDialog::Tab::Trash)).contains(QStringLiteral("36")));
    const auto *status = window.dialog->statusPage();
    QVERIFY(status->findChild<QPushButton *>(QStringLiteral("answerButton"))->isVisibleTo(status));
    TrashPage *trash = window.dialog->trashPage();
    const auto *held = trash->findChild<QLabel *>(QStringLiteral("heldLabel"));
    auto *decide = trash->findChild<QPushButton *>(QStringLiteral("decideButton"));
    QVERIFY(held->isVisibleTo(trash) && held->text().contains(QStringLiteral("34 of your 120")));
    QSignalSpy asked(trash, &TrashPage::decideRequested);
    decide->click();
    QCOMPARE(asked.size(), 1);
    window.dialog->setStatus(busy(), kNow);
    QVERIFY(!held->isVisibleTo(trash) && !decide->isVisibleTo(trash));
    QCOMPARE(window.pageName(static_cast<int>(SettingsDialog::Tab::Trash)), QStringLiteral("Trash"));
}

void TstPages::aTrashIsReadable()
{
    const auto part = [](EntityType type, const char *id,
                          std::initializer_list<std::pair<const char *, std::string>> fields) {
        Record record {type, id, {}};
        for (const auto &[name, value] : fields)
            record.fields.set(name, value);
        return record;
    };
    std::vector<Record> records {part(EntityType::Conversation, "c", {{"title", "\"One\""}}),
        part(EntityType::Message, "b",
            {{"role", "\"user\""}, {"content", "\"second\""}, {"timestamp", "2000"}}),
        part(EntityType::Message, "a",
            {{"role", "\"user\""}, {"content", "\"first\""}, {"timestamp", "1000"}}),
        part(EntityType::ToolCall, "t",
            {{"tool_name", "\"bash\""}, {"arguments", R"({"command":"ls"})"}, {"started_at", "3000"}})};
    const QString text = TrashActions::readable(records, 100'000);
    QVERIFY2(
        text.indexOf(QStringLiteral("first")) < text.indexOf(QStringLiteral("second")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("bash")) && text.contains(QStringLiteral("\"ls\"")));
    QVERIFY(TrashActions::readable(records, 5).contains(QStringLiteral("2 more item")));
    static const QRegularExpression kBreaks(QStringLiteral("[\\n\\t\\x{2028}\\x{2029}]")); // shown as such
    for (const QString &hostile : hostileTitles()) {
        records[1].fields.setText("content", hostile.toStdString());
        QVERIFY(isHarmless(TrashActions::readable(records, 100'000).remove(kBreaks)));
    }
    QVERIFY(!TrashActions::readable({records.front()}, 100).isEmpty());
}

void TstPages::whatIsSelectedCanBeDiscarded()
{
    FailedPage page(nullptr);
    auto *button = page.findChild<QPushButton *>(QStringLiteral("discardButton"));
    auto *list = page.findChild<QTreeWidget *>(QStringLiteral("list"));
    std::vector<std::string> asked;
    connect(&page, &FailedPage::discardRequested, this, [&asked](const std::vector<ListedItem> &items) {
        asked.clear();
        for (const ListedItem &item : items)
            asked.push_back(item.id);
    });
    QVERIFY(!button->isEnabled());
    std::vector<ListedItem> items(3);
    for (std::size_t i = 0; i < items.size(); ++i)
        items[i].id = "id" + std::to_string(i);
    items[0].state = items[2].state = Outbox::State::Failed;
    items[1].nextTry = items[1].since = 1'790'000'000'000;
    page.setItems(items);
    QCOMPARE(list->topLevelItem(0)->text(4), QStringLiteral("when you retry"));
    QCOMPARE(list->topLevelItem(1)->text(4), whenText(items[1].nextTry));
    QCOMPARE(list->topLevelItem(1)->text(2), whenText(items[1].since));
    list->clearSelection();
    QVERIFY(!button->isEnabled());
    list->topLevelItem(0)->setSelected(true);
    list->topLevelItem(2)->setSelected(true);
    list->topLevelItem(1)->setSelected(true);
    QVERIFY(!button->isEnabled()); // it is retried automatically
    list->topLevelItem(1)->setSelected(false);
    button->click();
    QCOMPARE(asked, (std::vector<std::string> {"id0", "id2"}));
}

namespace {

ListedConflict conflictNamed(const char *id, const char *losing, const char *winning)
{
    Conflict c;
    c.id = id;
    c.entityId = "c1";
    c.field = "title";
    c.title = "Fix login";
    c.losing = json::quoted(losing);
    c.winning = json::quoted(winning);
    c.winningDeviceName = "laptop";
    c.reason = "lww";
    c.at = kNow;
    c.editedAt = kNow - 120'000;
    c.winningEditedAt = kNow - 60'000;
    return {c, true, InUse::Newer};
}

} // namespace

// A new row on top must not move another under the pointer that is about to click.
void TstPages::theSelectionStaysWithWhatWasSelected()
{
    ConflictsPage page(nullptr);
    const auto *versions = page.findChild<QPlainTextEdit *>(QStringLiteral("losingText"));
    auto *list = page.findChild<QTreeWidget *>(QStringLiteral("list"));
    page.setConflicts({conflictNamed("a", "mine a", "x"), conflictNamed("b", "mine b", "x"),
        conflictNamed("c", "mine c", "x")});
    list->setCurrentItem(list->topLevelItem(1));
    list->topLevelItem(2)->setSelected(true);
    page.setConflicts({conflictNamed("new", "n", "x"), conflictNamed("a", "mine a", "x"),
        conflictNamed("b", "mine b", "x"), conflictNamed("c", "mine c", "x")});
    QCOMPARE(versions->toPlainText(), QStringLiteral("mine b"));
    QCOMPARE(list->indexOfTopLevelItem(list->currentItem()), 2);
    QCOMPARE(selectedRows(list), (std::vector<std::size_t> {2, 3}));
    page.setConflicts({conflictNamed("new", "n", "x")});
    QCOMPARE(selectedRows(list), (std::vector<std::size_t> {0}));

    FailedPage failed(nullptr);
    auto *items = failed.findChild<QTreeWidget *>(QStringLiteral("list"));
    std::vector<ListedItem> rows(3);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].id = "id" + std::to_string(i);
    failed.setItems(rows);
    items->setCurrentItem(items->topLevelItem(2));
    rows.erase(rows.begin());
    failed.setItems(rows);
    QCOMPARE(selectedRows(items), (std::vector<std::size_t> {1}));

    PrivacyPage privacy;
    auto *held = privacy.findChild<QTreeWidget *>(QStringLiteral("heldList"));
    privacy.setHeldItems(rows);
    held->setCurrentItem(held->topLevelItem(1));
    privacy.setHeldItems(rows);
    QCOMPARE(selectedRows(held), (std::vector<std::size_t> {1}));

    ActivityPage activity(nullptr);
    auto *ledger = activity.findChild<QTreeWidget *>(QStringLiteral("ledgerList"));
    Activity day;
    for (Millis at : {2, 1})
        day.ledger.push_back({{at, 1, "push", {1, 0, 0, 0}, 10, "ok", 0, 0, {}}, {}, {}});
    activity.setActivity(day);
    ledger->setCurrentItem(ledger->topLevelItem(1));
    day.ledger.insert(
        day.ledger.begin(), LedgerLine {{3, 1, "push", {1, 0, 0, 0}, 10, "ok", 0, 0, {}}, {}, {}});
    activity.setActivity(day);
    QCOMPARE(selectedRows(ledger), (std::vector<std::size_t> {2}));
}

void TstPages::bothVersionsAreToldApart()
{
    ConflictsPage page(nullptr);
    page.show();
    const auto text
        = [&page](const char *name) { return page.findChild<QPlainTextEdit *>(QLatin1String(name)); };
    const auto label = [&page](const char *name) {
        auto *found = page.findChild<QLabel *>(QLatin1String(name));
        return QAccessible::queryAccessibleInterface(found)->text(QAccessible::Name); // without the mnemonic
    };
    const auto enabled = [&page](const char *name) {
        return page.findChild<QPushButton *>(QLatin1String(name))->isEnabled();
    };
    ListedConflict listed = conflictNamed("a", "Fix the login bug", "Fix the logout bug");
    page.setConflicts({listed});
    for (const auto &[name, word] : {std::pair("losingText", "login"), std::pair("winningText", "logout")}) {
        const auto marks = text(name)->extraSelections();
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks.first().cursor.selectedText(), QLatin1String(word));
        QVERIFY(marks.first().format.fontUnderline()); // not by colour alone
    }
    QCOMPARE(label("losingLabel"),
        QStringLiteral("Yours, from this device – Older, written %1").arg(whenText(kNow - 120'000)));
    QCOMPARE(label("winningLabel"),
        QStringLiteral("From laptop – Newer, in use, written %1").arg(whenText(kNow - 60'000)));
    QVERIFY(label("reasonLabel").contains(whenText(kNow)));
    QVERIFY(label("reasonLabel").contains(conflictReason(listed.conflict)));
    QVERIFY(label("reasonLabel").contains(inUseSentence(listed)));
    const QTreeWidgetItem *row = page.findChild<QTreeWidget *>(QStringLiteral("list"))->topLevelItem(0);
    QCOMPARE(row->text(0), QStringLiteral("Fix login"));
    QCOMPARE(row->text(1), QStringLiteral("Title"));
    QCOMPARE(row->text(2), QStringLiteral("laptop"));
    QCOMPARE(row->text(3), whenText(kNow));
    QVERIFY(enabled("mineButton") && enabled("theirsButton"));
    QVERIFY2(!page.findChild<QPushButton *>(QStringLiteral("restoreButton")), "it did what Keep mine does");

    listed.conflict.state = Conflict::State::Restored; // can be undone, even days later
    listed.inUse = InUse::Older;
    page.setConflicts({listed});
    QVERIFY(label("losingLabel").contains(QStringLiteral("Older, in use again")));
    QCOMPARE(label("winningLabel"),
        QStringLiteral("From laptop – Newer, written %1").arg(whenText(kNow - 60'000)));
    QVERIFY(!enabled("mineButton") && enabled("theirsButton"));

    listed.lostHere = false;
    listed.conflict.losingDeviceName = "phone";
    page.setConflicts({listed});
    QVERIFY(enabled("mineButton") && !enabled("theirsButton"));
    QVERIFY(label("losingLabel").contains(QStringLiteral("phone")));

    listed.conflict.reason = "deleted";
    listed.conflict.winning = "null";
    page.setConflicts({listed});
    QVERIFY(!enabled("mineButton"));
    QCOMPARE(text("winningText")->toPlainText(), QStringLiteral("(no longer exists)"));

    listed.conflict.state = Conflict::State::Dismissed; // the older one can still come back
    page.setConflicts({listed});
    QVERIFY(!enabled("mineButton") && enabled("theirsButton"));

    ListedConflict rewritten = conflictNamed("r", "said", "here");
    rewritten.conflict.reason = Conflict::kRewritten;
    rewritten.lostHere = false;
    page.setConflicts({rewritten});
    QVERIFY(enabled("mineButton")); // and no other button that would also just acknowledge it
    QVERIFY(!page.findChild<QPushButton *>(QStringLiteral("theirsButton"))->isVisible());
    QCOMPARE(label("losingLabel"), QStringLiteral("What the server says"));
    QCOMPARE(label("winningLabel"), QStringLiteral("What is on this device"));
    page.setConflicts({rewritten, conflictNamed("a", "mine", "theirs")});
    page.findChild<QTreeWidget *>(QStringLiteral("list"))->selectAll();
    QVERIFY(page.findChild<QPushButton *>(QStringLiteral("theirsButton"))->isVisible());
}

namespace {

/// The text that explains an empty list, by name; nullptr if there is none.
const QLabel *explanationOf(const QTreeWidget *list)
{
    static const std::map<QString, QString> kLabels {
        {QStringLiteral("conversationList"), QStringLiteral("messageLabel")},
        {QStringLiteral("list"), QStringLiteral("introLabel")},
        {QStringLiteral("deviceList"), QStringLiteral("devicesIntro")},
        {QStringLiteral("ledgerList"), QStringLiteral("detailLabel")},
        {QStringLiteral("waitingList"), QStringLiteral("stayLabel")},
        {QStringLiteral("ruleList"), QStringLiteral("noRulesLabel")},
        {QStringLiteral("heldList"), QStringLiteral("heldSummary")}};
    const auto name = kLabels.find(list->objectName());
    for (const QWidget *up = list->parentWidget(); up && name != kLabels.end(); up = up->parentWidget())
        if (const auto *label = up->findChild<QLabel *>(name->second); label && label->isVisible())
            return label;
    return nullptr;
}

/// Lists that stay empty without a text, or with one that does not say how to begin: less than two clauses.
QStringList unexplainedIn(const QWidget *window, int *seen)
{
    QStringList out;
    for (const QTreeWidget *list : window->findChildren<QTreeWidget *>()) {
        if (!list->isVisible() || list->topLevelItemCount() > 0)
            continue;
        ++*seen;
        const QLabel *label = explanationOf(list);
        const QString text = label ? label->text() : QString();
        if (text.size() < 60 || !text.endsWith(u'.'))
            out << list->accessibleName() + QLatin1String(": ") + text;
    }
    return out;
}

} // namespace

void TstPages::everyEmptyListSaysHowToBegin()
{
    QTemporaryDir place;
    QMenu pause;
    Settings settings(*Profile::open(place.path()));
    SettingsDialog window(nullptr, settings, place.path(), &pause);
    SyncStatus status;
    status.privacyMode = true; // with the list of held items
    window.setStatus(status, kNow);
    window.show();
    int seen = 0;
    QStringList wrong;
    for (int i = 0; i < window.findChild<SideTabs *>()->count(); ++i) {
        window.showTab(static_cast<SettingsDialog::Tab>(i));
        wrong << unexplainedIn(&window, &seen);
        window.grab().save(QStringLiteral(MIMIR_SHOTS "/empty-%1.png").arg(i));
    }
    HistoryWindow history(nullptr);
    history.HistoryWindow::show(HistoryAnswer());
    history.QWidget::show();
    wrong << unexplainedIn(&history, &seen);
    history.grab().save(QStringLiteral(MIMIR_SHOTS "/empty-history.png"));
    history.findChild<QLineEdit *>(QStringLiteral("filterEdit"))->setText(QStringLiteral("nothing like it"));
    history.HistoryWindow::show(HistoryAnswer());
    wrong << unexplainedIn(&history, &seen);
    QVERIFY(!history.findChild<QPlainTextEdit *>()->placeholderText().isEmpty());
    QCOMPARE(wrong, QStringList());
    QCOMPARE(seen, 11);

    // Rows, and the sentence that says what to do with them.
    FilledWindow filled;
    filled.dialog->show();
    (void)filled.page(static_cast<int>(SettingsDialog::Tab::Privacy));
    QVERIFY(!filled.dialog->findChild<QLabel *>(QStringLiteral("noRulesLabel"))->isVisible());
    QVERIFY(filled.dialog->findChild<QLabel *>(QStringLiteral("devicesIntro"))
                ->text()
                .contains(QLatin1String("lost")));
}

void TstPages::refusedItemsAreListedWithTheirReason()
{
    FailedPage page(nullptr);
    ListedItem item = itemWith(QStringLiteral("Fix"));
    item.tries = 10;
    item.code = QStringLiteral("batch_refused");
    page.setItems({item});
    const QTreeWidgetItem *row = page.findChild<QTreeWidget *>(QStringLiteral("list"))->topLevelItem(0);
    QCOMPARE(row->text(0), itemTitle(item));
    QCOMPARE(row->text(1), refusalSentence("batch_refused"));
    QCOMPARE(row->text(2), whenText(item.since));
    QCOMPARE(row->text(3), QStringLiteral("10"));
    QVERIFY(!row->text(4).isEmpty());
    // Our own name for it is not the server's answer.
    for (const char *own : {"batch_refused", "rejected", "refused"})
        QVERIFY(!refusalSentence(own).contains(QLatin1String(own)));
}

void TstPages::whatCannotBeSentIsNotSaidToBeRefused()
{
    QTemporaryDir place;
    Settings settings(*Profile::open(place.path()));
    QMenu pause;
    StatusPage page(settings, &pause);
    SyncStatus status;
    status.state = SyncState::Attention;
    status.failed = status.unsendable = 2;
    page.setStatus(status, kNow);
    const auto *label = page.findChild<QLabel *>(QStringLiteral("failedLabel"));
    QCOMPARE(label->text(), QStringLiteral("Cannot be sent:"));
    status.failed = 3;
    page.setStatus(status, kNow);
    QCOMPARE(label->text(), QStringLiteral("Refused, or cannot be sent:"));
    ListedItem item = itemWith(QStringLiteral("Fix"));
    item.state = Outbox::State::Failed;
    item.code = QStringLiteral("odd_time");
    QCOMPARE(queueStateText(item), QStringLiteral("cannot be sent"));
    item.code = QStringLiteral("validation");
    QCOMPARE(queueStateText(item), QStringLiteral("refused by the server"));
}

void TstPages::levelsAndRulesAreChosenOnThePage()
{
    qRegisterMetaType<ListedRule>();
    PrivacyPage page;
    page.show();
    const auto label = [&page](const char *name) { return page.findChild<QLabel *>(QLatin1String(name)); };
    const ListedRule folder {
        {PrivacyRule::Kind::Workspace, "/home/ada/x", PrivacyLevel::Metadata}, QStringLiteral("/home/ada/x")};
    const ListedRule talk {
        {PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Nothing}, QStringLiteral("Fix login")};
    page.setPrivacy({PrivacyLevel::Full, PrivacyLevel::Full, {}});
    QCOMPARE(label("levelExplanation")->text(), levelSentence(PrivacyLevel::Full));
    QVERIFY(!label("ceilingLabel")->isVisible());
    auto *change = page.findChild<QPushButton *>(QStringLiteral("changeRuleButton"));
    auto *remove = page.findChild<QPushButton *>(QStringLiteral("removeRuleButton"));
    QVERIFY(!change->isEnabled() && !remove->isEnabled());

    page.setPrivacy({PrivacyLevel::Redacted, PrivacyLevel::Metadata, {folder, talk}});
    QVERIFY(label("ceilingLabel")->isVisible());
    QVERIFY(label("ceilingLabel")->text().contains(levelTitle(PrivacyLevel::Metadata)));
    auto *list = page.findChild<QTreeWidget *>(QStringLiteral("ruleList"));
    QCOMPARE(list->topLevelItem(1)->text(1), QStringLiteral("Fix login"));
    QCOMPARE(list->topLevelItem(1)->text(2), levelTitle(PrivacyLevel::Nothing));

    QSignalSpy levels(&page, &PrivacyPage::levelRequested);
    auto *box = page.findChild<PrivacyLevelBox *>();
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down); // by keyboard
    QCOMPARE(levels.count(), 1);
    QCOMPARE(levels.at(0).at(0).value<PrivacyLevel>(), PrivacyLevel::Full);
    page.setPrivacy({PrivacyLevel::Metadata, PrivacyLevel::Full, {folder, talk}});
    QCOMPARE(levels.count(), 1); // showing a level is not choosing one

    QSignalSpy checks(&page, &PrivacyPage::sentCheckRequested);
    page.findChild<QPushButton *>(QStringLiteral("sentButton"))->click();
    QCOMPARE(checks.count(), 1);

    QSignalSpy changes(&page, &PrivacyPage::ruleChangeRequested),
        removals(&page, &PrivacyPage::ruleRemovalRequested);
    list->setCurrentItem(list->topLevelItem(1));
    change->click();
    list->setCurrentItem(list->topLevelItem(0));
    remove->click();
    QCOMPARE(changes.at(0).at(0).value<ListedRule>().rule.value, std::string("c1"));
    QCOMPARE(removals.at(0).at(0).value<ListedRule>().rule.value, std::string("/home/ada/x"));
}

void TstPages::rulesAreMadeInTheDialog()
{
    qRegisterMetaType<PrivacyRule>();
    RuleDialog dialog(RuleSubjects {{QStringLiteral("/home/ada/x")}, {}, {QStringLiteral("codex")}});
    dialog.show();
    QSignalSpy given(&dialog, &RuleDialog::ruleGiven);
    auto *save = dialog.findChild<QPushButton *>(QStringLiteral("saveButton"));
    save->click();
    auto *kind = dialog.findChild<QComboBox *>(QStringLiteral("kindBox"));
    kind->setCurrentIndex(2);
    QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("folderButton"))->isVisible());
    dialog.findChild<PrivacyLevelBox *>()->setCurrentIndex(3);
    save->click();
    QCOMPARE(given.count(), 2);
    const auto first = given.at(0).at(0).value<PrivacyRule>(),
               second = given.at(1).at(0).value<PrivacyRule>();
    QCOMPARE(first.value, std::string("/home/ada/x"));
    QCOMPARE(first.level, PrivacyLevel::Nothing); // the safe one, unless another is chosen
    QCOMPARE(second.kind, PrivacyRule::Kind::Agent);
    QCOMPARE(second.value, std::string("codex"));
    QCOMPARE(second.level, PrivacyLevel::Full);
    dialog.say(QStringLiteral("no"));
    QVERIFY(dialog.isVisible() && dialog.findChild<QLabel *>(QStringLiteral("messageLabel"))->isVisible());
}

void TstPages::aConversationRemovedElsewhereStaysHere()
{
    qRegisterMetaType<PrivacyRule>();
    ConversationPrivacy conversation {
        {{PrivacyRule::Kind::Conversation, "c1", PrivacyLevel::Redacted}, QStringLiteral("Fix login")}, false,
        false};
    RuleDialog usual(conversation);
    usual.show();
    auto *takeBack = usual.findChild<QPushButton *>(QStringLiteral("takeBackButton"));
    QVERIFY(!takeBack->isVisible()); // it has no rule of its own yet
    QVERIFY(usual.findChild<QLabel *>(QStringLiteral("subjectLabel"))
                ->text()
                .contains(QStringLiteral("Fix login")));
    QCOMPARE(usual.rule().level, PrivacyLevel::Redacted);
    conversation.hasRule = true;
    RuleDialog ruled(conversation);
    ruled.show();
    QSignalSpy back(&ruled, &RuleDialog::ruleTakenBack);
    ruled.findChild<QPushButton *>(QStringLiteral("takeBackButton"))->click();
    QCOMPARE(back.count(), 1);
    QCOMPARE(back.at(0).at(0).value<PrivacyRule>().value, std::string("c1"));
    conversation.onlyHere = true;
    RuleDialog final(conversation);
    final.show();
    for (const char *name : {"takeBackButton", "saveButton"})
        QVERIFY(!final.findChild<QPushButton *>(QLatin1String(name))->isEnabled());
    QVERIFY(final.findChild<QLabel *>(QStringLiteral("messageLabel"))
                ->text()
                .contains(QStringLiteral("permanently")));
}

void TstPages::theWizardOffersWhatToSync()
{
    const English english;
    SetupWizard wizard(nullptr, nullptr);
    wizard.resume();
    wizard.show();
    auto *list = wizard.findChild<QTreeWidget *>(QStringLiteral("folderList"));
    QVERIFY(!list->isVisible()); // there is none
    wizard.setOffer({PrivacyLevel::Metadata, PrivacyLevel::Redacted,
        {{QStringLiteral("/a"), 3}, {QStringLiteral("/b"), 1}}});
    QVERIFY(list->isVisible());
    QVERIFY(wizard.findChild<QLabel *>(QStringLiteral("ceilingLabel"))->isVisible());
    QCOMPARE(wizard.choice().level, PrivacyLevel::Metadata);
    QVERIFY(wizard.choice().staysHere.empty());
    list->setCurrentItem(list->topLevelItem(1));
    QTest::keyClick(list, Qt::Key_Space); // by keyboard
    QCOMPARE(wizard.choice().staysHere, std::vector<std::string> {"/b"});
    wizard.findChild<QAbstractButton *>(QStringLiteral("fromNowButton"))->click();
    QVERIFY(wizard.choice().earlier == SetupChoice::Earlier::Keep);
    wizard.findChild<QAbstractButton *>(QStringLiteral("everythingButton"))->click();
    wizard.next();
    wizard.setItems({itemWith(QStringLiteral("Fix"))}, 3, 1);
    const QString summary = wizard.findChild<QLabel *>(QStringLiteral("previewSummary"))->text().remove(u'&');
    QVERIFY2(summary.contains(QStringLiteral("3 items will be sent"))
            && summary.contains(QStringLiteral("1 item stays")),
        qPrintable(summary));
    qRegisterMetaType<SetupChoice>();
    QSignalSpy previews(&wizard, &SetupWizard::previewRequested);
    wizard.findChild<QAbstractButton *>(QStringLiteral("previewButton"))->click();
    QCOMPARE(previews.at(0).at(2).value<SetupChoice>().staysHere, std::vector<std::string> {"/b"});
}

void TstPages::theWizardReadsTheAgentsThatAreChosen()
{
    SetupWizard wizard(nullptr, nullptr);
    wizard.setAgents({foundSource(QStringLiteral("one")).found, foundSource(QStringLiteral("two")).found});
    wizard.setStartId(2);
    wizard.show();
    auto *list = wizard.findChild<QTreeWidget *>(QStringLiteral("agentList"));
    QVERIFY(list->isVisible());
    QCOMPARE(wizard.chosenAgents().size(), 2U);
    list->topLevelItem(1)->setCheckState(0, Qt::Unchecked);
    std::vector<FoundSource> asked;
    connect(&wizard, &SetupWizard::readingRequested, this,
        [&asked](const std::vector<FoundSource> &agents) { asked = agents; });
    const int agentsPage = wizard.currentId();
    wizard.next();
    QCOMPARE(wizard.currentId(), agentsPage); // what is not read yet is not in the preview
    QCOMPARE(asked.size(), 1U);
    QCOMPARE(asked.front().folder, QStringLiteral("/home/ana/one"));
    asked.clear();
    wizard.next();
    QVERIFY(asked.empty()); // it is being read
    wizard.agentsRead(Error {ErrorCode::Cancelled, "cancelled"});
    QCOMPARE(wizard.currentId(), agentsPage);
    QVERIFY(wizard.findChild<QLabel *>(QStringLiteral("agentsMessage"))->isVisible());
    wizard.next();
    QCOMPARE(asked.size(), 1U);
    wizard.agentsRead(qint64(12));
    QVERIFY(wizard.currentId() != agentsPage);
    wizard.back();
    QCOMPARE(wizard.currentId(), agentsPage);
    asked.clear();
    list->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
    wizard.next(); // none is chosen
    QVERIFY(asked.empty());
    QVERIFY(wizard.currentId() != agentsPage);
}

void TstPages::whoStaysLocalChoosesAgentsToo()
{
    SetupWizard wizard(nullptr, nullptr);
    wizard.setAgents({foundSource(QStringLiteral("one")).found});
    wizard.show();
    wizard.findChild<QAbstractButton *>(QStringLiteral("localButton"))->click();
    wizard.next();
    QVERIFY(wizard.findChild<QTreeWidget *>(QStringLiteral("agentList"))->isVisible());
    QCOMPARE(wizard.nextId(), -1);
    QSignalSpy asked(&wizard, &SetupWizard::readingRequested);
    wizard.accept();
    QVERIFY(wizard.isVisible());
    QCOMPARE(asked.size(), 1);
    wizard.agentsRead(qint64(12));
    QVERIFY(!wizard.isVisible());
    QCOMPARE(wizard.result(), int(QDialog::Accepted));
}

void TstPages::sourcesAreFollowedByTheirTicks()
{
    SourcesPage page(nullptr);
    page.show();
    ListedSource off = foundSource(QStringLiteral("off"));
    off.found.choice.reset();
    page.setSources({foundSource(QStringLiteral("on")), off});
    auto *list = page.findChild<QTreeWidget *>(QStringLiteral("list"));
    QStringList asked;
    connect(&page, &SourcesPage::followRequested, this,
        [&asked](const std::string &agent, const QString &folder, std::optional<Millis> since) {
            asked << QString::fromStdString(agent) + u' ' + folder + u' '
                    + (since ? QString::number(*since) : QStringLiteral("as before"));
        });
    connect(&page, &SourcesPage::unfollowRequested, this,
        [&asked](const std::string &, const QString &folder) { asked << QStringLiteral("not ") + folder; });
    QCOMPARE(list->topLevelItem(0)->checkState(0), Qt::Checked);
    QCOMPARE(list->topLevelItem(1)->checkState(0), Qt::Unchecked);
    QVERIFY(asked.isEmpty());
    list->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
    list->topLevelItem(1)->setCheckState(0, Qt::Checked);
    QCOMPARE(asked,
        (QStringList {QStringLiteral("not /home/ana/on"),
            QString::fromStdString(agentSources().front()->name())
                + QStringLiteral(" /home/ana/off as before")}));
    asked.clear();
    list->setCurrentItem(list->topLevelItem(0));
    auto *since = page.findChild<QCheckBox *>(QStringLiteral("sinceBox"));
    QVERIFY(since->isChecked());
    since->click();
    QCOMPARE(asked,
        QStringList(
            QString::fromStdString(agentSources().front()->name()) + QStringLiteral(" /home/ana/on 0")));
    page.setSources({});
    QVERIFY(page.findChild<QLabel *>(QStringLiteral("introLabel"))
                ->text()
                .contains(QStringLiteral("No history")));
    QVERIFY(!page.findChild<QPushButton *>(QStringLiteral("readButton"))->isEnabled());
}

void TstPages::whatIsWrongWithASourceIsShown()
{
    SourcesPage page(nullptr);
    ListedSource source = foundSource(QStringLiteral("\u202Eone<b>"));
    Coverage elsewhere;
    elsewhere.device = "ada\u202E@desk";
    elsewhere.decisions = "denials";
    elsewhere.from = kNow - 1000;
    elsewhere.until = kNow;
    elsewhere.unread = 2;
    Coverage here = elsewhere;
    here.device = "this one";
    here.isHere = true;
    source.coverage = {elsewhere, here};
    page.setSources({source});
    const QString detail = page.findChild<QLabel *>(QStringLiteral("detailLabel"))->text();
    for (const char *part : {"213 transcript(s), 3 of them", "2 transcript(s) could not be read",
             "broken.jsonl", "deletes what has not changed for 30 days", "delete 3 transcript(s)",
             "does not know: one<b> (12)", "What was allowed or denied: denials only.",
             "ada@desk: followed from", "decisions: denials only; 2 transcript(s) unread"})
        QVERIFY2(detail.contains(QLatin1String(part)), qPrintable(detail));
    QVERIFY(!detail.contains(QChar(0x202E)));
    QVERIFY(!detail.contains(QStringLiteral("known (5)")));
    QVERIFY(!detail.contains(QStringLiteral("this one")));
}

void TstPages::theWizardWaitsForWhatThereIsToChooseFrom()
{
    const English english;
    SetupWizard wizard(nullptr, nullptr);
    wizard.resume();
    wizard.show();
    const int choosing = wizard.currentId();
    const auto *said = wizard.findChild<QLabel *>(QStringLiteral("ceilingLabel"));
    wizard.setOfferUnread();
    wizard.next();
    QCOMPARE(wizard.currentId(), choosing); // else all folders would be sent, and the user had not seen them
    QVERIFY(said->isVisible());
    QVERIFY2(said->text().contains(QStringLiteral("cannot be read")), qPrintable(said->text()));
    wizard.setOffer({PrivacyLevel::Metadata, PrivacyLevel::Full, {{QStringLiteral("/a"), 3}}});
    QVERIFY(!said->isVisible());
    wizard.next();
    QVERIFY(wizard.currentId() != choosing);
}

void TstPages::anAddressThatIsNotInUseYetIsSaid()
{
    const English english;
    AccountPage page;
    const auto *said = page.findChild<QLabel *>(QStringLiteral("introLabel"));
    SyncStatus status;
    status.state = SyncState::Synced;
    status.server = "https://old.example.org";
    page.setStatus(status);
    QVERIFY(!said->text().contains(QStringLiteral("new.example.org")));
    status.askedAbout = "https://new.example.org";
    page.setStatus(status);
    QVERIFY2(
        said->text().contains(QStringLiteral("new.example.org has not yet shown")), qPrintable(said->text()));
    status.question.emplace();
    status.question->server = status.askedAbout;
    status.question->formerServer = status.server;
    page.setStatus(status); // now it is the user who is waited for
    QCOMPARE(said->text(), questionSentence(*status.question));
}

void TstPages::theLedgerNamesConversations()
{
    const English english;
    LedgerLine line;
    line.entry.direction = "push";
    line.entry.outcome = "ok";
    line.entry.counts = {7, 15, 3, 0};
    line.touch.most = {{"c1", QStringLiteral("Fix the parser %2"), false, {1, 12, 3, 0}},
        {"c2", {}, true, {0, 3, 0, 0}}, {"c3", {}, false, {1, 0, 0, 0}}};
    line.touch.more = 5;
    ActivityPage page(nullptr);
    page.setActivity({{line}, {}});
    const QString named = QStringLiteral(
        "“Fix the parser %2”: 12 messages, 3 tool calls; a conversation that no longer exists: "
        "3 messages; (no title); and 5 more conversations");
    QCOMPARE(page.findChild<QTreeWidget *>(QStringLiteral("ledgerList"))->topLevelItem(0)->text(3), named);
    const QString details = page.findChild<QLabel *>(QStringLiteral("detailLabel"))->text();
    QVERIFY2(details.contains(named + u'.'), qPrintable(details));
    QVERIFY2(details.endsWith(QStringLiteral("Total: 7 conversations, 15 messages, 3 tool calls.")),
        qPrintable(details));
    line.touch = {}; // from a version that did not record it yet
    page.setActivity({{line}, {}});
    QCOMPARE(page.findChild<QTreeWidget *>(QStringLiteral("ledgerList"))->topLevelItem(0)->text(3),
        QStringLiteral("7 conversations, 15 messages, 3 tool calls"));
}

void TstPages::theLedgerSaysWhatWasWithheld()
{
    const English english;
    LedgerLine line;
    line.entry.direction = "push";
    line.entry.outcome = "ok";
    ActivityPage page(nullptr);
    page.setActivity({{line}, {}});
    auto *details = page.findChild<QLabel *>(QStringLiteral("detailLabel"));
    QVERIFY(!details->text().contains(QStringLiteral("Withheld")));
    line.entry.withheld = "environment:1,file:2,metadata:4,secret:3,size:1,unheard:5";
    page.setActivity({{line}, {}});
    auto *list = page.findChild<QTreeWidget *>(QStringLiteral("ledgerList"));
    QCOMPARE(list->topLevelItem(0)->text(5), QStringLiteral("16"));
    for (const char *part : {"3 texts with secrets", "2 files", "1 text with environment", "unheard: 5"})
        QVERIFY2(details->text().contains(QLatin1String(part)), qPrintable(details->text()));
}

QTEST_MAIN(TstPages)
#include "tst_pages.moc"
