// The worker thread and everything that lives on it: the profile's Session with its store, network and
// SyncWorker, and the socket for other processes. The GUI thread never touches the store; it asks here and is
// answered asynchronously.
//
// The sync lock may be held by `mimir sync now` for a moment, or by `mimir sync run` for long: it is retried
// each second, and what only the owner may do is asked of the process that holds it. A store that cannot be
// opened shows as "attention", is never touched, and is retried.
#pragma once

#include "app/session.h"
#include "app/setupchoice.h"
#include "sync/owner/ownercommand.h"

#include <QPointer>
#include <QThread>

#include <atomic>
#include <functional>

namespace mimir {

class SyncHost;

class SyncThread : public QObject {
    Q_OBJECT
public:
    explicit SyncThread(const Profile &profile, QObject *parent = nullptr);
    ~SyncThread() override;

    void start();
    /// Blocks for at most `kQuitMs`; after that the thread is abandoned until the process exits, which is
    /// safe at any moment, and this returns false.
    bool stop();
    static constexpr int kQuitMs = 1500;

    /// Runs `work(Session &)` on the thread, and later `then(Result<R>)` on the caller's thread unless
    /// `context` is gone. Error: why the store could not be opened.
    template <typename Work, typename Then>
    void ask(QObject *context, Work work, Then then)
    {
        using Answer = std::invoke_result_t<Work, Session &>;
        QPointer<QObject> alive(context);
        post([this, alive, work = std::move(work), then = std::move(then)](
                 Result<Session *> session) mutable {
            auto answer = std::make_shared<Answer>(
                session ? work(**session) : Answer(Error {session.error().code, session.error().message}));
            deliver([alive, answer, then = std::move(then)]() mutable {
                if (alive)
                    then(std::move(*answer));
            });
        });
    }

    /// The same for work that the server answers: `work(Session &, std::function<void(Answer)>)`.
    template <typename Answer, typename Work, typename Then>
    void askServer(QObject *context, Work work, Then then)
    {
        QPointer<QObject> alive(context);
        post([this, alive, work = std::move(work), then = std::move(then)](
                 const Result<Session *> &session) mutable {
            const auto answered = [this, alive, then = std::move(then)](const Answer &answer) {
                deliver([alive, then, answer]() mutable {
                    if (alive)
                        then(answer);
                });
            };
            if (session)
                work(**session, answered);
            else
                answered(Answer(session.error()));
        });
    }

    // Done by the owner of syncing, even if that is another process; privacy mode takes effect in any case.
    void syncNow();
    /// This process wrote to the store.
    void localChange();
    void pauseUntil(Millis until);
    void resume();
    void setPrivacyMode(bool on);
    void decideHeld(OutboxDecisions::HeldChoice choice);
    /// Empty = all.
    void retry(const std::vector<std::string> &ids);
    /// Wait: nothing is sent before finishSetup(), no matter which process syncs.
    enum class AfterSignIn : std::uint8_t { Sync, Wait };
    void signIn(
        SignInRequest request, AfterSignIn after, QObject *context, std::function<void(Result<SignIn>)> done);
    /// The server's page asks for e-mail and password. `shown` is called at most once.
    void signInByBrowser(SignInRequest request, AfterSignIn after, QObject *context,
        BrowserSignIn::Shown shown, std::function<void(Result<SignIn>)> done);
    void cancelSignIn();
    void switchOrganization(
        const std::string &orgSlug, QObject *context, std::function<void(Result<SignIn>)> done);
    /// Syncing starts then.
    void finishSetup(const SetupChoice &choice);
    /// Cancels a sign-in in progress, and signs out again if it was made with `AfterSignIn::Wait`.
    void abandonSetup(QObject *context, std::function<void(Result<void>)> done);
    enum class LocalData : std::uint8_t { Keep, Remove };
    void signOut(LocalData data, QObject *context, std::function<void(Result<void>)> done);

Q_SIGNALS:
    void statusChanged(const mimir::SyncStatus &status);
    void conflictsAppeared();
    void startedOver();
    void authExpired();
    void showRequested();
    void quitRequested();
    /// The user's decision could not be stored: everything is as it was.
    void decisionFailed(mimir::ErrorCode why);

private:
    using SignedIn = std::function<void(Result<SignIn>)>;
    SignedIn answerTo(QObject *context, AfterSignIn after, SignedIn done);
    /// `work` runs on the thread.
    void post(std::function<void(Result<Session *>)> work);
    void whenOwner(OwnerCommand command);
    void deliver(std::function<void()> work);

    QThread m_thread;
    SyncHost *m_host;                    ///< lives and dies on the thread
    std::atomic<bool> m_stopped = false; ///< no more requests after that
};

} // namespace mimir
