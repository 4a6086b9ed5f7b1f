// Lets every test of a class run on SQLite and on PostgreSQL:
//
//     void initTestCase_data() { addEngines(); }
//     void firstTest() { const auto storage = newStorage(); … }
#pragma once

#include "server/db/storage.h"

#include <memory>

namespace mimir::test {

/// Adds the rows "sqlite" and "postgres" to the class's global test data.
void addEngines();
server::Engine engineOfRow();

/// A place of its own with the server's schema and nothing in it, in the engine of the present row: in
/// memory, or a database of PostgresServer::shared(). Storage::open() of it may be called several times with
/// PostgreSQL only.
server::StorageLocation newLocation();
server::StorageLocation newLocation(server::Engine engine);

std::unique_ptr<server::Storage> openStorage(const server::StorageLocation &location);
inline std::unique_ptr<server::Storage> newStorage()
{
    return openStorage(newLocation());
}

} // namespace mimir::test
