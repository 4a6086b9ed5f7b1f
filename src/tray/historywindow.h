// What this device remembers, to be read and not changed: conversations newest first, and what was said in
// the one chosen, as plain text.
#pragma once

#include "tray/historypages.h"

#include <QDialog>
#include <QTimer>

#include <memory>

namespace mimir {

class SyncThread;
namespace Ui {
class HistoryWindow;
}

class HistoryWindow : public QDialog {
    Q_OBJECT
public:
    /// `thread` (nullptr in tests) must outlive the window.
    explicit HistoryWindow(SyncThread *thread, QWidget *parent = nullptr);
    ~HistoryWindow() override;

    /// Reads the first page again.
    void reload();
    /// One more page.
    void addConversations(const std::vector<HistoryConversation> &page);
    void addMessages(const std::vector<HistoryMessage> &page);

Q_SIGNALS:
    void previewRequested(const std::string &conversationId);
    void privacyRequested(const std::string &conversationId);

private:
    void askConversations();
    void askMessages();
    void choose();
    void say(const QString &message);

    SyncThread *m_thread;
    std::unique_ptr<Ui::HistoryWindow> m_ui;
    std::vector<HistoryConversation> m_conversations;
    std::optional<HistoryPlace> m_lastMessage;
    std::string m_chosen;  ///< id; empty = none
    quint64 m_listing = 0; ///< answers to older questions are dropped
    quint64 m_reading = 0;
    QTimer m_typing;
};

} // namespace mimir
