#include "core/wire/wirepage.h"

#include "core/ids.h"
#include "core/json/jsonparts.h"
#include "core/json/jsonreader.h"
#include "core/json/jsonvalue.h"
#include "core/wire/wiremembers.h"

#include <algorithm>
#include <array>

namespace mimir::wire {
namespace {

// Quarantine reasons.
constexpr std::string_view kOverLimits = "over_limits";
constexpr std::string_view kMalformed = "malformed";

void readSync(PulledRow &row, const std::string &sync)
{
    const auto block = json::objectIn(sync);
    const auto rev = block ? block->integer("rev") : std::nullopt;
    if (!inRange(rev))
        row.fault = kMalformed;
    row.rev = inRange(rev) ? *rev : 0;
    row.own = !block || block->boolean("own").value_or(true);
    row.by = block ? block->text("by").value_or("") : std::string();
    if (row.by.size() > kMaxNameBytes)
        row.by.clear();
    if (const std::string *at = block ? block->find("at") : nullptr)
        row.at = Instants::fromJson(*at);
    if (const std::string *withheld = block ? block->find("withheld") : nullptr)
        if (auto read = withheldFromJson(*withheld))
            row.withheld = std::move(*read);
}

PulledRow readRow(EntityType type, json::Element element)
{
    json::Object &object = element.object;
    PulledRow row;
    row.record.type = type;
    row.record.id = object.text("id").value_or("");
    row.fault = element.fault.empty() ? std::string_view() : kOverLimits;
    if (const std::string *sync = object.find("_sync"))
        readSync(row, *sync);
    if (!row.fault.empty())
        return row;
    auto record = recordFromObject(type, std::move(object));
    if (record && normalize(*record, Completeness::Full))
        row.record = std::move(*record);
    else
        row.fault = kMalformed;
    return row;
}

std::optional<ConflictNote> readNote(const json::Object &object)
{
    const auto type = typeFromName(object.text("type").value_or(""));
    ConflictNote note;
    note.id = object.text("id").value_or("");
    note.entityId = object.text("entityId").value_or("");
    if (!type || note.id.empty() || note.entityId.empty())
        return std::nullopt;
    note.type = *type;
    note.field = object.text("field").value_or("");
    const auto value = [&object](std::string_view key) {
        const std::string *text = object.find(key);
        return text ? *text : std::string("null");
    };
    note.losing = value("losing");
    note.winning = value("winning");
    note.losingDevice = object.text("losingDevice").value_or("");
    note.winningDevice = object.text("winningDevice").value_or("");
    note.losingDeviceName = object.text("losingDeviceName").value_or("");
    note.winningDeviceName = object.text("winningDeviceName").value_or("");
    note.reason = object.text("reason").value_or("lww");
    note.at = object.integer("at").value_or(0);
    note.editedAt = std::clamp<std::int64_t>(object.integer("editedAt").value_or(0), 0, kMaxSafeInteger);
    return note;
}

void readRows(Page &page, EntityType type, std::vector<json::Element> &elements)
{
    for (json::Element &element : elements) {
        PulledRow row = readRow(type, std::move(element));
        if (row.fault.empty() || isValidId(row.record.id))
            page.rows.push_back(std::move(row));
        else
            ++page.malformed;
    }
}

Result<void> readDeletions(Page &page, const std::vector<json::Element> &elements)
{
    for (const auto &[object, fault] : elements) {
        const auto type = typeFromName(object.text("type").value_or(""));
        const auto rev = object.integer("rev");
        if (!type || !inRange(rev))
            return serverWrong("an invalid deletion");
        page.deleted.push_back(
            {*type, object.text("id").value_or(""), *rev, object.text("reason").value_or("deleted")});
    }
    return {};
}

void readNotes(Page &page, const std::vector<json::Element> &elements)
{
    for (const auto &[object, fault] : elements) {
        auto note = fault.empty() ? readNote(object) : std::nullopt;
        if (note)
            page.conflicts.push_back(std::move(*note));
        else
            ++page.malformed;
    }
}

} // namespace

Millis Instants::of(std::string_view field) const
{
    return named(field).value_or(whole);
}

std::optional<Millis> Instants::named(std::string_view field) const
{
    const auto own = std::ranges::find(separately, field, &std::pair<std::string, Millis>::first);
    return own == separately.end() ? std::nullopt : std::optional(own->second);
}

bool PulledRow::mayLack(std::string_view field) const
{
    const auto named = std::ranges::find(withheld, field, &Withheld::field);
    return named != withheld.end() && named->rule >= WithheldRule::Size;
}

std::string Instants::toJson() const
{
    std::string out = "{";
    appendMember(out, "*", whole);
    for (const auto &[field, at] : separately)
        appendMember(out, field, at);
    return out + '}';
}

Instants Instants::fromJson(std::string_view canonicalText)
{
    Instants instants;
    if (const auto cut = json::objectIn(canonicalText))
        for (const json::Member &member : cut->members()) {
            const auto at = json::toInteger(member.json);
            if (!inRange(at))
                continue;
            if (member.key == "*")
                instants.whole = *at;
            else
                instants.separately.emplace_back(member.key, *at);
        }
    return instants;
}

Result<PulledRow> decodeRow(EntityType type, std::string_view json)
{
    auto object = json::parseObject(json);
    MIMIR_TRY(object);
    PulledRow row = readRow(type, {std::move(*object), {}});
    return row.fault.empty() ? Result<PulledRow>(std::move(row)) : malformed("an invalid row");
}

Result<Page> decodePage(std::string_view body)
{
    static constexpr std::array<std::string_view, 6> names {
        "conversations", "messages", "toolCalls", "auditLogs", "deleted", "conflicts"};
    auto envelope = json::parseEnvelope(body, names, kMaxPageItems);
    MIMIR_TRY(envelope);
    const auto timestamp = envelope->head.integer("serverTimestamp");
    if (!inRange(timestamp) || body.find("\"conversations\"") == std::string_view::npos)
        return malformed("an answer that is not a page");
    Page page;
    page.serverTimestamp = *timestamp;
    page.cursor = envelope->head.text("cursor").value_or("");
    page.position = positionIn(envelope->head);
    page.hasMore = envelope->head.boolean("hasMore").value_or(false);
    page.epoch = envelope->head.text("epoch").value_or("");
    for (EntityType type : kEntityTypes)
        readRows(page, type, envelope->arrays[index(type)]);
    MIMIR_TRY(readDeletions(page, envelope->arrays[4]));
    readNotes(page, envelope->arrays[5]);
    return page;
}

} // namespace mimir::wire
