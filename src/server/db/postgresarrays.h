// Short forms for statements that get whole sets as arrays.
#pragma once

#include "server/db/postgresvalues.h"

namespace mimir::server {

inline SqlArray integers(std::size_t size)
{
    SqlArray array(SqlArray::Of::Integers);
    array.reserve(size);
    return array;
}

inline SqlArray texts(std::size_t size)
{
    SqlArray array(SqlArray::Of::Texts);
    array.reserve(size);
    return array;
}

/// For a statement whose rows do not matter.
inline Result<void> done(const Result<PostgresRows> &rows)
{
    MIMIR_TRY(rows);
    return {};
}

} // namespace mimir::server
