// What the server refused, permanently or for now: what, why, since when, how many tries, when next; retry
// some or all, or discard them.
#pragma once

#include "tray/model/storelists.h"

#include <QWidget>

#include <memory>

namespace mimir {

class SyncThread;
namespace Ui {
class FailedPage;
}

class FailedPage : public QWidget {
    Q_OBJECT
public:
    /// `thread` must outlive the page; nullptr in tests, which use setItems().
    explicit FailedPage(SyncThread *thread, QWidget *parent = nullptr);
    ~FailedPage() override;

    void reload();
    void setItems(std::vector<ListedItem> items);

Q_SIGNALS:
    void previewRequested(mimir::EntityType type, const std::string &id);
    /// Empty = all.
    void retryRequested(const std::vector<std::string> &ids);
    /// The user wants the server's version of these; not confirmed yet.
    void discardRequested(const std::vector<mimir::ListedItem> &items);

private:
    std::vector<ListedItem> selectedItems() const;
    std::vector<std::string> selectedIds() const;
    bool mayDiscard() const;
    void showCurrent();

    SyncThread *m_thread;
    std::unique_ptr<Ui::FailedPage> m_ui;
    std::vector<ListedItem> m_items;
};

} // namespace mimir
