// What the user does about privacy: the mode and what was recorded in it, levels and rules, and previewing
// what would be sent. Asks, does it on the sync thread, and reports failures.
#pragma once

#include "sync/profile.h"
#include "sync/status/syncstatus.h"
#include "tray/model/privacylists.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace mimir {

struct SentFinding;
class HistoryWindow;
class Questions;
class RuleDialog;
class SettingsDialog;
class SyncThread;

class PrivacyActions : public QObject {
    Q_OBJECT
public:
    /// References must outlive it.
    PrivacyActions(const Profile &profile, SyncThread &thread, Questions &questions);
    ~PrivacyActions() override;

    /// Connects their pages.
    void setWindow(SettingsDialog *window);
    void setHistory(HistoryWindow *window);
    void setStatus(const SyncStatus &status) { m_status = status; }
    void setPrivacyMode(bool on);
    /// Over the window that is in front. With a choice: as if it were in effect.
    void showPreview(EntityType type, const std::string &id, const std::optional<SetupChoice> &choice = {});

Q_SIGNALS:
    /// What the window shows of privacy is stale.
    void changed();

private:
    using HeldChoice = OutboxDecisions::HeldChoice;
    enum class RuleChange : std::uint8_t { Set, TakeBack };
    void askAboutHeld();
    void askAboutHeldItems(const std::vector<ListedItem> &items);
    void confirmHeldChoice(HeldChoice choice);
    void confirmHeldItems(const std::vector<ListedItem> &items, HeldChoice choice);
    void setUsualLevel(PrivacyLevel level);
    void addRule();
    void openRule(RuleDialog *dialog);
    void changeRule(const PrivacyRule &rule, RuleChange how);
    void showConversation(const std::string &id);
    void showConversationPreview(const std::string &id);
    void askWhatFollows(const PrivacyRule &rule, const RuleEffect &effect, const QString &title);
    /// Runs `work` on the sync thread and reports failures.
    template <typename Work>
    void change(Work work);
    void askAboutServer(const std::string &conversationId, const QString &title);
    void checkWhatWasSent();
    void askAboutSent(const std::vector<SentFinding> &findings);
    void askAboutKept(const std::string &conversationId, const QString &title, int kept);
    void tell(const QString &message);
    void rulesChanged();

    const Profile m_profile;
    SyncThread &m_thread;
    Questions &m_questions;
    QPointer<SettingsDialog> m_window;
    QPointer<HistoryWindow> m_history;
    QPointer<RuleDialog> m_rule;
    SyncStatus m_status;
};

} // namespace mimir
