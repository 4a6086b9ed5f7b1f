// A server that lies in some pages and answers: it rewrites what is written once, leaves out what no one has
// cleared, and deletes what no one deleted. It only does so with rows that the device already has as the server has
// them: no one can detect a lie about something new.
#include "support/simulation.h"

#include "core/json/json.h"
#include "server/sync/fieldstamps.h"
#include "storage/tables/entitytable.h"

#include <array>

namespace mimir::test {
namespace {

constexpr std::string_view kLie = "a lie";

// Adds one element to an array of the page, which is as the server wrote it.
void addTo(std::string &page, std::string_view array, const std::string &element)
{
    const std::string start = '"' + std::string(array) + "\":[";
    const std::size_t at = page.find(start);
    if (at == std::string::npos)
        return;
    const std::size_t first = at + start.size();
    page.insert(first, page[first] == ']' ? element : element + ',');
}

std::string_view arrayOf(EntityType type)
{
    switch (type) {
    case EntityType::Message:
        return "messages";
    case EntityType::AuditLog:
        return "auditLogs";
    case EntityType::ToolCall:
        return "toolCalls";
    case EntityType::Conversation:
        break;
    }
    return "conversations";
}

// A row without anything that it may lack.
json::Object bareRow(EntityType type, const json::Object &row)
{
    json::Object bare;
    for (const json::Member &member : row.members()) {
        const FieldSpec *field = findField(type, member.key);
        if (member.key == "id" || (field && field->presence == Presence::Required))
            bare.set(member.key, member.json);
    }
    return bare;
}

} // namespace

// A row that the device has, with no open edit, at a revision the page has already passed.
std::optional<Simulation::Held> Simulation::pickHeld(
    SimDevice &device, const std::string &teamId, EntityType type, std::int64_t position)
{
    std::vector<Held> candidates;
    Query rows = device.store().database().query("SELECT e.id, e.base_rev, e.own FROM "
            + std::string(tableName(type))
            + " e JOIN teams t ON t.pk = e.team WHERE t.team_id = ? AND e.deleted = 0 AND e.base_rev BETWEEN "
              "1 AND ?"
              " AND NOT EXISTS (SELECT 1 FROM sync_queue q WHERE q.entity_type = ? AND q.entity_pk = e.pk)"
              " ORDER BY e.pk LIMIT 40",
        teamId, position - 1, static_cast<int>(type));
    while (rows.next())
        candidates.push_back({rows.string(0), rows.integer(1), rows.integer(2) != 0});
    if (!rows.status())
        qFatal("simulation: %s", rows.status().error().message.c_str());
    return candidates.empty() ? std::nullopt
                              : std::optional(candidates[m_lieRandom.next() % candidates.size()]);
}

void Simulation::lieIn(std::string &page, SimDevice &device, const SyncRequest &request)
{
    const auto read = wire::decodePage(page);
    if (!m_lies || !m_faults || m_lieRandom.next() % 8 != 0 || !read || !read->position)
        return;
    if (m_lieRandom.next() % 3 == 0)
        inventDeletion(page, device, request.teamId, *read->position);
    else if (m_lieRandom.next() % 2 == 0)
        leaveOut(page, device, request.teamId, *read->position);
    else
        rewriteRow(page, device, request.teamId, *read->position);
}

std::optional<Simulation::StoredAs> Simulation::stored(
    const SimDevice &device, const std::string &teamId, EntityType type, const Held &held)
{
    Query row = m_serverDatabase->query("SELECT e.rev, e.payload, e.edited_at, e.stamps FROM entities e JOIN "
                                        "teams t ON t.pk = e.team WHERE t.id = ?1 AND e.type = ?2 AND "
                                        "e.id = ?3 AND e.deleted = 0 AND (e.owner = ?4) = ?5",
        teamId, static_cast<int>(type), held.id, device.user(), held.own);
    if (!row.next())
        return std::nullopt;
    auto fields = json::parseObject(row.text(1));
    if (!fields)
        qFatal("simulation: %s", fields.error().message.c_str());
    return StoredAs {row.integer(0), std::move(*fields), server::notesOf(row.integer(2), row.text(3))};
}

void Simulation::rewriteRow(
    std::string &page, SimDevice &device, const std::string &teamId, std::int64_t position)
{
    const EntityType type = m_lieRandom.next() % 2 == 0 ? EntityType::Message : EntityType::AuditLog;
    const auto held = pickHeld(device, teamId, type, position);
    if (!held)
        return;
    auto row = stored(device, teamId, type, *held);
    if (!row)
        return;
    row->fields.setText(type == EntityType::Message ? "content" : "decision", std::string(kLie));
    std::string element;
    wire::appendRow(
        element, row->fields.toJson(), position, held->own ? wire::Owner::caller() : wire::Owner::teammate());
    addTo(page, arrayOf(type), element);
    ++m_counters.rewritten;
}

// Of a row that the device has as it is; with its instants, or as if there were none.
void Simulation::leaveOut(
    std::string &page, SimDevice &device, const std::string &teamId, std::int64_t position)
{
    const EntityType type = kEntityTypes[m_lieRandom.next() % kEntityTypes.size()];
    const auto held = pickHeld(device, teamId, type, position);
    const auto row = held && held->own ? stored(device, teamId, type, *held) : std::nullopt;
    if (!row || row->rev != held->baseRev)
        return;
    std::string element;
    wire::appendRow(element, bareRow(type, row->fields).toJson(), position, wire::Owner::caller(),
        m_lieRandom.next() % 2 == 0 ? row->notes : wire::FieldNotes());
    addTo(page, arrayOf(type), element);
    ++m_counters.omitted;
}

// The row that comes with a result lacks what the device has just sent.
void Simulation::leaveOut(wire::BatchAnswer &answer, const wire::Batch &sent)
{
    if (!m_lies || !m_faults)
        return;
    for (wire::ItemResult &result : answer.results) {
        const auto item = std::ranges::find(sent.items, result.opSeq, &wire::Item::opSeq);
        if (!result.item || result.item->empty() || item == sent.items.end() || m_lieRandom.next() % 2 == 0)
            continue;
        auto row = json::parseObject(*result.item);
        if (!row || wire::decodeRow(result.type, *result.item)->own == false)
            continue;
        const json::Object bare = bareRow(result.type, *row);
        for (const json::Member &member : item->record.fields.members()) {
            const std::string *there = row->find(member.key);
            if (there && *there == member.json && !bare.find(member.key))
                row->remove(member.key);
        }
        result.item = row->toJson();
        ++m_counters.answersStripped;
    }
}

// The server took a new row, and answers as if it had been there with another text or folder.
void Simulation::rewriteNewRows(wire::BatchAnswer &answer, const wire::Batch &sent)
{
    if (!m_lies || !m_faults)
        return;
    for (wire::ItemResult &result : answer.results) {
        const auto item = std::ranges::find(sent.items, result.opSeq, &wire::Item::opSeq);
        const bool isNew = item != sent.items.end() && item->action == wire::Action::Create
            && result.status == wire::Status::Applied && !result.item;
        if (!isNew || result.type == EntityType::AuditLog || m_lieRandom.next() % 6 != 0)
            continue;
        const std::string_view field = result.type == EntityType::Conversation ? "workspace"
            : result.type == EntityType::Message                               ? "content"
                                                                               : "tool_name";
        json::Object row = item->record.fields;
        if (!row.find(field)) // what was never written may still be written
            continue;
        row.setText("id", result.id);
        row.setText(field, std::string(kLie));
        std::string element;
        wire::appendRow(element, row.toJson(), result.rev, wire::Owner::caller());
        result.item = element;
        result.status = m_lieRandom.next() % 2 == 0 ? wire::Status::Merged : wire::Status::Duplicate;
        ++m_counters.answersRewritten;
    }
}

void Simulation::inventDeletion(
    std::string &page, SimDevice &device, const std::string &teamId, std::int64_t position)
{
    constexpr std::array types {EntityType::Conversation, EntityType::Message, EntityType::AuditLog};
    const EntityType type = types[m_lieRandom.next() % types.size()];
    const auto held = pickHeld(device, teamId, type, position);
    if (!held || !held->own) // others may unshare what they have shared: the server's word is all there is
        return;
    json::Object deletion;
    deletion.setText("type", typeName(type));
    deletion.setText("id", held->id);
    deletion.setInteger("rev", position);
    deletion.setText("reason", "deleted");
    addTo(page, "deleted", deletion.toJson());
    ++m_counters.deletionsInvented;
}

// No one was deceived: not the store, and not the honest server that the devices went on with.
void Simulation::judgeLies(std::vector<std::string> &wrong)
{
    const auto look = [&wrong](Database &database, const std::string &sql, const std::string &where) {
        Query rows = database.once(sql);
        while (rows.next())
            if (rows.text(1).find(kLie) != std::string_view::npos)
                wrong.push_back("a lie is believed " + where + ": " + rows.string(0));
    };
    look(*m_serverDatabase, "SELECT id, payload FROM entities WHERE payload IS NOT NULL", "by the server");
    for (const auto &device : m_devices) {
        const std::string where = "on device " + std::to_string(device->number());
        look(device->store().database(), "SELECT id, content FROM messages", where);
        look(device->store().database(), "SELECT id, workspace FROM conversations", where);
        look(device->store().database(), "SELECT id, tool_name FROM tool_calls", where);
        look(device->store().database(), "SELECT id, decision FROM audit_logs", where);
        m_counters.omissionsTold
            += device->store()
                   .database()
                   .integer("SELECT COUNT(*) FROM conflicts WHERE reason = ? AND losing = 'null'",
                       Conflict::kRewritten)
                   .value_or(0);
    }
}

// What a device put into its trash: the user can restore it, and it is no longer among the rows.
std::set<std::string> Simulation::trashed(SimDevice &device)
{
    std::set<std::string> out;
    Query rows = device.store().database().once("SELECT id FROM trash");
    while (rows.next())
        out.insert(rows.string(0));
    return out;
}

} // namespace mimir::test
