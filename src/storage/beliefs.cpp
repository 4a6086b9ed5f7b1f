#include "storage/beliefs.h"

#include <algorithm>
#include <array>
#include <set>

namespace mimir {
namespace {

constexpr std::string_view kNull = "null";
constexpr std::string_view kMark = "[withheld "; // how every placeholder begins
constexpr std::array<std::string_view, 6> kFacts {
    "conversation_id", "message_id", "role", "event_type", "decision", "prev_hash"};

std::string_view valueOf(const json::Object &fields, std::string_view field)
{
    const std::string *value = fields.find(field);
    return value ? std::string_view(*value) : kNull;
}

// True if the text between the placeholders of `less` occurs in `more`, in this order.
bool saysLess(std::string_view less, std::string_view more)
{
    if (less.find(kMark) == std::string_view::npos)
        return false;
    std::size_t searched = 0;
    while (true) {
        const std::size_t mark = less.find(kMark);
        const std::string_view piece = less.substr(0, mark);
        const std::size_t at = more.find(piece, searched);
        if (at == std::string_view::npos)
            return false;
        searched = at + piece.size();
        if (mark == std::string_view::npos)
            return true;
        const std::size_t end = less.find(']', mark);
        if (end == std::string_view::npos)
            return false;
        less.remove_prefix(end + 1);
    }
}

// A fact is who said something and when, or what was decided, as opposed to text: facts are never withheld in
// part.
bool isFact(EntityType type, std::string_view field)
{
    const FieldSpec *known = findField(type, field);
    return (known && known->kind != FieldKind::Text && known->kind != FieldKind::Json)
        || std::ranges::find(kFacts, field) != kFacts.end();
}

// Whether the server's value is a reduced form of the same value.
bool isFormOf(EntityType type, std::string_view field, std::string_view ours, std::string_view theirs)
{
    return !isFact(type, field) && (theirs == kNull || theirs == "\"\"" || saysLess(theirs, ours));
}

// How a foreign writer's value reads after a round trip through a server.
json::Object asSent(const Record &record)
{
    Record sent = record;
    return normalize(sent, Completeness::Full) ? std::move(sent.fields) : record.fields;
}

std::set<std::string, std::less<>> namesOf(const json::Object &ours, const json::Object &theirs)
{
    std::set<std::string, std::less<>> names;
    for (const json::Object *fields : {&ours, &theirs})
        for (const json::Member &member : fields->members())
            names.insert(member.key);
    return names;
}

} // namespace

std::vector<Contradiction> retainWriteOnceFields(const Record &ours, Record &theirs, bool confirmed)
{
    const EntityType type = ours.type;
    std::vector<Contradiction> held;
    std::vector<json::Member> kept;
    std::optional<json::Object> sent;
    for (const std::string &field : namesOf(ours.fields, theirs.fields)) {
        const std::string_view here = valueOf(ours.fields, field);
        const std::string_view there = valueOf(theirs.fields, field);
        if (here == there || mergeRule(type, field) != MergeRule::Once)
            continue;
        // A field that was never written may still be written; an audit entry is complete from the start.
        if ((here == kNull && type != EntityType::AuditLog) || isFormOf(type, field, here, there)
            || (!confirmed && isFormOf(type, field, there, here)))
            continue;
        if (!sent)
            sent = asSent(ours);
        if (valueOf(*sent, field) == there)
            continue;
        if (there != kNull) // a row that leaves a fact out does not contradict it
            held.push_back({field, std::string(there), std::string(here)});
        kept.push_back({field, std::string(here)});
    }
    for (const json::Member &member : kept) {
        if (member.json == kNull)
            theirs.fields.remove(member.key);
        else
            theirs.fields.set(member.key, member.json);
    }
    return held;
}

} // namespace mimir
