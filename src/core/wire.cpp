#include "core/wire.h"

#include "core/ids.h"
#include "core/jsonparts.h"

#include <algorithm>

namespace mimir::wire {
namespace {

constexpr std::array<std::string_view, 4> kArrays {"conversations", "messages", "toolCalls", "auditLogs"};
constexpr std::array<std::string_view, 4> kActions {"create", "update", "delete", "redact"};
constexpr std::array<std::string_view, 6> kWithheldRules {
    "none", "secret", "environment", "file", "size", "metadata"};
constexpr std::array<std::string_view, 7> kStatuses {
    "applied", "merged", "duplicate", "conflict", "rejected", "stale", "retry"};
// Quarantine reasons.
constexpr std::string_view kOverLimits = "over_limits";
constexpr std::string_view kMalformed = "malformed";
constexpr std::int64_t kMaxSafeInteger = (std::int64_t(1) << 53) - 1;

std::size_t index(EntityType type)
{
    return static_cast<std::size_t>(type) - 1;
}

Error malformed(std::string why)
{
    return Error {ErrorCode::Malformed, std::move(why)};
}

void appendMember(std::string &out, std::string_view key, std::string_view json)
{
    if (out.back() != '{')
        out += ',';
    json::appendQuoted(out, key);
    out += ':';
    out += json;
}

void appendMember(std::string &out, std::string_view key, std::int64_t value)
{
    appendMember(out, key, std::string_view(std::to_string(value)));
}

void appendText(std::string &out, std::string_view key, std::string_view text)
{
    appendMember(out, key, std::string_view(json::quoted(text)));
}

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
    if (!item.withheld.empty()) {
        std::string list = "[";
        for (const Withheld &one : item.withheld) {
            list += list.size() > 1 ? ",{" : "{";
            appendText(list, "field", one.field);
            appendText(list, "rule", withheldRuleName(one.rule));
            list += '}';
        }
        appendMember(out, "withheld", list + ']');
    }
    return out + "}";
}

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

void appendItem(std::string &out, const Item &item, Dialect dialect)
{
    appendRowJson(out, item.record.id, item.record.fields);
    if (dialect == Dialect::Minimal)
        return;
    out.pop_back(); // the closing brace
    appendMember(out, "_sync", std::string_view(syncBlock(item)));
    out += '}';
}

bool inRange(const std::optional<std::int64_t> &value)
{
    return value && *value >= 0 && *value <= kMaxSafeInteger;
}

std::optional<std::int64_t> positionIn(const json::Object &head)
{
    const auto position = head.integer("position");
    return inRange(position) ? position : std::nullopt;
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

// A rule unknown to this version withholds something, too.
Result<void> readWithheld(Item &item, const std::string *text)
{
    if (!text || *text == "null")
        return {};
    const auto list = json::elementsIn(*text);
    if (!list)
        return Error {ErrorCode::Validation, "_sync.withheld is not an array"};
    for (const std::string &element : *list) {
        const auto one = json::objectIn(element);
        if (!one || !one->text("field"))
            return Error {ErrorCode::Validation, "_sync.withheld has an element without a field"};
        const auto rule = withheldRuleFromName(one->text("rule").value_or(""));
        item.withheld.push_back({*one->text("field"), rule.value_or(WithheldRule::Secret)});
    }
    std::ranges::stable_sort(item.withheld, {}, &Withheld::field);
    const auto repeated = std::ranges::unique(item.withheld, {}, &Withheld::field);
    item.withheld.erase(repeated.begin(), repeated.end());
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
    item.forPrivacy = item.action == Action::Delete && sync->text("reason") == kPrivacy;
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
    return item;
}

} // namespace

Millis Instants::of(std::string_view field) const
{
    const auto own = std::ranges::find(separately, field, &std::pair<std::string, Millis>::first);
    return own == separately.end() ? whole : own->second;
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

std::string_view actionName(Action action)
{
    return kActions[static_cast<std::size_t>(action)];
}

std::optional<Action> actionFromName(std::string_view name)
{
    const auto at = std::find(kActions.begin(), kActions.end(), name);
    return at == kActions.end() ? std::nullopt : std::optional(static_cast<Action>(at - kActions.begin()));
}

std::string_view withheldRuleName(WithheldRule rule)
{
    return kWithheldRules[static_cast<std::size_t>(rule)];
}

std::optional<WithheldRule> withheldRuleFromName(std::string_view name)
{
    const auto at = std::find(kWithheldRules.begin(), kWithheldRules.end(), name);
    return at == kWithheldRules.end() ? std::nullopt
                                      : std::optional(static_cast<WithheldRule>(at - kWithheldRules.begin()));
}

std::string_view statusName(Status status)
{
    return kStatuses[static_cast<std::size_t>(status)];
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
    batch.lastOpSeq = envelope->head.integer("lastOpSeq").value_or(0);
    batch.ackedThrough = envelope->head.integer("ackedThrough").value_or(0);
    batch.epoch = envelope->head.text("epoch").value_or("");
    batch.offersFrom = envelope->head.text("offersFrom").value_or("");
    if (!inRange(batch.lastOpSeq) || !inRange(batch.ackedThrough) || batch.ackedThrough > batch.lastOpSeq)
        return Error {ErrorCode::Validation, "lastOpSeq and ackedThrough are inconsistent"};
    for (EntityType type : kEntityTypes)
        for (json::Element &element : envelope->arrays[index(type)])
            batch.items.push_back(readItem(type, std::move(element)));
    return batch;
}

std::string encode(const BatchAnswer &answer)
{
    std::array<int, 4> synced {};
    std::string errors;
    std::string results;
    for (const ItemResult &result : answer.results) {
        const bool refused = result.status == Status::Rejected || result.status == Status::Retry
            || result.status == Status::Conflict;
        if (!refused && result.status != Status::Stale)
            ++synced[index(result.type)];
        std::string one = "{";
        appendText(one, "type", typeName(result.type));
        appendText(one, "id", result.id);
        std::string error = one;
        if (result.opSeq > 0)
            appendMember(one, "opSeq", result.opSeq);
        appendText(one, "status", statusName(result.status));
        if (result.rev > 0)
            appendMember(one, "rev", result.rev);
        if (!result.code.empty())
            appendText(one, "code", result.code);
        if (!result.message.empty())
            appendText(one, "message", result.message);
        if (!result.lost.empty())
            appendMember(one, "lost", json::arrayOfTexts(result.lost));
        if (!result.conflictIds.empty())
            appendMember(one, "conflictIds", json::arrayOfTexts(result.conflictIds));
        if (!result.otherDevice.empty())
            appendText(one, "otherDevice", result.otherDevice);
        if (result.item)
            appendMember(one, "item",
                result.item->empty() ? std::string_view("null") : std::string_view(*result.item));
        results += (results.empty() ? "" : ",") + one + "}";
        if (refused) {
            const std::string code = result.status == Status::Conflict ? "conflict" : result.code;
            appendText(error, "error", code + (result.message.empty() ? "" : ": " + result.message));
            appendText(error, "code", code);
            errors += (errors.empty() ? "" : ",") + error + "}";
        }
    }
    std::string out = "{";
    appendMember(out, "success", std::string_view(errors.empty() ? "true" : "false"));
    appendMember(out, "serverTimestamp", answer.serverTimestamp);
    appendText(out, "epoch", answer.epoch);
    if (answer.position) {
        appendMember(out, "position", *answer.position);
        appendText(out, "proof", answer.proof);
    }
    std::string counts = "{";
    for (EntityType type : kEntityTypes)
        appendMember(counts, wireArray(type), synced[index(type)]);
    appendMember(out, "synced", counts + "}");
    appendMember(out, "errors", "[" + errors + "]");
    appendMember(out, "results", "[" + results + "]");
    return out + "}";
}

Result<BatchAnswer> decodeBatchAnswer(std::string_view body)
{
    static constexpr std::array<std::string_view, 2> names {"errors", "results"};
    auto envelope = json::parseEnvelope(body, names, 2 * kMaxBatchItems);
    MIMIR_TRY(envelope);
    if (!envelope->head.boolean("success"))
        return malformed("a batch answer without \"success\"");
    BatchAnswer answer;
    answer.serverTimestamp = envelope->head.integer("serverTimestamp").value_or(0);
    answer.epoch = envelope->head.text("epoch").value_or("");
    answer.position = positionIn(envelope->head);
    answer.proof = envelope->head.text("proof").value_or("");
    for (const auto &[object, fault] : envelope->arrays[0])
        answer.errors.push_back({object.text("type").value_or(""), object.text("id").value_or(""),
            object.text("error").value_or(""), object.text("code").value_or("")});
    answer.hasResults = body.find("\"results\"") != std::string_view::npos;
    for (const auto &[object, fault] : envelope->arrays[1]) {
        const auto type = typeFromName(object.text("type").value_or(""));
        const auto status = std::find(kStatuses.begin(), kStatuses.end(), object.text("status").value_or(""));
        const auto opSeq = object.integer("opSeq");
        const auto rev = object.integer("rev").value_or(0);
        if (!fault.empty() || !type || status == kStatuses.end() || !inRange(opSeq) || !inRange(rev))
            return malformed("an invalid result");
        ItemResult result;
        result.type = *type;
        result.id = object.text("id").value_or("");
        result.opSeq = *opSeq;
        result.status = static_cast<Status>(status - kStatuses.begin());
        result.rev = rev;
        result.code = object.text("code").value_or("");
        result.message = object.text("message").value_or("");
        result.lost = object.texts("lost");
        result.conflictIds = object.texts("conflictIds");
        result.otherDevice = object.text("otherDevice").value_or("");
        if (const std::string *item = object.find("item"))
            result.item = *item == "null" ? std::string() : *item;
        answer.results.push_back(std::move(result));
    }
    return answer;
}

void appendRow(std::string &out, std::string_view rowJson, std::int64_t rev, Owner owner, std::string_view at)
{
    std::string sync = "{";
    if (!at.empty())
        appendMember(sync, "at", at);
    if (!owner.name.empty())
        appendText(sync, "by", owner.name);
    if (!owner.isCaller)
        appendMember(sync, "own", std::string_view("false"));
    appendMember(sync, "rev", rev);
    appendInto(out, rowJson, "_sync", sync + '}');
}

void PageWriter::addRow(
    EntityType type, std::string_view rowJson, std::int64_t rev, Owner owner, std::string_view at)
{
    std::string &array = m_arrays[index(type)];
    if (!array.empty())
        array += ',';
    appendRow(array, rowJson, rev, owner, at);
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

namespace {

PulledRow readRow(EntityType type, json::Element element)
{
    json::Object &object = element.object;
    PulledRow row;
    row.record.type = type;
    row.record.id = object.text("id").value_or("");
    row.fault = element.fault.empty() ? std::string_view() : kOverLimits;
    if (const std::string *sync = object.find("_sync")) {
        const auto block = json::objectIn(*sync);
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
    }
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

} // namespace

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
    for (EntityType type : kEntityTypes) {
        for (json::Element &element : envelope->arrays[index(type)]) {
            PulledRow row = readRow(type, std::move(element));
            if (row.fault.empty() || isValidId(row.record.id))
                page.rows.push_back(std::move(row));
            else
                ++page.malformed;
        }
    }
    for (const auto &[object, fault] : envelope->arrays[4]) {
        const auto type = typeFromName(object.text("type").value_or(""));
        const auto rev = object.integer("rev");
        if (!type || !inRange(rev))
            return malformed("an invalid deletion");
        page.deleted.push_back(
            {*type, object.text("id").value_or(""), *rev, object.text("reason").value_or("deleted")});
    }
    for (const auto &[object, fault] : envelope->arrays[5]) {
        auto note = fault.empty() ? readNote(object) : std::nullopt;
        if (note)
            page.conflicts.push_back(std::move(*note));
        else
            ++page.malformed;
    }
    return page;
}

std::string encodeLimits(const Health &health)
{
    std::string limits = "{";
    appendMember(limits, "maxItems", static_cast<std::int64_t>(health.maxItems));
    appendMember(limits, "maxBodyBytes", static_cast<std::int64_t>(health.maxBodyBytes));
    appendMember(limits, "maxItemBytes", static_cast<std::int64_t>(health.maxItemBytes));
    return limits + "}";
}

std::string encode(const Health &health)
{
    std::string out = "{";
    appendText(out, "status", "ok");
    appendMember(out, "serverTimestamp", health.serverTimestamp);
    appendMember(
        out, "protocol", std::string_view("{\"min\":1,\"max\":" + std::to_string(health.maxProtocol) + "}"));
    appendMember(out, "limits", encodeLimits(health));
    std::string encodings = "[";
    for (const ContentEncoding encoding : health.encodings)
        encodings += (encodings.size() > 1 ? ",\"" : "\"") + std::string(contentEncodingName(encoding)) + '"';
    appendMember(out, "encodings", encodings + "]");
    return out + "}";
}

namespace {

std::vector<ContentEncoding> readEncodings(const std::string *list)
{
    std::vector<ContentEncoding> out;
    const auto names = list ? json::elementsIn(*list) : std::nullopt;
    if (!names)
        return out;
    for (const ContentEncoding known : {ContentEncoding::Zstd, ContentEncoding::Gzip})
        if (std::ranges::find(*names, '"' + std::string(contentEncodingName(known)) + '"') != names->end())
            out.push_back(known);
    return out;
}

} // namespace

Result<Health> decodeHealth(std::string_view body)
{
    const auto object = json::parseObject(body);
    MIMIR_TRY(object);
    Health health;
    health.ours = object->text("status") == "ok";
    health.serverTimestamp = object->integer("serverTimestamp").value_or(0);
    const auto member = [&object](std::string_view name) {
        const std::string *text = object->find(name);
        return text ? json::objectIn(*text).value_or(json::Object()) : json::Object();
    };
    const json::Object protocol = member("protocol");
    health.minProtocol
        = static_cast<int>(std::clamp<std::int64_t>(protocol.integer("min").value_or(0), 0, 1'000'000));
    health.maxProtocol
        = static_cast<int>(std::clamp<std::int64_t>(protocol.integer("max").value_or(0), 0, 1'000'000));
    const json::Object limits = member("limits");
    const auto limit = [&limits](std::string_view name, std::size_t most) {
        const auto value = limits.integer(name);
        return value && *value > 0 ? std::min(most, static_cast<std::size_t>(*value)) : most;
    };
    health.maxItems = limit("maxItems", kMaxBatchItems);
    health.maxBodyBytes = limit("maxBodyBytes", kMaxBodyBytes);
    health.maxItemBytes = limit("maxItemBytes", kMaxItemBytes);
    health.encodings = readEncodings(object->find("encodings"));
    return health;
}

std::string encodeError(std::string_view code, std::string_view message, std::string_view details)
{
    std::string out = "{";
    appendText(out, "code", code);
    appendText(out, "message", message);
    if (!details.empty())
        appendMember(out, "details", details);
    return out + "}";
}

std::string errorCodeOf(std::string_view body)
{
    const auto object = json::parseObject(body);
    return object ? object->text("code").value_or("") : std::string();
}

} // namespace mimir::wire
