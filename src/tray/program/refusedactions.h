// What the user does about changes that the server refused: trying them again, or giving them up. Asks, and does it
// on the sync thread.
#pragma once

#include <QObject>
#include <QPointer>

#include <string>
#include <vector>

namespace mimir {

class Questions;
class SettingsDialog;
class SyncThread;
struct ListedItem;

class RefusedActions : public QObject {
    Q_OBJECT
public:
    /// References must outlive it.
    RefusedActions(SyncThread &thread, Questions &questions) : m_thread(thread), m_questions(questions) { }

    /// Connects its page.
    void setWindow(SettingsDialog *window);

private:
    void retry(const std::vector<std::string> &ids);
    void askDiscard(const std::vector<ListedItem> &items);
    void discard(const std::vector<std::string> &ids);

    SyncThread &m_thread;
    Questions &m_questions;
    QPointer<SettingsDialog> m_window;
};

} // namespace mimir
