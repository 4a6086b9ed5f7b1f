#include "storage/batches/pendingbatch.h"

#include "storage/tables/entitytable.h"

namespace mimir {

void PendingBatch::noteForms(std::size_t at, const json::Object &whole)
{
    const auto digestOf = [](const json::Object &fields, const std::string &field) {
        const std::string *value = fields.find(field);
        return EntityTable::digest(value ? *value : "null");
    };
    for (const wire::Withheld &one : batch.items[at].withheld)
        forms.push_back({items[at].type, items[at].pk, one.field, digestOf(whole, one.field),
            digestOf(batch.items[at].record.fields, one.field)});
}

} // namespace mimir
