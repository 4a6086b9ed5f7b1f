// Conflicts: what lost beside what is in use, as plain text with the differences marked, and the choice.
#pragma once

#include "tray/storelists.h"

#include <QDialog>

#include <memory>

namespace mimir {

class SyncThread;
namespace Ui {
class ConflictsDialog;
}

class ConflictsDialog : public QDialog {
    Q_OBJECT
public:
    /// `thread` must outlive the dialog; nullptr in tests, which use setConflicts().
    explicit ConflictsDialog(SyncThread *thread, QWidget *parent = nullptr);
    ~ConflictsDialog() override;

    /// Reads the list again, on the sync thread.
    void reload();
    void setConflicts(std::vector<ListedConflict> conflicts);

Q_SIGNALS:
    /// Something was chosen.
    void chosen();

private:
    void showCurrent();
    void choose(ConflictChoice choice);
    std::vector<std::string> selectedIds() const;

    SyncThread *m_thread;
    std::unique_ptr<Ui::ConflictsDialog> m_ui;
    std::vector<ListedConflict> m_conflicts;
};

} // namespace mimir
