// Compressed bodies of requests and answers. Never on the socket's thread: only who may be answered at all
// gets a body decoded.
#pragma once

#include "core/compression.h"
#include "core/wire.h"
#include "server/http/http.h"

namespace mimir::server {

/// What a request's body is refused with: 413, 400, 415; or nothing, and `body` is the body to read: that of
/// the request, or `storage`. A request without a body has none in any encoding.
std::optional<Response> decodeBody(const Request &request, std::string &storage, std::string_view &body,
    std::size_t most = wire::kMaxBodyBytes);

/// Compresses the body of an answer when the client asks for it and it is worth it (> 1 KiB), also over
/// loopback, which may be the end of a tunnel. zstd before gzip.
void encodeAnswer(const Request &request, Response &response);

} // namespace mimir::server
