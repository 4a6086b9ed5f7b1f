#include "storage/views/readsnapshot.h"

namespace mimir {

// A deferred transaction, because Transaction would take the write lock.
ReadSnapshot::ReadSnapshot(Database &database) : m_database(database), m_nested(database.inTransaction())
{
    if (!m_nested)
        m_begun = database.run("BEGIN DEFERRED");
}

ReadSnapshot::~ReadSnapshot()
{
    if (!m_nested && m_begun)
        (void)m_database.run("ROLLBACK");
}

} // namespace mimir
