// One run = push until the outbox is empty or blocked, then pull until caught up, then one status. The course
// of a run and what ends it is in syncengine.cpp, the rest in enginepush.cpp, enginepull.cpp,
// enginedigest.cpp and engineaddress.cpp.
//
// No timers, no threads, no widgets, no HTTP: given a Clock, a Transport, a Store and a random seed it is
// deterministic, and the simulation drives exactly this class. It lives on its store's thread.
#pragma once

#include "core/randomsource.h"
#include "core/wire/wire.h"
#include "storage/store.h"
#include "storage/trash/massdeletion.h"
#include "sync/engine/batchmaker.h"
#include "sync/engine/removedteams.h"
#include "sync/engine/resendpause.h"
#include "sync/engine/runoutcome.h"
#include "sync/engine/transferledger.h"
#include "sync/engine/transferwindow.h"
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
    const CaughtUp &caughtUp() const { return m_run.caughtUp; }
    /// The next run should ask whether the user is back in a team they were removed from.
    bool hasToAskAfterRemoval() const { return m_removedTeams.isDue(); }
    /// The next run asks for all such teams, including those asked for recently.
    void askAfterRemoval() { m_removedTeams.askAgain(); }
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
    // The run.
    void next(); ///< address or team
    Result<void> loadTeams();
    void nextTeam();
    /// What m_team's server sent and could not be applied is asked for again, if it is time.
    Result<void> recall();
    void finishTeam();
    void askHealth(std::function<void()> then);
    void healthCame(const wire::Health &health, const std::function<void()> &then);
    void tellProgress();
    SyncRequest request(SyncRequest::Kind kind) const;
    using Answered = std::function<void(const SyncReply &)>;
    /// `cutOff`: what still has to be done if the run was cancelled meanwhile.
    void send(const SyncRequest &request, Answered then, Answered cutOff = {});
    void noteProof(const std::string &proof, std::int64_t position);
    /// The server knows only the original contract: it names no protocol now, and has never shown protocol 2 here.
    bool minimalServer() const { return m_health.maxProtocol < wire::kProtocol && m_team.epoch.empty(); }
    /// What m_team's server shows now counts from now on, whatever it says or leaves out later.
    Result<void> noteProtocol(int shown);
    Result<void> noteItemLimit();

    // What ends it, or makes it start over.
    /// True = the transfer broke off, and `again` has been called: one that is made smaller by `shrink` is
    /// worth trying at once, unless it ended in silence; or the store failed, which ended the run.
    bool repeatSmaller(const SyncReply &reply, const std::function<Result<void>()> &shrink,
        const std::function<void()> &again);
    /// Common handling in push and pull of an answer that is not a success. True = handled.
    bool handleRefusal(const SyncReply &reply);
    void removedFromTeam();
    void rotateDevice();
    void startOver();    ///< epoch_changed
    void forgetCursor(); ///< cursor_unknown
    /// From before what this device was last given.
    bool isBelowProof(const std::optional<std::int64_t> &position) const
    {
        return position && *position < m_team.proofPosition;
    }
    /// An answer below the proof: the server is asked about the proof, and if that holds, the position it was noted with
    /// is given up.
    void doubtPosition();
    /// This team has started over too often: its server contradicts itself.
    bool startsOverAgain();
    void finish(RunOutcome::End end, ErrorCode error, std::optional<Millis> retryAfter = std::nullopt);
    void fail(const Error &error);
    /// The run continues with what is at other servers, and ends with this failure.
    void failConnection(const SyncReply &reply);
    void finishFailed();

    // Addresses that claim to have a team known from elsewhere; before any team.
    Result<void> loadClaims();
    void dropFailedClaims(std::vector<AddressClaim> &claims) const;
    void nextAddress();
    void proofAnswered(const AddressClaim &claim, const SyncReply &reply);
    void askAddress();
    void addressAnswered(const AddressClaim &claim, const SyncReply &reply);
    void addressDecided(Result<void> noted);
    Result<void> acceptAddress(const AddressClaim &claim);
    /// It has another history: the user is asked.
    Result<void> refuseAddress(const AddressClaim &claim);
    /// The server does not answer over http; perhaps it does over https.
    void askSecured(const SyncReply &failure);

    // Pushing.
    void push();
    BatchLimits limits() const;
    void pushed(PendingBatch sent, const SyncReply &reply);
    void answered(const PendingBatch &sent, const SyncReply &reply);
    void countSent(const Replica::BatchOutcome &outcome);
    /// In its own transaction, like storePage(): a failure is reported after it has been rolled back.
    Result<Replica::BatchOutcome> storeAnswer(
        const PendingBatch &sent, const wire::BatchAnswer &answer, const SyncReply &reply);
    void refusedWhole(const PendingBatch &sent, const SyncReply &reply);
    void refusedAlone(const QueuedItem &item, const SyncReply &reply);
    void suspectBatch(const PendingBatch &sent, const SyncReply &reply, bool again);

    // Pulling.
    void pull();
    Result<std::vector<std::string>> unsettledItems();
    Result<void> addHeld(std::vector<std::string> &names, std::size_t most);
    void pulled(const SyncReply &reply, const std::vector<std::string> &asked);
    void pageUnusable(const SyncReply &why);
    void pullFailed(const SyncReply &reply);
    /// It contains nothing, and writing it would tell no one anything.
    bool isEmptyPage(const wire::Page &page) const;
    void emptyPageCame(const wire::Page &page);
    void pageCame(wire::Page &page, std::size_t bytes);
    Result<Replica::PageOutcome> storePage(const wire::Page &page, Replica::Source source, std::size_t bytes);
    /// What the page showed to be missing is sent again in this run, or waits.
    Result<void> queueDropped(Replica::PageOutcome &outcome);
    void notePosition(const wire::Page &page);
    void afterPage(bool hasMore);

    // Comparing what the server has with what is here, once a team has caught up (Reconciliation).
    /// False: there is nothing to compare now.
    Result<bool> shouldCompare();
    void askDigest(std::int64_t fromPart);
    void digestCame(const SyncReply &reply);
    /// The rows of the next part whose sums differ; judged after the last one.
    void askDigestRows();
    void digestRowsCame(const SyncReply &reply);
    void judgeDifferences();
    /// An answer that is not a digest. The team is finished without one, unless its connection is to blame.
    void compareLater();
    void digestFailed(const SyncReply &reply);

    Store &m_store;
    Transport &m_transport;
    const Clock &m_clock;
    RandomSource &m_random;
    std::function<void(const Progress &)> m_progress;
    std::size_t m_batchItems = wire::kMaxBatchItems;
    BatchMaker m_batches;
    TransferLedger m_ledger;
    RemovedTeams m_removedTeams;
    TransferWindow m_window;
    ResendPause m_resendPause;

    // For this process and this server.
    wire::Health m_health;
    std::string m_healthOf; ///< server that m_health came from; empty = not asked since the last failure
    std::set<std::int64_t>
        m_checked; ///< teams whose opSeq the server has confirmed since the store was opened
    std::map<std::int64_t, OutboxKey> m_askedFor;          ///< the last refused item, by team
    std::map<std::int64_t, MassDeletion::Key> m_askedHeld; ///< the last held deletion, by team
    std::set<std::int64_t> m_failedBatch;                  ///< opSeqs of the last batch that failed

    struct Run {
        RunOutcome outcome;
        CaughtUp caughtUp {{}, true};
        std::vector<AddressClaim> claims; ///< to be checked, the next one last
        std::set<std::string> secured;    ///< https addresses already tried
        std::set<std::string> failed;     ///< servers that did not answer
        std::optional<SyncReply> failure; ///< of the first of them
        bool teamsLoaded = false;
        std::vector<Team> teams;
        std::size_t teamIndex = 0;
        std::vector<BatchMaker::Keys>
            halves; ///< parts of batches that were refused as a whole, the next one last
        std::map<std::int64_t, int> startsOver; ///< by team; a restored server begins a new history of each
        bool sendAgain = false;                 ///< this team's pull has queued something
        int breaks = 0;                         ///< broken transfers in a row
        int emptyPages = 0;                     ///< in a row, with more to follow
        std::optional<std::int64_t> caughtUpAt; ///< position of the last page of this team, if it was the end
        std::set<std::int64_t> compared;        ///< teams
        struct Comparison {
            std::vector<wire::DigestPart> theirs;
            std::vector<std::int64_t> parts; ///< whose sums differ
            std::size_t asked = 0;           ///< of those
            std::vector<wire::DigestRow> rows;
        };
        Comparison comparison; ///< of this team
        Progress progress;
        bool isCancelled = false;
    };
    Run m_run; ///< the one under way, or the last one
    Team m_team;
    Done m_done;
    std::uint64_t m_runNumber = 0;
};

} // namespace mimir
