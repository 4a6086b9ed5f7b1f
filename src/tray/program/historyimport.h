// Imports a history from a file in the format of `mimir record`: items already here are not duplicated,
// unusable ones are counted and skipped, and what was imported before a cancellation stays.
#pragma once

#include "tray/widgets/longwork.h"

namespace mimir {

class HistoryImport final : public LongWork {
    Q_OBJECT
public:
    HistoryImport(const QString &storePath, const QString &file, QWidget *window);
    ~HistoryImport() override { end(); }

protected:
    /// The number of new or changed items. Errors: Cancelled, NotFound (the file cannot be read), Store*.
    Result<qint64> work() override;
    QString doneText(qint64 items) const override;
    QString failedText(ErrorCode why) const override;

private:
    const QString m_storePath, m_file;
    std::atomic<qint64> m_refused = 0, m_written = 0;
};

} // namespace mimir
