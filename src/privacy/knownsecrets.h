// Secrets that were found in an item or its conversation: once found, they are taken out wherever they stand again,
// without a name next to them, too; and what the device knows by itself (devicevalues.h). In memory only.
#pragma once

#include "privacy/devicevalues.h"
#include "privacy/literalsearch.h"
#include "privacy/tokenfinder.h"

#include <map>
#include <string>
#include <string_view>

namespace mimir {

class KnownSecrets {
public:
    KnownSecrets() = default;
    /// `device` must outlive the object.
    explicit KnownSecrets(const DeviceValues &device) : m_device(&device) { }
    KnownSecrets(const KnownSecrets &) = delete;
    KnownSecrets &operator=(const KnownSecrets &) = delete;

    /// Ignores what is too short or too much of a word to be taken out everywhere.
    void add(std::string_view kind, std::string_view value);
    /// Kinds by value, for add() again.
    using Values = std::map<std::string, std::string, std::less<>>;
    const Values &values() const { return m_kinds; }
    bool isEmpty() const { return m_kinds.empty(); }
    std::size_t size() const { return m_kinds.size(); }

    void find(std::string_view text, WorkBudget &budget, SecretFinds &finds) const;

private:
    static bool isTelling(std::string_view value);

    static constexpr std::size_t kMost = 4096;
    Values m_kinds;
    std::vector<const std::pair<const std::string, std::string> *> m_byId;
    LiteralSearch m_search;
    const DeviceValues *m_device = nullptr;
};

} // namespace mimir
