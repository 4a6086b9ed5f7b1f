#include "server/sync/batchdevice.h"

#include "core/plaintext.h"
#include "server/sync/itemedits.h"

#include <algorithm>

namespace mimir::server {
namespace {

using wire::Item;

constexpr std::size_t kNameCharacters = 80;

} // namespace

bool BatchDevice::remembers(const Item &item)
{
    return item.hasSync && item.opSeq > 0 && !item.error;
}

Result<void> BatchDevice::open()
{
    MIMIR_TRY(openDevice());
    return compareWithMemory();
}

Result<void> BatchDevice::openDevice()
{
    const auto known = m_batch.store.device(m_batch.team.pk, m_batch.caller.user, m_batch.caller.deviceId);
    MIMIR_TRY(known);
    if (*known) {
        m_batch.device = **known;
    } else {
        const auto made = m_batch.store.makeDevice(m_batch.team.pk, m_batch.caller.user,
            m_batch.caller.deviceId, singleLine(m_batch.caller.deviceName, kNameCharacters), m_batch.now);
        MIMIR_TRY(made);
        m_batch.device = *made;
    }
    const bool isOriginal
        = m_batch.sent.lastOpSeq == 0 && std::ranges::none_of(m_batch.sent.items, &Item::hasSync);
    if (!isOriginal && m_batch.sent.lastOpSeq < m_batch.device.lastOpSeq)
        return Error {ErrorCode::DeviceRollback, "this device has sent a higher opSeq before"};
    m_batch.device.lastOpSeq = std::max(m_batch.device.lastOpSeq, m_batch.sent.lastOpSeq);
    m_batch.device.ackedThrough = std::max(m_batch.device.ackedThrough, m_batch.sent.ackedThrough);
    return {};
}

Result<void> BatchDevice::compareWithMemory()
{
    std::int64_t first = INT64_MAX;
    std::int64_t last = 0;
    for (const Item &item : m_batch.sent.items) {
        m_fingerprints.push_back(remembers(item) ? fingerprint(item) : std::string());
        if (remembers(item)) {
            first = std::min(first, item.opSeq);
            last = std::max(last, item.opSeq);
        }
    }
    if (last == 0)
        return {};
    auto ops = m_batch.store.rememberedOps(m_batch.team.pk, m_batch.device.pk, first, last);
    MIMIR_TRY(ops);
    for (RememberedOp &op : *ops)
        m_memory.emplace(op.result.opSeq, std::move(op));
    for (std::size_t i = 0; i < m_batch.sent.items.size(); ++i) {
        const auto known = m_memory.find(m_batch.sent.items[i].opSeq);
        if (remembers(m_batch.sent.items[i]) && known != m_memory.end()
            && known->second.fingerprint != m_fingerprints[i])
            return Error {ErrorCode::DeviceRollback, "this opSeq was used for another change before"};
    }
    return {};
}

std::optional<wire::ItemResult> BatchDevice::earlierAnswer(const Item &item) const
{
    if (item.opSeq <= m_batch.device.ackedThrough)
        return resultOf(item, wire::Status::Stale, 0);
    const auto known = m_memory.find(item.opSeq);
    if (known == m_memory.end())
        return std::nullopt;
    wire::ItemResult again = known->second.result;
    again.type = item.record.type;
    again.id = item.record.id;
    return again;
}

Result<void> BatchDevice::save()
{
    std::vector<RememberedOp> ops;
    for (const std::size_t at : m_toRemember)
        ops.push_back({m_fingerprints[at], m_batch.results[at]});
    if (!ops.empty())
        MIMIR_TRY(m_batch.store.remember(m_batch.team.pk, m_batch.device.pk, ops));
    return m_batch.store.saveDevice(
        m_batch.team.pk, m_batch.device, singleLine(m_batch.caller.deviceName, kNameCharacters), m_batch.now);
}

} // namespace mimir::server
