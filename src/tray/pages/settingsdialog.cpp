#include "tray/pages/settingsdialog.h"

#include "tray/pages/aboutpage.h"
#include "tray/pages/accountpage.h"
#include "tray/pages/activitypage.h"
#include "tray/pages/conflictspage.h"
#include "tray/pages/failedpage.h"
#include "tray/pages/formpage.h"
#include "tray/pages/privacypage.h"
#include "tray/pages/sourcespage.h"
#include "tray/pages/statuspage.h"
#include "tray/pages/trashpage.h"
#include "tray/widgets/rowlist.h"
#include "ui_settingsdialog.h"

#include <algorithm>

namespace mimir {
namespace {

// A long sync updates ten times a second; no one reads that fast, and each update rebuilds hundreds of rows.
constexpr int kActivityMs = 1000;
// The chart's hours move on, and items are received; neither is worth more CPU time.
constexpr int kRefreshMs = 60'000;
constexpr int kRefreshAfterPullMs = 10'000;

} // namespace

SettingsDialog::SettingsDialog(SyncThread *thread, Settings &settings, const QString &profileDirectory,
    QMenu *pauseMenu, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::SettingsDialog>()),
      m_status(new StatusPage(settings, pauseMenu)), m_account(new AccountPage),
      m_sync(new SyncPage(settings)), m_sources(new SourcesPage(thread)), m_privacy(new PrivacyPage),
      m_conflicts(new ConflictsPage(thread)), m_failed(new FailedPage(thread)),
      m_trash(new TrashPage(thread)), m_activity(new ActivityPage(thread)),
      m_about(new AboutPage(profileDirectory))
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    addPage(Tab::Status, m_status, tr("Status"), "status");
    addPage(Tab::Account, m_account, tr("Account"), "account");
    addPage(Tab::Sync, m_sync, tr("Sync"), "sync");
    addPage(Tab::Sources, m_sources, tr("Sources"), "sources");
    addPage(Tab::Privacy, m_privacy, tr("Privacy"), "privacy");
    addPage(Tab::Conflicts, m_conflicts, tr("Conflicts"), "conflicts");
    addPage(Tab::Failed, m_failed, tr("Failed"), "failed");
    addPage(Tab::Trash, m_trash, tr("Trash"), "trash");
    addPage(Tab::Activity, m_activity, tr("Activity"), "activity");
    addPage(Tab::Notifications, new NotificationsPage(settings), tr("Notifications"), "notifications");
    addPage(Tab::About, m_about, tr("About"), "about");
    connect(m_ui->tabs, &QTabWidget::currentChanged, this, [this](int index) {
        reloadPage(static_cast<Tab>(index));
        Q_EMIT tabShown(static_cast<Tab>(index));
    });
    connect(m_ui->quitButton, &QPushButton::clicked, this, &SettingsDialog::quitRequested);
    connect(m_status, &StatusPage::heldRequested, this, [this] { showTab(Tab::Privacy); });
    connect(m_status, &StatusPage::conflictsRequested, this, [this] { showTab(Tab::Conflicts); });
    connect(m_status, &StatusPage::failedRequested, this, [this] { showTab(Tab::Failed); });
    m_activityLater.setSingleShot(true);
    m_activityLater.setInterval(kActivityMs);
    m_activityLater.callOnTimeout(this, [this] {
        if (currentTab() == Tab::Activity)
            m_activity->reload();
    });
    m_refresh.setObjectName(QStringLiteral("refreshTimer"));
    m_refresh.setSingleShot(true);
    m_refresh.callOnTimeout(this, [this] {
        if (currentTab() == Tab::Activity || currentTab() == Tab::Trash)
            reloadPage(currentTab());
        m_refresh.start(kRefreshMs);
        m_sinceRefresh.start();
        Q_EMIT dataOutdated();
    });
    m_refresh.start(kRefreshMs);
    m_sinceRefresh.start();
    m_ui->tabs->setFocus();
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::addPage(Tab tab, QWidget *page, const QString &title, const char *icon)
{
    Q_ASSERT(m_ui->tabs->count() == static_cast<int>(tab));
    m_ui->tabs->addPage(page, title, QStringLiteral(":/icons/pages/%1.svg").arg(QLatin1String(icon)));
}

void SettingsDialog::setStatus(const SyncStatus &status, Millis now)
{
    const SyncStatus before = std::exchange(m_shown, status);
    m_status->setStatus(status, now);
    m_account->setStatus(status);
    m_privacy->setStatus(status);
    m_trash->setStatus(status);
    m_ui->tabs->setCount(static_cast<int>(Tab::Conflicts), status.unseen());
    m_ui->tabs->setCount(static_cast<int>(Tab::Failed), status.failed);
    m_ui->tabs->setCount(static_cast<int>(Tab::Trash), status.deletions ? status.deletions->count() : 0);
    if (before.unseen() != status.unseen())
        m_conflicts->reload();
    if (before.failed != status.failed)
        m_failed->reload();
    if (before.deletions != status.deletions)
        m_trash->reload();
    const bool moved = before.pending != status.pending || before.lastPush != status.lastPush
        || before.held != status.held;
    if (moved && !m_activityLater.isActive())
        m_activityLater.start();
    const int due = std::max(0, kRefreshAfterPullMs - static_cast<int>(m_sinceRefresh.elapsed()));
    if (before.lastPull != status.lastPull && m_refresh.remainingTime() > due)
        m_refresh.start(due);
}

void SettingsDialog::reloadPage(Tab tab)
{
    if (tab == Tab::Sources)
        m_sources->reload();
    else if (tab == Tab::Conflicts)
        m_conflicts->reload();
    else if (tab == Tab::Failed)
        m_failed->reload();
    else if (tab == Tab::Trash)
        m_trash->reload();
    else if (tab == Tab::Activity)
        m_activity->reload();
}

void SettingsDialog::setData(const WindowData &read)
{
    m_account->setAccount(read.account, read.tokenStore);
    m_privacy->setHeldItems(read.held);
    m_privacy->setPrivacy(read.privacy);
    m_status->setTraffic(read.traffic);
}

SettingsDialog::Tab SettingsDialog::currentTab() const
{
    return static_cast<Tab>(m_ui->tabs->currentIndex());
}

void SettingsDialog::showTab(Tab tab)
{
    m_ui->tabs->setCurrentIndex(static_cast<int>(tab));
    reloadPage(tab);
}

} // namespace mimir
