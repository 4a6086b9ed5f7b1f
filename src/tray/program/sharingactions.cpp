#include "tray/program/sharingactions.h"

#include "sync/status/syncstatus.h"
#include "tray/history/historywindow.h"
#include "tray/model/syncthread.h"
#include "tray/widgets/questions.h"

namespace mimir {

void SharingActions::setHistory(HistoryWindow *window)
{
    m_history = window;
    connect(window, &HistoryWindow::sharingRequested, this, &SharingActions::ask);
}

// Sharing shows text to others, so it asks for confirmation; ending it takes nothing away from the authors.
void SharingActions::ask(const std::string &conversation)
{
    m_thread.ask(
        this, [conversation](Session &session) { return readSharing(session.store(), conversation); },
        [this, conversation](const Result<std::optional<Sharing>> &sharing) {
            if (!sharing)
                m_questions.tell(tr("Share"), errorSentence(sharing.error().code));
            else if (*sharing && (!(*sharing)->own || (*sharing)->ofOtherAccount))
                m_questions.tell(tr("Share"), sharingSentence(**sharing));
            else if (*sharing && (*sharing)->shared)
                share(conversation, ShareWith::Nobody);
            else if (*sharing)
                askToShare(conversation, **sharing);
        });
}

void SharingActions::askToShare(const std::string &conversation, const Sharing &sharing)
{
    m_questions.confirm({tr("Share"),
        sharing.team.isEmpty() ? tr("Share “%1” with your team?").arg(sharing.title)
                               : tr("Share “%1” with the team %2?").arg(sharing.title, sharing.team),
        tr("Everyone in the team can read it, including what is added to it later. Only you can change it, "
           "and you can stop sharing at any time: it then disappears from their devices."),
        {{tr("&Share"), [this, conversation] { share(conversation, ShareWith::Team); }}}});
}

void SharingActions::share(const std::string &conversation, ShareWith with)
{
    using Answer = Result<std::optional<Sharing>>;
    m_thread.ask(
        this,
        [conversation, with](Session &session) -> Answer {
            MIMIR_TRY(mimir::share(session.store(), conversation, with));
            return readSharing(session.store(), conversation);
        },
        [this](const Answer &sharing) {
            if (!sharing)
                m_questions.tell(tr("Share"), errorSentence(sharing.error().code));
            else if (*sharing && (*sharing)->isStuck())
                m_questions.tell(tr("Share"), sharingSentence(**sharing));
            m_thread.localChange();
            if (m_history)
                m_history->follow();
        });
}

} // namespace mimir
