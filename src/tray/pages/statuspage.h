// The state in words and numbers, what can be done about it, and the last 24 hours.
#pragma once

#include "sync/status/syncstatus.h"
#include "tray/model/storelists.h"
#include "tray/widgets/stateicon.h"

#include <QWidget>

#include <memory>

class QMenu;

namespace mimir {

class Settings;
namespace Ui {
class StatusPage;
}

class StatusPage : public QWidget {
    Q_OBJECT
public:
    /// `settings` and `pauseMenu` must outlive the page.
    StatusPage(Settings &settings, QMenu *pauseMenu, QWidget *parent = nullptr);
    ~StatusPage() override;

    void setStatus(const SyncStatus &status, Millis now);
    void setTraffic(const Traffic &traffic);

Q_SIGNALS:
    void syncNowRequested();
    void stopRequested();
    void resumeRequested();
    void heldRequested();
    void failedRequested();
    void conflictsRequested();
    void signInRequested();
    void answerRequested();
    void historyRequested();

private:
    void showChartUnit();
    void showCounts(const SyncStatus &status);
    void showProgress(const SyncStatus &status);

    Settings &m_settings;
    std::unique_ptr<Ui::StatusPage> m_ui;
    std::optional<std::pair<SyncState, IconBadge>> m_shown;
};

} // namespace mimir
