#include "sources/following/decompressing.h"

#include <algorithm>
#include <cerrno>
#include <unistd.h>
#include <zstd.h>

namespace mimir {
namespace {

constexpr std::size_t kPackedBytes = std::size_t(64) << 10;
constexpr int kMaxWindowLog = 27; // 128 MiB, the most that zstd itself takes unasked

} // namespace

Decompressing::Decompressing(int descriptor) : m_descriptor(descriptor), m_context(ZSTD_createDCtx())
{
    if (m_context)
        ZSTD_DCtx_setParameter(m_context, ZSTD_d_windowLogMax, kMaxWindowLog);
}

Decompressing::~Decompressing()
{
    ZSTD_freeDCtx(m_context);
}

void Decompressing::restart()
{
    ZSTD_DCtx_reset(m_context, ZSTD_reset_session_only);
    m_packed.clear();
    m_used = 0;
    m_packedAt = m_offset = 0;
}

Result<std::size_t> Decompressing::next(char *bytes, std::size_t most)
{
    for (;;) {
        if (m_used == m_packed.size()) {
            m_packed.resize(kPackedBytes);
            m_used = 0;
            ssize_t got = 0;
            do
                got = ::pread(m_descriptor, m_packed.data(), kPackedBytes, m_packedAt);
            while (got < 0 && errno == EINTR);
            m_packed.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
            m_packedAt += std::max<ssize_t>(got, 0);
        }
        ZSTD_outBuffer out {bytes, most, 0};
        ZSTD_inBuffer in {m_packed.data(), m_packed.size(), m_used};
        const std::size_t left = ZSTD_decompressStream(m_context, &out, &in);
        if (ZSTD_isError(left))
            return Error {ErrorCode::Malformed, "not compressed by zstd, or damaged"};
        m_used = in.pos;
        if (out.pos > 0 || m_packed.empty()) {
            m_offset += static_cast<std::int64_t>(out.pos);
            return out.pos;
        }
    }
}

Result<std::size_t> Decompressing::read(std::int64_t offset, char *bytes, std::size_t most)
{
    if (!m_context)
        return Error {ErrorCode::StoreBusy, "out of memory"};
    if (offset < m_offset)
        restart();
    while (m_offset < offset) {
        const auto passed = next(bytes, std::min(most, static_cast<std::size_t>(offset - m_offset)));
        if (!passed || *passed == 0)
            return passed;
    }
    return next(bytes, most);
}

} // namespace mimir
