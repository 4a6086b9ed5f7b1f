// The fields of a request's body, sent as JSON or, as browsers and RFC 8628 do, as
// application/x-www-form-urlencoded.
#pragma once

#include "core/json/json.h"
#include "server/http/http.h"

#include <string>

namespace mimir::server {

bool isForm(const Request &request);

/// Form values become texts without NUL or invalid UTF-8; the first value of a name counts. An empty body has
/// no fields. Errors: Malformed.
Result<json::Object> bodyFields(const Request &request, std::string_view body);

} // namespace mimir::server
