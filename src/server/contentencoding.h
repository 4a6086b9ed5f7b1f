// Bodies that come or go compressed: gzip by zlib, zstd by libzstd. Never on the socket's thread: 12 MiB take
// some 20 ms (zstd) or 70 ms (gzip), so only who may be answered at all gets a body decoded.
#pragma once

#include "core/result.h"
#include "core/wire.h"
#include "server/http.h"

namespace mimir::server {

enum class ContentEncoding : std::uint8_t { Identity, Gzip, Zstd };

/// "" and "identity", "gzip" and "x-gzip", "zstd", in any case; nullopt: one we do not know, or several.
std::optional<ContentEncoding> contentEncodingNamed(std::string_view name);

/// protocol.md, "Limits": a body grows at most this much. What is small when decoded is let through even so:
/// a page of the same line a thousand times is honest and costs nothing.
inline constexpr std::size_t kMaxInflation = 20;
inline constexpr std::size_t kSmallDecodedBytes = 1u << 20;

/// Errors: TooLarge (more than `most`, or grown too much; at most 64 KiB beyond the limit are ever produced),
/// Malformed (no such data, cut off, or followed by something else).
Result<std::string> decoded(
    std::string_view body, ContentEncoding encoding, std::size_t most = wire::kMaxBodyBytes);

/// What a request's body is refused with: 413, 400, 415; or nothing, and `body` is the body to read: that of
/// the request, or `storage`. A request without a body has none in any encoding.
std::optional<Response> decodeBody(const Request &request, std::string &storage, std::string_view &body,
    std::size_t most = wire::kMaxBodyBytes);

/// Compresses the body of an answer when the client asks for it, the way is no loopback and it is worth it
/// (> 1 KiB). zstd before gzip.
void encodeAnswer(const Request &request, Response &response);

} // namespace mimir::server
