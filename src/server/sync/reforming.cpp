#include "server/sync/reforming.h"

#include "core/records/reducedform.h"
#include "server/sync/itemedits.h"

#include <algorithm>

namespace mimir::server {
namespace {

/// In place of a field of which no form can be told to be one.
constexpr std::string_view kWhole = "\"[withheld for privacy]\"";

bool isRequired(EntityType type, std::string_view field)
{
    const FieldSpec *spec = findField(type, field);
    return spec && (spec->presence == Presence::Required || spec->kind == FieldKind::Integer);
}

/// What the field becomes; empty = it stays.
std::string_view formOf(const RowState &row, const wire::Item &item, const std::string &field)
{
    const std::string_view now = edits::valueOf(row.fields, field);
    const std::string_view form = edits::valueOf(item.record.fields, field);
    if (now == edits::kNull || form == now || row.isRedacted(field))
        return {};
    if (form == edits::kNull || form == "\"\"")
        return isRequired(row.type, field) ? std::string_view() : form;
    if (saysLess(form, now))
        return form;
    return row.stampOf(field)->rev <= item.baseRev ? kWhole : std::string_view();
}

} // namespace

std::vector<Reformed> reform(RowState &row, const wire::Item &item)
{
    std::vector<Reformed> changed;
    for (const wire::Withheld &withheld : item.withheld) {
        const std::string form(edits::isEdited(withheld.field) ? formOf(row, item, withheld.field) : "");
        if (form.empty())
            continue;
        Stamp stamp = *row.stampOf(withheld.field);
        stamp.withheld = std::max(stamp.withheld, withheld.rule);
        changed.push_back({withheld.field, *row.fields.find(withheld.field), form});
        if (form == edits::kNull)
            row.fields.remove(withheld.field);
        else
            row.fields.set(withheld.field, form);
        row.separately.insert_or_assign(withheld.field, std::move(stamp));
    }
    return changed;
}

} // namespace mimir::server
