// How much is sent in one request. Batches begin small and double, so that a bad connection costs little to find out;
// from the first transfer that breaks off the sizes are remembered per server: halved each time, increased by a quarter
// after each transfer that filled them. So an unreliable connection gets batches that fit between two interruptions,
// also right after a restart of the program.
#pragma once

#include "core/wire/wire.h"
#include "storage/tables/storesettings.h"
#include "sync/tuning.h"

#include <string>

namespace mimir {

class TransferWindow {
public:
    explicit TransferWindow(StoreSettings &settings) : m_settings(settings) { }

    /// Switches to this server.
    void use(const std::string &server);

    /// Before compression.
    std::size_t batchBytes() const { return m_batchBytes; }
    std::size_t pageRows() const { return m_pageRows; }

    /// A batch of this many bytes, or a page of at most this many rows, was transferred, or broke off.
    /// Errors: those of the store; the sizes apply in this process anyway.
    Result<void> batchPassed(std::size_t bytes);
    Result<void> batchBroke(std::size_t bytes);
    Result<void> pagePassed(std::size_t rows);
    Result<void> pageBroke(std::size_t rows);

private:
    Result<void> keep(std::size_t batchBytes, std::size_t pageRows);

    StoreSettings &m_settings;
    std::string m_server;
    std::size_t m_batchBytes = tuning::kFirstBatchBytes;
    std::size_t m_pageRows = tuning::kPageRows;
    bool m_hasBroken = false; ///< and has not been back at the largest sizes since
};

} // namespace mimir
