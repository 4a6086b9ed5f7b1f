// The user's own items that a server deleted, as long as the trash keeps them: what, deleted by whom, since
// when, until when; read or restore them. Above them, deletions that wait for the user's answer.
#pragma once

#include "app/trashlist.h"

#include <QWidget>

#include <memory>

namespace mimir {

class SyncThread;
namespace Ui {
class TrashPage;
}

class TrashPage : public QWidget {
    Q_OBJECT
public:
    /// `thread` must outlive the page; nullptr in tests, which use setItems().
    explicit TrashPage(SyncThread *thread, QWidget *parent = nullptr);
    ~TrashPage() override;

    void reload();
    /// `purged`: Trash::purged().
    void setItems(std::vector<TrashedItem> items, std::int64_t purged = 0);
    void setStatus(const SyncStatus &status);
    /// The result of what was asked for here.
    void say(const QString &text);

Q_SIGNALS:
    void restoreRequested(const std::vector<mimir::TrashedItem> &items);
    void showRequested(const mimir::TrashedItem &item);
    void decideRequested();

private:
    void connectButtons();
    void enableButtons();

    SyncThread *m_thread;
    std::unique_ptr<Ui::TrashPage> m_ui;
    std::vector<TrashedItem> m_items;
};

} // namespace mimir
