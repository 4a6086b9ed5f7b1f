// What the system says about the network. A hint only: it may wake or pause syncing, never decide that a
// request cannot work (Qt's backend without NetworkManager freezes after its first answer).
#pragma once

#include <cstdint>
#include <functional>

namespace mimir {

class Reachability {
public:
    enum class State : std::uint8_t { Unknown, Online, Offline, Portal };

    virtual ~Reachability() = default;
    virtual State state() const = 0;
    virtual bool metered() const = 0;
    /// Called on the owner's thread after each change. One listener.
    virtual void onChange(std::function<void()> listener) = 0;
};

} // namespace mimir
