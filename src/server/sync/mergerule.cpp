#include "server/sync/mergerule.h"

#include "core/records/reducedform.h"
#include "core/records/timecheck.h"
#include "server/sync/itemedits.h"

#include <algorithm>
#include <tuple>

namespace mimir::server {
namespace {

using edits::Edit;
using edits::kNull;

enum class Verdict : std::uint8_t {
    Same,
    Hold, ///< the row's value stays, and nothing is lost
    Set,
    Say,     ///< the row's value, which a device that wrote it still stands by
    Replace, ///< set, and the old value lost
    Lose,
    Immutable,
};

bool isNews(const Stamp &stamp, const Writer &writer)
{
    return stamp.saidRev() > writer.epochRev;
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
    if (!item.hasSync)
        return true;
    const bool own = written.device == writer.device && !writer.device.empty();
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
    const bool news = isNews(written, writer);
    const bool newer = edit.kind == Edit::Kind::Offered
        ? at > written.editedAt
        : std::tie(at, writer.device) > std::tie(written.editedAt, written.device);
    if (own || newer)
        return news && !own ? Verdict::Replace : Verdict::Set;
    if (edit.kind == Edit::Kind::Made)
        return Verdict::Lose;
    const bool isOfThisHistory = written.rev > writer.epochRev;
    return isOfThisHistory && edit.kind == Edit::Kind::Own ? Verdict::Lose : Verdict::Hold;
}

// Which of two forms of one value reveals less? Nullopt if they are two values: a field that is written once
// has one value; an edited field has one value where one device sent both forms for one instant.
std::optional<Verdict> byForm(
    const RowState &row, const Edit &edit, const Stamp &written, const wire::Item &item, const Writer &writer)
{
    const wire::WithheldRule theirs = edits::withheldOf(item, edit.field);
    if (theirs == wire::WithheldRule::None && written.withheld == wire::WithheldRule::None)
        return std::nullopt;
    // An offered value carries its own instant, no matter which device offers it.
    const bool sameEdit = (written.device == writer.device || item.offer)
        && (edit.omitted || std::min(edit.at, writer.now) == written.editedAt);
    if (mergeRule(row.type, edit.field) == MergeRule::LastWrite && !sameEdit)
        return edit.omitted ? std::optional(Verdict::Hold) : std::nullopt;
    const std::string_view current = edits::valueOf(row.fields, edit.field);
    const bool less = theirs == written.withheld
        ? saysLess(edit.value, current) && !saysLess(current, edit.value)
        : theirs > written.withheld;
    return less ? Verdict::Set : Verdict::Hold;
}

Verdict judge(const RowState &row, const Edit &edit, const wire::Item &item, const Writer &writer)
{
    const std::string_view current = edits::valueOf(row.fields, edit.field);
    const Stamp *written = row.stampOf(edit.field);
    const MergeRule rule = mergeRule(row.type, edit.field);
    const bool byInstant = rule == MergeRule::LastWrite || rule == MergeRule::Forward;
    if (current == edit.value)
        return byInstant && written && item.offer && edit.kind != Edit::Kind::Offered
                && !isNews(*written, writer)
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
    return item.offer ? byOffer(edit, *written, writer) : byLastWrite(edit, *written, item, writer);
}

void set(RowState &row, std::string_view field, std::string_view value, Stamp stamp)
{
    if (value == kNull)
        row.fields.remove(field);
    else
        row.fields.set(field, std::string(value));
    row.separately.insert_or_assign(std::string(field), std::move(stamp));
}

// Set: the row has another one now; Hold: the item's is not the one that stays.
Verdict dateRow(RowState &row, const wire::Item &item, Millis now)
{
    const auto theirs = item.record.fields.integer("updated_at");
    if (row.type != EntityType::Conversation || !theirs)
        return Verdict::Same;
    const Millis ours = row.fields.integer("updated_at").value_or(*theirs);
    const Millis newest = newestOf(ours, *theirs, now);
    if (row.fields.integer("updated_at") == newest)
        return newest == *theirs ? Verdict::Same : Verdict::Hold;
    row.fields.setInteger("updated_at", newest);
    return Verdict::Set;
}

Outcome mergeAudit(const RowState &row, const wire::Item &item)
{
    const auto differs = [&](std::string_view field) {
        const Stamp *written = row.stampOf(field);
        const bool sameInOtherForm = edits::withheldOf(item, field) != wire::WithheldRule::None
            || (written && written->withheld != wire::WithheldRule::None);
        return field != kDeviceSeq && !row.isRedacted(field) && !sameInOtherForm
            && edits::valueOf(row.fields, field) != edits::valueOf(item.record.fields, field);
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
    const std::string_view theirs = edits::valueOf(item.record.fields, field);
    return theirs == "\"\"" ? theirs : kNull;
}

void blank(RowState &row, const wire::Item &item, const Writer &writer)
{
    row.redacted = true;
    for (std::string_view field : kRedactable)
        if (row.fields.find(field))
            set(row, field, blankOf(item, field),
                {std::min(item.editedAt, writer.now), writer.device, writer.newRev,
                    wire::WithheldRule::Metadata});
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
    if (forward && !held)
        return wire::Status::Applied;
    return outcome.changed ? wire::Status::Merged : wire::Status::Duplicate;
}

/// Merges the edits of one item into a live row, field by field.
class FieldMerge {
public:
    FieldMerge(RowState &row, const wire::Item &item, const Writer &writer)
        : m_row(row), m_item(item), m_writer(writer), m_forward(item.hasSync && item.baseRev == row.rev)
    {
    }

    Outcome run()
    {
        for (const Edit &edit : edits::of(m_item, m_writer.now)) {
            if (edit.omitted)
                takeValues(); // such a field may be among them
            apply(edit, judge(m_row, edit, m_item, m_writer));
        }
        takeValues();
        const Verdict dated = dateRow(m_row, m_item, m_writer.now);
        m_outcome.changed |= dated == Verdict::Set;
        m_held |= dated == Verdict::Hold;
        m_outcome.status = statusOf(m_outcome, m_forward, m_held);
        if (m_outcome.changed)
            m_row.rev = m_writer.newRev;
        return std::move(m_outcome);
    }

private:
    void apply(const Edit &edit, Verdict verdict)
    {
        switch (verdict) {
        case Verdict::Same:
            break;
        case Verdict::Hold:
            m_held = true;
            break;
        case Verdict::Lose:
            return lose(edit, "lww");
        case Verdict::Immutable:
            return lose(edit, "immutable");
        case Verdict::Say:
            return say(edit);
        case Verdict::Replace:
            keepReplaced(edit);
            return set(edit);
        case Verdict::Set:
            return set(edit);
        }
    }
    std::string current(const Edit &edit) const
    {
        return std::string(edits::valueOf(m_row.fields, edit.field));
    }
    void lose(const Edit &edit, std::string_view reason)
    {
        const std::string field(edit.field);
        m_outcome.code = reason;
        m_outcome.lost.push_back(field);
        m_outcome.losers.push_back({field, std::string(edit.value), current(edit), m_writer.device,
            m_row.stampOf(edit.field)->device, reason, true, edit.at});
    }
    void keepReplaced(const Edit &edit)
    {
        const Stamp &written = *m_row.stampOf(edit.field);
        m_outcome.losers.push_back({std::string(edit.field), current(edit), std::string(edit.value),
            written.device, m_writer.device, "lww", false, written.editedAt});
    }
    // No matter which device offered the value first, it is the edit of the device that wrote it.
    void say(const Edit &edit)
    {
        Stamp said = *m_row.stampOf(edit.field);
        said.said = m_writer.newRev;
        if (said.editedAt == std::min(edit.at, m_writer.now))
            said.device = m_writer.device;
        m_row.separately.insert_or_assign(std::string(edit.field), std::move(said));
        m_outcome.said = true;
    }
    void set(const Edit &edit)
    {
        m_values.push_back({std::string(edit.field), std::string(edit.value)});
        m_row.separately.insert_or_assign(std::string(edit.field),
            Stamp {std::min(edit.at, m_writer.now), m_writer.device, m_writer.newRev,
                edits::withheldOf(m_item, edit.field),
                edit.kind == Edit::Kind::Offered ? std::optional<std::int64_t>(0) : std::nullopt});
        m_outcome.changed = true;
    }
    void takeValues()
    {
        if (!m_values.empty())
            m_row.fields.apply(std::exchange(m_values, {}));
    }

    RowState &m_row;
    const wire::Item &m_item;
    const Writer &m_writer;
    const bool m_forward; ///< made on the row's present revision
    bool m_held = false;
    std::vector<json::Member> m_values; ///< set together: setting them one by one would be quadratic
    Outcome m_outcome;
};

} // namespace

namespace {

// The device is told what is there now in any case: whether its forms were taken is not for it to guess.
Outcome mergeReform(RowState &row, const wire::Item &item, const Writer &writer)
{
    Outcome outcome;
    if (row.type != EntityType::AuditLog)
        outcome = FieldMerge(row, item, writer).run();
    outcome.reformed = reform(row, item);
    outcome.changed |= !outcome.reformed.empty();
    if (outcome.changed)
        row.rev = writer.newRev;
    if (outcome.lost.empty())
        outcome.status = outcome.changed ? wire::Status::Merged : wire::Status::Duplicate;
    return outcome;
}

} // namespace

RowState newRow(const wire::Item &item, const Writer &writer)
{
    RowState row {item.record.type, item.record.fields, writer.newRev, {}, {}, false};
    const Millis at = edits::instantOf(item, writer.now);
    row.whole = {std::min(at, writer.now), writer.device, writer.newRev, wire::WithheldRule::None};
    for (const auto &[field, instant] : item.changed)
        if (instant != at && edits::isEdited(field))
            row.separately.insert_or_assign(field,
                Stamp {
                    std::min(instant, writer.now), writer.device, writer.newRev, wire::WithheldRule::None});
    // A device that offers another device's values does not speak for that device.
    if (item.offer)
        for (const Edit &edit : edits::of(item, writer.now))
            if (edit.kind == Edit::Kind::Offered && mergeRule(row.type, edit.field) != MergeRule::Once)
                row.separately.try_emplace(std::string(edit.field), row.whole).first->second.said = 0;
    // A field that is missing entirely is also withheld: its full form must not arrive later as if it were an
    // edit.
    for (const wire::Withheld &withheld : item.withheld)
        if (edits::isEdited(withheld.field)) {
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
    if (item.action == wire::Action::Update && item.forPrivacy)
        return mergeReform(row, item, writer);
    if (row.type == EntityType::AuditLog)
        return mergeAudit(row, item);
    return FieldMerge(row, item, writer).run();
}

std::vector<Loser> unseenByDelete(const RowState &row, const wire::Item &item, const Writer &writer)
{
    std::vector<Loser> unseen;
    for (const json::Member &member : row.fields.members()) {
        const Stamp *stamp = row.stampOf(member.key);
        // A delete that an earlier history acknowledged has already been resolved there against everything
        // that is not news.
        const bool isUnseen = item.offer ? isNews(*stamp, writer) : stamp->rev > item.baseRev;
        if (edits::isEdited(member.key) && isUnseen && stamp->device != writer.device)
            unseen.push_back({member.key, member.json, std::string(kNull), stamp->device, writer.device,
                "deleted_unseen", false, stamp->editedAt});
    }
    return unseen;
}

bool holdsAll(const RowState &row, const wire::Item &item)
{
    return std::ranges::all_of(item.record.fields.members(), [&row](const json::Member &member) {
        return !edits::isEdited(member.key) || edits::valueOf(row.fields, member.key) == member.json;
    });
}

} // namespace mimir::server
