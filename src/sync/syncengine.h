// One run = push until the outbox is empty or blocked, then pull until caught up, then one status.
//
// No timers, no threads, no widgets, no HTTP: given a Clock, a Transport, a Store and a random seed it is
// deterministic, and the simulation drives exactly this class. It lives on its store's thread.
#pragma once

#include "core/randomsource.h"
#include "core/wire.h"
#include "privacy/privacypolicy.h"
#include "storage/store.h"
#include "sync/runoutcome.h"
#include "sync/transferwindow.h"
#include "sync/transport.h"

#include <functional>
#include <map>
#include <set>

namespace mimir {

class SyncEngine {
public:
    using Done = std::function<void(const RunOutcome &)>;

    /// References must outlive the engine. To the protocol, destroying a running engine looks like a crash:
    /// nothing is lost.
    SyncEngine(Store &store, Transport &transport, const Clock &clock, RandomSource &random);

    /// One run over all signed-in teams. Precondition: !running(). `done` is called once, never from inside
    /// start() unless there is nothing to request from the network.
    void start(Done done);
    bool running() const { return m_done != nullptr; }
    /// The pulls that would report what is new since the last run, one per team that caught up with a server
    /// of protocol 2; `all` = every team did.
    struct CaughtUp {
        std::vector<SyncRequest> pulls;
        bool all = false;
    };
    const CaughtUp &caughtUp() const { return m_caughtUp; }
    /// The next run should ask whether the user is back in a team they were removed from.
    bool hasToAskAfterRemoval() const;
    /// The next run asks for all such teams, including those asked for recently.
    void askAfterRemoval() { m_askedAfterRemoval.clear(); }
    /// Ends the run as soon as possible; `done` is called with Cancelled.
    void cancel();

    struct Progress {
        std::int64_t done = 0, total = 0; ///< items sent in this run, and in total to be sent
        std::int64_t received = 0;        ///< rows of the pages so far; how many more will come is unknown
        bool fetching = false;            ///< the server has more than the pages so far
    };
    /// Called after each batch and page.
    void onProgress(std::function<void(const Progress &)> listener) { m_progress = std::move(listener); }
    /// How long the request under way has been silent in both directions.
    Millis silentFor() const { return m_transport.silentFor(); }
    /// Items per batch, at most wire::kMaxBatchItems.
    void setBatchItems(std::size_t items) { m_batchItems = items; }

private:
    using Keys = std::set<std::pair<EntityType, std::int64_t>>;

    void nextTeam();
    /// Before any team: checks the addresses that claim to have a team known from elsewhere.
    void nextAddress();
    void proofAnswered(const AddressClaim &claim, const SyncReply &reply);
    void askAddress();
    void addressAnswered(const AddressClaim &claim, const SyncReply &reply);
    void addressDecided(Result<void> noted);
    Result<void> takeAddress(const AddressClaim &claim);
    void next(); ///< address or team
    Result<void> loadClaims();
    Result<void> loadTeams();
    /// The server does not answer over http; perhaps it does over https.
    void askSecured(const SyncReply &failure);
    void askHealth(std::function<void()> then);
    void push();
    /// The next batch as it may be sent; nullopt = privacy settings have changed meanwhile, and it must be
    /// made again.
    Result<std::optional<PendingBatch>> makeBatch();
    /// What a batch depends on, and whether anything may be sent at all.
    struct Privacy {
        std::string key;
        std::int64_t rules = 0;
        bool mayPush = false;
        friend bool operator==(const Privacy &, const Privacy &) = default;
    };
    Result<Privacy> readPrivacy();
    void pushed(PendingBatch sent, const SyncReply &reply);
    void answered(const PendingBatch &sent, const SyncReply &reply);
    /// In its own transaction: a failure is reported after it has been rolled back.
    Result<Replica::BatchOutcome> keepAnswer(
        const PendingBatch &sent, const wire::BatchAnswer &answer, std::size_t bytes);
    Result<Replica::PageOutcome> keepPage(const wire::Page &page, Replica::Source source, std::size_t bytes);
    void refusedWhole(const PendingBatch &sent, const SyncReply &reply);
    void suspectBatch(const PendingBatch &sent, const SyncReply &reply, bool again);
    void pull();
    Result<std::vector<std::string>> unsettledItems();
    void pulled(const SyncReply &reply);
    Result<void> addRemovedTeams();
    /// The team answers as to a member again.
    Result<void> noteMember();
    /// True = the transfer broke off, and `again` has been called: a smaller one is worth trying at once.
    bool brokeOff(const SyncReply &reply, const Result<void> &smaller, const std::function<void()> &again);
    /// Common handling in push and pull of an answer that is not a success. True = handled.
    bool handleRefusal(const SyncReply &reply);
    void rotateDevice();
    void startOver();    ///< epoch_changed
    void forgetCursor(); ///< cursor_unknown
    void noteProof(const std::string &proof, std::int64_t position);
    void finish(RunOutcome::End end, ErrorCode error, std::optional<Millis> retryAfter = std::nullopt);
    void fail(const Error &error);
    /// The run continues with what is at other servers, and ends with this failure.
    void failConnection(const SyncReply &reply);
    void finishFailed();
    /// It contains nothing, and writing it would tell no one anything.
    bool isEmptyPage(const wire::Page &page) const;
    void finishTeam();
    void tellProgress();
    SyncRequest request(SyncRequest::Kind kind) const;
    using Answered = std::function<void(const SyncReply &)>;
    /// `cutOff`: what still has to be done if the run was cancelled meanwhile.
    void send(SyncRequest request, Answered then, Answered cutOff = {});
    void ledger(
        std::string_view direction, const SyncCargo &cargo, std::size_t bytes, std::string_view outcome);
    bool minimalServer() const { return m_health.maxProtocol < wire::kProtocol; }

    Store &m_store;
    Transport &m_transport;
    const Clock &m_clock;
    RandomSource &m_random;
    PrivacyPolicy m_policy;
    std::function<void(const Progress &)> m_progress;
    std::size_t m_batchItems = wire::kMaxBatchItems;

    TransferWindow m_window;

    // For this process and this server.
    wire::Health m_health;
    std::string m_healthOf; ///< server that m_health came from; empty = not asked since the last failure
    std::set<std::int64_t>
        m_checked; ///< teams whose opSeq the server has confirmed since the store was opened
    std::map<std::int64_t, Millis> m_askedAfterRemoval; ///< when (Clock::elapsed()), by team
    std::map<std::int64_t, OutboxKey> m_askedFor;       ///< the last refused item, by team
    std::set<std::int64_t> m_failedBatch;               ///< opSeqs of the last batch that failed

    // For this run.
    Done m_done;
    RunOutcome m_outcome;
    CaughtUp m_caughtUp;
    std::vector<AddressClaim> m_claims; ///< to be checked, the next one last
    std::set<std::string> m_secured;    ///< https addresses already tried
    std::set<std::string> m_failed;     ///< servers that did not answer
    std::optional<SyncReply> m_failure; ///< of the first of them
    bool m_teamsLoaded = false;
    std::vector<Team> m_teams;
    std::size_t m_teamIndex = 0;
    Team m_team;
    std::vector<Keys> m_halves; ///< parts of batches that were refused as a whole, the next one last
    int m_startsOver = 0;
    bool m_sendAgain = false; ///< this team's pull has queued something
    int m_breaks = 0;         ///< broken transfers in a row
    Progress m_now;
    bool m_cancelled = false;
    std::uint64_t m_runNumber = 0;
};

} // namespace mimir
