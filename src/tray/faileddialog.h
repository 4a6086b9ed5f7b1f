// What the server refused: what, why, since when, how often tried, when next; retry some or all.
#pragma once

#include "tray/storelists.h"

#include <QDialog>

#include <memory>

namespace mimir {

class SyncThread;
namespace Ui {
class FailedDialog;
}

class FailedDialog : public QDialog {
    Q_OBJECT
public:
    /// `thread` must outlive the dialog; nullptr in tests, which use setItems().
    explicit FailedDialog(SyncThread *thread, QWidget *parent = nullptr);
    ~FailedDialog() override;

    void reload();
    void setItems(std::vector<ListedItem> items);

private:
    void retrySelected();

    SyncThread *m_thread;
    std::unique_ptr<Ui::FailedDialog> m_ui;
    std::vector<ListedItem> m_items;
};

} // namespace mimir
