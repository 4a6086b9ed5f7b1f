// Conflicts: the losing version beside the one in use, as plain text with the differences marked, the choice,
// and undoing the choice.
#pragma once

#include "tray/model/storelists.h"

#include <QWidget>

#include <memory>

namespace mimir {

class SyncThread;
namespace Ui {
class ConflictsPage;
}

class ConflictsPage : public QWidget {
    Q_OBJECT
public:
    /// `thread` must outlive the page; nullptr in tests, which use setConflicts().
    explicit ConflictsPage(SyncThread *thread, QWidget *parent = nullptr);
    ~ConflictsPage() override;

    /// Reads the list again, on the sync thread.
    void reload();
    void setConflicts(std::vector<ListedConflict> conflicts);

Q_SIGNALS:
    /// Something was chosen, or a choice was undone.
    void chosen();

private:
    void connectButtons();
    QString introText() const;
    void fillList();
    void showCurrent();
    void showVersions(const QString &losing, const QString &winning);
    void enableButtons();
    void choose(ConflictChoice choice);
    void undo();
    void failed(const Error &error);
    const ListedConflict *current() const;
    /// Rows of the same kind as the current one (same field, same losing side), including it.
    std::vector<std::size_t> sameKind() const;
    std::vector<std::string> chosenIds() const;

    SyncThread *m_thread;
    std::unique_ptr<Ui::ConflictsPage> m_ui;
    std::vector<ListedConflict> m_conflicts;
    std::vector<ConflictUndo> m_undo; ///< of the latest choice
};

} // namespace mimir
