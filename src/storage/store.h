// A profile's open store and everything that works on it. One per thread: open another one for another
// thread.
#pragma once

#include "storage/applying/conflictlog.h"
#include "storage/applying/replica.h"
#include "storage/batches/batchbuilder.h"
#include "storage/hybridstoragebackend.h"
#include "storage/keys/personkeystore.h"
#include "storage/keys/recordedvalues.h"
#include "storage/outbox/outboxdecisions.h"
#include "storage/outbox/outboxlist.h"
#include "storage/outbox/outboxsummary.h"
#include "storage/rules/privacyrules.h"
#include "storage/rules/serverremoval.h"
#include "storage/sqlite/storefile.h"
#include "storage/tables/storesettings.h"
#include "storage/tables/synclog.h"
#include "storage/teams/accountregistry.h"
#include "storage/teams/formeraccounts.h"
#include "storage/teams/teamquestions.h"
#include "storage/teams/teamregistry.h"
#include "storage/teams/teamsuccession.h"

#include <memory>

namespace mimir {

class Store {
public:
    /// Opens or creates the file at `path` and brings its schema up to date. Errors: StoreNewer,
    /// StoreCorrupt, StoreForeign, StoreReadOnly, StoreFull, StoreFailed. An unreadable file is never
    /// replaced.
    static Result<std::unique_ptr<Store>> open(const QString &path, const Clock &clock, RandomSource &random);

    Database &database() { return *m_database; }
    HybridStorageBackend &backend() { return m_backend; }
    Outbox outbox() { return Outbox(*m_database); }
    OutboxSummary outboxSummary() { return OutboxSummary(*m_database); }
    OutboxList outboxList() { return OutboxList(*m_database); }
    OutboxDecisions outboxDecisions() { return OutboxDecisions(*m_database); }
    BatchBuilder batches() { return BatchBuilder(*m_database, m_clock); }
    Replica &replica() { return m_replica; }
    ConflictLog &conflicts() { return m_conflicts; }
    StoreSettings &settings() { return m_settings; }
    TeamRegistry &teams() { return m_teams; }
    TeamSuccession &succession() { return m_succession; }
    TeamQuestions teamQuestions() { return TeamQuestions(*m_database); }
    FormerAccounts formerAccounts() { return FormerAccounts(*m_database); }
    AccountRegistry &accounts() { return m_accounts; }
    SyncLog &log() { return m_log; }
    PrivacyRules &privacyRules() { return m_privacyRules; }
    ServerRemoval serverRemoval() { return ServerRemoval(*m_database); }
    PersonKeyStore personKeys() { return PersonKeyStore(*m_database); }
    RecordedValues recordedValues() { return RecordedValues(*m_database); }

    /// Restores what lost: as a new edit of the field, or, if the row is gone, as a new row with a new id
    /// (and a new conversation around it). Returns the id of the entity that now has the value.
    Result<std::string> restoreConflict(std::string_view conflictId);

    /// What would be lost with this device's copy.
    struct OnlyHere {
        std::int64_t items = 0; ///< on no server: waiting, held, kept here, refused, or deleted there
        std::int64_t parts = 0; ///< items of which the server has less than is here, because of the privacy
                                ///< rules
        std::int64_t aside = 0; ///< quarantined: came from the server and could not be applied; the server
                                ///< has them
    };
    Result<OnlyHere> onlyHere();

    /// Refused items are sent again: these, or all. All includes what was put aside or differs, which a server is asked
    /// for again with the next run. Returns how many.
    Result<int> retry(std::span<const std::string> ids);

    /// Deletes everything recorded, fetched or waiting from this device, without telling any server; teams
    /// and account are forgotten, and the store is a new device afterwards. The caller has asked the user.
    Result<void> eraseAll();

    /// StoreGone or StoreReplaced: what is written here is no longer seen by anyone (StoreFile).
    std::optional<ErrorCode> fileChanged() const { return m_file.changed(); }
    bool isDiskFull() const { return m_file.isDiskFull(); }

    const Clock &clock() const { return m_clock; }

private:
    Store(std::unique_ptr<Database> database, const Clock &clock, RandomSource &random);
    Result<std::string> restoreGone(const Conflict &conflict);

    std::unique_ptr<Database> m_database;
    StoreFile m_file;
    const Clock &m_clock;
    RandomSource &m_random;
    HybridStorageBackend m_backend;
    Replica m_replica;
    ConflictLog m_conflicts;
    StoreSettings m_settings;
    TeamRegistry m_teams;
    TeamSuccession m_succession;
    AccountRegistry m_accounts;
    SyncLog m_log;
    PrivacyRules m_privacyRules;
};

} // namespace mimir
