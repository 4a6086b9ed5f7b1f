#include "storage/tables/fieldinstants.h"

#include <algorithm>

namespace mimir {
namespace {

// A value that is older than any other.
constexpr FieldInstants::Entry kGivenUp {};

// Only these are ever compared by time of edit.
bool isByInstant(EntityType type, std::string_view field)
{
    const MergeRule rule = mergeRule(type, field);
    return rule == MergeRule::LastWrite || rule == MergeRule::Forward;
}

std::string entryJson(FieldInstants::Entry entry)
{
    return '[' + std::to_string(entry.at) + (entry.own ? ",1]" : ",0]");
}

} // namespace

Result<FieldInstants> FieldInstants::read(Database &database, EntityType type, std::int64_t pk)
{
    FieldInstants instants;
    const std::string made
        = type == EntityType::Conversation ? "updated_at" : std::string(createdField(type));
    Query row = database.query("SELECT COALESCE(edited_at, 0), CASE typeof(" + made + ") WHEN 'integer' THEN "
            + made + " ELSE 0 END, " + (type == EntityType::AuditLog ? "NULL" : "instants") + " FROM "
            + std::string(tableName(type)) + " WHERE pk = ?",
        pk);
    if (!row.next()) {
        MIMIR_TRY(row.status());
        return instants;
    }
    instants.m_madeHere = row.integer(0) > 0;
    instants.m_made = row.integer(1);
    instants.m_whole = {std::max(row.integer(0), row.integer(1)), instants.m_madeHere};
    const auto stored = row.isNull(2) ? Result<json::Object>(json::Object()) : json::parseObject(row.text(2));
    MIMIR_TRY(stored);
    instants.m_stored = !row.isNull(2);
    for (const json::Member &member : stored->members()) {
        const auto parts = json::parseArray(member.json);
        if (!parts || parts->size() != 2)
            continue;
        const Millis at = json::toInteger((*parts)[0]).value_or(0);
        const Entry entry {at < kEndOfTime ? at : 0, (*parts)[1] == "1"}; // such a one was once believed
        if (member.key == "*")
            instants.m_whole = entry;
        else
            instants.set(member.key, entry);
    }
    return instants;
}

Result<void> FieldInstants::write(Database &database, EntityType type, std::int64_t pk) const
{
    if (type == EntityType::AuditLog)
        return {};
    json::Object stored;
    stored.set("*", entryJson(m_whole));
    // Also those as old as the row: nothing else tells of a field that was cleared.
    for (const auto &[field, entry] : m_separately)
        stored.set(field, entryJson(entry));
    return database.run(
        "UPDATE " + std::string(tableName(type)) + " SET instants = ? WHERE pk = ?", stored.toJson(), pk);
}

FieldInstants::Entry FieldInstants::of(std::string_view field) const
{
    const auto own = m_separately.find(field);
    return own == m_separately.end() ? m_whole : own->second;
}

bool FieldInstants::isWrittenHere(EntityType type, std::string_view field) const
{
    return isByInstant(type, field) ? of(field).own : m_madeHere;
}

void FieldInstants::noteTaken(const wire::Item &change, Millis serverTime)
{
    const auto taken = [serverTime](Millis at) { return serverTime > 0 ? std::min(at, serverTime) : at; };
    if (change.action == wire::Action::Create && !change.offer) {
        m_whole = {taken(change.editedAt), true};
        m_separately.clear();
        for (const auto &[field, at] : change.changed)
            set(field, {taken(at), true});
        return;
    }
    // The row's own instant is that of this edit: the other fields are as old as the row.
    if (!m_stored && !change.offer && m_made > 0)
        m_whole.at = std::min(m_whole.at, m_made);
    for (const auto &[field, at] : change.changed)
        // An offer's other fields are not edits.
        if (!change.offer || std::ranges::find(change.offer->edited, field) != change.offer->edited.end())
            set(field, {taken(at), true});
}

void FieldInstants::giveUp(const std::string &field)
{
    set(field, kGivenUp);
}

bool FieldInstants::isGivenUp(std::string_view field) const
{
    const auto entry = m_separately.find(field);
    return entry != m_separately.end() && entry->second == kGivenUp;
}

bool FieldInstants::isClearedLater(std::string_view field, const wire::Instants &at) const
{
    const auto cleared = at.named(field);
    // Without instants of its own, a row is as old as the server says.
    return cleared && *cleared > (m_stored ? of(field).at : at.whole);
}

FieldInstants FieldInstants::adopting(
    const wire::PulledRow &sent, const json::Object &ours, const json::Object &adopted) const
{
    const EntityType type = sent.record.type;
    FieldInstants next;
    if (sent.at.whole == 0) { // a server that does not give them
        next = *this;
        std::erase_if(next.m_separately, [](const auto &one) { return one.second == kGivenUp; });
        for (const json::Member &member : adopted.members()) {
            const std::string *before = ours.find(member.key);
            if (isByInstant(type, member.key) && (!before || *before != member.json))
                next.set(member.key, {of(member.key).at, false}); // it is not this device's value
        }
        return next;
    }
    next.m_whole = {sent.at.whole, false};
    for (const auto &[field, instant] : sent.at.separately)
        if (isByInstant(type, field) && instant > 0)
            next.set(field, {instant, false});
    for (const json::Member &member : adopted.members()) {
        const std::string *before = ours.find(member.key);
        if (!isByInstant(type, member.key) || !before || *before != member.json)
            continue;
        if (m_stored && !sent.record.fields.find(member.key))
            next.set(member.key, of(member.key));
        else if (of(member.key).own)
            next.set(member.key, {sent.at.of(member.key), true});
    }
    return next;
}

void FieldInstants::raise(wire::Item &item) const
{
    if (!m_stored)
        return; // the row's instant may be from this edit
    for (auto &[field, at] : item.changed)
        at = std::max(at, of(field).at + 1);
}

void FieldInstants::offer(wire::Item &item) const
{
    item.offer.emplace();
    for (const auto &[field, at] : item.changed)
        item.offer->edited.push_back(field);
    const auto add = [&](const std::string &field) {
        const bool known = std::ranges::find(item.changed, field, &std::pair<std::string, Millis>::first)
            != item.changed.end();
        if (known || !isByInstant(item.record.type, field))
            return;
        item.changed.emplace_back(field, of(field).at);
        if (of(field).own)
            item.offer->written.push_back(field);
    };
    for (const json::Member &member : item.record.fields.members())
        add(member.key);
    for (const auto &[field, entry] : m_separately)
        add(field); // cleared
    item.editedAt = m_whole.at;
    // A row that was created here, with no other record of that.
    if (item.offer->written.empty() && m_whole.own)
        item.offer->written.push_back("*");
}

} // namespace mimir
