#include "teams/authmanagerprivate.h"

#include "core/json/json.h"
#include "teams/apirequest.h"
#include "teams/httpnetwork.h"

#include <algorithm>

namespace mimir {
namespace {

/// How long before its expiry a token is replaced, so that no request starts with one that expires on the
/// way.
constexpr Millis kEarly = 30 * tuning::kSecond;
/// The longest to wait for a server to hear of a sign-out.
constexpr Millis kSignOutTimeout = 10 * tuning::kSecond;
} // namespace

AuthManager::Private::Account &AuthManager::Private::account(
    const std::string &server, const std::string &orgSlug)
{
    Account &found = accounts[accountKey(server, orgSlug)];
    found.server = server;
    found.orgSlug = orgSlug;
    return found;
}

void AuthManager::Private::post(const std::string &server, std::string_view path, const json::Object &body,
    Millis timeout, HttpExchange::Done done)
{
    const QUrl base(QString::fromStdString(server), QUrl::StrictMode);
    HttpExchange::HttpCall call {
        apiRequest(apiUrl(base, path)), QByteArray::fromStdString(body.toJson()), int(timeout)};
    setHeader(call.request, "Content-Type", "application/json");
    if (const std::string id = deviceId(); !id.empty()) {
        setHeader(call.request, "X-Device-ID", id);
        setHeader(call.request, "X-Device-Name", percentEncoded(deviceName()));
    }
    new HttpExchange(network, clock, std::move(call), std::move(done), &q); // deletes itself
}

void AuthManager::Private::install(Account &of, const AuthAnswer &answer)
{
    of.access = answer.accessToken;
    if (answer.hasUser)
        of.user = answer.signIn.userId;
    of.usableUntil = clock.now() + answer.expiresIn - std::min(kEarly, answer.expiresIn / 2);
}

std::uint64_t AuthManager::Private::beginGeneration(Account &of)
{
    of.lock.reset();
    return ++of.generation;
}

// The new refresh token is stored before the new access token is used: losing a rotated one ends the session.
void AuthManager::Private::keep(Account &of, const std::string &refreshToken, std::function<void()> then)
{
    tokens.write(of.key(), refreshToken,
        alive([&of, at = of.generation, refreshToken, then = std::move(then)](const Result<void> &written) {
            if (of.generation == at) {
                of.unsaved = written ? StoredToken() : refreshToken;
                if (written)
                    of.stored = refreshToken;
            }
            then();
        }));
}

void AuthManager::Private::answerWaiters(Account &of, const Result<std::string> &token)
{
    of.lock.reset();
    for (const Token &waiter : std::exchange(of.waiters, {}))
        waiter(token);
}

void AuthManager::Private::signedIn(
    const std::string &server, const std::string &asked, AuthAnswer answer, SignedIn done)
{
    SignIn &signIn = answer.signIn;
    signIn.server = server;
    if (signIn.orgSlug.empty())
        signIn.orgSlug = asked;
    if (signIn.orgSlug.empty() && !signIn.organizations.empty())
        signIn.orgSlug = signIn.organizations.front().slug;
    Account &of = account(server, signIn.orgSlug);
    const std::uint64_t generation = beginGeneration(of);
    const std::string token = answer.refreshToken;
    const auto finish = [this, &of, generation, answer = std::move(answer), done = std::move(done)] {
        if (of.generation != generation)
            return done(Error {ErrorCode::Cancelled, "signed in or out again meanwhile", std::nullopt});
        install(of, answer);
        answerWaiters(of, of.access);
        done(answer.signIn);
    };
    // Without a refresh token there is nothing to store: this sign-in lasts as long as its access token.
    if (token.empty())
        return finish();
    locks.acquire(of.key(), alive([this, &of, generation, token, finish](const RefreshLocks::Held &lock) {
        if (of.generation != generation)
            return finish();
        of.lock = lock;
        keep(of, token, finish);
    }));
}

void AuthManager::Private::signInWithin(Account &of, const std::string &refreshToken,
    const std::string &other, const RefreshLocks::Held &lock, SignedIn done)
{
    json::Object body;
    body.setText("refreshToken", refreshToken);
    body.setText("orgSlug", other);
    post(of.server, "/auth/refresh", body, tuning::kSilence,
        alive([this, &of, other, lock, done = std::move(done)](const HttpAnswer &answer) {
            auto read = readAuthAnswer(answer);
            if (!read)
                return done(refusesToken(answer) ? whyRefused(answer) : read.error());
            if (read->signIn.orgSlug.empty())
                read->signIn.orgSlug = other;
            read->signIn.server = of.server;
            if (!continues(read->signIn))
                return done(anotherUser());
            signedIn(of.server, other, std::move(*read), done);
        }));
}

void AuthManager::Private::signOut(Account &of, const StoredToken &refreshToken, std::optional<Error> unread,
    const RefreshLocks::Held &lock, Finished done)
{
    tokens.remove(of.key(),
        alive([this, &of, refreshToken, unread = std::move(unread), lock, done = std::move(done)](
                  const Result<void> &removed) {
            if (removed)
                of.stored = StoredToken();
            const Result<void> outcome = !removed ? removed : unread ? Result<void>(*unread) : Result<void>();
            if (!refreshToken)
                return done(outcome);
            tellServer(of, *refreshToken, [done, outcome] { done(outcome); });
        }));
}

void AuthManager::Private::tellServer(
    const Account &of, const std::string &refreshToken, std::function<void()> then)
{
    json::Object body;
    body.setText("refreshToken", refreshToken);
    body.setText("orgSlug", of.orgSlug);
    post(of.server, "/auth/logout", body, kSignOutTimeout,
        [then = std::move(then)](const HttpAnswer &) { then(); });
}

AuthManager::AuthManager(HttpNetwork &network, TokenStore &tokens, const Clock &clock, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(*this, network, tokens, clock))
{
}

AuthManager::~AuthManager() = default;

void AuthManager::setDevice(std::function<std::string()> id, std::function<std::string()> name)
{
    d->deviceId = std::move(id);
    d->deviceName = std::move(name);
}

void AuthManager::setLockDirectory(const QString &directory, int patience)
{
    d->locks.setDirectory(directory, patience);
}

void AuthManager::setContinues(std::function<bool(const SignIn &)> continues)
{
    d->continues = std::move(continues);
}

void AuthManager::setGrantSecond(int milliseconds)
{
    d->grantSecond = milliseconds;
}

void AuthManager::signInByBrowser(const BrowserSignIn &request, BrowserSignIn::Shown shown, SignedIn done)
{
    cancelBrowserSignIn();
    const std::string server = request.server.toEncoded().toStdString();
    d->grant = std::make_unique<DeviceGrant>(
        d->network, d->clock, request.server, DeviceGrant::Device {d->deviceId(), d->deviceName()}, nullptr);
    d->grant->setSecond(d->grantSecond);
    DeviceGrant *grant = d->grant.get();
    grant->begin(std::move(shown), [this, grant, server, done = std::move(done)](Result<AuthAnswer> answer) {
        if (d->grant.get() == grant)
            d->grant.release()->deleteLater();
        if (answer)
            d->signedIn(server, {}, std::move(*answer), done);
        else
            done(answer.error());
    });
}

void AuthManager::cancelBrowserSignIn()
{
    if (DeviceGrant *grant = d->grant.release()) {
        grant->setParent(this); // deleted with us, unless it ends before
        grant->cancel();
    }
}

void AuthManager::signIn(const Credentials &credentials, SignedIn done)
{
    json::Object body;
    body.setText("email", credentials.email);
    body.setText("password", credentials.password);
    if (!credentials.orgSlug.empty())
        body.setText("orgSlug", credentials.orgSlug);
    if (const std::string name = d->deviceName(); !name.empty())
        body.setText("deviceName", name);
    const std::string server = credentials.server.toEncoded().toStdString();
    d->post(server, "/auth/login", body, tuning::kSilence,
        [this, server, asked = credentials.orgSlug, done = std::move(done)](const HttpAnswer &answer) {
            auto read = readAuthAnswer(answer);
            if (read)
                d->signedIn(server, asked, std::move(*read), done);
            else
                done(read.error());
        });
}

void AuthManager::signInWithin(
    const std::string &server, const std::string &orgSlug, const std::string &other, SignedIn done)
{
    Private::Account &of = d->account(server, orgSlug);
    // The token does not change; the lock keeps other processes from replacing it between reading and showing
    // it.
    d->locks.acquire(
        of.key(), d->alive([this, &of, other, done = std::move(done)](const RefreshLocks::Held &lock) {
            d->tokens.read(
                of.key(), d->alive([this, &of, other, lock, done](const Result<StoredToken> &stored) {
                    const StoredToken known = of.unsaved ? of.unsaved : stored ? *stored : StoredToken();
                    if (known)
                        d->signInWithin(of, *known, other, lock, done);
                    else
                        done(stored ? noUsableToken() : stored.error());
                }));
        }));
}

void AuthManager::signOut(const std::string &server, const std::string &orgSlug, Finished done)
{
    Private::Account &of = d->account(server, orgSlug);
    d->beginGeneration(of);
    of.access.clear();
    const std::optional<std::string> unsaved = std::exchange(of.unsaved, std::nullopt);
    d->answerWaiters(of, noUsableToken());
    const auto signOut = [this, &of, at = of.generation, unsaved, done = std::move(done)](
                             const RefreshLocks::Held &lock) {
        d->tokens.read(
            of.key(), d->alive([this, &of, at, unsaved, lock, done](const Result<StoredToken> &stored) {
                if (of.generation != at)
                    return done({}); // signed in again meanwhile: what is stored now must stay
                const StoredToken known = unsaved ? unsaved : stored ? *stored : StoredToken();
                d->signOut(of, known, stored ? std::nullopt : std::optional(stored.error()), lock, done);
            }));
    };
    d->locks.acquire(of.key(), d->alive(signOut));
}

void AuthManager::accessToken(const std::string &server, const std::string &orgSlug, Token done)
{
    Private::Account &of = d->account(server, orgSlug);
    if (of.waiters.empty() && !of.access.empty() && d->clock.now() < of.usableUntil) {
        QMetaObject::invokeMethod(
            this, [token = of.access, done = std::move(done)] { done(token); }, Qt::QueuedConnection);
        return;
    }
    of.waiters.push_back(std::move(done));
    if (of.waiters.size() == 1)
        d->refresh(of);
}

std::string AuthManager::userOf(const std::string &server, const std::string &orgSlug) const
{
    const auto at = d->accounts.find(accountKey(server, orgSlug));
    return at == d->accounts.end() ? std::string() : at->second.user;
}

void AuthManager::reject(const std::string &server, const std::string &orgSlug, const std::string &token)
{
    Private::Account &of = d->account(server, orgSlug);
    if (of.access == token)
        of.access.clear();
}

} // namespace mimir
