#include "core/compression.h"

#include "core/text.h"

#include <algorithm>
#include <memory>
#include <zlib.h>
#include <zstd.h>

namespace mimir {
namespace {

constexpr std::size_t kStepBytes = 64u << 10;
constexpr int kGzipWindow = 15 + 16; // zlib: the largest window, in a gzip envelope
// A frame made in one piece has a window the size of its content: 2^24 for 12 MiB. We do not allow more
// memory than that.
constexpr int kMaxZstdWindow = 24;
constexpr int kZstdLevel = 1;
constexpr int kGzipLevel = 1;

const Error kTooLarge {ErrorCode::TooLarge, "the decoded body is too large"};
const Error kBroken {ErrorCode::Malformed, "the body does not match its Content-Encoding"};

std::string loweredWithoutBlanks(std::string_view text)
{
    std::string out = asciiLowered(text);
    std::erase_if(out, [](char c) { return c == ' ' || c == '	'; });
    return out;
}

// Each step's output goes here before it is appended, so that steps without output cost nothing.
thread_local char step[kStepBytes];

struct EndInflate {
    void operator()(z_stream *stream) const { inflateEnd(stream); }
};
struct EndDeflate {
    void operator()(z_stream *stream) const { deflateEnd(stream); }
};
struct FreeDecoder {
    void operator()(ZSTD_DCtx *decoder) const { ZSTD_freeDCtx(decoder); }
};

// zlib does not write to its input, despite the non-const pointer.
Bytef *readable(const char *data)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(data));
}

Result<std::string> gunzipped(std::string_view body, std::size_t most)
{
    z_stream stream {};
    if (inflateInit2(&stream, kGzipWindow) != Z_OK)
        return Error {ErrorCode::StoreBusy, "not enough memory to decode a body"};
    const std::unique_ptr<z_stream, EndInflate> owner(&stream);
    stream.next_in = readable(body.data());
    stream.avail_in = static_cast<uInt>(body.size());
    std::string out;
    bool ended = false;
    while (!ended || stream.avail_in > 0) {
        if (ended && inflateReset(&stream) != Z_OK) // gzip files may be concatenated
            return kBroken;
        stream.next_out = reinterpret_cast<Bytef *>(step);
        stream.avail_out = kStepBytes;
        const int result = inflate(&stream, Z_NO_FLUSH);
        out.append(step, kStepBytes - stream.avail_out);
        if (out.size() > most)
            return kTooLarge;
        ended = result == Z_STREAM_END;
        // Z_BUF_ERROR: no more output from this input, so it was truncated.
        if (result != Z_OK && !ended)
            return kBroken;
    }
    return out;
}

Result<std::string> unzstd(std::string_view body, std::size_t most)
{
    const std::unique_ptr<ZSTD_DCtx, FreeDecoder> decoder(ZSTD_createDCtx());
    if (!decoder || ZSTD_isError(ZSTD_DCtx_setParameter(decoder.get(), ZSTD_d_windowLogMax, kMaxZstdWindow)))
        return Error {ErrorCode::StoreBusy, "not enough memory to decode a body"};
    ZSTD_inBuffer in {body.data(), body.size(), 0};
    std::string out;
    std::size_t left = 1; // in the frame; 0 = it is complete
    while (in.pos < in.size || left != 0) {
        ZSTD_outBuffer given {step, kStepBytes, 0};
        const std::size_t eaten = in.pos;
        left = ZSTD_decompressStream(decoder.get(), &given, &in);
        out.append(step, given.pos);
        if (ZSTD_isError(left))
            return kBroken;
        if (out.size() > most)
            return kTooLarge;
        if (left != 0 && in.pos == eaten && given.pos == 0)
            return kBroken; // truncated
    }
    return out;
}

std::optional<std::string> gzipped(std::string_view body)
{
    z_stream stream {};
    if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return std::nullopt;
    const std::unique_ptr<z_stream, EndDeflate> owner(&stream);
    std::string out(deflateBound(&stream, body.size()), '\0');
    stream.next_in = readable(body.data());
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        return std::nullopt;
    out.resize(stream.total_out);
    return out;
}

std::optional<std::string> zstandard(std::string_view body)
{
    std::string out(ZSTD_compressBound(body.size()), '\0');
    const std::size_t size = ZSTD_compress(out.data(), out.size(), body.data(), body.size(), kZstdLevel);
    if (ZSTD_isError(size))
        return std::nullopt;
    out.resize(size);
    return out;
}

} // namespace

std::string_view contentEncodingName(ContentEncoding encoding)
{
    switch (encoding) {
    case ContentEncoding::Gzip:
        return "gzip";
    case ContentEncoding::Zstd:
        return "zstd";
    case ContentEncoding::Identity:
        break;
    }
    return "identity";
}

std::optional<ContentEncoding> contentEncodingNamed(std::string_view name)
{
    const std::string known = loweredWithoutBlanks(name);
    if (known.empty() || known == "identity")
        return ContentEncoding::Identity;
    if (known == "gzip" || known == "x-gzip")
        return ContentEncoding::Gzip;
    if (known == "zstd")
        return ContentEncoding::Zstd;
    return std::nullopt;
}

std::optional<std::string> compressed(std::string_view body, ContentEncoding encoding)
{
    if (body.size() <= kWorthCompressing || encoding == ContentEncoding::Identity)
        return std::nullopt;
    auto out = encoding == ContentEncoding::Zstd ? zstandard(body) : gzipped(body);
    const bool tooDense
        = out && body.size() > kSmallDecodedBytes && body.size() / kMaxInflation >= out->size();
    return out && out->size() < body.size() && !tooDense ? out : std::nullopt;
}

Result<std::string> decompressed(std::string_view body, ContentEncoding encoding, std::size_t most)
{
    const std::size_t bound = std::min(most, std::max(kSmallDecodedBytes, body.size() * kMaxInflation));
    switch (encoding) {
    case ContentEncoding::Gzip:
        return gunzipped(body, bound);
    case ContentEncoding::Zstd:
        return unzstd(body, bound);
    case ContentEncoding::Identity:
        break;
    }
    if (body.size() > most)
        return kTooLarge;
    return std::string(body);
}

} // namespace mimir
