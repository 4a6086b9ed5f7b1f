// Bodies compressed on their way: gzip by zlib, zstd by libzstd, for both sides. 12 MiB take some 20 ms
// (zstd) or 70 ms (gzip).
#pragma once

#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir {

enum class ContentEncoding : std::uint8_t { Identity, Gzip, Zstd };

/// As in Content-Encoding.
std::string_view contentEncodingName(ContentEncoding encoding);
/// "" and "identity", "gzip" and "x-gzip", "zstd", in any case; nullopt: one we do not know, or several.
std::optional<ContentEncoding> contentEncodingNamed(std::string_view name);

/// docs/protocol.md, "Limits": a body grows at most this much. What is small when decoded is let through even
/// so: a page of the same line a thousand times is honest and costs nothing.
inline constexpr std::size_t kMaxInflation = 20;
inline constexpr std::size_t kSmallDecodedBytes = 1u << 20;
/// What is no larger is sent as it is.
inline constexpr std::size_t kWorthCompressing = 1u << 10;

/// nullopt: as it is it is better, or only so it will be taken (kMaxInflation).
std::optional<std::string> compressed(std::string_view body, ContentEncoding encoding);

/// Errors: TooLarge (more than `most`, or grown too much; at most 64 KiB beyond the limit are ever produced),
/// Malformed (no such data, cut off, or followed by something else), StoreBusy (no memory).
Result<std::string> decompressed(std::string_view body, ContentEncoding encoding, std::size_t most);

} // namespace mimir
