#include "storage/tables/triggersuppressor.h"

namespace mimir {

TriggerSuppressor::TriggerSuppressor(Database &database)
    : m_database(database), m_begun(database.run("INSERT INTO sync_applying VALUES (1)"))
{
}

TriggerSuppressor::~TriggerSuppressor()
{
    if (m_database.inTransaction())
        (void)m_database.run("DELETE FROM sync_applying");
}

} // namespace mimir
