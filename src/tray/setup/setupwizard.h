// The first run: how to sign in, which agents to follow, what to sync, what that would send. Nothing of the history is sent before
// Finish: the sign-in is marked so in the store (SignInRequest::setUp). Leaving the wizard early,
// going back past the sign-in and staying local sign out again.
#pragma once

#include "app/setupchoice.h"
#include "sources/following/sourceoverview.h"
#include "tray/model/privacylists.h"
#include "tray/model/storelists.h"
#include "tray/model/syncthread.h"

#include <QWizard>

#include <memory>

namespace mimir {

class TrialServer;
namespace Ui {
class SetupWizard;
}

class SetupWizard : public QWizard {
    Q_OBJECT
public:
    enum class Way : std::uint8_t { Browser, Password, Trial, Local };

    /// `thread` and `trial` must outlive the wizard; nullptr in tests.
    SetupWizard(SyncThread *thread, TrialServer *trial, QWidget *parent = nullptr);
    ~SetupWizard() override;

    /// Resumes after an earlier sign-in whose set-up was never finished. Call before it is shown.
    void resume();
    int nextId() const override;
    bool validateCurrentPage() override;
    void initializePage(int id) override;
    void cleanupPage(int id) override;
    void done(int result) override;
    /// Nothing was started in it.
    bool isUntouched() const { return !m_begun; }
    /// What could be left out. Until it is known, the page on which it is chosen cannot be left by Next.
    void setOffer(const SetupOffer &offer);
    /// It could not be read: says so, and Next reads it again.
    void setOfferUnread();
    SetupChoice choice() const;
    /// The agents' histories that are found; without any, the page on which they are chosen is left out.
    void setAgents(std::vector<FoundSource> agents);
    /// Those with a tick.
    std::vector<FoundSource> chosenAgents() const;
    /// `count` of the items that would be sent, `stays` of those that would not.
    void setItems(std::vector<ListedItem> items, qint64 count, qint64 stays = 0);

protected:
    void showEvent(QShowEvent *event) override;

Q_SIGNALS:
    void previewRequested(mimir::EntityType type, const std::string &id, const mimir::SetupChoice &choice);
    /// Read these into the store, then call agentsRead().
    void readingRequested(const std::vector<mimir::FoundSource> &agents);

public Q_SLOTS:
    /// With the number of items that are new, or why not all were read; only of what readingRequested() asked for.
    void agentsRead(const mimir::Result<qint64> &read);

private:
    enum Page : std::uint8_t { WayPage, SignInPage, AgentsPage, ChoosePage, PreviewPage };
    enum class Offer : std::uint8_t { Unread, Reading, Read };

    Way way() const;
    bool fromNowOn() const;
    bool hasAgents() const { return !m_agents.empty(); }
    void loadAgents();
    void beginReading();
    void beginSignIn();
    void startTrial();
    void followChosen();
    void takeBack();
    void showItems();
    void loadItems();
    void loadOffer();

    SyncThread *m_thread;
    TrialServer *m_trial;
    std::unique_ptr<Ui::SetupWizard> m_ui;
    std::vector<FoundSource> m_agents;
    enum class Reading : std::uint8_t { Due, Running, Done };
    Reading m_reading = Reading::Due; ///< of the agents with a tick
    std::vector<ListedItem> m_items;
    qint64 m_count = 0, m_stays = 0;
    Offer m_offer = Offer::Unread;
    bool m_signedIn = false;
    bool m_begun = false; ///< a sign-in was started
    bool m_starting = false;
    bool m_takingBack = false; ///< undoing the last sign-in; two at once would lose tokens
};

} // namespace mimir
