// How much goes in one request, kept per server: halved when a transfer breaks, grown again by a quarter
// after each that filled it. So a line that breaks now and then gets batches that pass between two breaks,
// also right after the program has been started again.
#pragma once

#include "core/wire.h"
#include "storage/storesettings.h"
#include "sync/tuning.h"

#include <string>

namespace mimir {

class TransferWindow {
public:
    explicit TransferWindow(StoreSettings &settings) : m_settings(settings) { }

    /// From now on about this one.
    void use(const std::string &server);

    /// Before compression.
    std::size_t batchBytes() const { return m_batchBytes; }
    std::size_t pageRows() const { return m_pageRows; }

    /// A batch of so many bytes, or a page of at most so many rows, got through, or broke on the way. Errors:
    /// those of the store; the sizes hold in this process even so.
    Result<void> batchPassed(std::size_t bytes);
    Result<void> batchBroke(std::size_t bytes);
    Result<void> pagePassed(std::size_t rows);
    Result<void> pageBroke(std::size_t rows);

private:
    Result<void> keep(std::size_t batchBytes, std::size_t pageRows);

    StoreSettings &m_settings;
    std::string m_server;
    std::size_t m_batchBytes = wire::kTargetBatchBytes;
    std::size_t m_pageRows = tuning::kPageRows;
};

} // namespace mimir
