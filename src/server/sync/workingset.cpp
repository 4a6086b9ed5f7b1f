#include "server/sync/workingset.h"

#include "server/sync/fieldstamps.h"

#include <algorithm>
#include <unordered_set>

namespace mimir::server {
namespace {

std::string nameOf(EntityType type, std::string_view id)
{
    std::string name(1, static_cast<char>(type));
    return name += id;
}

/// The ids to ask for, each once.
class Wanted {
public:
    void add(EntityType type, const std::string &id)
    {
        if (!id.empty() && m_seen.insert(nameOf(type, id)).second)
            m_keys.push_back({type, id});
    }
    bool has(EntityType type, const std::string &id) const { return m_seen.contains(nameOf(type, id)); }
    std::vector<RowKey> take() { return std::exchange(m_keys, {}); }

private:
    std::unordered_set<std::string> m_seen;
    std::vector<RowKey> m_keys;
};

} // namespace

Result<void> WorkingSet::load(const wire::Batch &batch, const DeviceName &device)
{
    takeDevice(device);
    Wanted wanted;
    for (const wire::Item &item : batch.items) {
        if (item.error)
            continue;
        wanted.add(item.record.type, item.record.id);
        if (isChild(item.record.type))
            wanted.add(EntityType::Conversation, item.record.conversationId());
    }
    MIMIR_TRY(loadRows(wanted.take()));
    // A row that exists already belongs to its own conversation, whatever the item says.
    for (const auto &[name, entry] : m_own)
        if (isChild(entry.row.type))
            wanted.add(EntityType::Conversation, entry.row.conversationId);
    return loadRows(wanted.take());
}

Result<void> WorkingSet::loadRows(const std::vector<RowKey> &keys)
{
    if (keys.empty())
        return {};
    auto rows = m_store.rows(m_team, m_user, keys);
    MIMIR_TRY(rows);
    MIMIR_TRY(learnDevices(*rows));
    for (StoredRow &row : *rows) {
        Entries &entries = row.owner == m_user ? m_own : m_shared;
        std::string name = nameOf(row.type, row.id);
        entries.try_emplace(std::move(name), Entry {std::move(row), Change::None});
    }
    return {};
}

StoredRow *WorkingSet::own(EntityType type, std::string_view id)
{
    const auto at = m_own.find(nameOf(type, id));
    return at == m_own.end() ? nullptr : &at->second.row;
}

StoredRow *WorkingSet::shared(EntityType type, std::string_view id)
{
    const auto at = m_shared.find(nameOf(type, id));
    return at == m_shared.end() || at->second.row.scope != Scope::Team ? nullptr : &at->second.row;
}

StoredRow &WorkingSet::insert(StoredRow row)
{
    std::string name = nameOf(row.type, row.id);
    return m_own.insert_or_assign(std::move(name), Entry {std::move(row), Change::Inserted})
        .first->second.row;
}

void WorkingSet::changed(const StoredRow &row)
{
    Entries &entries = row.owner == m_user ? m_own : m_shared;
    Entry &entry = entries.at(nameOf(row.type, row.id));
    if (entry.change == Change::None)
        entry.change = Change::Updated;
}

std::vector<StoredRow *> WorkingSet::childrenOf(std::int64_t owner, std::string_view conversationId)
{
    std::vector<StoredRow *> children;
    for (auto &[name, entry] : owner == m_user ? m_own : m_shared)
        if (isChild(entry.row.type) && !entry.row.deleted && entry.row.owner == owner
            && entry.row.conversationId == conversationId)
            children.push_back(&entry.row);
    std::ranges::sort(children, {}, &StoredRow::rev); // an order that does not depend on the hash
    return children;
}

Result<RowState> WorkingSet::stateOf(const StoredRow &row) const
{
    RowState state {row.type, {}, row.rev,
        {row.editedAt, deviceId(row.device), row.madeRev, wire::WithheldRule::None, {}}, {}, row.redacted};
    if (!row.payload.empty()) {
        auto fields = json::parseObject(row.payload, json::Author::Store);
        if (!fields)
            return Error {ErrorCode::StoreCorrupt, "a stored row is not valid JSON"};
        state.fields = std::move(*fields);
        state.fields.remove("id");
    }
    forEachStamp(row.stamps, [&](const std::string &field, const StoredStamp &stored) {
        state.separately.emplace(field,
            Stamp {stored.editedAt, deviceId(stored.device), stored.rev, stored.withheld, stored.said});
    });
    return state;
}

void WorkingSet::takeState(StoredRow &row, const RowState &state) const
{
    row.payload = rowJson(row.id, state.fields);
    row.editedAt = state.whole.editedAt;
    row.device = devicePk(state.whole.device);
    row.madeRev = state.whole.rev;
    row.redacted = state.redacted;
    json::Object stamps;
    for (const auto &[field, stamp] : state.separately)
        stamps.set(field,
            StoredStamp {stamp.editedAt, devicePk(stamp.device), stamp.rev, stamp.withheld, stamp.said}
                .toJson());
    row.stamps = stamps.empty() ? std::string() : stamps.toJson();
}

Result<void> WorkingSet::learnDevices(std::span<const StoredRow> loaded)
{
    std::vector<std::int64_t> unknown;
    const auto need = [&](std::int64_t pk) {
        if (pk != 0 && !m_devices.contains(pk) && std::ranges::find(unknown, pk) == unknown.end())
            unknown.push_back(pk);
    };
    for (const StoredRow &row : loaded) {
        need(row.device);
        forEachStamp(row.stamps, [&](const std::string &, const StoredStamp &stamp) { need(stamp.device); });
    }
    if (unknown.empty())
        return {};
    auto names = m_store.devices(m_team, unknown);
    MIMIR_TRY(names);
    for (DeviceName &name : *names)
        takeDevice(std::move(name));
    return {};
}

void WorkingSet::takeDevice(DeviceName device)
{
    m_devicePks.try_emplace(device.id, device.pk);
    const std::int64_t pk = device.pk;
    m_devices.insert_or_assign(pk, std::move(device));
}

const std::string &WorkingSet::deviceId(std::int64_t pk) const
{
    static const std::string none;
    const auto known = m_devices.find(pk);
    return known == m_devices.end() ? none : known->second.id;
}

std::int64_t WorkingSet::devicePk(std::string_view id) const
{
    const auto known = m_devicePks.find(std::string(id));
    return known == m_devicePks.end() ? 0 : known->second;
}

std::string WorkingSet::deviceName(std::string_view id) const
{
    const auto known = m_devices.find(devicePk(id));
    return known == m_devices.end() ? std::string() : known->second.name;
}

Result<void> WorkingSet::write()
{
    std::vector<const StoredRow *> inserted;
    std::vector<const StoredRow *> updated;
    for (Entries *entries : {&m_own, &m_shared})
        for (auto &[name, entry] : *entries) {
            if (entry.change == Change::Inserted)
                inserted.push_back(&entry.row);
            if (entry.change == Change::Updated)
                updated.push_back(&entry.row);
            entry.change = Change::None;
        }
    std::ranges::sort(inserted, {}, &StoredRow::rev); // neighbours in the index by revision
    std::ranges::sort(updated, {}, &StoredRow::rev);
    if (!inserted.empty())
        MIMIR_TRY(m_store.insertRows(m_team, inserted));
    if (!updated.empty())
        MIMIR_TRY(m_store.updateRows(m_team, updated));
    return {};
}

} // namespace mimir::server
