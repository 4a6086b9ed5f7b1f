// The whole lines of a file that another program appends to, or has compressed (zstd) since. The file is opened for reading, never locked, never
// written, and a line that has no end yet is left for later.
#pragma once

#include "core/clock.h"
#include "core/regularfile.h"
#include "sources/following/lineshortener.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace mimir {

/// What tells one state of a file from another.
struct FileState {
    std::uint64_t device = 0, inode = 0;
    std::int64_t size = 0;
    std::int64_t modifiedNs = 0;

    bool operator==(const FileState &) const = default;
};

class Decompressing;

class LineFile {
public:
    /// Longer lines are shortened.
    static constexpr std::size_t kMaxWhole = std::size_t(8) << 20;

    /// Errors: those of openRegular().
    static Result<LineFile> open(const QString &path);
    LineFile(LineFile &&) noexcept;
    ~LineFile();
    /// NotFound where there is none.
    static Result<FileState> stateOf(const QString &path);

    const FileState &state() const { return m_state; }
    /// Its offsets are those of what it holds, decompressed; going back reads it from its beginning.
    bool isCompressed() const { return m_decompressing != nullptr; }
    /// The next line that next() returns begins at `offset`.
    void seek(std::int64_t offset);
    /// Behind the last line that was returned.
    std::int64_t offset() const { return m_offset; }

    struct Line {
        std::int64_t begin = 0;   ///< its offset in the file
        std::int64_t bytes = 0;   ///< with its line break
        std::string_view text;    ///< without it; valid until the next call
        bool isShortened = false; ///< `text` is what LineShortener left of it
    };
    /// False when there is no further whole line. Error: StoreReadOnly (the file cannot be read).
    Result<bool> next(Line &line);

    /// What stands behind the last line break, after next() has returned false; it stays there to be read.
    std::string_view rest() const { return std::string_view(m_buffer).substr(m_begin); }

    /// Of at most `most` bytes of the file itself from `offset` on, fewer at the end: 64 hex digits of SHA-256.
    Result<std::string> digest(std::int64_t offset, std::int64_t most);

private:
    LineFile(OpenedFile file, FileState state, QString path);
    Result<std::size_t> readInto(char *bytes, std::size_t most);
    Result<bool> fill();
    Result<bool> nextLong(Line &line);
    Error failure() const;

    OpenedFile m_file;
    std::unique_ptr<Decompressing> m_decompressing; ///< null = the file is as it is
    FileState m_state;
    QString m_path;
    std::string m_buffer;
    std::string m_shortened;
    std::size_t m_begin = 0;    ///< of the next line, in the buffer
    std::size_t m_searched = 0; ///< no line break before this
    std::int64_t m_offset = 0;  ///< of m_begin, in the file
};

} // namespace mimir
