#include "teams/authmanager.h"

#include "core/json.h"
#include "core/wire.h"
#include "teams/authanswer.h"
#include "teams/devicegrant.h"
#include "teams/refreshlocks.h"

#include <QNetworkAccessManager>
#include <QPointer>

#include <algorithm>

namespace mimir {
namespace {

/// How long before its expiry a token is replaced, so that no request starts with one that expires on the
/// way.
constexpr Millis kEarly = 30 * tuning::kSecond;
/// The longest to wait for a server to hear of a sign-out.
constexpr Millis kSignOutTimeout = 10 * tuning::kSecond;
/// Per refresh, counting retries with tokens that other processes have stored meanwhile.
constexpr int kTries = 5;

using Tokens = std::optional<std::string>;

std::string keyOf(const std::string &server, const std::string &orgSlug)
{
    return server + '|' + orgSlug;
}

Error signedOutError()
{
    return {ErrorCode::SignedOut, "no usable token", std::nullopt};
}

} // namespace

/// The steps of a refresh: lock -> read the refresh token from the store -> POST -> write the new refresh
/// token to the store -> answer the waiters. The server's grace time covers a crash between the third and the
/// fourth.
class AuthManager::Private {
public:
    struct Account {
        std::string server, orgSlug;
        std::string access, user;
        Millis usableUntil = 0;
        std::optional<std::string> unsaved; ///< the refresh token, if the store did not accept it
        std::optional<Tokens> stored;       ///< the store's content when last read; nullopt = unknown
        RefreshLocks::Held lock;            ///< while the token in the store is being replaced
        std::vector<Token> waiters;         ///< not empty = a refresh is under way
        std::uint64_t generation = 0;       ///< raised by sign-in and sign-out: older answers do not count

        std::string key() const { return keyOf(server, orgSlug); }
    };

    Private(
        AuthManager &owner, QNetworkAccessManager &networkAccess, TokenStore &store, const Clock &systemClock)
        : q(owner), network(networkAccess), tokens(store), clock(systemClock)
    {
    }

    Account &account(const std::string &server, const std::string &orgSlug);
    void post(const std::string &server, std::string_view path, const json::Object &body, Millis timeout,
        HttpExchange::Done done);
    void signedIn(const std::string &server, const std::string &asked, AuthAnswer answer, SignedIn done);
    void refresh(Account &of);
    void refreshFromStore(Account &of, const Result<Tokens> &stored);
    void refreshFromPlain(Account &of);
    void refreshWith(Account &of, const std::string &token, int number = 1);
    void refreshed(Account &of, const std::string &used, int number, const HttpAnswer &answer);
    void refused(Account &of, const std::string &used, int number, const Error &why);
    void expire(Account &of, const Error &why);
    void replace(Account &of, const AuthAnswer &answer, int number);
    void keep(Account &of, const std::string &refreshToken, std::function<void()> then);
    void finishRefresh(Account &of, const AuthAnswer &answer);
    /// Whatever was under way for this account no longer counts.
    std::uint64_t beginAnew(Account &of);
    void install(Account &of, const AuthAnswer &answer);
    void answerWaiters(Account &of, const Result<std::string> &token);
    void signInWithin(Account &of, const std::string &refreshToken, const std::string &other,
        const RefreshLocks::Held &lock, SignedIn done);
    void signOut(Account &of, const Tokens &refreshToken, std::optional<Error> unread,
        const RefreshLocks::Held &lock, Finished done);
    void tellServer(const Account &of, const std::string &refreshToken, std::function<void()> then);

    /// Does nothing once the manager is gone.
    template <typename F>
    auto alive(F function)
    {
        return [self = QPointer(&q), function](const auto &...arguments) {
            if (self)
                function(arguments...);
        };
    }
    /// The same, also once the account has been signed in or out meanwhile.
    template <typename F>
    auto current(Account &of, F function)
    {
        return alive([&of, at = of.generation, function](const auto &...arguments) {
            if (of.generation == at)
                function(arguments...);
        });
    }

