// Parameters and rows of SQL as JSON.
#pragma once

#include "storage/storagebackend.h"

namespace mimir::library {

/// Of a JSON array; none for "". Errors: Malformed, Validation (an object or an array in it).
Result<std::vector<SqlValue>> valuesFromJson(std::string_view array);
std::string rowsToJson(const std::vector<json::Object> &rows);

} // namespace mimir::library
