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

/// A separate place with the server's schema and no data, in the engine of the current row: in memory, or a
/// database of PostgresServer::shared(). Only with PostgreSQL may Storage::open() be called on it several
/// times.
server::StorageLocation newLocation();
server::StorageLocation newLocation(server::Engine engine);

std::unique_ptr<server::Storage> openStorage(const server::StorageLocation &location);
inline std::unique_ptr<server::Storage> newStorage()
{
    return openStorage(newLocation());
}

} // namespace mimir::test
