#include "sync/engine/transferwindow.h"

#include <algorithm>
#include <charconv>

namespace mimir {
namespace {

std::string keyOf(const std::string &server)
{
    return "transfer_window|" + server;
}

std::size_t grown(std::size_t size, std::size_t most)
{
    return std::min(most, size + std::max<std::size_t>(size / 4, 1));
}

} // namespace

void TransferWindow::use(const std::string &server)
{
    if (server == m_server)
        return;
    m_server = server;
    m_batchBytes = tuning::kFirstBatchBytes;
    m_pageRows = tuning::kPageRows;
    m_hasBroken = false;
    const std::string kept = m_settings.text(keyOf(server));
    std::size_t bytes = 0;
    std::size_t rows = 0;
    const char *const end = kept.data() + kept.size();
    const auto first = std::from_chars(kept.data(), end, bytes);
    if (first.ec != std::errc() || first.ptr == end || std::from_chars(first.ptr + 1, end, rows).ptr != end)
        return; // nothing stored: no transfer has broken off
    m_hasBroken = true;
    m_batchBytes = std::clamp(bytes, tuning::kLeastBatchBytes, wire::kTargetBatchBytes);
    m_pageRows = std::clamp<std::size_t>(rows, 1, tuning::kPageRows);
}

// A transfer that was far from filling the window says nothing about a fuller one.
Result<void> TransferWindow::batchPassed(std::size_t bytes)
{
    if (bytes * 2 < m_batchBytes)
        return {};
    const std::size_t larger = m_hasBroken ? grown(m_batchBytes, wire::kTargetBatchBytes)
                                           : std::min(wire::kTargetBatchBytes, m_batchBytes * 2);
    return keep(larger, m_pageRows);
}

Result<void> TransferWindow::batchBroke(std::size_t bytes)
{
    m_hasBroken = true;
    return keep(std::max(std::min(m_batchBytes, bytes) / 2, tuning::kLeastBatchBytes), m_pageRows);
}

Result<void> TransferWindow::pagePassed(std::size_t rows)
{
    return rows * 2 < m_pageRows ? Result<void>() : keep(m_batchBytes, grown(m_pageRows, tuning::kPageRows));
}

Result<void> TransferWindow::pageBroke(std::size_t rows)
{
    m_hasBroken = true;
    return keep(m_batchBytes, std::max<std::size_t>(std::min(m_pageRows, rows) / 2, 1));
}

Result<void> TransferWindow::keep(std::size_t batchBytes, std::size_t pageRows)
{
    if (batchBytes == m_batchBytes && pageRows == m_pageRows)
        return {};
    m_batchBytes = batchBytes;
    m_pageRows = pageRows;
    if (!m_hasBroken)
        return {};
    m_hasBroken = batchBytes < wire::kTargetBatchBytes || pageRows < tuning::kPageRows;
    if (!m_hasBroken)
        return m_settings.remove(keyOf(m_server));
    return m_settings.set(keyOf(m_server), std::to_string(batchBytes) + ' ' + std::to_string(pageRows));
}

} // namespace mimir
