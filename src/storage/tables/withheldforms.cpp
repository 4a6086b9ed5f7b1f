#include "storage/tables/withheldforms.h"

#include "core/records/reducedform.h"
#include "storage/tables/fieldinstants.h"
#include "storage/tables/othersedits.h"

#include <map>

namespace mimir {
namespace {

std::string digestOf(const json::Object &fields, const std::string &field)
{
    const std::string *value = fields.find(field);
    return EntityTable::digest(value ? *value : "null");
}

} // namespace

Result<void> WithheldForms::note(const std::vector<Form> &forms)
{
    for (const Form &form : forms) {
        MIMIR_TRY(
            m_database.run("DELETE FROM sync_withheld WHERE entity_type = ? AND entity_pk = ? AND field = ? "
                           "AND original <> ?",
                form.type, form.pk, form.field, form.original));
        MIMIR_TRY(m_database.run("INSERT INTO sync_withheld VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            form.type, form.pk, form.field, form.original, form.sent));
    }
    return {};
}

Result<std::vector<WithheldForms::Form>> WithheldForms::of(EntityType type, std::int64_t pk) const
{
    std::vector<Form> forms;
    Query rows = m_database.query(
        "SELECT field, original, sent FROM sync_withheld WHERE entity_type = ? AND entity_pk = ?", type, pk);
    while (rows.next())
        forms.push_back({type, pk, rows.string(0), rows.string(1), rows.string(2)});
    MIMIR_TRY(rows.status());
    return forms;
}

Result<bool> WithheldForms::has(
    EntityType type, std::int64_t pk, std::string_view field, std::string_view original) const
{
    return m_database.has(
        "SELECT 1 FROM sync_withheld WHERE entity_type = ? AND entity_pk = ? AND field = ? AND "
        "original IN ('', ?)",
        type, pk, field, original);
}

Result<bool> WithheldForms::isBeingMasked(EntityType type, std::int64_t pk, const Record *there) const
{
    Query whole = m_database.query(
        "SELECT DISTINCT field, original FROM sync_withheld whole JOIN sync_withheld less "
        "USING (entity_type, entity_pk, field, original) WHERE entity_type = ? AND entity_pk = ? "
        "AND whole.sent = original AND less.sent <> original",
        type, pk);
    bool any = false;
    while (whole.next())
        any = any || !there || digestOf(there->fields, whole.string(0)) == whole.string(1);
    MIMIR_TRY(whole.status());
    return any;
}

Result<void> WithheldForms::restoreOriginals(Record &theirs, std::int64_t pk)
{
    const auto forms = of(theirs.type, pk);
    MIMIR_TRY(forms);
    std::multimap<std::string, Form> known;
    for (const Form &form : *forms)
        known.emplace(form.field, form);
    if (known.empty())
        return {};
    const auto local = OthersEdits(m_database).ownRow(theirs.type, pk);
    MIMIR_TRY(local);
    if (!*local)
        return {};
    const json::Object ours = (*local)->record.fields;
    for (auto at = known.begin(); at != known.end();) {
        const std::string field = at->first;
        const auto end = known.upper_bound(field);
        const std::string here = digestOf(ours, field);
        const std::string there = digestOf(theirs.fields, field);
        bool isOurs = here == there;
        for (; at != end; ++at) {
            const Form &form = at->second;
            const bool ofThisValue = form.original.empty() || form.original == here;
            isOurs = isOurs || (ofThisValue && form.sent == there);
        }
        const std::string *value = ours.find(field);
        if (isOurs && value)
            theirs.fields.set(field, *value);
    }
    return {};
}

Result<void> WithheldForms::keepRecorded(wire::PulledRow &theirs, const Record &ours, std::int64_t pk)
{
    const EntityType type = ours.type;
    if (!theirs.own || theirs.withheld.empty())
        return {};
    const auto instants = FieldInstants::read(m_database, type, pk);
    MIMIR_TRY(instants);
    for (const wire::Withheld &one : theirs.withheld) {
        const std::string *here = ours.fields.find(one.field);
        const std::string *there = theirs.record.fields.find(one.field);
        // Of a value that may be edited, another one may have come.
        const bool isThisValue = mergeRule(type, one.field) == MergeRule::Once || !instants->isStored()
            || instants->of(one.field).at == theirs.at.of(one.field);
        if (!here || !there || *there == *here || !isThisValue || !instants->isWrittenHere(type, one.field)
            || !saysLess(*there, *here))
            continue;
        MIMIR_TRY(note({{type, pk, one.field, digestOf(ours.fields, one.field),
            digestOf(theirs.record.fields, one.field)}}));
        theirs.record.fields.set(one.field, *here);
    }
    return {};
}

Result<void> WithheldForms::forgetOtherForms(const Record &there, std::int64_t pk)
{
    const auto forms = of(there.type, pk);
    MIMIR_TRY(forms);
    for (const Form &form : *forms)
        if (form.sent != digestOf(there.fields, form.field))
            MIMIR_TRY(m_database.run("DELETE FROM sync_withheld WHERE entity_type = ? AND entity_pk = ? AND "
                                     "field = ? AND original = ? AND sent = ?",
                form.type, form.pk, form.field, form.original, form.sent));
    return {};
}

Result<void> WithheldForms::forgetReplaced(const Record &before, const Record &now, std::int64_t pk)
{
    std::vector<std::string> fields;
    Query rows = m_database.query(
        "SELECT DISTINCT field FROM sync_withheld WHERE entity_type = ? AND entity_pk = ?", now.type, pk);
    while (rows.next())
        fields.push_back(rows.string(0));
    MIMIR_TRY(rows.status());
    for (const std::string &field : fields) {
        const std::string original = digestOf(before.fields, field);
        const bool stays = original == digestOf(now.fields, field);
        MIMIR_TRY(
            m_database.run("UPDATE OR IGNORE sync_withheld SET original = ?4 WHERE entity_type = ?1 AND "
                           "entity_pk = ?2 AND field = ?3 AND original = '' AND ?5",
                now.type, pk, field, original, stays));
        MIMIR_TRY(
            m_database.run("DELETE FROM sync_withheld WHERE entity_type = ?1 AND entity_pk = ?2 AND field = "
                           "?3 AND NOT (?5 AND original = ?4)",
                now.type, pk, field, original, stays));
    }
    return {};
}

Result<void> WithheldForms::forget(EntityType type, std::int64_t pk)
{
    return m_database.run("DELETE FROM sync_withheld WHERE entity_type = ? AND entity_pk = ?", type, pk);
}

} // namespace mimir
