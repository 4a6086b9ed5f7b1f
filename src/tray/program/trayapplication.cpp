#include "tray/program/trayapplication.h"

#include "app/logfile.h"
#include "core/plaintext.h"
#include "sync/owner/ownercommand.h"

#include "tray/history/historywindow.h"
#include "tray/model/syncthread.h"
#include "tray/pages/activitypage.h"
#include "tray/pages/conflictspage.h"
#include "tray/pages/privacypage.h"
#include "tray/pages/statuspage.h"
#include "tray/panel/announcer.h"
#include "tray/panel/trayhost.h"
#include "tray/panel/trayicon.h"
#include "tray/panel/traymenu.h"
#include "tray/program/windowlocation.h"
#include "tray/widgets/interfacelanguage.h"
#include "tray/widgets/stateicon.h"
#include "tray/widgets/textdialog.h"
#include "tray/widgets/windowplace.h"

#include <QApplication>
#include <QFileInfo>
#include <QTimer>

#include <utility>

namespace mimir {
namespace {

QString windowPlaces(const Profile &profile)
{
    return profile.directory() + QStringLiteral("/windows.json");
}

Account shownAccount(Session &session)
{
    Account account = readAccount(session.store());
    account.device = plain(session.deviceName());
    return account;
}

Result<WindowData> readWindowData(Session &session)
{
    auto held = listItems(session.store(), Outbox::State::Held);
    MIMIR_TRY(held);
    auto privacy = readPrivacy(session.store());
    MIMIR_TRY(privacy);
    auto traffic = readTraffic(session.store(), session.clock().now());
    MIMIR_TRY(traffic);
    return WindowData {shownAccount(session), session.tokenStoreKind(), std::move(*held), std::move(*privacy),
        std::move(*traffic)};
}

} // namespace

TrayApplication::TrayApplication(
    const Profile &profile, const Clock &clock, InterfaceLanguage &language, QObject *parent)
    : QObject(parent), m_profile(profile), m_clock(clock), m_language(language), m_settings(profile),
      m_thread(std::make_unique<SyncThread>(profile)), m_menu(std::make_unique<TrayMenu>()),
      m_icon(std::make_unique<TrayIcon>(m_menu->menu())),
      m_host(std::make_unique<TrayHost>(QDBusConnection::sessionBus())),
      m_announcer(std::make_unique<Announcer>(m_thread.get(), m_settings, QDBusConnection::sessionBus())),
      m_account(*m_thread, m_questions), m_address(*m_thread, m_questions),
      m_about(profile, m_settings, *m_thread, m_questions), m_privacy(profile, *m_thread, m_questions),
      m_sharing(*m_thread, m_questions), m_trash(*m_thread, m_questions),
      m_sources(profile.storePath(), *m_thread, m_questions), m_refused(*m_thread, m_questions),
      m_setup(profile, *m_thread, m_privacy),
      m_server([this](const json::Object &request, const OwnerServer::Reply &reply) {
          const WindowLocation here = WindowLocation::here();
          reply(here.toObject().toJson());
          const std::string *from = request.find("where");
          const auto asker = json::parseObject(from ? *from : "{}");
          const auto command = OwnerCommand::decode(request);
          const bool isShow = command && command->kind == OwnerCommand::Kind::Show;
          if (isShow && (!asker || here.sees(WindowLocation::of(*asker))))
              showWindow();
      })
{
    logTo(m_profile.logPath(), m_settings.value(settings::kLogLevel));
    m_settings.watch();
    drawIcon();
    connect(&m_settings, &Settings::changed, this, &TrayApplication::settingsChanged);
    const auto refresh = [this] {
        if (m_window)
            refreshWindow();
    };
    connect(&m_account, &AccountActions::changed, this, refresh);
    connect(&m_address, &AddressActions::changed, this, refresh);
    connect(&m_privacy, &PrivacyActions::changed, this, refresh);
    connect(&m_setup, &SetupActions::ended, this, refresh);
    connectThread();
    connectMenu();
    connectAnnouncer();
    connect(m_host.get(), &TrayHost::available, m_icon.get(), &TrayIcon::show);
    connect(m_icon.get(), &TrayIcon::activated, this, [this] { showWindow(); });
    connect(m_icon.get(), &TrayIcon::middleClicked, m_thread.get(), &SyncThread::syncNow);
}

TrayApplication::~TrayApplication()
{
    delete m_window;
    delete m_history;
}

void TrayApplication::start(Start how)
{
    m_icon->setStatus(m_status, m_clock.now());
    m_host->watch();
    // Without it a second start cannot find this one; everything else works.
    (void)m_server.listen(socketPath(m_profile));
    m_thread->start();
    m_setup.startTrial();
    if (how == Start::Window)
        showWindow();
    m_setup.offer(
        how == Start::Window ? SetupActions::OfferTo::Newcomers : SetupActions::OfferTo::TheUnfinished);
    m_about.saySettings();
}

void TrayApplication::showHistory()
{
    if (!m_history) {
        m_history = new HistoryWindow(m_thread.get());
        new WindowPlace(m_history, windowPlaces(m_profile), QStringLiteral("history")); // of the window
        m_privacy.setHistory(m_history);
        m_sharing.setHistory(m_history);
    }
    raiseWindow(m_history);
}

void TrayApplication::drawIcon()
{
    m_icon->setStyle(
        m_settings.value(settings::kIcons) == "colour" ? IconStyle::Colour : IconStyle::Symbolic);
}

QString TrayApplication::socketPath(const Profile &profile)
{
    return QFileInfo(profile.socketPath()).path() + QStringLiteral("/tray.sock");
}

bool TrayApplication::stop()
{
    m_announcer->withdrawAll();
    m_setup.endTrial(); // in parallel with the thread
    return m_thread->stop();
}

void TrayApplication::connectThread()
{
    connect(m_thread.get(), &SyncThread::statusChanged, this, &TrayApplication::setStatus);
    connect(m_thread.get(), &SyncThread::decisionFailed, this,
        [this](ErrorCode why) { m_questions.tell(QStringLiteral("Mimir Sync"), errorSentence(why)); });
    connect(m_thread.get(), &SyncThread::showRequested, this, [this] { showWindow(); });
    connect(m_thread.get(), &SyncThread::quitRequested, qApp, &QCoreApplication::quit);
}

void TrayApplication::connectMenu()
{
    connect(m_menu.get(), &TrayMenu::syncNowRequested, m_thread.get(), &SyncThread::syncNow);
    connect(m_menu.get(), &TrayMenu::pauseRequested, this, &TrayApplication::pause);
    connect(m_menu.get(), &TrayMenu::resumeRequested, m_thread.get(), &SyncThread::resume);
    connect(m_menu.get(), &TrayMenu::privacyModeRequested, &m_privacy, &PrivacyActions::setPrivacyMode);
    connect(m_menu.get(), &TrayMenu::conflictsRequested, this, &TrayApplication::showConflicts);
    connect(m_menu.get(), &TrayMenu::signInRequested, &m_account, &AccountActions::showSignIn);
    connect(m_menu.get(), &TrayMenu::refusedRequested, this, &TrayApplication::showFailed);
    connect(m_menu.get(), &TrayMenu::retryRequested, this, [this] { m_thread->retry({}); });
    connect(m_menu.get(), &TrayMenu::historyRequested, this, &TrayApplication::showHistory);
    connect(m_menu.get(), &TrayMenu::settingsRequested, this, [this] { showWindow(); });
    connect(m_menu.get(), &TrayMenu::quitRequested, qApp, &QCoreApplication::quit);
}

void TrayApplication::connectAnnouncer()
{
    connect(m_announcer.get(), &Announcer::conflictsRequested, this, &TrayApplication::showConflicts);
    connect(m_announcer.get(), &Announcer::refusedRequested, this, &TrayApplication::showFailed);
    connect(m_announcer.get(), &Announcer::signInRequested, &m_account, &AccountActions::showSignIn);
    connect(m_announcer.get(), &Announcer::deletionsRequested, this, [this] {
        showWindow();
        m_trash.ask();
    });
    connect(m_announcer.get(), &Announcer::windowRequested, this, [this] { showWindow(); });
    connect(m_announcer.get(), &Announcer::sourcesRequested, this,
        [this] { showWindow(SettingsDialog::Tab::Sources); });
}

SettingsDialog *TrayApplication::window()
{
    if (!m_window) {
        m_window = new SettingsDialog(m_thread.get(), m_settings, m_profile.directory(), m_menu->pauseMenu());
        new WindowPlace(m_window, windowPlaces(m_profile), QStringLiteral("settings")); // of the window
        m_questions.setWindow(m_window);
        m_account.setWindow(m_window);
        m_address.setWindow(m_window);
        m_about.setWindow(m_window);
        m_privacy.setWindow(m_window);
        m_trash.setWindow(m_window);
        m_sources.setWindow(m_window);
        m_refused.setWindow(m_window);
        m_setup.setWindow(m_window);
        connectWindow(m_window);
        m_window->setStatus(m_status, m_clock.now());
        refreshWindow();
    }
    return m_window;
}

void TrayApplication::connectWindow(SettingsDialog *window)
{
    SyncThread *thread = m_thread.get();
    StatusPage *status = window->statusPage();
    connect(status, &StatusPage::syncNowRequested, thread, &SyncThread::syncNow);
    connect(status, &StatusPage::stopRequested, this, [this] { pause(TrayMenu::kUntilResumed); });
    connect(status, &StatusPage::resumeRequested, thread, &SyncThread::resume);
    connect(status, &StatusPage::historyRequested, this, &TrayApplication::showHistory);
    connect(window->conflictsPage(), &ConflictsPage::chosen, thread, &SyncThread::localChange);
    connect(window, &SettingsDialog::tabShown, this, [this](SettingsDialog::Tab tab) {
        refreshWindow();
        if (tab == SettingsDialog::Tab::Account)
            m_account.loadDevices();
    });
    connect(window, &SettingsDialog::dataOutdated, this, &TrayApplication::refreshWindow);
    connect(window, &SettingsDialog::quitRequested, qApp, &QCoreApplication::quit);
}

void TrayApplication::showWindow(SettingsDialog::Tab tab)
{
    const bool isThere = m_window;
    window()->showTab(tab);
    if (isThere)
        return raiseWindow(m_window);
    // Created in one turn of the event loop and shown in another: both in one would be a noticeable pause.
    QTimer::singleShot(1, m_window, [window = m_window.data()] { raiseWindow(window); });
}

void TrayApplication::setStatus(const SyncStatus &status)
{
    const SyncStatus before = std::exchange(m_status, status);
    const Millis now = m_clock.now();
    m_icon->setStatus(status, now);
    m_menu->setStatus(status, now);
    m_account.setStatus(status);
    m_address.setStatus(status);
    m_announcer->setStatus(status);
    m_privacy.setStatus(status);
    m_trash.setStatus(status);
    m_setup.setStatus(status);
    if (m_history)
        m_history->follow();
    if (m_window) {
        m_window->setStatus(status, now);
        if (before.held != status.held || before.server != status.server || before.team != status.team
            || before.state != status.state || before.lastPush != status.lastPush
            || before.privacyRevision != status.privacyRevision)
            refreshWindow();
    }
}

void TrayApplication::refreshWindow()
{
    m_thread->ask(m_window, &readWindowData, [this](const Result<WindowData> &data) {
        if (data)
            m_window->setData(*data);
    });
}

void TrayApplication::pause(int minutes)
{
    const Millis now = m_clock.now();
    if (minutes == TrayMenu::kUntilResumed)
        m_thread->pauseUntil(RunState::kPausedForGood);
    else if (minutes == TrayMenu::kUntilTomorrow)
        m_thread->pauseUntil(tomorrow(now));
    else
        m_thread->pauseUntil(now + Millis(minutes) * 60'000);
}

void TrayApplication::settingsChanged(const QStringList &keys)
{
    // Deferred: the change may come from a control of a window that is rebuilt.
    if (keys.contains(QLatin1String(settings::kLanguage)))
        QMetaObject::invokeMethod(this, &TrayApplication::retranslateAll, Qt::QueuedConnection);
    logTo(m_profile.logPath(), m_settings.value(settings::kLogLevel));
    m_announcer->settingsChanged();
    drawIcon();
}

void TrayApplication::retranslateAll()
{
    m_language.use(QString::fromStdString(m_settings.value(settings::kLanguage)));
    m_menu->retranslate();
    m_menu->setStatus(m_status, m_clock.now());
    m_icon->setStatus(m_status, m_clock.now());
    if (m_history && m_history->isVisible()) {
        delete m_history;
        showHistory();
    }
    if (!m_window)
        return;
    const bool shown = m_window->isVisible();
    const auto tab = m_window->currentTab();
    delete m_window;
    if (shown)
        showWindow(tab);
}

} // namespace mimir
