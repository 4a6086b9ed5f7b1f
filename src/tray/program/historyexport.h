// Writes the whole history to a file. An incomplete file never replaces another.
#pragma once

#include "tray/widgets/longwork.h"

namespace mimir {

class HistoryExport final : public LongWork {
    Q_OBJECT
public:
    HistoryExport(const QString &storePath, const QString &file, QWidget *window);
    ~HistoryExport() override { end(); }

protected:
    /// The number of lines. Errors: Cancelled, StoreReadOnly (the file cannot be written), StoreFull, Store*.
    Result<qint64> work() override;
    QString doneText(qint64 lines) const override;
    QString failedText(ErrorCode why) const override;

private:
    const QString m_storePath, m_file;
};

} // namespace mimir
