#include "support/databasecopy.h"

#include <QtGlobal>

#include <cstdint>
#include <sqlite3.h>

namespace mimir::test {

std::string bytesOf(const Database &database)
{
    sqlite3_int64 size = 0;
    unsigned char *bytes = sqlite3_serialize(database.handle(), "main", &size, 0);
    std::string out(reinterpret_cast<char *>(bytes), static_cast<std::size_t>(size));
    sqlite3_free(bytes);
    return out;
}

void overwrite(const Database &database, const std::string &bytes)
{
    sqlite3 *saved = nullptr;
    sqlite3_open(":memory:", &saved);
    sqlite3_deserialize(saved, "main", reinterpret_cast<unsigned char *>(const_cast<char *>(bytes.data())),
        static_cast<sqlite3_int64>(bytes.size()), static_cast<sqlite3_int64>(bytes.size()),
        SQLITE_DESERIALIZE_READONLY);
    sqlite3_backup *copy = sqlite3_backup_init(database.handle(), "main", saved, "main");
    if (!copy || sqlite3_backup_step(copy, -1) != SQLITE_DONE)
        qFatal("a database could not be overwritten");
    sqlite3_backup_finish(copy);
    sqlite3_close(saved);
}

} // namespace mimir::test
