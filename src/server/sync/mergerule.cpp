#include "server/sync/mergerule.h"

#include "core/mutation.h"

#include <algorithm>
#include <array>
#include <set>
#include <sodium.h>
#include <tuple>

namespace mimir::server {
namespace {

constexpr std::string_view kNull = "null";
constexpr std::array<std::string_view, 4> kRedactable {"content", "command", "args", "result"};

enum class Verdict : std::uint8_t {
    Same,
    Hold, ///< the row's value stays, and nothing is lost
    Set,
    Say,     ///< the row's value, which the device that wrote it still stands by
    Replace, ///< set, and the old value lost
    Lose,
    Immutable,
};

struct Edit {
    std::string_view field;
    std::string_view value; ///< "null" = cleared
    Millis at;
    bool omitted = false; ///< left out of a create for privacy
    enum class Kind : std::uint8_t {
        Made,    ///< an edit
        Own,     ///< offered: written by this device
        Offered, ///< offered: written by another device
    } kind = Kind::Made;
};

bool isNews(const Stamp &stamp, const Writer &writer)
{
    return stamp.saidRev() > writer.epochRev;
}

wire::WithheldRule withheldOf(const wire::Item &item, std::string_view field)
{
    const auto known = std::ranges::lower_bound(item.withheld, field, {}, &wire::Withheld::field);
    const bool named = known != item.withheld.end() && known->field == field;
    return named ? known->rule : wire::WithheldRule::None;
}

std::string_view valueOf(const json::Object &fields, std::string_view field)
{
    const std::string *value = fields.find(field);
    return value ? std::string_view(*value) : kNull;
}

bool isEdited(std::string_view field)
{
    return field != "updated_at" && field != "id" && !field.starts_with('_');
}

Millis defaultInstant(const wire::Item &item)
{
    Millis at = item.editedAt;
    if (at == 0)
        for (const auto &[field, instant] : item.changed)
            at = std::max(at, instant);
    return at;
}

// An original client says neither what it changed nor when: each of its fields counts as an edit as old as
// its row.
Millis bareInstant(const wire::Item &item, Millis now)
{
    return item.record.fields.integer("updated_at").value_or(now);
}

// A create edits every field it has; an update only the fields it names.
std::vector<Edit> editsOf(const wire::Item &item, Millis now)
{
    std::vector<Edit> edits;
    if (!item.hasSync || item.action == wire::Action::Create) {
        const Millis fallback = item.hasSync ? defaultInstant(item) : bareInstant(item, now);
        for (const json::Member &member : item.record.fields.members())
            if (isEdited(member.key))
                edits.push_back({member.key, member.json, fallback, false});
    }
    const auto fromRecord
        = static_cast<std::ptrdiff_t>(edits.size()); // sorted, as the members of an object are
    for (const auto &[field, at] : item.changed) {
        const auto end = edits.begin() + fromRecord;
        const auto known
            = std::ranges::lower_bound(edits.begin(), end, std::string_view(field), {}, &Edit::field);
        if (known != end && known->field == field)
            known->at = at;
        else if (isEdited(field))
            edits.push_back({field, valueOf(item.record.fields, field), at, false});
    }
    // A field that a create leaves out for privacy is removed where it was sent before.
    if (item.hasSync && item.action == wire::Action::Create)
        for (const wire::Withheld &withheld : item.withheld)
            if (isEdited(withheld.field) && !item.record.fields.find(withheld.field))
                edits.push_back({withheld.field, kNull, defaultInstant(item), true});
    if (item.offer && !mutated("loudoffers")) {
        const std::set<std::string_view> edited(item.offer->edited.begin(), item.offer->edited.end());
        const std::set<std::string_view> written(item.offer->written.begin(), item.offer->written.end());
        for (Edit &edit : edits)
            edit.kind = edited.contains(edit.field) ? Edit::Kind::Made
                : written.contains(edit.field)      ? Edit::Kind::Own
                                                    : Edit::Kind::Offered;
    }
    return edits;
}

bool isGreater(std::string_view incoming, std::string_view current)
{
    const auto a = json::toReal(incoming);
    const auto b = json::toReal(current);
    return a && (!b || *a > *b);
}

int rankOf(std::string_view statusJson)
{
    return statusRank(json::unquoted(statusJson).value_or(""));
}

bool isConcurrent(const wire::Item &item, const Stamp &written, const Writer &writer)
{
    if (mutated("arrival"))
        return false;
    if (!item.hasSync)
        return true;
    const bool own = written.device == writer.device && !writer.device.empty() && !mutated("noself");
    return written.rev > item.baseRev && !own;
}

Verdict byLastWrite(const Edit &edit, const Stamp &written, const wire::Item &item, const Writer &writer)
{
    if (!isConcurrent(item, written, writer))
        return Verdict::Set;
    const Millis at = std::min(edit.at, writer.now);
    return std::tie(at, writer.device) > std::tie(written.editedAt, written.device) ? Verdict::Replace
                                                                                    : Verdict::Lose;
}

// Newer or older is decided by the instant; who is told depends on what is news (mergerule.h).
Verdict byOffer(const Edit &edit, const Stamp &written, const Writer &writer)
{
    const bool own = written.device == writer.device && !writer.device.empty();
    const Millis at = std::min(edit.at, writer.now);
    const bool news = isNews(written, writer) && !mutated("nonews");
    const bool newer = edit.kind == Edit::Kind::Offered
        ? at > written.editedAt
        : std::tie(at, writer.device) > std::tie(written.editedAt, written.device);
    if (own || newer)
        return news && !own ? Verdict::Replace : Verdict::Set;
    if (edit.kind == Edit::Kind::Made)
        return Verdict::Lose;
    const bool isOfThisHistory = written.rev > writer.epochRev && !mutated("nonews");
    return isOfThisHistory && edit.kind == Edit::Kind::Own ? Verdict::Lose : Verdict::Hold;
}

// Which of two forms of one value reveals less? Nullopt if they are two values: a field that is written once
// has one value; an edited field has one value where one device sent both forms for one instant.
std::optional<Verdict> byForm(
    const RowState &row, const Edit &edit, const Stamp &written, const wire::Item &item, const Writer &writer)
{
    const wire::WithheldRule theirs = withheldOf(item, edit.field);
    if ((theirs == wire::WithheldRule::None && written.withheld == wire::WithheldRule::None)
        || mutated("noforms"))
        return std::nullopt;
    // An offered value carries its own instant, whoever offers it.
    const bool sameEdit = (written.device == writer.device || item.offer)
        && (edit.omitted || std::min(edit.at, writer.now) == written.editedAt);
    if (mergeRule(row.type, edit.field) == MergeRule::LastWrite && !sameEdit)
        return edit.omitted ? std::optional(Verdict::Hold) : std::nullopt;
    return theirs > written.withheld ? Verdict::Set : Verdict::Hold;
}

Verdict judge(const RowState &row, const Edit &edit, const wire::Item &item, const Writer &writer)
{
    const std::string_view current = valueOf(row.fields, edit.field);
    const Stamp *written = row.stampOf(edit.field);
    const MergeRule rule = mergeRule(row.type, edit.field);
    const bool byInstant = rule == MergeRule::LastWrite || rule == MergeRule::Forward;
    if (current == edit.value)
        return byInstant && written && edit.kind == Edit::Kind::Own && !isNews(*written, writer)
            ? Verdict::Say
            : Verdict::Same;
    if (row.isRedacted(edit.field))
        return Verdict::Hold;
    if (!written)
        return Verdict::Set;
    if (const auto form = byForm(row, edit, *written, item, writer))
        return *form;
    switch (rule) {
    case MergeRule::Once:
        return Verdict::Immutable;
    case MergeRule::Maximum:
        return isGreater(edit.value, current) ? Verdict::Set : Verdict::Hold;
    case MergeRule::Forward:
        if (edit.value == kNull || rankOf(edit.value) < rankOf(current))
            return Verdict::Hold;
        if (current == kNull || rankOf(edit.value) > rankOf(current))
            return Verdict::Set;
        break;
    case MergeRule::LastWrite:
        break;
    case MergeRule::Newest:
        return Verdict::Hold;
    }
    return item.offer && !mutated("loudoffers") ? byOffer(edit, *written, writer)
                                                : byLastWrite(edit, *written, item, writer);
}

void set(RowState &row, std::string_view field, std::string_view value, Stamp stamp)
{
    if (value == kNull)
        row.fields.remove(field);
    else
        row.fields.set(field, std::string(value));
    row.separately.insert_or_assign(std::string(field), std::move(stamp));
}

bool raiseUpdatedAt(RowState &row, const wire::Item &item)
{
    const auto theirs = item.record.fields.integer("updated_at");
    const auto ours = row.fields.integer("updated_at");
    if (row.type != EntityType::Conversation || !theirs || (ours && *ours >= *theirs))
        return false;
    row.fields.setInteger("updated_at", *theirs);
    return true;
}

Outcome mergeAudit(const RowState &row, const wire::Item &item)
{
    const auto differs = [&](std::string_view field) {
        const Stamp *written = row.stampOf(field);
        const bool sameInOtherForm = withheldOf(item, field) != wire::WithheldRule::None
            || (written && written->withheld != wire::WithheldRule::None);
        return !row.isRedacted(field) && !sameInOtherForm
            && valueOf(row.fields, field) != valueOf(item.record.fields, field);
    };
    const auto differing = [&](const json::Member &member) { return differs(member.key); };
    Outcome outcome;
    if (std::ranges::any_of(row.fields.members(), differing)
        || std::ranges::any_of(item.record.fields.members(), differing)) {
        outcome.status = wire::Status::Rejected;
        outcome.code = "immutable";
    }
    return outcome;
}

// Blanks the field the way its owner did ("" or null), never with another value: a redaction must not rewrite
// an entry.
std::string_view blankOf(const wire::Item &item, std::string_view field)
{
    const std::string_view theirs = valueOf(item.record.fields, field);
    return theirs == "\"\"" ? theirs : kNull;
}

void blank(RowState &row, const wire::Item &item, const Writer &writer)
{
    row.redacted = true;
    for (std::string_view field : kRedactable)
        if (row.fields.find(field))
            set(row, field, blankOf(item, field),
                {std::min(item.editedAt, writer.now), writer.device, writer.newRev,
                    wire::WithheldRule::None});
}

Outcome mergeRedact(RowState &row, const wire::Item &item, const Writer &writer)
{
    const json::Object before = row.fields;
    const bool first = !row.redacted;
    const bool forward = item.baseRev == row.rev;
    blank(row, item, writer);
    Outcome outcome;
    outcome.changed = first || row.fields != before;
    if (outcome.changed)
        row.rev = writer.newRev;
    if (forward && holdsAll(row, item))
        outcome.status = wire::Status::Applied;
    else if (outcome.changed)
        outcome.status = wire::Status::Merged;
    return outcome;
}

wire::Status statusOf(const Outcome &outcome, bool forward, bool held)
{
    if (!outcome.lost.empty())
        return wire::Status::Conflict;
    if ((forward && !held) || mutated("looseapplied"))
        return wire::Status::Applied;
    return outcome.changed ? wire::Status::Merged : wire::Status::Duplicate;
}

} // namespace

const Stamp *RowState::stampOf(std::string_view field) const
{
    if (const auto own = separately.find(field); own != separately.end())
        return &own->second;
    return fields.find(field) ? &whole : nullptr;
}

bool RowState::isRedacted(std::string_view field) const
{
    return redacted && std::ranges::find(kRedactable, field) != kRedactable.end();
}

const Stamp &RowState::newest() const
{
    const Stamp *latest = &whole;
    for (const auto &[field, stamp] : separately)
        if (stamp.rev > latest->rev)
            latest = &stamp;
    return *latest;
}

bool RowState::isAllBy(std::string_view device) const
{
    return !device.empty() && whole.device == device
        && std::ranges::all_of(separately, [device](const auto &own) { return own.second.device == device; });
}

RowState newRow(const wire::Item &item, const Writer &writer)
{
    RowState row {item.record.type, item.record.fields, writer.newRev, {}, {}, false};
    const Millis at = item.hasSync ? defaultInstant(item) : bareInstant(item, writer.now);
    row.whole = {std::min(at, writer.now), writer.device, writer.newRev, wire::WithheldRule::None};
    for (const auto &[field, instant] : item.changed)
        if (instant != at && isEdited(field))
            row.separately.insert_or_assign(field,
                Stamp {
                    std::min(instant, writer.now), writer.device, writer.newRev, wire::WithheldRule::None});
    // A device that offers another device's values does not speak for that device.
    if (item.offer)
        for (const Edit &edit : editsOf(item, writer.now))
            if (edit.kind == Edit::Kind::Offered && mergeRule(row.type, edit.field) != MergeRule::Once)
                row.separately.try_emplace(std::string(edit.field), row.whole).first->second.said = 0;
    // A field that is missing entirely is also withheld: its full form must not arrive later as if it were an
    // edit.
    for (const wire::Withheld &withheld : item.withheld)
        if (isEdited(withheld.field)) {
            const auto own = row.separately.try_emplace(withheld.field, row.whole).first;
            own->second.withheld = withheld.rule;
        }
    if (item.action == wire::Action::Redact)
        blank(row, item, writer);
    return row;
}

Outcome mergeItem(RowState &row, const wire::Item &item, const Writer &writer)
{
    if (item.action == wire::Action::Redact)
        return mergeRedact(row, item, writer);
    if (row.type == EntityType::AuditLog)
        return mergeAudit(row, item);
    Outcome outcome;
    std::vector<json::Member> values; // set together: setting them one by one would be quadratic
    const auto takeValues = [&] { row.fields.apply(std::exchange(values, {})); };
    bool held = false;
    const bool forward = item.hasSync && item.baseRev == row.rev;
    for (const Edit &edit : editsOf(item, writer.now)) {
        if (edit.omitted && !values.empty())
            takeValues(); // such a field may be among them
        const Verdict verdict = judge(row, edit, item, writer);
        const std::string field(edit.field);
        const std::string current(valueOf(row.fields, edit.field));
        const Stamp *written = row.stampOf(edit.field);
        if (verdict == Verdict::Hold)
            held = true;
        if (verdict == Verdict::Lose || verdict == Verdict::Immutable) {
            const std::string_view reason = verdict == Verdict::Lose ? "lww" : "immutable";
            outcome.code = reason;
            outcome.lost.push_back(field);
            outcome.losers.push_back({field, std::string(edit.value), current, writer.device, written->device,
                reason, true, edit.at});
        }
        if (verdict == Verdict::Replace)
            outcome.losers.push_back({field, current, std::string(edit.value), written->device, writer.device,
                "lww", false, written->editedAt});
        if (verdict == Verdict::Say) {
            row.separately.insert_or_assign(field, *written).first->second.said = writer.newRev;
            outcome.said = true;
        }
        if (verdict == Verdict::Set || verdict == Verdict::Replace) {
            values.push_back({field, std::string(edit.value)});
            row.separately.insert_or_assign(field,
                Stamp {std::min(edit.at, writer.now), writer.device, writer.newRev,
                    withheldOf(item, edit.field),
                    edit.kind == Edit::Kind::Offered ? std::optional<std::int64_t>(0) : std::nullopt});
            outcome.changed = true;
        }
    }
    takeValues();
    outcome.changed |= raiseUpdatedAt(row, item);
    outcome.status = statusOf(outcome, forward, held);
    if (outcome.changed)
        row.rev = writer.newRev;
    return outcome;
}

std::vector<Loser> unseenByDelete(const RowState &row, const wire::Item &item, const Writer &writer)
{
    std::vector<Loser> unseen;
    for (const json::Member &member : row.fields.members()) {
        const Stamp *stamp = row.stampOf(member.key);
        // A delete that an earlier history acknowledged has already been resolved there against everything
        // that is not news.
        const bool isUnseen = item.offer ? isNews(*stamp, writer) : stamp->rev > item.baseRev;
        if (isEdited(member.key) && isUnseen && stamp->device != writer.device)
            unseen.push_back({member.key, member.json, std::string(kNull), stamp->device, writer.device,
                "deleted_unseen", false, stamp->editedAt});
    }
    return unseen;
}

bool holdsAll(const RowState &row, const wire::Item &item)
{
    return std::ranges::all_of(item.record.fields.members(), [&row](const json::Member &member) {
        return !isEdited(member.key) || valueOf(row.fields, member.key) == member.json;
    });
}

std::string fingerprint(const wire::Item &item)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 16);
    const auto add = [&state](std::string_view bytes) {
        // The length comes first, so that different lists of texts never give the same bytes.
        const std::uint64_t size = bytes.size();
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(&size), sizeof size);
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(bytes.data()), size);
    };
    add(typeName(item.record.type));
    add(item.record.id);
    add(wire::actionName(item.action));
    if (item.action != wire::Action::Delete) {
        auto edits = editsOf(item, 0);
        std::ranges::sort(edits, {}, &Edit::field);
        for (const Edit &edit : edits) {
            add(edit.field);
            add(edit.value);
            add(std::to_string(edit.at));
        }
    }
    std::string digest(16, '\0');
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(digest.data()), digest.size());
    return digest;
}

} // namespace mimir::server
