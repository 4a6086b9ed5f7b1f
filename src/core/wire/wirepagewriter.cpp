#include "core/wire/wirepagewriter.h"

#include "core/json/jsonwriter.h"
#include "core/wire/wiremembers.h"

namespace mimir::wire {
namespace {

// `object` ends in '}'; a member is inserted before it.
void appendInto(std::string &out, std::string_view object, std::string_view key, std::string_view json)
{
    out += object.substr(0, object.size() - 1);
    if (object.size() > 2)
        out += ',';
    json::appendQuoted(out, key);
    out += ':';
    out += json;
    out += '}';
}

} // namespace

void appendRow(
    std::string &out, std::string_view rowJson, std::int64_t rev, Owner owner, const FieldNotes &notes)
{
    std::string sync = "{";
    if (!notes.at.empty())
        appendMember(sync, "at", notes.at);
    if (!owner.name.empty())
        appendText(sync, "by", owner.name);
    if (!owner.isCaller)
        appendMember(sync, "own", std::string_view("false"));
    appendMember(sync, "rev", rev);
    if (!notes.withheld.empty())
        appendMember(sync, "withheld", notes.withheld);
    appendInto(out, rowJson, "_sync", sync + '}');
}

void PageWriter::addRow(
    EntityType type, std::string_view rowJson, std::int64_t rev, Owner owner, const FieldNotes &notes)
{
    std::string &array = m_arrays[index(type)];
    if (!array.empty())
        array += ',';
    appendRow(array, rowJson, rev, owner, notes);
}

void PageWriter::addDeletion(const Deletion &deletion)
{
    if (!m_deleted.empty())
        m_deleted += ',';
    std::string one = "{";
    appendText(one, "type", typeName(deletion.type));
    appendText(one, "id", deletion.id);
    appendMember(one, "rev", deletion.rev);
    appendText(one, "reason", deletion.reason);
    m_deleted += one + "}";
}

void PageWriter::addConflict(const ConflictNote &note)
{
    if (!m_conflicts.empty())
        m_conflicts += ',';
    std::string one = "{";
    appendText(one, "id", note.id);
    appendText(one, "type", typeName(note.type));
    appendText(one, "entityId", note.entityId);
    appendText(one, "field", note.field);
    appendMember(one, "losing", note.losing);
    appendMember(one, "winning", note.winning);
    appendText(one, "losingDevice", note.losingDevice);
    appendText(one, "winningDevice", note.winningDevice);
    appendText(one, "losingDeviceName", note.losingDeviceName);
    appendText(one, "winningDeviceName", note.winningDeviceName);
    appendText(one, "reason", note.reason);
    appendMember(one, "at", note.at);
    if (note.editedAt > 0)
        appendMember(one, "editedAt", note.editedAt);
    m_conflicts += one + "}";
}

std::size_t PageWriter::bytes() const
{
    std::size_t size = m_deleted.size() + m_conflicts.size();
    for (const std::string &array : m_arrays)
        size += array.size();
    return size;
}

std::string PageWriter::finish(std::string_view cursor, Rest rest, Millis serverTimestamp,
    std::string_view epoch, std::optional<std::int64_t> position)
{
    std::string out;
    out.reserve(bytes() + 512);
    out += '{';
    for (EntityType type : kEntityTypes) {
        if (out.back() != '{')
            out += ',';
        json::appendQuoted(out, wireArray(type));
        out += ":[";
        out += m_arrays[index(type)];
        out += ']';
    }
    out += ",\"deleted\":[" + m_deleted + "],\"conflicts\":[" + m_conflicts + "]";
    appendText(out, "cursor", cursor);
    if (position)
        appendMember(out, "position", *position);
    appendMember(out, "hasMore", std::string_view(rest == Rest::Follows ? "true" : "false"));
    appendMember(out, "serverTimestamp", serverTimestamp);
    appendText(out, "epoch", epoch);
    return out + "}";
}

} // namespace mimir::wire
