// Takes the secrets out of the fields of an item.
#pragma once

#include "core/wire/wire.h"
#include "privacy/secretscanner.h"

#include <functional>

namespace mimir {

/// Parents are looked up by the bytes of these fields; everything else is text.
bool isReference(std::string_view field);

class ItemSecrets {
public:
    /// Increased with each change of what is taken, as SecretScanner::kVersion.
    static constexpr int kVersion = 1;
    /// Says that a field was reduced, and why.
    using Note = std::function<void(const std::string &field, wire::WithheldRule rule)>;

    /// `known` belongs to the conversation: it is used and added to.
    ItemSecrets(wire::Item &item, const SecretScanner &scanner, KnownSecrets &known, Note note);

    /// The fields whose texts are printed environments lose every value.
    using IsEnvironment = std::function<bool(std::string_view field)>;
    /// False where the work is over the budget: then the fields are not to be sent.
    bool take(const IsEnvironment &isEnvironment);
    /// Only what is known already.
    bool takeKnown();

private:
    struct Place;
    void dropTellingNames();
    bool eachField(const std::function<void(const Place &, std::string &text, SecretCounts &)> &visit);
    void takeFrom(const Place &place, std::string &text, SecretCounts &found, bool environment);

    wire::Item &m_item;
    const SecretScanner &m_scanner;
    KnownSecrets &m_known;
    Note m_note;
    WorkBudget m_budget;
    std::string m_pairName; ///< of {"name": …, "value": …}
    std::size_t m_pairDepth = 0;
};

} // namespace mimir
