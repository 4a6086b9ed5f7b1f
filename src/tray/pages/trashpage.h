// What a server deleted of the person's own, for as long as the trash keeps it: what, whose deletion, since when,
// until when; read it or bring it back. Above it, deletions that wait for the person's word.
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
    /// What became of what was asked here.
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
