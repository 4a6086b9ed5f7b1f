// Compressed request and answer bodies. Never used on the socket's thread: a body is decoded only for callers
// that may be answered at all.
#pragma once

#include "core/compression.h"
#include "core/wire/wire.h"
#include "server/http/http.h"

namespace mimir::server {

/// The refusal of a request's body: 413, 400 or 415; or nothing, and `body` is the body to read, either the
/// request's own or `storage`. A request without a body has none in any encoding.
std::optional<Response> decodeBody(const Request &request, std::string &storage, std::string_view &body,
    std::size_t most = wire::kMaxBodyBytes);

/// Compresses an answer's body if the client accepts it and it is worthwhile (> 1 KiB), also over loopback,
/// which may be the end of a tunnel. Prefers zstd to gzip.
void encodeAnswer(const Request &request, Response &response);

} // namespace mimir::server
