// What a file that was compressed with zstd holds, read forwards in bounded memory.
#pragma once

#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

struct ZSTD_DCtx_s;

namespace mimir {

class Decompressing {
public:
    /// `descriptor` stays the caller's and must outlive the object.
    explicit Decompressing(int descriptor);
    ~Decompressing();
    Decompressing(const Decompressing &) = delete;
    Decompressing &operator=(const Decompressing &) = delete;

    /// At most `most` bytes from `offset` of what it holds; 0 at the end, also where the end is not written yet. Before
    /// the place where the last call ended, it begins again. Error: Malformed.
    Result<std::size_t> read(std::int64_t offset, char *bytes, std::size_t most);

private:
    void restart();
    Result<std::size_t> next(char *bytes, std::size_t most);

    int m_descriptor;
    ZSTD_DCtx_s *m_context;
    std::string m_packed;
    std::size_t m_used = 0;      ///< of m_packed
    std::int64_t m_packedAt = 0; ///< in the file, behind m_packed
    std::int64_t m_offset = 0;
};

} // namespace mimir
