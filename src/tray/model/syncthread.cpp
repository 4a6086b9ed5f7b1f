#include "tray/model/syncthread.h"

#include "tray/model/synchost.h"

namespace mimir {

SyncThread::SyncThread(const Profile &profile, QObject *parent)
    : QObject(parent), m_host(new SyncHost(profile))
{
    qRegisterMetaType<mimir::SyncStatus>();
    m_thread.setObjectName(QStringLiteral("sync"));
    m_host->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_host, &QObject::deleteLater);
    connect(m_host, &SyncHost::statusChanged, this, &SyncThread::statusChanged);
    connect(m_host, &SyncHost::conflictsAppeared, this, &SyncThread::conflictsAppeared);
    connect(m_host, &SyncHost::startedOver, this, &SyncThread::startedOver);
    connect(m_host, &SyncHost::authExpired, this, &SyncThread::authExpired);
    connect(m_host, &SyncHost::showRequested, this, &SyncThread::showRequested);
    connect(m_host, &SyncHost::quitRequested, this, &SyncThread::quitRequested);
}

SyncThread::~SyncThread()
{
    if (m_thread.isRunning() && !stop())
        m_thread.wait(); // only reached by a process that does not exit at once
}

void SyncThread::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(m_host, [host = m_host] { host->start(); });
}

bool SyncThread::stop()
{
    m_stopped = true;
    if (!m_thread.isRunning())
        return true;
    QMetaObject::invokeMethod(m_host, [host = m_host] {
        host->stop();
        host->thread()->quit();
    });
    return m_thread.wait(kQuitMs);
}

void SyncThread::post(std::function<void(Result<Session *>)> work)
{
    if (!m_stopped)
        QMetaObject::invokeMethod(
            m_host, [host = m_host, work = std::move(work)] { host->withSession(work); });
}

void SyncThread::deliver(std::function<void()> work)
{
    QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
}

void SyncThread::whenOwner(OwnerCommand command)
{
    if (!m_stopped)
        QMetaObject::invokeMethod(
            m_host, [host = m_host, command = std::move(command)] { host->whenOwner(command); });
}

void SyncThread::syncNow()
{
    whenOwner(OwnerCommand::Kind::SyncNow);
}

void SyncThread::localChange()
{
    whenOwner(OwnerCommand::Kind::Wake);
}

void SyncThread::pauseUntil(Millis until)
{
    whenOwner(OwnerCommand::pause(until));
}

void SyncThread::resume()
{
    whenOwner(OwnerCommand::Kind::Resume);
}

void SyncThread::setPrivacyMode(bool on)
{
    if (!m_stopped)
        QMetaObject::invokeMethod(m_host, [host = m_host, on] { host->setPrivacyMode(on); });
}

void SyncThread::decideHeld(OutboxDecisions::HeldChoice choice)
{
    whenOwner(OwnerCommand::decideHeld(choice));
}

void SyncThread::retry(const std::vector<std::string> &ids)
{
    whenOwner(OwnerCommand::retry(ids));
}

SyncThread::SignedIn SyncThread::answerTo(QObject *context, AfterSignIn after, SignedIn done)
{
    QPointer<QObject> alive(context);
    return [this, alive, after, done = std::move(done)](const Result<SignIn> &result) {
        if (result && after == AfterSignIn::Sync)
            whenOwner(OwnerCommand::Kind::SignedIn);
        deliver([alive, done, result] {
            if (alive)
                done(result);
        });
    };
}

void SyncThread::signIn(SignInRequest request, AfterSignIn after, QObject *context, SignedIn done)
{
    request.setUp = after == AfterSignIn::Wait;
    const auto answer = answerTo(context, after, std::move(done));
    post([request, answer](const Result<Session *> &session) {
        if (session)
            (*session)->signInFlow().signIn(request, answer);
        else
            answer(session.error());
    });
}

void SyncThread::signInByBrowser(
    SignInRequest request, AfterSignIn after, QObject *context, BrowserSignIn::Shown shown, SignedIn done)
{
    request.setUp = after == AfterSignIn::Wait;
    QPointer<QObject> alive(context);
    auto show = [this, alive, shown = std::move(shown)](const BrowserCode &code) {
        deliver([alive, shown, code] {
            if (alive)
                shown(code);
        });
    };
    const auto answer = answerTo(context, after, std::move(done));
    post([request, show, answer](const Result<Session *> &session) {
        if (session)
            (*session)->signInFlow().signInByBrowser(request, show, answer);
        else
            answer(session.error());
    });
}

void SyncThread::switchOrganization(const std::string &orgSlug, QObject *context, SignedIn done)
{
    const auto answer = answerTo(context, AfterSignIn::Sync, std::move(done));
    post([orgSlug, answer](const Result<Session *> &session) {
        if (session)
            (*session)->signInFlow().switchOrganization(orgSlug, answer);
        else
            answer(session.error());
    });
}

void SyncThread::cancelSignIn()
{
    post([](const Result<Session *> &session) {
        if (session)
            (*session)->signInFlow().cancel();
    });
}

// If it fails, set-up is still unfinished: the state says so, and the next start asks again.
void SyncThread::finishSetup(const SetupChoice &choice)
{
    post([this, choice](const Result<Session *> &session) {
        const Result<void> finished
            = session ? mimir::finishSetup((*session)->store(), choice) : session.error();
        if (finished)
            whenOwner(OwnerCommand::Kind::SignedIn);
        else
            deliver([this, why = finished.error().code] { Q_EMIT decisionFailed(why); });
    });
}

void SyncThread::abandonSetup(QObject *context, std::function<void(Result<void>)> done)
{
    QPointer<QObject> alive(context);
    post([this, alive, done = std::move(done)](const Result<Session *> &session) {
        if (session)
            (*session)->signInFlow().cancel();
        // If in doubt, end it too.
        const auto undecided = session ? (*session)->store().settings().setupPending() : Result(false);
        const bool pending = !undecided.ok() || *undecided;
        deliver([this, alive, pending, done] {
            if (pending)
                signOut(LocalData::Keep, alive, done);
            else if (alive)
                done({});
        });
    });
}

void SyncThread::signOut(LocalData data, QObject *context, std::function<void(Result<void>)> done)
{
    QPointer<QObject> alive(context);
    post([this, alive, data, done = std::move(done)](const Result<Session *> &session) {
        auto answered = [this, alive, done](const Result<void> &result) {
            whenOwner(OwnerCommand::Kind::SignedOut);
            deliver([alive, done, result] {
                if (alive)
                    done(result);
            });
        };
        if (!session)
            return answered(session.error());
        Session *signedIn = *session;
        signedIn->signInFlow().signOut([signedIn, data, answered](const Result<void> &result) {
            if (data == LocalData::Keep)
                return answered(result);
            const auto forgotten = signedIn->store().eraseAll();
            answered(forgotten ? result : forgotten);
        });
    });
}

} // namespace mimir
