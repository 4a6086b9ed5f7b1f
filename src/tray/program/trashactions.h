// What the user does with the trash, and decides about deletions that are held back.
#pragma once

#include "app/trashlist.h"

#include <QObject>
#include <QPointer>

namespace mimir {

class Questions;
class SettingsDialog;
class SyncThread;

class TrashActions : public QObject {
    Q_OBJECT
public:
    /// References must outlive it.
    TrashActions(SyncThread &thread, Questions &questions) : m_thread(thread), m_questions(questions) { }

    /// Connects its pages.
    void setWindow(SettingsDialog *window);
    void setStatus(const SyncStatus &status);
    /// About held deletions, if there are any.
    void ask();

    /// What is in the trash in readable form; safe text, with the rest beyond `limit` characters counted.
    static QString readable(const std::vector<Record> &records, qsizetype limit);

private:
    void answer(Restoring::Answer answer);
    void answered(Restoring::Answer answer, const Result<Restoring::Answered> &done);
    void restore(const std::vector<TrashedItem> &items);
    void restored(const Result<int> &done);
    void show(const TrashedItem &item);

    SyncThread &m_thread;
    Questions &m_questions;
    QPointer<SettingsDialog> m_window;
    std::optional<StatusDeletions> m_deletions;
    bool m_asksFirst = false; ///< another question comes first
};

} // namespace mimir
