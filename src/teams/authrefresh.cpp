// How AuthManager replaces an access token.
#include "teams/authmanagerprivate.h"

#include "core/json/json.h"
#include "core/wire/wire.h"

namespace mimir {
namespace {

/// Per refresh, counting retries with tokens that other processes have stored meanwhile.
constexpr int kTries = 5;

} // namespace

void AuthManager::Private::refresh(Account &of)
{
    locks.acquire(of.key(), current(of, [this, &of](const RefreshLocks::Held &lock) {
        if (of.waiters.empty())
            return; // a sign-in has answered them
        of.lock = lock;
        // Always read from the store: another process of this profile may have signed in or refreshed
        // meanwhile.
        tokens.read(of.key(),
            current(of, [this, &of](const Result<StoredToken> &stored) { refreshFromStore(of, stored); }));
    }));
}

void AuthManager::Private::refreshFromStore(Account &of, const Result<StoredToken> &stored)
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
        return answerWaiters(of, noUsableToken());
    const std::string plain = accountKey("http://" + of.server.substr(secure.size()), of.orgSlug);
    tokens.read(plain, current(of, [this, &of, plain](const Result<StoredToken> &stored) {
        if (!stored || !*stored)
            return answerWaiters(of, stored ? noUsableToken() : stored.error());
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
        return refused(of, used, number, whyRefused(answer));
    auto read = readAuthAnswer(answer);
    if (!read)
        return answerWaiters(of, read.error());
    read->signIn.server = of.server;
    read->signIn.orgSlug = of.orgSlug;
    if (!continues(read->signIn))
        return answerWaiters(of, anotherUser());
    if (read->refreshToken.empty() || (read->refreshToken == used && !of.unsaved))
        finishRefresh(of, *read);
    else
        replace(of, *read, number);
}

// A process that was not waited for may also have replaced the token, and only the server knows which of the
// two answers it continues with: the one in the store is shown again while the grace time lasts.
void AuthManager::Private::replace(Account &of, const AuthAnswer &answer, int number)
{
    tokens.read(of.key(), current(of, [this, &of, answer, number](const Result<StoredToken> &stored) {
        const bool isAnother = stored && of.stored && *stored != *of.stored;
        if (!isAnother)
            return keep(
                of, answer.refreshToken, current(of, [this, &of, answer] { finishRefresh(of, answer); }));
        of.unsaved.reset();
        of.stored = *stored;
        if (!*stored)
            answerWaiters(of, noUsableToken());
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
    tokens.read(of.key(), current(of, [this, &of, used, number, why](const Result<StoredToken> &stored) {
        of.unsaved.reset();
        if (stored)
            of.stored = *stored;
        const bool hasAnother = stored && *stored && **stored != used;
        if (hasAnother && number < kTries)
            return refreshWith(of, **stored, number + 1);
        if (hasAnother)
            return answerWaiters(
                of, Error {ErrorCode::ServerBusy, "other processes keep replacing the token", std::nullopt});
        // It may know it again: when the data that it lost are put back.
        if (why.code == ErrorCode::SignInUnknown)
            return expire(of, why);
        tokens.remove(of.key(), current(of, [this, &of, why](const Result<void> &removed) {
            if (removed)
                of.stored = StoredToken();
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

} // namespace mimir
