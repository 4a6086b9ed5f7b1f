// Compression of request and response bodies, for both sides: gzip by zlib, zstd by libzstd. 12 MiB take
// about 20 ms (zstd) or 70 ms (gzip).
#pragma once

#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir {

enum class ContentEncoding : std::uint8_t { Identity, Gzip, Zstd };

/// As in the Content-Encoding header.
std::string_view contentEncodingName(ContentEncoding encoding);
/// "" and "identity", "gzip" and "x-gzip", "zstd", in any case; nullopt for an unknown encoding, or for
/// several.
std::optional<ContentEncoding> contentEncodingNamed(std::string_view name);

/// docs/protocol.md, "Limits": the most a body may grow when decoded. Bodies that are small when decoded are
/// accepted anyway: a page with the same line a thousand times is legitimate and costs nothing.
inline constexpr std::size_t kMaxInflation = 20;
inline constexpr std::size_t kSmallDecodedBytes = 1u << 20;
/// Bodies no larger than this are sent uncompressed.
inline constexpr std::size_t kWorthCompressing = 1u << 10;

/// nullopt: compressing does not help, or the receiver would reject the result (kMaxInflation).
std::optional<std::string> compressed(std::string_view body, ContentEncoding encoding);

/// Errors: TooLarge (more than `most`, or grown too much; at most 64 KiB beyond the limit are ever produced),
/// Malformed (not such data, truncated, or followed by something else), StoreBusy (out of memory).
Result<std::string> decompressed(std::string_view body, ContentEncoding encoding, std::size_t most);

} // namespace mimir
