// What the user does about sharing a conversation, from the history. Asks, and does it on the sync thread.
#pragma once

#include "app/sharing.h"

#include <QObject>
#include <QPointer>

#include <string>

namespace mimir {

class HistoryWindow;
class Questions;
class SyncThread;

class SharingActions : public QObject {
    Q_OBJECT
public:
    /// References must outlive it.
    SharingActions(SyncThread &thread, Questions &questions) : m_thread(thread), m_questions(questions) { }

    /// Connects the window.
    void setHistory(HistoryWindow *window);

private:
    void ask(const std::string &conversation);
    void askToShare(const std::string &conversation, const Sharing &sharing);
    void share(const std::string &conversation, ShareWith with);

    SyncThread &m_thread;
    Questions &m_questions;
    QPointer<HistoryWindow> m_history;
};

} // namespace mimir
