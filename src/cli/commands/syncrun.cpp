#include "cli/command.h"

#include "app/following/sourcefollowing.h"
#include "app/logfile.h"
#include "app/session.h"
#include "core/synclock.h"
#include "sync/owner/ownerservice.h"

#include <QEventLoop>
#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace mimir::cli {
namespace {

constexpr int kOwnerPatienceMs = 2000;

int stopPipe[2] = {-1, -1};

extern "C" void stopRequested(int)
{
    const char byte = 1;
    (void)!::write(stopPipe[1], &byte, 1);
}

/// SIGTERM and SIGINT end the loop like any other event.
bool stopOnSignals(QEventLoop &loop)
{
    if (::pipe2(stopPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    auto *notifier = new QSocketNotifier(stopPipe[0], QSocketNotifier::Read, &loop);
    QObject::connect(notifier, &QSocketNotifier::activated, &loop, &QEventLoop::quit);
    std::signal(SIGTERM, stopRequested);
    std::signal(SIGINT, stopRequested);
    return true;
}

class SyncRun final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SyncRun)
public:
    Description describe() const override
    {
        return {tr("Keeps this profile in sync until it is stopped: for machines without a desktop"), {}, 0,
            0, {}};
    }

    ExitCode run(const Arguments &, Context &context) override
    {
        SyncLock lock(context.profile().lockPath());
        if (const auto locked = lock.acquire(); !locked) {
            if (locked.error().code == ErrorCode::Locked)
                if (const auto answers = context.checkOwnerAnswers(kOwnerPatienceMs); !answers)
                    return context.fail(answers.error());
            return context.fail(locked.error());
        }
        Settings &settings = context.settings();
        settings.watch();
        const auto log = [&] { logTo(context.profile().logPath(), settings.value(settings::kLogLevel)); };
        QObject::connect(&settings, &Settings::changed, &settings, log);
        QObject::connect(&settings, &Settings::damaged, &settings, [&context] { (void)context.settings(); });
        log();
        QEventLoop loop;
        if (!stopOnSignals(loop))
            return context.fail(tr("Signals cannot be received."));
        // A sign-in by another process may have chosen another account and another place for its tokens.
        std::optional<ExitCode> ended;
        while (!ended)
            ended = runSession(loop, context);
        return *ended;
    }

private:
    /// nullopt = start over with a new session.
    std::optional<ExitCode> runSession(QEventLoop &loop, Context &context)
    {
        const auto session = Session::open(context.profile(), {});
        if (!session)
            return context.fail(session.error());
        SyncWorker &worker = (*session)->worker();
        OwnerService service(worker);
        if (const auto listening = service.listen(context.profile().socketPath()); !listening)
            return context.fail(listening.error());
        bool again = false;
        QObject::connect(&service, &OwnerService::quitRequested, &loop, &QEventLoop::quit);
        QObject::connect(&service, &OwnerService::signedInElsewhere, &loop, [&again, &loop] {
            again = true;
            loop.quit();
        });
        QObject::connect(
            &worker, &SyncWorker::statusChanged, &loop, [&](const SyncStatus &s) { tell(s, context); });
        std::optional<ErrorCode> lost;
        QObject::connect(&worker, &SyncWorker::storeLost, &loop, [&](ErrorCode why) {
            lost = why;
            loop.quit();
        });
        worker.start();
        SourceFollowing following(context.profile(), (*session)->settings());
        QObject::connect(&following, &SourceFollowing::wrote, &worker, &SyncWorker::localChange);
        QObject::connect(&service, &OwnerService::woken, &following,
            [&following, &session] { following.refresh((*session)->store()); });
        following.refresh((*session)->store());
        loop.exec();
        following.stop();
        worker.stop();
        // If the file was replaced, the new one is used; if it is missing, none is created behind the user's
        // back.
        if (lost == ErrorCode::StoreGone)
            return context.fail(Error {*lost, context.profile().storePath().toStdString()});
        if (lost) {
            context.terminal().line(
                tr("The history file was replaced while it was in use: it is being reopened."));
            (void)context.terminal().flush();
            return std::nullopt;
        }
        (*session)->store().database().checkpoint();
        return again ? std::nullopt : std::optional(Done);
    }

    /// A line for each new state, for a journal.
    void tell(const SyncStatus &status, Context &context)
    {
        if (status.state == m_last)
            return;
        m_last = status.state;
        context.terminal().line(statusSentence(status, context.clock().now()));
        (void)context.terminal().flush();
    }

    std::optional<SyncState> m_last;
};

} // namespace

std::unique_ptr<Command> makeSyncRun()
{
    return std::make_unique<SyncRun>();
}

} // namespace mimir::cli
