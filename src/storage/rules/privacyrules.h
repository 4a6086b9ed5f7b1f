// What the user (and the organisation) has decided about privacy, stored so that the triggers and every
// process see it at once. The most specific rule applies: that of the conversation, then of the innermost
// workspace around it, then of its repository, then of its agent, then the default level. An organisation may
// lower the level, never raise it; what only its minimum keeps back waits until it allows it again.
//
// What was recorded under "nothing" stays here when the rule is removed: only release() sends it.
#pragma once

#include "core/clock.h"
#include "core/privacylevel.h"
#include "core/records/entity.h"
#include "storage/schema/storedenums.h"
#include "storage/sqlite/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct PrivacyRule {
    using Kind = PrivacyRuleKind;
    Kind kind = Kind::Conversation;
    std::string value;
    PrivacyLevel level = PrivacyLevel::Nothing;
};

class PrivacyRules {
public:
    explicit PrivacyRules(Database &database) : m_database(database) { }

    Result<std::vector<PrivacyRule>> list() const;
    /// What was recorded under "nothing" stays here, whatever the rule becomes. Errors: Validation (empty, a
    /// relative path, not a remote), Immutable (a conversation that was removed from the server stays here
    /// permanently).
    Result<void> set(const PrivacyRule &rule);
    /// Errors: NotFound, Immutable.
    Result<void> remove(PrivacyRule::Kind kind, std::string_view value);

    Result<PrivacyLevel> usualLevel() const;
    Result<void> setUsualLevel(PrivacyLevel level);

    /// The most that members of an organisation may send. Full = it does not restrict anything.
    Result<void> noteCeiling(std::string_view server, std::string_view orgSlug, PrivacyLevel most);
    /// The strictest of all organisations that are signed in.
    Result<PrivacyLevel> ceiling() const;

    /// Errors: StoreCorrupt (a stored level is not valid, so it is unknown what may be sent).
    Result<void> check() const;
    /// What may be sent of this conversation and everything that belongs to it; for an entry without a
    /// conversation, of the team. Learns a new spelling of its repository.
    Result<PrivacyLevel> levelOf(std::string_view conversationId, std::optional<std::int64_t> team);
    /// What the user's own rules allow to be sent: what they keep here stays here permanently.
    Result<PrivacyLevel> ownLevelOf(std::string_view conversationId);
    /// The most that the organisation of the conversation, and that of the team, allow to be sent at present: what only
    /// they keep back waits.
    Result<PrivacyLevel> mostOf(std::string_view conversationId, std::optional<std::int64_t> team) const;
    /// A conversation of this repository is being written: its rule must apply from the first row on.
    Result<void> learnSpelling(std::string_view repository);

    /// Sends what was kept here of this conversation after all, as far as its rules now allow. Returns how
    /// many rows.
    Result<int> release(std::string_view conversationId);
    /// How many rows of this conversation could only be sent by release().
    Result<int> keptCount(std::string_view conversationId) const;

    /// Also applies what is known of the organisations of `server` to its other address.
    Result<void> copyAccount(std::string_view server, std::string_view address);
    /// Increased by every change of the above.
    Result<std::int64_t> revision() const;
    /// Gives up numbers that were assigned while rows of this team read differently: under one number the
    /// server accepts only one content. `form` identifies how rows read now.
    Result<void> requeueIfRedactionChanged(std::int64_t team, std::string_view form);

private:
    /// Error: Immutable (ServerRemoval::isOnlyHere()).
    Result<void> mayBeFreed(std::string_view conversationId) const;
    Result<void> keepUnderPresentRules();
    Result<void> changed();

    Database &m_database;
};

} // namespace mimir
