#include "cli/syncing.h"

#include "app/session.h"
#include "app/trashlist.h"
#include "core/synclock.h"
#include "sync/owner/ownerservice.h"
#include "sync/owner/ownerstatus.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <thread>

namespace mimir::cli {
namespace {

// How long to wait for an owner that has the lock but does not listen yet, or for another short run to end.
constexpr Millis kOwnerStarts = 5000;
constexpr std::chrono::milliseconds kLookAgain {50};
// Telling the owner to start only needs its acknowledgement.
constexpr int kStartMs = 1000;
// An owner that is silent for this long is stopped or hangs.
constexpr int kSilentMs = 5000;

// Rules that arrive later are read after another run.
constexpr std::chrono::seconds kRulesPatience {2};

struct SyncingText {
    Q_DECLARE_TR_FUNCTIONS(SyncingText)
};

// A device without an engine learns of the organisation's rules here, and drops what is no longer needed.
void waitForTheRest(Session &session)
{
    QEventLoop loop;
    int open = 2;
    const auto one = [&] {
        if (--open == 0)
            loop.quit();
    };
    session.rules().refresh(one);
    session.forgetFormerAccounts(one);
    QTimer::singleShot(kRulesPatience, &loop, &QEventLoop::quit);
    if (open > 0)
        loop.exec();
}

} // namespace

Syncing::Result Syncing::ended(std::string end)
{
    return ended(std::move(end), m_context.askOwner(OwnerCommand::Kind::Status, kStartMs));
}

Syncing::Result Syncing::ended(std::string end, const mimir::Result<json::Object> &answer)
{
    Result result {std::move(end), {}, {}};
    const auto store = m_context.store();
    if (store)
        result.status = statusFromAnswer(**store, loadRunState((*store)->settings()),
            OwnerClient(m_context.profile().socketPath()), answer);
    else
        result.error = store.error();
    return result;
}

std::optional<Syncing::Result> Syncing::askOwner(Patience patience, Millis timeout)
{
    const bool wait = patience == Patience::Wait;
    // A run may take a while; whether an owner is there to do it is known soon.
    const auto there = m_context.checkOwnerAnswers(static_cast<int>(std::min<Millis>(timeout, kSilentMs)));
    if (!there)
        return Result {"cancelled", {}, there.error()};
    const auto answer
        = m_context.askOwner(OwnerCommand::Kind::SyncNow, wait ? static_cast<int>(timeout) : kStartMs);
    if (answer)
        return ended(answer->text("end").value_or("done"), answer);
    if (answer.error().code == ErrorCode::Timeout)
        return ended(wait ? "timeout" : "started");
    if (answer.error().code == ErrorCode::Forbidden)
        return Result {"cancelled", {}, answer.error()};
    return std::nullopt;
}

Syncing::Result Syncing::now(Patience patience, Millis timeout)
{
    const Millis begun = m_context.clock().now();
    SyncLock lock(m_context.profile().lockPath());
    for (;;) {
        const Millis left = timeout - (m_context.clock().now() - begun);
        if (left <= 0)
            return ended("timeout");
        if (const auto asked = askOwner(patience, left))
            return *asked;
        const auto locked = lock.acquire();
        if (locked)
            return here(patience, left);
        if (locked.error().code != ErrorCode::Locked)
            return {"cancelled", {}, locked.error()};
        if (patience == Patience::Start && m_context.clock().now() - begun > kOwnerStarts)
            return ended("started");
        std::this_thread::sleep_for(kLookAgain);
    }
}

Syncing::Result Syncing::here(Patience patience, Millis timeout)
{
    (void)m_context.settings(); // reports damaged settings
    const auto session = Session::open(m_context.profile(), {});
    if (!session)
        return {"cancelled", {}, session.error()};
    SyncWorker &worker = (*session)->worker();
    OwnerService service(worker);
    // Without a socket others just wait for the lock: nothing to report.
    (void)service.listen(m_context.profile().socketPath());
    QEventLoop loop;
    std::optional<RunOutcome> outcome;
    QObject::connect(&worker, &SyncWorker::runEnded, &loop, [&](const RunOutcome &ended) {
        if (ended.isFollowed)
            return;
        outcome = ended;
        loop.quit();
    });
    QObject::connect(&worker, &SyncWorker::statusChanged, &loop, [&](const SyncStatus &status) {
        if (!outcome && status.run.busy())
            m_context.terminal().progress(progressSentence(status.run));
    });
    if (patience == Patience::Wait)
        QTimer::singleShot(std::chrono::milliseconds(timeout), &loop, &QEventLoop::quit);
    worker.start();
    worker.syncNow();
    if (!outcome)
        loop.exec();
    Result result {outcome ? std::string(endName(outcome->end)) : "timeout", worker.status(), {}};
    if (outcome && outcome->end == RunOutcome::End::Done && patience == Patience::Wait)
        waitForTheRest(**session);
    worker.stop();
    return result;
}

// The server, or its answer, has put off something that may be sent. What waits for a person, a rule or another item is
// not that: no script can wait for it.
static bool waitsForItsNextTry(const SyncStatus &status)
{
    return status.nextTry && status.pending > status.forbidden;
}

bool needsAttention(const SyncStatus &status)
{
    return status.state == SyncState::Attention || status.asksForAttention() || status.run.needsSignIn()
        || status.copy;
}

ExitCode exitCode(const Syncing::Result &result)
{
    const SyncStatus &status = result.status;
    if (result.error)
        return exitCodeOf(result.error->code);
    if (result.end == "started")
        return Done;
    if (result.end == "store_failed")
        return Failed;
    if (status.run.storeError) // a run with nothing to do has not read the damaged part
        return exitCodeOf(*status.run.storeError);
    const bool signedOut = status.state == SyncState::Local || status.state == SyncState::SignedOut;
    if (signedOut || result.end == "signed_out" || needsAttention(status))
        return AttentionNeeded;
    return result.end != "done" || waitsForItsNextTry(status) ? Undecided : Done;
}

void sayHowToAnswer(Context &context)
{
    context.terminal().line(
        SyncingText::tr("Answer with “mimir auth server --send” or “mimir auth server --keep”."));
}

void sayHowToDecide(Context &context)
{
    context.terminal().line(
        deletionAnswers(QStringLiteral("“mimir trash accept”"), QStringLiteral("“mimir trash keep”")));
}

// The sentence already says why the run failed.
static bool saysWhy(const SyncStatus &status)
{
    const auto ofData = stateOfData(status);
    return ofData == SyncState::Offline || (ofData == SyncState::Waiting && status.run.nextTry);
}

ExitCode report(const Syncing::Result &result, Context &context)
{
    const SyncStatus &status = result.status;
    if (result.error)
        return context.fail(*result.error);
    if (result.end == "started") {
        context.terminal().line(SyncingText::tr("Syncing has started."));
        return Done;
    }
    if (status.state == SyncState::Local || status.state == SyncState::SignedOut) {
        context.terminal().complain(status.run.authExpired || status.copy
                ? statusSentence(status, context.clock().now())
                : SyncingText::tr("Not signed in: sign in with “mimir auth login”."));
        return exitCode(result);
    }
    context.terminal().line(statusSentence(status, context.clock().now()));
    if (status.question)
        sayHowToAnswer(context);
    if (status.deletions)
        sayHowToDecide(context);
    if (result.end == "timeout")
        context.terminal().complain(
            SyncingText::tr("Not finished in time. Nothing is lost; the rest is sent later."));
    else if ((result.end == "unreachable" || result.end == "busy") && !saysWhy(status))
        context.terminal().complain(errorSentence(status.run.lastError));
    return exitCode(result);
}

} // namespace mimir::cli
