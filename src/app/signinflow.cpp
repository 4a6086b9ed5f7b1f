#include "app/signinflow.h"

#include "app/profileorigin.h"
#include "app/teamchoice.h"
#include "app/tokenstorechoice.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kAllowInsecureKey = "allow_insecure";
constexpr std::string_view kSignedInKey = "signed_in";

} // namespace

SignInFlow::SignInFlow(const Parts &parts, PlainHttp plain)
    : m_store(parts.store), m_auth(parts.auth), m_tokens(parts.tokens), m_move(parts.move),
      m_rules(parts.rules), m_account(parts.account), m_plain(plain)
{
}

void SignInFlow::signIn(const SignInRequest &request, Done done)
{
    const auto url = addressOf(request);
    if (!url)
        return fail(url.error(), std::move(done));
    const AuthManager::Credentials credentials {*url, request.email, request.password, request.orgSlug};
    m_auth.signIn(
        credentials, storing({request.teamSlug, request.setUp, request.sameTeams}, std::move(done)));
}

void SignInFlow::signInByBrowser(const SignInRequest &request, BrowserSignIn::Shown shown, Done done)
{
    const auto url = addressOf(request);
    if (!url)
        return fail(url.error(), std::move(done));
    m_auth.signInByBrowser({*url}, std::move(shown),
        storing({request.teamSlug, request.setUp, request.sameTeams}, std::move(done)));
}

// A user who allowed one server to be used without encryption did not allow every other.
Result<QUrl> SignInFlow::addressOf(const SignInRequest &request) const
{
    const StoreSettings &settings = m_store.settings();
    const std::string text = settings.text(kAllowInsecureKey);
    const std::string allowed = text == "1" ? settings.text("server") : text; // "1": from an older version
    const auto url = normalizedServerUrl(request.server, PlainHttp::AnyHost);
    const bool isAllowed = url && !allowed.empty() && url->toEncoded().toStdString() == allowed;
    return normalizedServerUrl(request.server, isAllowed ? PlainHttp::AnyHost : m_plain);
}

// Never before signIn() has returned.
void SignInFlow::fail(Error error, Done done)
{
    QMetaObject::invokeMethod(
        &m_auth, [done = std::move(done), error = std::move(error)] { done(error); }, Qt::QueuedConnection);
}

void SignInFlow::switchOrganization(const std::string &orgSlug, Done done)
{
    const AccountApi::Account now = m_account();
    const auto undecided = m_store.settings().setupPending();
    const bool setUp = !undecided.ok() || *undecided;
    m_auth.signInWithin(now.server, now.orgSlug, orgSlug, storing({{}, setUp}, std::move(done)));
}

void SignInFlow::cancel()
{
    ++m_number;
    m_auth.cancelBrowserSignIn();
}

SignInFlow::Done SignInFlow::storing(Wanted wanted, Done done)
{
    return [this, wanted = std::move(wanted), number = ++m_number, done = std::move(done)](
               const Result<SignIn> &signIn) {
        if (!signIn)
            return done(signIn);
        const bool wasPresent = isPresent(*signIn);
        const auto stored = number == m_number
            ? store(*signIn, wanted)
            : Result<void>(Error {ErrorCode::Cancelled, "no one is waiting for this sign-in any more"});
        if (stored)
            return m_move.follow(
                *signIn, [this, done, signIn] { m_rules.refresh([done, signIn] { done(signIn); }); });
        if (wasPresent)
            return done(stored.error());
        m_auth.signOut(signIn->server, signIn->orgSlug,
            [done, error = stored.error()](const Result<void> &) { done(error); });
    };
}

Result<void> SignInFlow::store(const SignIn &signIn, const Wanted &wanted)
{
    if (signIn.userId.empty() && m_store.accounts().hasId(signIn.server, signIn.email))
        return Error {
            ErrorCode::ServerWrong, "the answer to the sign-in does not name its user", std::nullopt};
    const auto teams = teamsWithDefault(signIn, wanted.teamSlug, m_store.teams().defaultTeam());
    MIMIR_TRY(teams);
    if (wanted.sameTeams)
        MIMIR_TRY(m_move.holdsKnownTeam(signIn));
    StoreSettings &settings = m_store.settings();
    Transaction transaction(m_store.database());
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_rules.note(signIn));
    MIMIR_TRY(m_store.accounts().signedIn(accountOf(signIn)));
    MIMIR_TRY(m_move.noteListed(signIn, *teams));
    MIMIR_TRY(m_store.teams().signedIn(*teams));
    MIMIR_TRY(storeAccount(signIn));
    MIMIR_TRY(settings.set("team_slug", std::ranges::find(*teams, true, &Team::isDefault)->slug));
    MIMIR_TRY(settings.setSetupPending(wanted.setUp));
    MIMIR_TRY(endCopy(settings));
    MIMIR_TRY(settings.remove("rules_of")); // they are asked for before anything is recorded
    MIMIR_TRY(settings.set(kSignedInKey, "1"));
    return transaction.commit();
}

