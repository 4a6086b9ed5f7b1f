// How much is sent in one request, remembered per server: halved when a transfer breaks off, increased by a
// quarter after each one that filled it. So an unreliable connection gets batches that fit between two
// interruptions, also right after a restart of the program.
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
    std::size_t m_batchBytes = wire::kTargetBatchBytes;
    std::size_t m_pageRows = tuning::kPageRows;
};

} // namespace mimir
