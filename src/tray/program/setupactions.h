// The first run: when the wizard is offered, and the server on this computer that it can start.
#pragma once

#include "sync/profile.h"
#include "sync/status/syncstatus.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <vector>

namespace mimir {

class PrivacyActions;
class SettingsDialog;
class SetupWizard;
class SyncThread;
class TrialServer;
struct FoundSource;

class SetupActions : public QObject {
    Q_OBJECT
public:
    /// References must outlive it.
    SetupActions(const Profile &profile, SyncThread &thread, PrivacyActions &privacy);
    ~SetupActions() override;

    /// Connects its pages.
    void setWindow(SettingsDialog *window);
    void setStatus(const SyncStatus &status);

    enum class OfferTo : std::uint8_t {
        Newcomers,     ///< who have never signed in, while the window is open, and the unfinished
        TheUnfinished, ///< who began a set-up: nothing is synced until they end it
    };
    /// One who chose "only on this device" is not asked again.
    void offer(OfferTo whom);
    void show();

    /// Starts the server on this computer if this profile is signed in to it.
    void startTrial();
    /// Asks it to stop, without waiting.
    void endTrial();

Q_SIGNALS:
    /// The wizard was closed.
    void ended();

private:
    SetupWizard *wizard();
    void readAgents(const std::vector<FoundSource> &agents);
    void noteOffered();

    QString m_storePath;
    SyncThread &m_thread;
    PrivacyActions &m_privacy;
    std::unique_ptr<TrialServer> m_trial;
    QPointer<SettingsDialog> m_window;
    QPointer<SetupWizard> m_wizard;
    SyncState m_state = SyncState::Local;
};

} // namespace mimir
