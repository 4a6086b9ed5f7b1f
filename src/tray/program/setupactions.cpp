#include "tray/program/setupactions.h"

#include "tray/model/syncthread.h"
#include "tray/pages/aboutpage.h"
#include "tray/pages/settingsdialog.h"
#include "tray/program/privacyactions.h"
#include "tray/program/sourcesimport.h"
#include "tray/setup/setupwizard.h"
#include "tray/setup/trialserver.h"
#include "tray/widgets/questions.h"

#include <utility>

namespace mimir {
namespace {

struct Progress {
    bool isNew = false;     ///< never signed in, never asked
    bool isPending = false; ///< begun and not finished
};

Result<Progress> readProgress(Session &session)
{
    const StoreSettings &settings = session.store().settings();
    const bool isNew = settings.text("server").empty() && settings.integer("set_up") == 0;
    const auto pending = settings.setupPending();
    MIMIR_TRY(pending);
    return Progress {isNew, *pending};
}

} // namespace

SetupActions::SetupActions(const Profile &profile, SyncThread &thread, PrivacyActions &privacy)
    : m_storePath(profile.storePath()), m_thread(thread), m_privacy(privacy),
      m_trial(std::make_unique<TrialServer>(profile))
{
}

SetupActions::~SetupActions()
{
    delete m_wizard;
}

void SetupActions::setWindow(SettingsDialog *window)
{
    m_window = window;
    connect(window->aboutPage(), &AboutPage::wizardRequested, this, &SetupActions::show);
}

void SetupActions::setStatus(const SyncStatus &status)
{
    const SyncState before = std::exchange(m_state, status.state);
    if (m_wizard && m_wizard->isUntouched() && before == SyncState::Local && m_state != before)
        m_wizard->reject(); // the user has signed in elsewhere
}

void SetupActions::offer(OfferTo whom)
{
    m_thread.ask(this, &readProgress, [this, whom](const Result<Progress> &read) {
        const Progress found = read ? *read : Progress();
        if (found.isPending)
            wizard()->resume();
        if (found.isPending
            || (whom == OfferTo::Newcomers && found.isNew && m_window && m_state == SyncState::Local))
            show();
    });
}

void SetupActions::show()
{
    raiseWindow(wizard());
}

SetupWizard *SetupActions::wizard()
{
    if (!m_wizard) {
        // Not a child of the window, which may be closed, or rebuilt in another language.
        m_wizard = new SetupWizard(&m_thread, m_trial.get());
        connect(m_wizard, &SetupWizard::previewRequested, &m_privacy,
            [this](EntityType type, const std::string &id, const SetupChoice &choice) {
                m_privacy.showPreview(type, id, choice);
            });
        connect(m_wizard, &SetupWizard::readingRequested, this, &SetupActions::readAgents);
        connect(m_wizard, &QDialog::finished, this, &SetupActions::noteOffered);
    }
    return m_wizard;
}

void SetupActions::readAgents(const std::vector<FoundSource> &agents)
{
    std::vector<SourceToRead> sources;
    sources.reserve(agents.size());
    for (const FoundSource &agent : agents)
        sources.push_back({agent.agent->name(), agent.folder, agent.choice ? agent.choice->since : 0});
    auto *reading = new SourcesImport(m_storePath, std::move(sources), m_wizard); // deletes itself
    connect(reading, &LongWork::finished, m_wizard.data(), &SetupWizard::agentsRead);
    reading->start();
}

void SetupActions::noteOffered()
{
    m_thread.ask(
        this, [](Session &session) { return session.store().settings().set("set_up", std::int64_t(1)); },
        [this](const Result<void> &) { Q_EMIT ended(); });
}

// Syncing waits for it as for any server; a user who has signed in elsewhere since does not need it.
void SetupActions::startTrial()
{
    if (!m_trial->exists())
        return;
    m_thread.ask(
        this, [](Session &session) { return Result<std::string>(session.store().settings().text("server")); },
        [this](const Result<std::string> &server) {
            if (server && *server == m_trial->address())
                m_trial->start([](const auto &) {});
        });
}

void SetupActions::endTrial()
{
    m_trial->end();
}

} // namespace mimir
