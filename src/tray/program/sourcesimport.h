// Reads what is new in agents' folders while the user waits for it. What was read before a cancellation stays.
#pragma once

#include "tray/widgets/longwork.h"

#include <QStringList>

#include <string>
#include <vector>

namespace mimir {

struct SourceToRead {
    std::string agent;
    QString folder;
    qint64 since = 0; ///< ms; what was last written before it is left alone
};

class SourcesImport final : public LongWork {
    Q_OBJECT
public:
    SourcesImport(const QString &storePath, std::vector<SourceToRead> sources, QWidget *window);
    ~SourcesImport() override { end(); }

protected:
    /// The number of new or changed items. Errors: Cancelled, Store*.
    Result<qint64> work() override;
    QString progressText(qint64 done, qint64 total) const override;
    QString doneText(qint64 items) const override;
    QString failedText(ErrorCode why) const override;

private:
    const QString m_storePath;
    const std::vector<SourceToRead> m_sources;
    std::atomic<qint64> m_written = 0, m_unread = 0;
};

} // namespace mimir
