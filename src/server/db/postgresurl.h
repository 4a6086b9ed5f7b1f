// URLs of PostgreSQL databases, as libpq understands them.
#pragma once

#include <string>

namespace mimir::server {

/// "postgresql://…" or "postgres://…", and nothing in it is taken for another part than was meant.
bool isPostgresUrl(const std::string &url);

/// "postgresql://host:port/database": the part of the URL that may be shown and logged.
std::string postgresUrlForPeople(const std::string &url);

} // namespace mimir::server
