// The one gate between the outbox and the network: everything that leaves goes through here, at the last
// moment, since the mode may be switched on and rules may be changed by another process while a batch is
// built. The store's triggers hold what is recorded in privacy mode and under the rule "nothing"; this
// decides what of the rest leaves.
#pragma once

#include "privacy/withholding.h"

#include <functional>
#include <map>
#include <utility>

namespace mimir {

class PrivacyPolicy {
public:
    /// `modeIsOn` is asked each time, on the engine's thread.
    explicit PrivacyPolicy(std::function<Result<bool>()> modeIsOn) : m_modeIsOn(std::move(modeIsOn)) { }

    /// While privacy mode is on nothing is sent; pulls go on. Nor is it while nobody can tell: then the error
    /// of `modeIsOn`.
    Result<bool> mayPush() const
    {
        const auto on = m_modeIsOn();
        MIMIR_TRY(on);
        return !*on;
    }

    /// Changes the item to what may leave at this level; `key` makes the placeholders of secrets.
    /// Precondition: `level` is not Nothing.
    void prepare(wire::Item &item, PrivacyLevel level, const std::string &key);

    /// Names how rows read on the wire under these rules and this key: another form is another content.
    static std::string form(std::int64_t rulesRevision, const std::string &key);
    /// "file:2,secret:3": how many fields of a batch are withheld by which rule.
    static std::string summary(const wire::Batch &batch);

private:
    std::function<Result<bool>()> m_modeIsOn;
    std::map<std::string, SecretScanner> m_scanners; ///< by key: one per person and organisation
};

} // namespace mimir
