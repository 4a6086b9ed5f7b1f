#include "core/wire/wirepage.h"

#include "core/ids.h"
#include "core/json/jsonparts.h"
#include "core/json/jsonreader.h"
#include "core/json/jsonvalue.h"
#include "core/wire/wirebatch.h"
#include "core/wire/wiremembers.h"

#include <algorithm>
#include <array>

namespace mimir::wire {
namespace {

// Quarantine reasons.
constexpr std::string_view kOverLimits = "over_limits";
constexpr std::string_view kMalformed = "malformed";
/// No quarantine reason: the whole page is the server's fault.
constexpr std::string_view kNoInstant = "no_instant";

bool areInstants(std::string_view canonicalText)
{
    const auto at = json::objectIn(canonicalText);
    return !at || std::ranges::all_of(at->members(), [](const json::Member &member) {
        const auto instant = json::toInteger(member.json);
        return !instant || isInstant(instant);
    });
}

void readSync(PulledRow &row, const std::string &sync)
{
    const auto block = json::objectIn(sync);
    const auto rev = block ? block->integer("rev") : std::nullopt;
    if (!inRange(rev))
        row.fault = kMalformed;
    row.rev = inRange(rev) ? *rev : 0;
    const auto own = block ? block->boolean("own") : std::nullopt;
    if (block && !isSound(*block, "own", own)) // whose row it is must not be guessed
        row.fault = kMalformed;
    row.own = own.value_or(true);
    row.by = block ? block->text("by").value_or("") : std::string();
    if (row.by.size() > kMaxNameBytes)
        row.by.clear();
    if (const std::string *at = block ? block->find("at") : nullptr) {
        row.at = Instants::fromJson(*at);
        if (!areInstants(*at))
            row.fault = kNoInstant;
    }
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
    if (record && normalize(*record, Completeness::Full) && areTimesInRange(*record))
        row.record = std::move(*record);
    else
        row.fault = kMalformed;
    return row;
}

ConflictNote noteIn(EntityType type, const json::Object &object)
{
    ConflictNote note;
    note.id = object.text("id").value_or("");
    note.entityId = object.text("entityId").value_or("");
    note.type = type;
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
    note.at = std::clamp<Millis>(object.integer("at").value_or(0), 0, kEndOfTime);
    note.editedAt = std::clamp<Millis>(object.integer("editedAt").value_or(0), 0, kEndOfTime);
    return note;
}

// A row that cannot be applied is put aside under its id; without one it could only be skipped, and would never come
// again.
Result<void> readRows(Page &page, EntityType type, std::vector<json::Element> &elements)
{
    for (json::Element &element : elements) {
        PulledRow row = readRow(type, std::move(element));
        if (!isValidId(row.record.id))
            return serverWrong("a row without a valid id");
        if (row.fault == kNoInstant)
            return serverWrong("an instant that cannot be");
        if (row.rev == 0 && row.fault.empty() && !page.cursor.empty())
            row.fault = kMalformed; // it could not be told from one that is known
        page.rows.push_back(std::move(row));
    }
    return {};
}

// A reason of a later version: whether the row goes is not known, so it is put aside like a row that cannot be applied.
PulledRow notUnderstood(EntityType type, const std::string &id, std::int64_t rev)
{
    PulledRow row;
    row.record.type = type;
    row.record.id = id;
    row.rev = rev;
    row.fault = kMalformed;
    return row;
}

bool isKnownReason(std::string_view reason)
{
    return reason == "deleted" || reason == kPrivacy || reason == kScope;
}

Result<void> readDeletions(Page &page, const std::vector<json::Element> &elements)
{
    const bool isOriginal = page.cursor.empty();
    for (const auto &[object, fault] : elements) {
        const auto type = typeFromName(object.text("type").value_or(""));
        const auto rev = object.integer("rev");
        const auto id = object.text("id");
        const auto reason = object.text("reason");
        if (!type || !inRange(rev) || !id || !isValidId(*id) || !isSound(object, "reason", reason)
            || (!reason && !isOriginal))
            return serverWrong("an invalid deletion");
        if (reason && !isKnownReason(*reason) && !isOriginal)
            page.rows.push_back(notUnderstood(*type, *id, *rev));
        else
            page.deleted.push_back({*type, *id, *rev, reason.value_or("deleted")});
    }
    return {};
}

Result<void> readNotes(Page &page, const std::vector<json::Element> &elements)
{
    for (const auto &[object, fault] : elements) {
        const auto typeName = object.text("type");
        const auto type = typeFromName(typeName.value_or(""));
        if (typeName && fault.empty() && !type) {
            ++page.unknown;
            continue;
        }
        if (!type || !fault.empty() || object.text("id").value_or("").empty()
            || object.text("entityId").value_or("").empty())
            return serverWrong("an invalid conflict");
        page.conflicts.push_back(noteIn(*type, object));
    }
    return {};
}

constexpr std::array<std::string_view, 6> kArrays {
    "conversations", "messages", "toolCalls", "auditLogs", "deleted", "conflicts"};

bool saysTime(const json::Object &object)
{
    return inRange(object.integer("serverTimestamp"));
}

// Every page of protocol 2 says it; those of the original contract have no cursor.
bool saysAll(const json::Envelope &envelope)
{
    const std::string cursor = envelope.head.text("cursor").value_or("");
    return cursor.empty() || (envelope.isThere[4] && envelope.isThere[5] && envelope.head.boolean("hasMore"));
}

// One that lacks what every page has, or has something else there, would pass for a page without news.
bool isWhole(const json::Envelope &envelope)
{
    for (std::size_t i = 0; i < kArrays.size(); ++i) {
        const bool isOptional = i >= kEntityTypes.size();
        if (envelope.head.find(kArrays[i]) || (!envelope.isThere[i] && !isOptional))
            return false;
    }
    return isHistorySound(envelope.head)
        && isSound(envelope.head, "hasMore", envelope.head.boolean("hasMore"));
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
            if (!isInstant(at))
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
    auto envelope = json::parseEnvelope(body, kArrays, kMaxPageItems);
    if (!envelope)
        return faultOf(body, envelope.error(), saysTime);
    if (!saysTime(envelope->head))
        return malformed("an answer that is not a page");
    if (!isInstant(envelope->head.integer("serverTimestamp")))
        return serverWrong("a time that cannot be");
    if (!isWhole(*envelope) || !saysAll(*envelope))
        return serverWrong("a page that lacks something");
    Page page;
    page.serverTimestamp = *envelope->head.integer("serverTimestamp");
    page.cursor = envelope->head.text("cursor").value_or("");
    page.position = positionIn(envelope->head);
    page.hasMore = envelope->head.boolean("hasMore").value_or(false);
    page.epoch = envelope->head.text("epoch").value_or("");
    for (EntityType type : kEntityTypes)
        MIMIR_TRY(readRows(page, type, envelope->arrays[index(type)]));
    MIMIR_TRY(readDeletions(page, envelope->arrays[4]));
    MIMIR_TRY(readNotes(page, envelope->arrays[5]));
    return page;
}

} // namespace mimir::wire
