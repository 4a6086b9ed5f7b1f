// The one gate between the outbox and the network. The store's triggers hold what is recorded while privacy
// mode is on; this is asked again at the last moment before bytes leave, because the mode may be switched on
// by another process.
#pragma once

#include <functional>
#include <utility>

namespace mimir {

class PrivacyPolicy {
public:
    /// `modeIsOn` is asked each time, on the engine's thread.
    explicit PrivacyPolicy(std::function<bool()> modeIsOn) : m_modeIsOn(std::move(modeIsOn)) { }

    /// While privacy mode is on nothing is sent; pulls go on.
    bool mayPush() const { return !m_modeIsOn(); }

private:
    std::function<bool()> m_modeIsOn;
};

} // namespace mimir
