// One privacy rule: what it is about, and how much of that may be sent. The receiver of ruleGiven() stores
// it; if it is refused, the dialog says so and stays open.
#pragma once

#include "tray/model/privacylists.h"

#include <QDialog>

#include <memory>

namespace mimir {

namespace Ui {
class RuleDialog;
}

class RuleDialog : public QDialog {
    Q_OBJECT
public:
    /// A new rule for a folder, a repository or an agent.
    explicit RuleDialog(RuleSubjects subjects, QWidget *parent = nullptr);
    /// Another level for what `rule` is about.
    explicit RuleDialog(const ListedRule &rule, QWidget *parent = nullptr);
    /// A conversation's own rule, which can also be removed.
    explicit RuleDialog(const ConversationPrivacy &conversation, QWidget *parent = nullptr);
    ~RuleDialog() override;

    PrivacyRule rule() const;
    void say(const QString &message);

Q_SIGNALS:
    void ruleGiven(const mimir::PrivacyRule &rule);
    /// The conversation follows the general rules again.
    void ruleTakenBack(const mimir::PrivacyRule &rule);

private:
    RuleDialog(QWidget *parent, const QString &title);
    void setFixed(const ListedRule &rule);
    void showKind();
    void chooseFolder();

    std::unique_ptr<Ui::RuleDialog> m_ui;
    RuleSubjects m_subjects;
    std::optional<PrivacyRule> m_fixed; ///< what it is about cannot be changed
};

} // namespace mimir
