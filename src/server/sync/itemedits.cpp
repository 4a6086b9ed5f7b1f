#include "server/sync/itemedits.h"

#include <algorithm>
#include <set>
#include <sodium.h>

namespace mimir::server {

namespace edits {
namespace {

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

} // namespace

Millis instantOf(const wire::Item &item, Millis now)
{
    return item.hasSync ? defaultInstant(item) : bareInstant(item, now);
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
    return field != "updated_at" && !isReserved(field);
}

std::vector<Edit> of(const wire::Item &item, Millis now)
{
    std::vector<Edit> edits;
    if (!item.hasSync || item.action == wire::Action::Create) {
        const Millis fallback = instantOf(item, now);
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
    if (item.offer) {
        const std::set<std::string_view> edited(item.offer->edited.begin(), item.offer->edited.end());
        const std::set<std::string_view> written(item.offer->written.begin(), item.offer->written.end());
        for (Edit &edit : edits)
            edit.kind = edited.contains(edit.field) ? Edit::Kind::Made
                : written.contains(edit.field)      ? Edit::Kind::Own
                                                    : Edit::Kind::Offered;
    }
    return edits;
}

} // namespace edits

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
        auto all = edits::of(item, 0);
        std::ranges::sort(all, {}, &edits::Edit::field);
        for (const edits::Edit &edit : all) {
            add(edit.field);
            add(edit.value);
            add(std::to_string(edit.at));
        }
        if (item.forPrivacy) // not with the forms: what else of the conversation is known to be secret may grow
            add(wire::kPrivacy);
    }
    std::string digest(16, '\0');
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(digest.data()), digest.size());
    return digest;
}

} // namespace mimir::server
