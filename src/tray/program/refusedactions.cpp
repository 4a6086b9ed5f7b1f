#include "tray/program/refusedactions.h"

#include "sync/status/syncstatus.h"
#include "tray/model/syncthread.h"
#include "tray/pages/failedpage.h"
#include "tray/pages/settingsdialog.h"
#include "tray/widgets/questions.h"

namespace mimir {

void RefusedActions::setWindow(SettingsDialog *window)
{
    m_window = window;
    connect(window->failedPage(), &FailedPage::retryRequested, this, &RefusedActions::retry);
    connect(window->failedPage(), &FailedPage::discardRequested, this, &RefusedActions::askDiscard);
}

void RefusedActions::retry(const std::vector<std::string> &ids)
{
    m_thread.retry(ids);
    m_window->failedPage()->reload();
}

void RefusedActions::askDiscard(const std::vector<ListedItem> &items)
{
    const auto given = [this, items] {
        std::vector<std::string> ids;
        ids.reserve(items.size());
        for (const ListedItem &item : items)
            ids.push_back(item.id);
        discard(ids);
    };
    const int count = static_cast<int>(items.size());
    m_questions.confirm({tr("Discard changes"), tr("Discard the changes to %n item(s)?", nullptr, count),
        whichItems(items, count)
            + tr("They become what the server has. What you wrote stays among the resolved conflicts and can "
                 "be restored there. What the server never had stays on this device and is not sent."),
        {{tr("&Discard"), given}}});
}

void RefusedActions::discard(const std::vector<std::string> &ids)
{
    m_thread.ask(
        this, [ids](Session &session) { return session.store().replica().discard(ids); },
        [this](const Result<Replica::DiscardOutcome> &done) {
            if (done)
                m_thread.syncNow();
            else
                m_questions.tell(tr("Discard changes"), errorSentence(done.error().code));
            if (m_window)
                m_window->failedPage()->reload();
        });
}

} // namespace mimir
