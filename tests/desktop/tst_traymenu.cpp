#include "sync/status/statuslines.h"
#include "tray/panel/trayicon.h"
#include "tray/panel/traymenu.h"
#include "tray/widgets/mnemonics.h"

#include <QSignalSpy>
#include <QTest>

using namespace mimir;

namespace {

constexpr Millis kNow = 1'795'000'000'000;

QAction *find(QMenu *menu, const QString &start)
{
    for (QAction *action : menu->actions())
        if (QString(action->text()).remove(u'&').startsWith(start))
            return action;
    return nullptr;
}

SyncStatus inState(SyncState state)
{
    SyncStatus status;
    status.state = state;
    status.server = "https://mimir.example.com";
    status.pending = 14;
    return status;
}

} // namespace

class TstTrayMenu : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void firstLinesAreThoseOfTheTooltip_data()
    {
        QTest::addColumn<int>("state");
        for (int i = 0; i < 10; ++i) {
            const auto name = stateName(static_cast<SyncState>(i));
            QTest::newRow(std::string(name).c_str()) << i;
        }
    }

    void firstLinesAreThoseOfTheTooltip()
    {
        QFETCH(int, state);
        SyncStatus status = inState(static_cast<SyncState>(state));
        if (status.state == SyncState::Paused)
            status.run.pausedUntil = RunState::kPausedForGood;
        TrayMenu menu;
        menu.setStatus(status, kNow);
        const QAction *line = menu.menu()->actions().constFirst();
        QVERIFY(!line->isEnabled());
        QVERIFY(!line->text().isEmpty());
        QCOMPARE(line->text(), withoutMnemonics(statusLines(status, kNow).headline));
        QVERIFY(!menu.menu()->actions().at(1)->isVisible());
        QCOMPARE(TrayIcon::toolTip(status, kNow), QStringLiteral("Mimir Sync\n") + line->text());
        status.privacyMode = true;
        status.conflicts = 3;
        menu.setStatus(status, kNow);
        const QAction *second = menu.menu()->actions().at(1);
        QVERIFY(second->isVisible() && !second->isEnabled());
        QVERIFY2((line->text() + second->text()).contains(QStringLiteral("3 ")), qPrintable(second->text()));
        QCOMPARE(TrayIcon::toolTip(status, kNow),
            QStringLiteral("Mimir Sync\n") + line->text() + u'\n' + second->text());
    }

    void pauseAndResumeReplaceEachOther()
    {
        TrayMenu menu;
        menu.setStatus(inState(SyncState::Synced), kNow);
        QVERIFY(menu.pauseMenu()->menuAction()->isVisible());
        QVERIFY(!find(menu.menu(), QStringLiteral("Resume"))->isVisible());
        SyncStatus paused = inState(SyncState::Paused);
        paused.run.pausedUntil = kNow + 60'000;
        menu.setStatus(paused, kNow);
        QVERIFY(!menu.pauseMenu()->menuAction()->isVisible());
        QVERIFY(find(menu.menu(), QStringLiteral("Resume"))->isVisible());
    }

    void syncNowWorksWhilePausedAndWaiting()
    {
        TrayMenu menu;
        for (const SyncState state :
            {SyncState::Paused, SyncState::Waiting, SyncState::Offline, SyncState::Private}) {
            menu.setStatus(inState(state), kNow);
            QVERIFY(find(menu.menu(), QStringLiteral("Sync now"))->isEnabled());
        }
        menu.setStatus(inState(SyncState::SignedOut), kNow);
        QVERIFY(!find(menu.menu(), QStringLiteral("Sync now"))->isEnabled());
    }

    void pausingNeedsAnAccount()
    {
        TrayMenu menu;
        for (int i = 0; i < 10; ++i) {
            const auto state = static_cast<SyncState>(i);
            menu.setStatus(inState(state), kNow);
            QCOMPARE(menu.pauseMenu()->menuAction()->isEnabled(),
                state != SyncState::Local && state != SyncState::SignedOut);
        }
    }

    void signingInAndReviewingAreThereWhenTheyAreNeeded()
    {
        TrayMenu menu;
        QSignalSpy signIn(&menu, &TrayMenu::signInRequested), refused(&menu, &TrayMenu::refusedRequested);
        SyncStatus status = inState(SyncState::Synced);
        menu.setStatus(status, kNow);
        QVERIFY(!find(menu.menu(), QStringLiteral("Sign in"))->isVisible());
        QVERIFY(!find(menu.menu(), QStringLiteral("Review refused"))->isVisible());
        for (const SyncState state : {SyncState::Local, SyncState::SignedOut}) {
            menu.setStatus(inState(state), kNow);
            QVERIFY(find(menu.menu(), QStringLiteral("Sign in…"))->isVisible());
        }
        status = inState(SyncState::Attention);
        status.run.authExpired = true;
        status.failed = 2;
        menu.setStatus(status, kNow);
        QVERIFY(find(menu.menu(), QStringLiteral("Sign in…"))->isVisible());
        find(menu.menu(), QStringLiteral("Sign in…"))->trigger();
        find(menu.menu(), QStringLiteral("Review refused (2)…"))->trigger();
        QCOMPARE(signIn.size(), 1);
        QCOMPARE(refused.size(), 1);
        status.unsendable = 1;
        menu.setStatus(status, kNow);
        QVERIFY(find(menu.menu(), QStringLiteral("Review what was not sent (2)…"))->isVisible());
    }

    // Some notification servers drop buttons.
    void whatANotificationOffersTheMenuDoesToo()
    {
        TrayMenu menu;
        SyncStatus status = inState(SyncState::Attention);
        status.run.authExpired = true;
        status.failed = 2;
        status.conflicts = 3;
        menu.setStatus(status, kNow);
        using Asked = void (TrayMenu::*)();
        const std::pair<const char *, Asked> offers[] = {{"Conflicts (3)", &TrayMenu::conflictsRequested},
            {"Review refused (2)", &TrayMenu::refusedRequested},
            {"Retry failed (2)", &TrayMenu::retryRequested}, {"Sign in", &TrayMenu::signInRequested},
            {"Settings", &TrayMenu::settingsRequested}};
        for (const auto &[text, asked] : offers) {
            QSignalSpy spy(&menu, asked);
            QAction *entry = find(menu.menu(), QString::fromLatin1(text));
            QVERIFY(entry->isVisible() && entry->isEnabled());
            entry->trigger();
            QCOMPARE(spy.size(), 1);
        }
    }

    void pausesAreAsLongAsTheySay() // their effect is the application's business
    {
        TrayMenu menu;
        QSignalSpy asked(&menu, &TrayMenu::pauseRequested);
        const std::pair<const char *, int> entries[] = {{"30 minutes", 30}, {"2 hours", 120},
            {"Until tomorrow", TrayMenu::kUntilTomorrow}, {"Until I resume", TrayMenu::kUntilResumed}};
        for (const auto &[text, minutes] : entries) {
            find(menu.pauseMenu(), QString::fromLatin1(text))->trigger();
            QCOMPARE(asked.constLast().constFirst().toInt(), minutes);
        }
        QCOMPARE(asked.size(), 4);
        QCOMPARE(menu.pauseMenu()->actions().size(), 4);
    }

    void countsAreShown()
    {
        SyncStatus status = inState(SyncState::Attention);
        status.conflicts = 3;
        status.failed = 2;
        TrayMenu menu;
        menu.setStatus(status, kNow);
        QVERIFY(find(menu.menu(), QStringLiteral("Conflicts (3)")));
        QVERIFY(find(menu.menu(), QStringLiteral("Retry failed (2)"))->isEnabled());
        menu.setStatus(inState(SyncState::Synced), kNow);
        QVERIFY(!find(menu.menu(), QStringLiteral("Retry failed (0)"))->isEnabled());
    }

    void anOrganisationMayForbidPrivacyMode()
    {
        TrayMenu menu;
        SyncStatus status;
        status.privacyForbidden = true;
        menu.setStatus(status, 0);
        const QAction *privacy = menu.menu()->actions().at(6);
        QVERIFY(!privacy->isEnabled());
        QVERIFY(privacy->text().contains(QStringLiteral("not allowed by your organisation")));
        status.privacyMode = true;
        menu.setStatus(status, 0);
        QVERIFY(privacy->isEnabled());
        menu.setStatus({}, 0);
        QVERIFY(privacy->isEnabled());
        QCOMPARE(privacy->text(), QStringLiteral("&Privacy mode"));
    }

    void privacyModeIsAsTheStatusSaysAndAsksOnClick()
    {
        TrayMenu menu;
        SyncStatus status = inState(SyncState::Private);
        status.privacyMode = true;
        menu.setStatus(status, kNow);
        QAction *privacy = find(menu.menu(), QStringLiteral("Privacy mode"));
        if (!privacy->isCheckable()) // the status line may begin the same way
            privacy = menu.menu()->actions().at(6);
        QVERIFY(privacy->isChecked());
        QSignalSpy asked(&menu, &TrayMenu::privacyModeRequested);
        privacy->trigger();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.constFirst().constFirst().toBool(), false);
    }

    void aDamagedStoreIsSaidAndCanBeTriedAgain()
    {
        SyncStatus status;
        status.state = SyncState::Attention;
        status.run.storeError = ErrorCode::StoreCorrupt;
        TrayMenu menu;
        menu.setStatus(status, kNow);
        QVERIFY(menu.menu()->actions().constFirst()->text().contains(QLatin1String("damaged")));
        QVERIFY(find(menu.menu(), QStringLiteral("Sync now"))->isEnabled());
        QVERIFY(!menu.menu()->actions().at(6)->isEnabled());
    }

    void untilTomorrowEndsNextMorning()
    {
        const QDateTime evening(QDate(2026, 3, 1), QTime(22, 30));
        const QDateTime end = QDateTime::fromMSecsSinceEpoch(tomorrow(evening.toMSecsSinceEpoch()));
        QCOMPARE(end, QDateTime(QDate(2026, 3, 2), QTime(6, 0)));
    }

    void everyEntryHasAMnemonic()
    {
        TrayMenu menu;
        for (const QAction *action : menu.menu()->actions())
            if (!action->isSeparator() && menu.menu()->actions().indexOf(action) > 1)
                QVERIFY2(action->text().contains(u'&'), qPrintable(action->text()));
    }
};

QTEST_MAIN(TstTrayMenu)
#include "tst_traymenu.moc"
