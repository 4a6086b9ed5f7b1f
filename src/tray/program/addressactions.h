// What the user decides about where the server is: its new address, and the answer to questions about teams
// that turned up elsewhere (storage/teams/teamquestions.h).
#pragma once

#include "storage/teams/teamquestions.h"
#include "sync/status/syncstatus.h"

#include <QObject>
#include <QPointer>

namespace mimir {

class Questions;
class SettingsDialog;
class SignInDialog;
class SyncThread;

class AddressActions : public QObject {
    Q_OBJECT
public:
    /// References must outlive it.
    AddressActions(SyncThread &thread, Questions &questions);
    ~AddressActions() override;

    /// Connects its pages.
    void setWindow(SettingsDialog *window);
    void setStatus(const SyncStatus &status) { m_question = status.question; }
    /// Asks the open question, if there is one.
    void ask();

Q_SIGNALS:
    /// What the window shows of the account is stale.
    void changed();

private:
    void showChange();
    void answer(TeamQuestions::Answer choice);

    SyncThread &m_thread;
    Questions &m_questions;
    QPointer<SettingsDialog> m_window;
    QPointer<SignInDialog> m_change;
    std::optional<StatusQuestion> m_question;
};

} // namespace mimir
