// Imports a history from a file in the format of `mimir record`: items already here are not duplicated,
// unusable ones are counted and skipped, and what was imported before a cancellation stays. Of an agent's own
// transcript it says whose it is, and of a file without any item that it is none.
#pragma once

#include "tray/widgets/longwork.h"

namespace mimir {

class HistoryImport final : public LongWork {
    Q_OBJECT
public:
    HistoryImport(const QString &storePath, const QString &file, QWidget *window);
    ~HistoryImport() override { end(); }

protected:
    /// The number of new or changed items. Errors: Cancelled, NotFound (the file cannot be read), Malformed (no line is
    /// an item), Store*.
    Result<qint64> work() override;
    QString doneText(qint64 items) const override;
    QString failedText(ErrorCode why) const override;

private:
    QString strangerText() const;

    const QString m_storePath, m_file;
    QString m_agent; ///< written by work(), read after it
    std::atomic<qint64> m_refused = 0, m_written = 0;
};

} // namespace mimir
