// Takes a history over from a file, as `mimir record` reads it: what is there already is not there twice,
// what cannot be used is counted and left out, and what is done when it is cancelled stays.
#pragma once

#include "tray/widgets/longwork.h"

namespace mimir {

class HistoryImport final : public LongWork {
    Q_OBJECT
public:
    HistoryImport(const QString &storePath, const QString &file, QWidget *window);
    ~HistoryImport() override { end(); }

protected:
    /// The number of items new or changed. Errors: Cancelled, NotFound (the file cannot be read), Store*.
    Result<qint64> work() override;
    QString doneText(qint64 items) const override;
    QString failedText(ErrorCode why) const override;

private:
    const QString m_storePath, m_file;
    std::atomic<qint64> m_refused = 0, m_written = 0;
};

} // namespace mimir
