// New rules look again at what was sent by earlier ones (docs/privacy.md, "What was sent before"): what would be
// withheld today, and reads otherwise at the server as far as this device knows, is a finding. Such rows can be sent
// again in their masked form, which takes the place of the other one at the server and on all devices.
#pragma once

#include "core/privacylevel.h"
#include "core/wire/wire.h"
#include "privacy/privacypolicy.h"
#include "storage/batches/sentrows.h"
#include "sync/engine/knownhere.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace mimir {

/// A row of which a server has more than would be sent today. Nothing of its content.
struct SentFinding {
    EntityType type = EntityType::Conversation;
    std::int64_t pk = 0;
    std::string id, conversation;
    std::vector<wire::Withheld> fields;
    std::set<std::string> kinds; ///< of secrets: "password"; "file", "environment", … for what is no secret
    bool waits = false;          ///< its masked form waits to be sent
    /// Fields that were sent as they are here, of which that was not known until now.
    std::vector<WithheldForms::Form> asTheyAre;
};

struct SentScanResult {
    std::vector<SentFinding> findings;
    std::int64_t looked = 0; ///< rows that servers have
    std::int64_t kept = 0;   ///< of these, rows of which nothing may be sent today: they were not looked at
};

class SentScan {
public:
    SentScan(Database &database, const Clock &clock)
        : m_database(database), m_clock(clock), m_rows(database), m_known(database, clock)
    {
        m_policy.useDevice(m_known.values());
    }

    /// Called now and then with how many rows were looked at; false ends it (Cancelled).
    using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;
    Result<SentScanResult> run(const Progress &progress = {});

private:
    /// What the device knows by the folder of this conversation.
    Result<void> lookAt(const std::string &conversation);
    Result<void> learn(std::string_view conversation);
    Result<void> look(const SentRow &row, SentScanResult &result);
    Result<std::string> keyOf(std::int64_t team);
    wire::Item masked(const SentRow &row, PrivacyLevel level, const std::string &key);
    /// In no form in which it may be there would it be sent today.
    bool isKnownForm(const SentRow &row, const std::string &field, const std::string &key);

    Database &m_database;
    const Clock &m_clock;
    SentRows m_rows;
    KnownHere m_known;
    PrivacyPolicy m_policy {[] { return Result(false); }};
    std::map<std::int64_t, std::string> m_keys;
};

/// Queues the masked forms of these rows. Until a server says that it has them, the rows are found again. Returns how
/// many.
Result<int> sendMasked(Database &database, const std::vector<SentFinding> &findings);

} // namespace mimir
