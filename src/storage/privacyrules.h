// What the person (and the organisation) says about privacy, kept in the store so that its triggers and every
// process see it at once. The most exact rule holds: that of the conversation, else of the innermost
// workspace around it, else of its repository, else of its agent, else the usual level. An organisation may
// ask for less, never for more.
//
// What was recorded under "nothing" stays here when the rule is taken back: only release() sends it.
#pragma once

#include "core/clock.h"
#include "core/entity.h"
#include "core/privacylevel.h"
#include "core/randomsource.h"
#include "storage/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct PrivacyRule {
    /// The numbers are stored.
    enum class Kind : std::uint8_t {
        Conversation = 1, ///< its id
        Workspace = 2,    ///< a path; holds for what is below it, too
        Repository = 3,   ///< a git remote in any spelling
        Agent = 4,        ///< `provider` or the field `agent` of conversations
    };
    Kind kind = Kind::Conversation;
    std::string value;
    PrivacyLevel level = PrivacyLevel::Nothing;
};

class PrivacyRules {
public:
    explicit PrivacyRules(Database &database) : m_database(database) { }

    Result<std::vector<PrivacyRule>> list() const;
    /// What was recorded under "nothing" stays here, whatever the rule becomes. Errors: Validation (empty, a
    /// relative path, no remote), Immutable (a conversation that was removed from the server stays here for
    /// good).
    Result<void> set(const PrivacyRule &rule);
    /// Errors: NotFound, Immutable.
    Result<void> remove(PrivacyRule::Kind kind, std::string_view value);

    Result<PrivacyLevel> usualLevel() const;
    Result<void> setUsualLevel(PrivacyLevel level);

    /// The most that members of an organisation may send. Full = it asks for nothing.
    Result<void> noteCeiling(std::string_view server, std::string_view orgSlug, PrivacyLevel most);
    /// Of all organisations that are signed in, the strictest.
    Result<PrivacyLevel> ceiling() const;

    /// Errors: StoreCorrupt (a level that is kept here is none: nobody knows what may leave).
    Result<void> check() const;
    /// What may leave of this conversation and all that belongs to it; of an entry without one, of the team.
    /// A spelling of its repository that was not met before is learned.
    Result<PrivacyLevel> levelOf(std::string_view conversationId, std::optional<std::int64_t> team);
    /// A conversation of this repository is being written: its rule must hold from the first row on.
    Result<void> learnSpelling(std::string_view repository);

    /// What was kept here of this conversation is sent after all, as far as its rules now let it. Returns how
    /// many.
    Result<int> release(std::string_view conversationId);
    /// How many rows of this conversation only release() would send.
    Result<int> keptCount(std::string_view conversationId) const;
    /// The server and the person's other devices are asked to forget this conversation; what is here stays.
    /// The rule "nothing" for it must hold. False = the server has nothing of it.
    Result<bool> removeFromServer(std::string_view conversationId);
    /// The server has this conversation of the person's own, so that it could be removed there.
    Result<bool> serverHas(std::string_view conversationId) const;
    /// The explicit rule "nothing": no server takes this conversation away from here.
    Result<bool> staysHere(std::string_view conversationId) const;
    /// It was removed from the server, or is about to be, and lives here alone.
    Result<bool> isOnlyHere(std::string_view conversationId) const;
    /// Rows of such conversations that no queue counts.
    Result<std::int64_t> countOnlyHere() const;

    /// Makes the placeholders of what is withheld in this team: the organisation's key, or one of this
    /// store's own.
    Result<std::string> placeholderKey(std::int64_t team, RandomSource &random);
    Result<void> noteOrgSecret(std::string_view server, std::string_view orgSlug, std::string_view secret);
    /// What is known of the organisations of `server` holds for its other address as well.
    Result<void> copyAccount(std::string_view server, std::string_view address);
    /// Raised with every change of what is above.
    Result<std::int64_t> revision() const;
    /// Numbers that were given while rows of this team read otherwise are given up: under one number the
    /// server takes one content. `form` names how rows read now.
    Result<void> requeueIfRedactionChanged(std::int64_t team, std::string_view form);

private:
    /// Error: Immutable (isOnlyHere()).
    Result<void> mayBeFreed(std::string_view conversationId) const;
    Result<void> keepUnderPresentRules();
    Result<void> changed();

    Database &m_database;
};

} // namespace mimir
