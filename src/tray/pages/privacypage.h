// The privacy mode switch, what was recorded while it was on, which is only released by an explicit choice,
// and the rules for what may be sent.
#pragma once

#include "sync/status/syncstatus.h"
#include "tray/model/privacylists.h"
#include "tray/model/storelists.h"

#include <QWidget>

#include <memory>

namespace mimir {

namespace Ui {
class PrivacyPage;
}

class PrivacyPage : public QWidget {
    Q_OBJECT
public:
    explicit PrivacyPage(QWidget *parent = nullptr);
    ~PrivacyPage() override;

    void setStatus(const SyncStatus &status);
    void setHeldItems(const std::vector<ListedItem> &items);
    void setPrivacy(PrivacyOverview privacy);
    /// The result of the last request.
    void say(const QString &message);

    /// "12 items from 14:00 to 15:10": the span of what was recorded.
    static QString heldSpan(const std::vector<ListedItem> &items, qint64 count);

Q_SIGNALS:
    void privacyModeRequested(bool on);
    void heldChoiceRequested(mimir::OutboxDecisions::HeldChoice choice);
    void previewRequested(mimir::EntityType type, const std::string &id);
    void levelRequested(mimir::PrivacyLevel level);
    void newRuleRequested();
    void sentCheckRequested();
    void ruleChangeRequested(const mimir::ListedRule &rule);
    void ruleRemovalRequested(const mimir::ListedRule &rule);

private:
    void connectRules();
    void showRuleButtons();
    void showHeldGroup();

    std::unique_ptr<Ui::PrivacyPage> m_ui;
    std::vector<ListedItem> m_items;
    PrivacyOverview m_privacy;
    qint64 m_held = 0;
};

} // namespace mimir
