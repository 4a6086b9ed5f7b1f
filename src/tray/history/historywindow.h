// The history on this device, read-only: conversations newest first, and the messages of the selected one as
// plain text. While open it follows the store: new items appear, and what is being read stays where it is.
#pragma once

#include "tray/history/historypages.h"
#include "tray/history/messagetext.h"

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

    /// Checks whether anything was written to the store, and shows it.
    void follow();
    /// What to show, and what was found.
    HistoryQuestion question() const;
    void show(const HistoryAnswer &answer);
    using QDialog::show;

Q_SIGNALS:
    void previewRequested(const std::string &conversationId);
    void privacyRequested(const std::string &conversationId);
    void sharingRequested(const std::string &conversationId);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void filter();
    void ask();
    void showConversations(const std::vector<HistoryConversation> &conversations);
    void showMessages(const HistoryAnswer &answer);
    void choose();
    void enableButtons();
    void say(const QString &message);

    SyncThread *m_thread;
    std::unique_ptr<Ui::HistoryWindow> m_ui;
    std::vector<HistoryConversation> m_conversations;
    MessageText m_messages;
    MessagesMark m_mark;
    std::string m_chosen; ///< id; empty = none
    int m_wantedConversations = kConversationsPerPage;
    int m_wantedMessages = kMessagesPerPage;
    bool m_readToTheEnd = false;
    std::optional<StoreVersion> m_version;
    quint64 m_asked = 0; ///< answers to older questions are dropped
    bool m_looking = false;
    QTimer m_typing;
    QTimer m_following;
};

} // namespace mimir
