// The one gate between the outbox and the network: everything that is sent goes through here, at the last
// moment, since another process may switch the mode on or change rules while a batch is built. The store's
// triggers hold what is recorded in privacy mode and under the rule "nothing"; this class decides what of the
// rest is sent.
#pragma once

#include "privacy/withholding.h"

#include <functional>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace mimir {

class PrivacyPolicy {
public:
    /// `modeIsOn` is called each time, on the engine's thread.
    explicit PrivacyPolicy(std::function<Result<bool>()> modeIsOn) : m_modeIsOn(std::move(modeIsOn)) { }

    /// What this device knows to be secret is taken out, too; must outlive the object.
    void useDevice(const DeviceValues &values) { m_device = &values; }

    /// While privacy mode is on, nothing is sent; pulls continue. The same if it cannot be determined: then
    /// returns the error of `modeIsOn`.
    Result<bool> mayPush() const
    {
        const auto on = m_modeIsOn();
        MIMIR_TRY(on);
        return !*on;
    }

    /// Reduces the item to what may be sent at this level; `key` is used for the placeholders of secrets.
    /// Precondition: `level` is not Nothing.
    void prepare(wire::Item &item, PrivacyLevel level, const std::string &key);
    /// Whether everything of this conversation that a server has was prepared here, so that all its secrets are known.
    bool knowsAllOf(const std::string &conversation) const { return m_whole.contains(conversation); }
    void setKnowsAllOf(const std::string &conversation) { m_whole.insert(conversation); }
    /// Takes out of items that are prepared what was found in their conversations after them.
    void finish(std::span<wire::Item> items, const std::string &key);

    /// Identifies how rows read on the wire under these rules and this key: a different form is different
    /// content.
    static std::string form(std::int64_t rulesRevision, const std::string &key);
    /// "file:2,secret:3": how many fields of a batch are withheld by which rule.
    static std::string summary(const wire::Batch &batch);

private:
    /// Null for an item without a conversation.
    KnownSecrets *knownOf(const wire::Item &item);
    KnownSecrets &known(const std::string &conversation);
    /// Of the conversations that are searched for, all become only known; too many of those are forgotten.
    void putAside();

    std::function<Result<bool>()> m_modeIsOn;
    std::map<std::string, SecretScanner> m_scanners; ///< by key: one per user and organisation
    // By conversation, in memory only: a type is sent of all conversations before the next one, so what was found in
    // one of thousands is needed much later, and its search is too large to stay.
    std::map<std::string, KnownSecrets> m_known; ///< of the last ones
    std::map<std::string, KnownSecrets::Values> m_aside;
    std::size_t m_bytesAside = 0;
    std::set<std::string> m_whole; ///< knowsAllOf()
    const DeviceValues *m_device = nullptr;
};

} // namespace mimir
