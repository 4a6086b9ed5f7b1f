// What a pull reads from the store.
#pragma once

#include "core/wire/wire.h"

#include <cstdint>

namespace mimir::server {

/// Entries of a pull, by revision.
class PullStream {
public:
    virtual ~PullStream() = default;
    /// True while there is an entry. False at the end and on error; status() says which.
    virtual bool next() = 0;
    virtual Result<void> status() const = 0;

    // Of the present entry.
    virtual std::int64_t rev() const = 0;
    virtual Millis commitMs() const = 0;
    virtual std::size_t bytes() const = 0; ///< its approximate size on a page
    virtual void addTo(wire::PageWriter &page) const = 0;
};

/// Which part of a stream to read, and how much to fetch at a time where that is held in memory.
struct PullRange {
    std::int64_t after = 0;
    std::int64_t through = INT64_MAX;
    std::int64_t notBy = 0; ///< own rows: leaves out live ones that this device wrote last; 0 = none
    std::size_t chunkRows = 500;
    std::size_t chunkBytes = 4u << 20;
};

} // namespace mimir::server