Result<void> SignInFlow::storeAccount(const SignIn &signIn)
{
    StoreSettings &settings = m_store.settings();
    MIMIR_TRY(settings.set("server", signIn.server));
    MIMIR_TRY(settings.set("account", accountOf(signIn).id));
    MIMIR_TRY(settings.set("org_slug", signIn.orgSlug));
    MIMIR_TRY(settings.set("email", signIn.email));
    MIMIR_TRY(settings.set("full_name", signIn.fullName));
    if (!normalizedServerUrl(QString::fromStdString(signIn.server), PlainHttp::LoopbackOnly))
        MIMIR_TRY(settings.set(kAllowInsecureKey, signIn.server));
    return noteTokensIn(settings, m_tokens.kind());
}

// The default team was chosen at the sign-in. Where an answer that was mistaken has undone that, it is chosen again.
std::vector<Team> SignInFlow::listed(const SignIn &signIn) const
{
    std::vector<Team> teams = teamsOf(signIn);
    if (m_store.teams().defaultTeam() || teams.empty() || !isPresent(signIn))
        return teams;
    auto chosen = teamsWithDefault(signIn, m_store.settings().text("team_slug"), std::nullopt);
    if (!chosen)
        chosen = teamsWithDefault(signIn, {}, std::nullopt);
    return chosen ? std::move(*chosen) : teams;
}

SignInFlow::Waiting SignInFlow::refreshed(const SignIn &signIn)
{
    if (const auto noted = m_rules.note(signIn); !noted) {
        qWarning("The account's rules could not be saved: %s", noted.error().message.c_str());
        return Waiting::AsBefore;
    }
    if (const auto confirmed = confirm(accountOf(signIn)); !confirmed) {
        qWarning("The account could not be saved: %s", confirmed.error().message.c_str());
        return Waiting::AsBefore;
    }
    const auto removed = m_store.teams().revoked();
    const bool hadDefault = m_store.teams().defaultTeam().has_value();
    const auto stored = signIn.listsAllTeams
        ? m_store.teams().refreshed(listed(signIn))
        : m_store.teams().signedIn(listed(signIn), TeamRegistry::Occasion::Refresh);
    if (!stored)
        qWarning("The account's teams could not be saved: %s", stored.error().message.c_str());
    if (!hadDefault && m_store.teams().defaultTeam())
        return Waiting::CanBeSent;
    const auto still = m_store.teams().revoked();
    return removed && still && still->size() < removed->size() ? Waiting::CanBeSent : Waiting::AsBefore;
}

// An earlier answer may have mistaken the account.
Result<void> SignInFlow::confirm(const ServerAccount &account)
{
    const auto here = m_store.accounts().present();
    const bool another
        = here && here->server == account.server && !here->id.empty() && here->id != account.id;
    return another ? m_store.accounts().signedIn(account) : m_store.accounts().confirm(account);
}

bool SignInFlow::isPresent(const SignIn &signIn) const
{
    const StoreSettings &settings = m_store.settings();
    return settings.text(kSignedInKey) == "1" && settings.text("server") == signIn.server
        && settings.text("org_slug") == signIn.orgSlug;
}

// After signing out, nothing may be sent any more, wherever it would go.
Result<std::set<SignInFlow::Account>> SignInFlow::accountsOf(Store &store)
{
    const auto teams = store.teams().all();
    MIMIR_TRY(teams);
    std::set<Account> found;
    for (const Team &team : *teams)
        if (team.active)
            found.emplace(team.server, team.orgSlug);
    for (const FormerAccount &former : store.formerAccounts().list())
        found.emplace(former.server, former.orgSlug);
    if (const std::string server = store.settings().text("server"); !server.empty())
        found.emplace(server, store.settings().text("org_slug"));
    return found;
}

void SignInFlow::signOut(std::function<void(Result<void>)> done, const std::string &orgSlug)
{
    auto accounts = accountsOf(m_store);
    if (accounts && !orgSlug.empty())
        std::erase_if(*accounts, [&orgSlug](const Account &one) { return one.second != orgSlug; });
    const bool present = orgSlug.empty() || orgSlug == m_store.settings().text("org_slug");
    const Result<void> outcome = accounts ? noteSignOut(*accounts, present) : Result<void>(accounts.error());
    if (!outcome)
        return (void)QMetaObject::invokeMethod(
            &m_auth, [outcome, done = std::move(done)] { done(outcome); }, Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        &m_auth, [this, all = *accounts, done = std::move(done)] { forgetTokens(all, {}, done); },
        Qt::QueuedConnection);
}

// All of it or nothing: what the store cannot note, on a full disk, has not happened, and the tokens stay.
Result<void> SignInFlow::noteSignOut(const std::set<Account> &of, bool isPresent)
{
    Transaction transaction(m_store.database());
    MIMIR_TRY(transaction.begun());
    if (isPresent) {
        MIMIR_TRY(m_store.settings().remove(kSignedInKey));
        MIMIR_TRY(m_store.settings().setSetupPending(false));
    }
    for (const auto &[server, orgSlug] : of)
        MIMIR_TRY(m_store.teams().signedOut(server, orgSlug));
    return transaction.commit();
}

void SignInFlow::forgetTokens(
    std::set<Account> of, Result<void> outcome, const std::function<void(Result<void>)> &done)
{
    if (of.empty())
        return done(outcome);
    const Account next = of.extract(of.begin()).value();
    m_auth.signOut(next.first, next.second,
        [this, of = std::move(of), outcome = std::move(outcome), done](
            const Result<void> &forgotten) { forgetTokens(of, forgotten ? outcome : forgotten, done); });
}

} // namespace mimir
