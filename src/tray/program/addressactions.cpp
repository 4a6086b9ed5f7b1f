#include "tray/program/addressactions.h"

#include "tray/model/syncthread.h"
#include "tray/pages/accountpage.h"
#include "tray/pages/settingsdialog.h"
#include "tray/pages/statuspage.h"
#include "tray/setup/signindialog.h"
#include "tray/widgets/questions.h"

namespace mimir {

AddressActions::AddressActions(SyncThread &thread, Questions &questions)
    : m_thread(thread), m_questions(questions)
{
}

AddressActions::~AddressActions()
{
    delete m_change;
}

void AddressActions::setWindow(SettingsDialog *window)
{
    m_window = window;
    connect(window->accountPage(), &AccountPage::addressRequested, this, &AddressActions::showChange);
    connect(window->statusPage(), &StatusPage::answerRequested, this, &AddressActions::ask);
}

void AddressActions::showChange()
{
    if (!m_change) {
        m_change = new SignInDialog(&m_thread, m_window);
        m_thread.ask(
            m_change, [](Session &session) { return Result<Account>(readAccount(session.store())); },
            [this](const Result<Account> &account) {
                if (account)
                    m_change->setMoving(*account);
            });
        connect(m_change, &QDialog::accepted, this, &AddressActions::changed);
    }
    raiseWindow(m_change);
}

// The default is to move nothing: what was sent cannot be recalled.
void AddressActions::ask()
{
    if (!m_question)
        return;
    m_questions.confirm({tr("Server"), questionTitle(*m_question), questionSentence(*m_question),
        {{tr("&Send it"), [this] { answer(TeamQuestions::Answer::Send); }},
            {tr("&Keep it here"), [this] { answer(TeamQuestions::Answer::Keep); },
                QDialogButtonBox::RejectRole}},
        1});
}

// Answers only what the user has read.
void AddressActions::answer(TeamQuestions::Answer choice)
{
    m_thread.ask(
        this,
        [choice, read = m_question](Session &session) -> Result<void> {
            Store &store = session.store();
            const auto open = computeStatus(store, {}).question;
            const auto question = store.teamQuestions().question();
            MIMIR_TRY(question);
            if (!*question || open != read)
                return Error {ErrorCode::Cancelled, {}, std::nullopt};
            return store.teamQuestions().answer(**question, choice);
        },
        [this](const Result<void> &answered) {
            if (!answered && answered.error().code != ErrorCode::Cancelled)
                m_questions.tell(tr("Server"), errorSentence(answered.error().code));
            m_thread.syncNow();
            Q_EMIT changed();
        });
}

} // namespace mimir