    AuthManager &q;
    QNetworkAccessManager &network;
    TokenStore &tokens;
    const Clock &clock;
    RefreshLocks locks {nullptr};
    std::function<std::string()> deviceId = [] { return std::string(); };
    std::function<std::string()> deviceName = [] { return std::string(); };
    std::unique_ptr<DeviceGrant> grant;
    int grantSecond = 1000;
    std::map<std::string, Account> accounts; ///< never erased: callbacks hold references
};

AuthManager::Private::Account &AuthManager::Private::account(
    const std::string &server, const std::string &orgSlug)
{
    Account &found = accounts[keyOf(server, orgSlug)];
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

std::uint64_t AuthManager::Private::beginAnew(Account &of)
{
    of.lock.reset();
    return ++of.generation;
}

// The new refresh token is stored before the new access token is used: losing a rotated one ends the session.
void AuthManager::Private::keep(Account &of, const std::string &refreshToken, std::function<void()> then)
{
    tokens.write(of.key(), refreshToken,
        alive([&of, at = of.generation, refreshToken, then](const Result<void> &written) {
            if (of.generation == at) {
                of.unsaved = written ? Tokens() : refreshToken;
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
    const std::uint64_t generation = beginAnew(of);
    const auto finish = [this, &of, generation, answer, done] {
        if (of.generation != generation)
            return done(Error {ErrorCode::Cancelled, "signed in or out again meanwhile", std::nullopt});
        install(of, answer);
        answerWaiters(of, of.access);
        done(answer.signIn);
    };
    // Without a refresh token there is nothing to store: this sign-in lasts as long as its access token.
    if (answer.refreshToken.empty())
        return finish();
    locks.acquire(of.key(),
        alive([this, &of, generation, token = answer.refreshToken, finish](const RefreshLocks::Held &lock) {
            if (of.generation != generation)
                return finish();
            of.lock = lock;
            keep(of, token, finish);
        }));
}

void AuthManager::Private::refresh(Account &of)
{
    locks.acquire(of.key(), current(of, [this, &of](const RefreshLocks::Held &lock) {
        if (of.waiters.empty())
            return; // a sign-in has answered them
        of.lock = lock;
        // Always read from the store: another process of this profile may have signed in or refreshed
        // meanwhile.
        tokens.read(of.key(),
            current(of, [this, &of](const Result<Tokens> &stored) { refreshFromStore(of, stored); }));
    }));
}

void AuthManager::Private::refreshFromStore(Account &of, const Result<Tokens> &stored)
{
    if (of.unsaved && stored && of.stored && *of.stored != *stored)
        of.unsaved.reset(); // another process has a newer one
    if (stored)
        of.stored = *stored;
    if (of.unsaved)
        refreshWith(of, *of.unsaved);
    else if (!stored)
        answerWaiters(of, stored.error());
    else if (!*stored)
        refreshFromPlain(of);
    else
        refreshWith(of, **stored);
}

// A sign-in at an http address is also valid at https for the same host and port, but never the reverse: the
// https server has shown a valid certificate for that host. It is used at only one of the two.
void AuthManager::Private::refreshFromPlain(Account &of)
{
    constexpr std::string_view secure = "https://";
    if (!of.server.starts_with(secure))
        return answerWaiters(of, signedOutError());
    const std::string plain = keyOf("http://" + of.server.substr(secure.size()), of.orgSlug);
    tokens.read(plain, current(of, [this, &of, plain](const Result<Tokens> &stored) {
        if (!stored || !*stored)
            return answerWaiters(of, stored ? signedOutError() : stored.error());
        keep(of, **stored, current(of, [this, &of, plain, token = **stored] {
            tokens.remove(
                plain, current(of, [this, &of, token](const Result<void> &) { refreshWith(of, token); }));
        }));
    }));
}

void AuthManager::Private::refreshWith(Account &of, const std::string &token, int number)
{
    json::Object body;
    body.setText("refreshToken", token);
    body.setText("orgSlug", of.orgSlug);
    post(of.server, "/auth/refresh", body, tuning::kSilence,
        current(of,
            [this, &of, token, number](const HttpAnswer &answer) { refreshed(of, token, number, answer); }));
}

void AuthManager::Private::refreshed(
    Account &of, const std::string &used, int number, const HttpAnswer &answer)
{
    if (refusesToken(answer))
        return refused(of, used, number,
            wire::errorCodeOf(answer.body) == kDeviceRevoked
                ? Error {ErrorCode::DeviceRevoked, "this device was removed from the account", std::nullopt}
                : signedOutError());
    auto read = readAuthAnswer(answer);
    if (!read)
        return answerWaiters(of, read.error());
    read->signIn.server = of.server;
    read->signIn.orgSlug = of.orgSlug;
    if (read->refreshToken.empty() || (read->refreshToken == used && !of.unsaved))
        finishRefresh(of, *read);
    else
        replace(of, *read, number);
}

// A process that was not waited for may also have replaced the token, and only the server knows which of the
// two answers it continues with: the one in the store is shown again while the grace time lasts.
void AuthManager::Private::replace(Account &of, const AuthAnswer &answer, int number)
{
    tokens.read(of.key(), current(of, [this, &of, answer, number](const Result<Tokens> &stored) {
        const bool isAnother = stored && of.stored && *stored != *of.stored;
        if (!isAnother)
            return keep(
                of, answer.refreshToken, current(of, [this, &of, answer] { finishRefresh(of, answer); }));
        of.unsaved.reset();
        of.stored = *stored;
        if (!*stored)
            answerWaiters(of, signedOutError());
        else if (number < kTries)
            refreshWith(of, **stored, number + 1);
        else
            finishRefresh(of, answer);
    }));
}

void AuthManager::Private::finishRefresh(Account &of, const AuthAnswer &answer)
{
    install(of, answer);
    if (answer.hasUser)
        Q_EMIT q.refreshed(answer.signIn);
    answerWaiters(of, of.access);
}

// A process that was not waited for may have replaced the token; then the store has a newer one.
void AuthManager::Private::refused(Account &of, const std::string &used, int number, const Error &why)
{
    tokens.read(of.key(), current(of, [this, &of, used, number, why](const Result<Tokens> &stored) {
        of.unsaved.reset();
        if (stored)
            of.stored = *stored;
        const bool hasAnother = stored && *stored && **stored != used;
        if (hasAnother && number < kTries)
            return refreshWith(of, **stored, number + 1);
        if (hasAnother)
            return answerWaiters(
                of, Error {ErrorCode::ServerBusy, "other processes keep replacing the token", std::nullopt});
        tokens.remove(of.key(), current(of, [this, &of, why](const Result<void> &removed) {
            if (removed)
                of.stored = Tokens();
            expire(of, why);
        }));
    }));
}

void AuthManager::Private::expire(Account &of, const Error &why)
{
    of.access.clear();
    answerWaiters(of, why);
    Q_EMIT q.expired(QString::fromStdString(of.server), QString::fromStdString(of.orgSlug));
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
                return done(refusesToken(answer) ? signedOutError() : read.error());
            if (read->signIn.orgSlug.empty())
                read->signIn.orgSlug = other;
            signedIn(of.server, other, std::move(*read), done);
        }));
}

void AuthManager::Private::signOut(Account &of, const Tokens &refreshToken, std::optional<Error> unread,
    const RefreshLocks::Held &lock, Finished done)
{
    tokens.remove(of.key(), alive([this, &of, refreshToken, unread, lock, done](const Result<void> &removed) {
        if (removed)
            of.stored = Tokens();
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

AuthManager::AuthManager(
    QNetworkAccessManager &network, TokenStore &tokens, const Clock &clock, QObject *parent)
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
            d->tokens.read(of.key(), d->alive([this, &of, other, lock, done](const Result<Tokens> &stored) {
                const Tokens known = of.unsaved ? of.unsaved : stored ? *stored : Tokens();
                if (known)
                    d->signInWithin(of, *known, other, lock, done);
                else
                    done(stored ? signedOutError() : stored.error());
            }));
        }));
}

void AuthManager::signOut(const std::string &server, const std::string &orgSlug, Finished done)
{
    Private::Account &of = d->account(server, orgSlug);
    d->beginAnew(of);
    of.access.clear();
    const std::optional<std::string> unsaved = std::exchange(of.unsaved, std::nullopt);
    d->answerWaiters(of, signedOutError());
    const auto signOut = [this, &of, at = of.generation, unsaved, done](const RefreshLocks::Held &lock) {
        d->tokens.read(of.key(), d->alive([this, &of, at, unsaved, lock, done](const Result<Tokens> &stored) {
            if (of.generation != at)
                return done({}); // signed in again meanwhile: what is stored now must stay
            const Tokens known = unsaved ? unsaved : stored ? *stored : Tokens();
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
    const auto at = d->accounts.find(keyOf(server, orgSlug));
    return at == d->accounts.end() ? std::string() : at->second.user;
}

void AuthManager::reject(const std::string &server, const std::string &orgSlug, const std::string &token)
{
    Private::Account &of = d->account(server, orgSlug);
    if (of.access == token)
        of.access.clear();
}

} // namespace mimir
