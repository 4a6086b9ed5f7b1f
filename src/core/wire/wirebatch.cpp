#include "core/wire/wirebatch.h"

#include "core/json/jsonparts.h"
#include "core/json/jsonreader.h"
#include "core/json/jsonvalue.h"
#include "core/json/jsonwriter.h"
#include "core/wire/wiremembers.h"

#include <algorithm>
#include <array>

namespace mimir::wire {
namespace {

constexpr std::array<std::string_view, 4> kArrays {"conversations", "messages", "toolCalls", "auditLogs"};
constexpr std::array<std::string_view, 4> kActions {"create", "update", "delete", "redact"};

std::string syncBlock(const Item &item)
{
    std::string out = "{";
    appendMember(out, "opSeq", item.opSeq);
    appendText(out, "action", actionName(item.action));
    appendMember(out, "baseRev", item.baseRev);
    if (item.action == Action::Delete)
        appendMember(out, "knownRev", item.knownRev);
    if (item.forPrivacy)
        appendText(out, "reason", kPrivacy);
    if (item.action != Action::Update)
        appendMember(out, "editedAt", item.editedAt);
    if (!item.changed.empty()) {
        std::string changed = "{";
        for (const auto &[field, at] : item.changed)
            appendMember(changed, field, at);
        appendMember(out, "changed", changed + "}");
    }
    if (item.offer) {
        appendMember(out, "edited", json::arrayOfTexts(item.offer->edited));
        if (!item.offer->written.empty())
            appendMember(out, "written", json::arrayOfTexts(item.offer->written));
    }
    if (!item.withheld.empty())
        appendMember(out, "withheld", withheldJson(item.withheld));
    return out + "}";
}

void appendItem(std::string &out, const Item &item, Dialect dialect)
{
    appendRowJson(out, item.record.id, item.record.fields);
    if (dialect == Dialect::Minimal)
        return;
    out.pop_back(); // the closing brace
    appendMember(out, "_sync", std::string_view(syncBlock(item)));
    out += '}';
}

Result<void> readChanged(Item &item, const std::string *text)
{
    if (!text || *text == "null")
        return {};
    const auto changed = json::objectIn(*text);
    if (!changed)
        return Error {ErrorCode::Validation, "_sync.changed is not an object"};
    for (const json::Member &member : changed->members()) {
        const auto at = json::toInteger(member.json);
        if (!inRange(at))
            return Error {ErrorCode::Validation, "_sync.changed has a value that is not an instant"};
        item.changed.emplace_back(member.key, *at);
    }
    return {};
}

Result<void> readWithheld(Item &item, const std::string *text)
{
    if (!text || *text == "null")
        return {};
    auto withheld = withheldFromJson(*text);
    MIMIR_TRY(withheld);
    item.withheld = std::move(*withheld);
    return {};
}

Result<void> readSync(Item &item, const std::string &text)
{
    const auto sync = json::objectIn(text);
    if (!sync)
        return Error {ErrorCode::Validation, "_sync is not an object"};
    const auto action = actionFromName(sync->text("action").value_or(""));
    const auto opSeq = sync->integer("opSeq");
    const auto baseRev = sync->integer("baseRev");
    if (!action || !inRange(opSeq) || *opSeq < 1 || !inRange(baseRev))
        return Error {ErrorCode::Validation, "_sync needs opSeq, action and baseRev"};
    item.action = *action;
    item.opSeq = *opSeq;
    item.baseRev = *baseRev;
    item.knownRev = std::clamp<std::int64_t>(sync->integer("knownRev").value_or(0), 0, kMaxSafeInteger);
    item.editedAt = std::clamp<std::int64_t>(sync->integer("editedAt").value_or(0), 0, kMaxSafeInteger);
    const bool mayHaveReason = item.action == Action::Delete || item.action == Action::Update;
    item.forPrivacy = mayHaveReason && sync->text("reason") == kPrivacy;
    if (sync->find("edited"))
        item.offer = Offer {sync->texts("edited"), sync->texts("written")};
    MIMIR_TRY(readWithheld(item, sync->find("withheld")));
    return readChanged(item, sync->find("changed"));
}

Item readItem(EntityType type, json::Element element)
{
    json::Object &object = element.object;
    Item item;
    item.record.type = type;
    const auto refuse = [&item](const Error &error) {
        item.error = error;
        return item;
    };
    const std::string *sync = object.find("_sync");
    item.hasSync = sync != nullptr;
    item.record.id = object.text("id").value_or("");
    if (sync)
        if (const auto read = readSync(item, *sync); !read)
            return refuse(read.error());
    if (!element.fault.empty())
        return refuse({ErrorCode::Validation, std::string(element.fault)});
    auto record = recordFromObject(type, std::move(object));
    if (!record)
        return refuse(record.error());
    item.record = std::move(*record);
    const bool partial = item.action == Action::Delete;
    if (const auto valid = normalize(item.record, partial ? Completeness::Partial : Completeness::Full);
        !valid)
        return refuse(valid.error());
    if (!areTimesInRange(item.record))
        return refuse({ErrorCode::Validation, "a time that is not between 0 and 2^53 - 1"});
    return item;
}

// 0 where the original contract says nothing.
Result<std::int64_t> counterIn(const json::Object &head, std::string_view member)
{
    const auto number = head.integer(member);
    if (!number && !head.isNullOrAbsent(member))
        return Error {ErrorCode::Validation, std::string(member) + " must be an integer"};
    return number.value_or(0);
}

} // namespace

std::string_view actionName(Action action)
{
    return kActions[static_cast<std::size_t>(action)];
}

std::optional<Action> actionFromName(std::string_view name)
{
    const auto at = std::find(kActions.begin(), kActions.end(), name);
    return at == kActions.end() ? std::nullopt : std::optional(static_cast<Action>(at - kActions.begin()));
}

std::string encode(const Item &item, Dialect dialect)
{
    std::string out;
    appendItem(out, item, dialect);
    return out;
}

std::string encode(const Batch &batch, Dialect dialect)
{
    std::array<std::string, 4> arrays;
    for (const Item &item : batch.items) {
        std::string &array = arrays[index(item.record.type)];
        if (!array.empty())
            array += ',';
        appendItem(array, item, dialect);
    }
    std::size_t size = 256;
    for (const std::string &array : arrays)
        size += array.size();
    std::string out;
    out.reserve(size);
    out += '{';
    if (dialect == Dialect::Full) {
        appendMember(out, "lastOpSeq", batch.lastOpSeq);
        appendMember(out, "ackedThrough", batch.ackedThrough);
        if (!batch.epoch.empty())
            appendText(out, "epoch", batch.epoch);
        if (!batch.offersFrom.empty())
            appendText(out, "offersFrom", batch.offersFrom);
    }
    for (EntityType type : kEntityTypes) {
        if (out.back() != '{')
            out += ',';
        json::appendQuoted(out, wireArray(type));
        out += ":[";
        out += arrays[index(type)];
        out += ']';
    }
    out += '}';
    return out;
}

Result<Batch> decodeBatch(std::string_view body)
{
    auto envelope = json::parseEnvelope(body, kArrays, kMaxBatchItems);
    MIMIR_TRY(envelope);
    Batch batch;
    const auto lastOpSeq = counterIn(envelope->head, "lastOpSeq");
    MIMIR_TRY(lastOpSeq);
    const auto ackedThrough = counterIn(envelope->head, "ackedThrough");
    MIMIR_TRY(ackedThrough);
    batch.lastOpSeq = *lastOpSeq;
    batch.ackedThrough = *ackedThrough;
    batch.epoch = envelope->head.text("epoch").value_or("");
    batch.offersFrom = envelope->head.text("offersFrom").value_or("");
    if (!inRange(batch.lastOpSeq) || !inRange(batch.ackedThrough) || batch.ackedThrough > batch.lastOpSeq)
        return Error {ErrorCode::Validation, "lastOpSeq and ackedThrough are inconsistent"};
    for (EntityType type : kEntityTypes)
        for (json::Element &element : envelope->arrays[index(type)])
            batch.items.push_back(readItem(type, std::move(element)));
    return batch;
}

} // namespace mimir::wire
