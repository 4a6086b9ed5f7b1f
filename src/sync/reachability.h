// What the system says about network and power. Only a hint: it may wake or pause syncing, but never decide
// that a request cannot work (Qt's backend without NetworkManager freezes after its first answer).
#pragma once

#include <cstdint>
#include <functional>

namespace mimir {

class Reachability {
public:
    enum class State : std::uint8_t { Unknown, Online, Offline, Portal };

    virtual ~Reachability() = default;
    virtual State state() const = 0;
    /// Billed by volume.
    virtual bool metered() const = 0;
    /// Not plugged in; false when unknown, like the next one.
    virtual bool onBattery() const { return false; }
    /// The battery saver is on, by the user or the system.
    virtual bool savingPower() const { return false; }
    /// Called on the owner's thread after each change. One listener.
    virtual void onChange(std::function<void()> listener) = 0;
};

} // namespace mimir
