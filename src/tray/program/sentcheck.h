// Looks through the whole store for what was sent and would be withheld today.
#pragma once

#include "app/sentscan.h"
#include "tray/widgets/longwork.h"

namespace mimir {

class SentCheck final : public LongWork {
    Q_OBJECT
public:
    SentCheck(const QString &storePath, QWidget *window);
    ~SentCheck() override { end(); }

    /// After finished().
    const std::vector<SentFinding> &findings() const { return m_result.findings; }

protected:
    /// The number of findings. Errors: Cancelled, Store*.
    Result<qint64> work() override;
    /// Empty where there is something to ask.
    QString doneText(qint64 found) const override;
    QString failedText(ErrorCode why) const override;

private:
    const QString m_storePath;
    SentScanResult m_result;
};

} // namespace mimir
