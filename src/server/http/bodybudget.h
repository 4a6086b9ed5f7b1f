// Counts the bytes of bodies and answers in memory against those who cause them.
//
// Thread: the front's.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

namespace mimir::server {

/// The bytes of one request, and later of its answer.
struct BodyShare {
    std::string group; ///< PeerAddress::group
    std::size_t bytes = 0;
};

class BodyBudget {
public:
    BodyBudget(std::size_t most, std::size_t mostOfGroup) : m_most(most), m_mostOfGroup(mostOfGroup) { }

    /// Raises the share to `bytes`, if it was smaller. False: there are too many now; they are counted
    /// nevertheless until release().
    bool raise(BodyShare &share, std::size_t bytes);
    void release(BodyShare &share);

private:
    const std::size_t m_most;
    const std::size_t m_mostOfGroup;
    std::unordered_map<std::string, std::size_t> m_byGroup;
    std::size_t m_all = 0;
};

} // namespace mimir::server
