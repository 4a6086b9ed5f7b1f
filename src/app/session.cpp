#include "app/session.h"

#include "app/accountmove.h"
#include "app/devicename.h"
#include "app/profileorigin.h"
#include "app/proxychoice.h"
#include "app/teamchoice.h"
#include "app/trust.h"
#include "teams/sleepwatch.h"

#include <QEventLoop>

#include <algorithm>
#include <array>
#include <set>

namespace mimir {
namespace {

constexpr std::string_view kTokenStoreKey = "token_store";
constexpr std::string_view kAllowInsecureKey = "allow_insecure";
constexpr std::string_view kSignedInKey = "signed_in";
/// "memory" if the chosen keyring did not accept the tokens of the last sign-in.
constexpr std::string_view kTokensKeptKey = "tokens_kept";
/// How often to look at the organisation's rules.
constexpr Millis kRulesInterval = Millis(60) * 60 * 1000;
/// Key in the token store; keys of sign-ins contain a '|'.
constexpr auto kProxySecret = "proxy";

using Kind = TokenStore::Kind;
using Account = std::pair<std::string, std::string>; // server, organisation

constexpr std::array<std::pair<Kind, std::string_view>, 3> kTokenStores {
    {{Kind::Keyring, "keyring"}, {Kind::Memory, "memory"}, {Kind::File, "file"}}};

SyncOptions syncOptions(const Settings &settings)
{
    SyncOptions options;
    options.interval = settings.number(settings::kInterval);
    options.batchItems = static_cast<std::size_t>(settings.number(settings::kBatchItems));
    options.waitOnMetered = settings.value(settings::kMetered) == "wait";
    const std::string battery = settings.value(settings::kBattery);
    options.onBattery = battery == "battery" ? SyncOptions::OnBattery::Pause
        : battery == "saver"                 ? SyncOptions::OnBattery::PauseWhenSaving
                                             : SyncOptions::OnBattery::Ignore;
    return options;
}

Kind chosenTokenStore(const StoreSettings &settings)
{
    const std::string name = settings.text(kTokenStoreKey);
    for (const auto &[kind, itsName] : kTokenStores) {
        if (itsName == name)
            return kind;
    }
    return Kind::Keyring;
}

Result<void> keepTokenStore(StoreSettings &settings, Kind chosen)
{
    if (chosenTokenStore(settings) == chosen)
        return {};
    for (const auto &[kind, name] : kTokenStores) {
        if (kind == chosen)
            return settings.set(kTokenStoreKey, name);
    }
    return {};
}

InKeyring expectedInKeyring(const StoreSettings &settings)
{
    const bool kept = settings.text(kSignedInKey) == "1" && settings.text(kTokensKeptKey) != "memory";
    return kept ? InKeyring::Tokens : InKeyring::Nothing;
}

std::unique_ptr<TokenStore> makeTokenStore(Kind kind, const Profile &profile, const StoreSettings &settings)
{
    switch (kind) {
    case Kind::Memory:
        return makeMemoryTokenStore();
    case Kind::File:
        return makeFileTokenStore(profile.tokenPath());
    case Kind::Keyring:
        break;
    }
    return makeKeyringTokenStore(profile.keyringName(), expectedInKeyring(settings));
}

/// All accounts that this profile syncs with: after signing out, nothing may be sent any more.
Result<std::set<Account>> accountsOf(Store &store)
{
    const auto teams = store.teams().all();
    MIMIR_TRY(teams);
    std::set<Account> found;
    for (const Team &team : *teams)
        if (team.active)
            found.emplace(team.server, team.orgSlug);
    for (const TeamSuccession::Account &former : store.succession().formerAccounts())
        found.emplace(former.server, former.orgSlug);
    if (const std::string server = store.settings().text("server"); !server.empty())
        found.emplace(server, store.settings().text("org_slug"));
    return found;
}

/// What the store is opened with, before everything else.
struct System {
    SystemClock clock;
    SystemRandom random;
};

} // namespace

class Session::Private {
public:
    Private(const Profile &profile, std::unique_ptr<System> clockAndRandom, std::unique_ptr<Store> opened,
        std::unique_ptr<TokenStore> kept)
        : system(std::move(clockAndRandom)), store(std::move(opened)), tokens(std::move(kept)),
          settings(profile, Settings::Damage::LeaveAlone), usualName(usualDeviceName(profile))
    {
        settings.watch();
        QObject::connect(&settings, &Settings::changed, &settings, [this](const QStringList &keys) {
            worker.setOptions(syncOptions(settings));
            if (keys.filter(QStringLiteral("proxy.")).contains(QLatin1String(settings::kProxyPassword)))
                readProxyPassword([] {});
            if (keys.contains(QLatin1String(settings::kCaFile)))
                trustAlso(QString::fromStdString(settings.value(settings::kCaFile)));
            useProxy();
        });
        trustAlso(QString::fromStdString(settings.value(settings::kCaFile)));
        worker.setOptions(syncOptions(settings));
        useProxy();
        auth.setLockDirectory(profile.directory());
        auth.setDevice([this] { return deviceId(); }, [this] { return deviceName(); });
        client.setDeviceName([this] { return deviceName(); });
        // A kept-alive connection does not survive sleep, or a change of network.
        QObject::connect(&sleep, &SleepWatch::wokeUp, &worker, [this] {
            network.clearConnectionCache();
            worker.resumedFromSleep();
        });
        tokens->onUsableAgain([this] { worker.keyringChanged(); });
        QObject::connect(&reachability, &NetworkReachability::changed, &network,
            &QNetworkAccessManager::clearConnectionCache);
        QObject::connect(
            &auth, &AuthManager::refreshed, &auth, [this](const SignIn &signIn) { keepNewTeams(signIn); });
    }

    std::string deviceId()
    {
        const auto id = store->settings().deviceId(system->clock.now(), system->random);
        return id ? *id : std::string();
    }
    std::string deviceName() const { return mimir::deviceName(store->settings(), usualName); }
    /// Sign-ins that came with a copy belong to the original; their server is not told.
    void leaveSignInsToOriginal(const std::set<Account> &of)
    {
        for (const auto &[server, orgSlug] : of)
            tokens->remove(server + '|' + orgSlug, [](const Result<void> &removed) {
                if (!removed)
                    qWarning("The original's sign-in could not be removed from this copy: %s",
                        removed.error().message.c_str());
            });
    }
    void useProxy()
    {
        network.setProxyFactory(new ProxyChoice(settings, proxyPassword)); // owned by it
        network.clearConnectionCache();
    }
    Result<QUrl> addressOf(const SignInRequest &request) const;
    void readProxyPassword(std::function<void()> then);
    void waitForProxyPassword();

    /// An organisation's rules apply before the first row is sent to one of its teams.
    Result<void> keepRules(const SignIn &signIn)
    {
        PrivacyRules &rules = store->privacyRules();
        for (const Organization &organization : signIn.organizations)
            MIMIR_TRY(rules.noteCeiling(signIn.server, organization.slug, organization.maxPrivacyLevel));
        return rules.noteOrgSecret(signIn.server, signIn.orgSlug, signIn.orgSecret);
    }

    /// Both or neither: what was not stored is asked for again after the next run.
    Result<void> noteRules(const AccountApi::Account &of, const OrganizationRules &rules)
    {
        Transaction transaction(store->database());
        MIMIR_TRY(transaction.begun());
        MIMIR_TRY(store->privacyRules().noteCeiling(of.server, of.orgSlug, rules.maxPrivacyLevel));
        MIMIR_TRY(store->settings().noteRules(rules.privacyModeAllowed, system->clock.now()));
        return transaction.commit();
    }

    /// The default team was chosen at the sign-in.
    void keepNewTeams(const SignIn &signIn)
    {
        if (const auto kept = keepRules(signIn); !kept) {
            qWarning("The account's rules could not be saved: %s", kept.error().message.c_str());
            return;
        }
        if (const auto kept = keepAccount(accountOf(signIn)); !kept) {
            qWarning("The account could not be saved: %s", kept.error().message.c_str());
            return;
        }
        const auto removed = store->teams().revoked();
        if (const auto kept = store->teams().signedIn(teamsOf(signIn), TeamRegistry::Occasion::Refresh);
            !kept)
            qWarning("The account's teams could not be saved: %s", kept.error().message.c_str());
        // Member of one of them again: what waited for it is sent now.
        const auto still = store->teams().revoked();
        if (removed && still && still->size() < removed->size())
            QMetaObject::invokeMethod(&worker, &SyncWorker::syncNow, Qt::QueuedConnection);
    }
    /// A refresh may belong to another process's sign-in, as another user.
    Result<void> keepAccount(const ServerAccount &account)
    {
        const auto here = store->accounts().present();
        const bool another
            = here && here->server == account.server && !here->id.empty() && here->id != account.id;
        return another ? store->accounts().signedIn(account) : store->accounts().confirm(account);
    }
    bool isPresent(const SignIn &signIn) const
    {
        return store->settings().text(kSignedInKey) == "1"
            && store->settings().text("server") == signIn.server
            && store->settings().text("org_slug") == signIn.orgSlug;
    }
    Result<void> forgetSignIn()
    {
        const auto forgotten = store->settings().remove(kSignedInKey);
        const auto ended = store->settings().setSetupPending(false);
        return forgotten ? ended : forgotten;
    }
    void forgetTokens(
        std::set<Account> of, Result<void> outcome, const std::function<void(Result<void>)> &done);

    std::unique_ptr<System> system;
    std::unique_ptr<Store> store;
    std::unique_ptr<TokenStore> tokens;
    QNetworkAccessManager network;
    AuthManager auth {network, *tokens, system->clock};
    TeamsClient client {network, auth, system->clock};
    AccountApi accountApi {network, auth, system->clock};
    NetworkReachability reachability;
    SleepWatch sleep;
    AccountMove move {*store, auth};
    SyncWorker worker {*store, client, reachability, system->clock, system->random};
    Settings settings;
    std::string usualName; ///< of this device
    std::string proxyPassword;
    bool allowInsecure = false;     ///< for the servers that are signed in to
    bool allowAnyInsecure = false;  ///< also for one that the user types
    std::uint64_t signInNumber = 0; ///< raised by each sign-in and by cancelSignIn()
};

// A user who allowed one server to be used without encryption did not allow every other.
Result<QUrl> Session::Private::addressOf(const SignInRequest &request) const
{
    const StoreSettings &kept = store->settings();
    const std::string text = kept.text(kAllowInsecureKey);
    const std::string allowed = text == "1" ? kept.text("server") : text; // "1": from an older version
    const auto url = normalizedServerUrl(request.server, PlainHttp::AnyHost);
    const bool isAllowed = url && !allowed.empty() && url->toEncoded().toStdString() == allowed;
    return normalizedServerUrl(request.server, plainHttpIf(allowAnyInsecure || isAllowed));
}

void Session::Private::readProxyPassword(std::function<void()> then)
{
    if (settings.value(settings::kProxyPassword).empty()) {
        proxyPassword.clear();
        return then();
    }
    tokens->read(
        kProxySecret, [this, then = std::move(then)](const Result<std::optional<std::string>> &read) {
            proxyPassword = read && *read ? **read : std::string();
            useProxy();
            then();
        });
}

// This is rare, and a first request without the password would fail and back off.
void Session::Private::waitForProxyPassword()
{
    if (settings.value(settings::kProxyMode) != "manual" || settings.value(settings::kProxyPassword).empty())
        return;
    QEventLoop loop;
    bool known = false;
    readProxyPassword([&] {
        known = true;
        loop.quit();
    });
    if (!known)
        loop.exec(QEventLoop::ExcludeUserInputEvents);
}

void Session::Private::forgetTokens(
    std::set<Account> of, Result<void> outcome, const std::function<void(Result<void>)> &done)
{
    if (of.empty())
        return done(outcome);
    const Account next = of.extract(of.begin()).value();
    auth.signOut(
        next.first, next.second, [this, of = std::move(of), outcome, done](const Result<void> &forgotten) {
            forgetTokens(of, forgotten ? outcome : forgotten, done);
        });
}

Session::Session() = default;
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::open(const Profile &profile, const Options &options)
{
    auto system = std::make_unique<System>();
    auto store = Store::open(profile.storePath(), system->clock, system->random);
    MIMIR_TRY(store);
    StoreSettings &settings = (*store)->settings();
    const auto signIns = accountsOf(**store);
    MIMIR_TRY(signIns);
    const auto settled = detectCopiedProfile(profile, **store, system->random);
    MIMIR_TRY(settled);
    if (options.tokenStore)
        MIMIR_TRY(keepTokenStore(settings, *options.tokenStore));
    const Kind kind = options.tokenStore.value_or(chosenTokenStore(settings));
    const bool allowInsecure = options.allowInsecure || !settings.text(kAllowInsecureKey).empty();

    std::unique_ptr<Session> session(new Session);
    session->d = std::make_unique<Private>(
        profile, std::move(system), std::move(*store), makeTokenStore(kind, profile, settings));
    if (*settled == StoreSettings::StoreOrigin::Copied)
        session->d->leaveSignInsToOriginal(*signIns);
    session->d->allowInsecure = allowInsecure;
    session->d->allowAnyInsecure = options.allowInsecure;
    session->d->client.setPlainHttp(plainHttpIf(allowInsecure));
    session->d->worker.waitForNews([d = session->d.get()]() -> std::unique_ptr<Transport> {
        auto client = std::make_unique<TeamsClient>(d->network, d->auth, d->system->clock);
        client->setPlainHttp(plainHttpIf(d->allowInsecure));
        client->setDeviceName([d] { return d->deviceName(); });
        return client;
    });
    session->keepRulesFresh();
    session->d->waitForProxyPassword();
    return session;
}

Store &Session::store()
{
    return *d->store;
}
AuthManager &Session::auth()
{
    return d->auth;
}
TeamsClient &Session::client()
{
    return d->client;
}
SyncWorker &Session::worker()
{
    return d->worker;
}
const Clock &Session::clock() const
{
    return d->system->clock;
}
RandomSource &Session::random()
{
    return d->system->random;
}
TokenStore::Kind Session::tokenStoreKind() const
{
    return d->tokens->kind();
}

Settings &Session::settings()
{
    return d->settings;
}

void Session::setProxyPassword(std::optional<std::string> password, std::function<void(Result<void>)> done)
{
    const auto kept = [this, password, done = std::move(done)](const Result<void> &written) {
        if (!written)
            return done(written);
        d->proxyPassword = password.value_or(std::string());
        d->useProxy();
        done(d->settings.noteSecret(settings::kProxyPassword, password.has_value()));
    };
    if (password)
        d->tokens->write(kProxySecret, *password, kept);
    else
        d->tokens->remove(kProxySecret, kept);
}

void Session::signIn(const SignInRequest &request, std::function<void(Result<SignIn>)> done)
{
    const auto url = d->addressOf(request);
    if (!url) {
        QMetaObject::invokeMethod(
            &d->auth, [done = std::move(done), error = url.error()] { done(error); }, Qt::QueuedConnection);
        return;
    }
    const AuthManager::Credentials credentials {*url, request.email, request.password, request.orgSlug};
    d->auth.signIn(
        credentials, keeping({request.teamSlug, request.setUp, request.sameTeams}, std::move(done)));
}

void Session::signInByBrowser(
    const SignInRequest &request, BrowserSignIn::Shown shown, std::function<void(Result<SignIn>)> done)
{
    const auto url = d->addressOf(request);
    if (!url) {
        QMetaObject::invokeMethod(
            &d->auth, [done = std::move(done), error = url.error()] { done(error); }, Qt::QueuedConnection);
        return;
    }
    d->auth.signInByBrowser({*url}, std::move(shown),
        keeping({request.teamSlug, request.setUp, request.sameTeams}, std::move(done)));
}

void Session::cancelSignIn()
{
    ++d->signInNumber;
    d->auth.cancelBrowserSignIn();
}

Result<void> Session::finishSetup(const SetupChoice &choice)
{
    Transaction transaction(d->store->database());
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(apply(*d->store, choice));
    MIMIR_TRY(d->store->settings().setSetupPending(false));
    return transaction.commit();
}

std::function<void(Result<SignIn>)> Session::keeping(Kept request, std::function<void(Result<SignIn>)> done)
{
    return [this, request = std::move(request), number = ++d->signInNumber, done = std::move(done)](
               const Result<SignIn> &signIn) {
        if (!signIn)
            return done(signIn);
        const bool wasPresent = d->isPresent(*signIn);
        const auto kept = number == d->signInNumber
            ? keepAccount(*signIn, request)
            : Result<void>(Error {ErrorCode::Cancelled, "no one is waiting for this sign-in any more"});
        if (kept)
            return d->move.follow(
                *signIn, [this, done, signIn] { refreshRules([done, signIn] { done(signIn); }); });
        if (wasPresent)
            return done(kept.error());
        d->auth.signOut(signIn->server, signIn->orgSlug,
            [done, error = kept.error()](const Result<void> &) { done(error); });
    };
}

Result<void> Session::keepAccount(const SignIn &signIn, const Kept &request)
{
    const auto teams = teamsWithDefault(signIn, request.teamSlug, d->store->teams().defaultTeam());
    MIMIR_TRY(teams);
    if (request.sameTeams)
        MIMIR_TRY(d->move.holdsKnownTeam(signIn));
    StoreSettings &settings = d->store->settings();
    Transaction transaction(d->store->database());
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(d->keepRules(signIn));
    MIMIR_TRY(d->store->accounts().signedIn(accountOf(signIn)));
    MIMIR_TRY(d->move.noteListed(signIn, *teams));
    MIMIR_TRY(d->store->teams().signedIn(*teams));
    MIMIR_TRY(settings.set("server", signIn.server));
    MIMIR_TRY(settings.set("account", accountOf(signIn).id));
    MIMIR_TRY(settings.set("org_slug", signIn.orgSlug));
    MIMIR_TRY(settings.set("email", signIn.email));
    MIMIR_TRY(settings.set("full_name", signIn.fullName));
    MIMIR_TRY(settings.set("team_slug", std::ranges::find(*teams, true, &Team::isDefault)->slug));
    if (!normalizedServerUrl(QString::fromStdString(signIn.server), PlainHttp::LoopbackOnly))
        MIMIR_TRY(settings.set(kAllowInsecureKey, signIn.server));
    MIMIR_TRY(settings.setSetupPending(request.setUp));
    const bool inMemory = d->tokens->kind() == Kind::Memory;
    MIMIR_TRY(settings.set(kTokensKeptKey, inMemory ? "memory" : "store"));
    MIMIR_TRY(endCopy(settings));
    MIMIR_TRY(settings.remove("rules_of")); // they are asked for before anything is recorded
    MIMIR_TRY(settings.set(kSignedInKey, "1"));
    return transaction.commit();
}

void Session::switchOrganization(const std::string &orgSlug, std::function<void(Result<SignIn>)> done)
{
    const AccountApi::Account now = account();
    const auto undecided = d->store->settings().setupPending();
    const bool setUp = !undecided.ok() || *undecided;
    d->auth.signInWithin(now.server, now.orgSlug, orgSlug, keeping({{}, setUp, false}, std::move(done)));
}

AccountApi::Account Session::account()
{
    const StoreSettings &settings = d->store->settings();
    return {settings.text("server"), settings.text("org_slug"), d->deviceId()};
}

// Needs no timer: a device that waits for news still renews its token.
void Session::keepRulesFresh()
{
    const auto refresh = [this] {
        const bool before = d->worker.status().privacyForbidden;
        refreshRules([this, before] {
            if (const SyncStatus status = d->worker.status(); status.privacyForbidden != before)
                Q_EMIT d->worker.statusChanged(status);
        });
    };
    QObject::connect(&d->auth, &AuthManager::refreshed, &d->auth, refresh, Qt::QueuedConnection);
    QObject::connect(&d->worker, &SyncWorker::runEnded, &d->auth, [this, refresh](const RunOutcome &outcome) {
        if (outcome.end != RunOutcome::End::Done)
            return;
        refresh();
        d->move.forgetFormerAccounts([] {});
    });
}

void Session::refreshRules(std::function<void()> done)
{
    const StoreSettings &settings = d->store->settings();
    const Millis read = settings.rulesReadAt(), now = d->system->clock.now();
    if (settings.text(kSignedInKey) != "1" || (read <= now && now - read < kRulesInterval))
        return done();
    const AccountApi::Account asked = account();
    d->accountApi.rules(asked, [this, asked, done = std::move(done)](const Result<OrganizationRules> &rules) {
        const StoreSettings &kept = d->store->settings();
        const bool same = kept.text("server") == asked.server && kept.text("org_slug") == asked.orgSlug;
        // A server that knows no rules has none; after any other failure the known ones stay.
        const bool answered = rules || rules.error().code == ErrorCode::NotFound;
        if (same && answered)
            if (const auto noted = d->noteRules(asked, rules ? *rules : OrganizationRules()); !noted)
                qWarning("The organisation's rules could not be saved: %s", noted.error().message.c_str());
        done();
    });
}

void Session::forgetFormerAccounts(std::function<void()> done)
{
    d->move.forgetFormerAccounts(std::move(done));
}

void Session::organizations(AccountApi::Organizations done)
{
    d->accountApi.organizations(account(), std::move(done));
}

void Session::devices(AccountApi::Devices done)
{
    d->accountApi.devices(account(), [this, done = std::move(done)](Result<std::vector<AccountDevice>> list) {
        std::string ids;
        for (AccountDevice &device : list ? *list : std::vector<AccountDevice>()) {
            if (device.current)
                device.name = d->deviceName(); // the server hears of a new one later
            ids += device.id + '\n';
        }
        // For Tab completion, which makes no requests and can do without.
        if (list && store().settings().text("device_ids") != ids)
            (void)store().settings().set("device_ids", ids);
        done(std::move(list));
    });
}

std::string Session::deviceName() const
{
    return d->deviceName();
}

Result<void> Session::renameDevice(const std::string &name)
{
    return mimir::renameDevice(d->store->settings(), name);
}

void Session::revokeDevice(const std::string &deviceId, AccountApi::Finished done)
{
    d->accountApi.revokeDevice(account(), deviceId, std::move(done));
}

void Session::changePassword(const std::string &current, const std::string &next, AccountApi::Finished done)
{
    d->accountApi.changePassword(account(), current, next, std::move(done));
}

void Session::signOut(std::function<void(Result<void>)> done, const std::string &orgSlug)
{
    auto accounts = accountsOf(*d->store);
    if (accounts && !orgSlug.empty())
        std::erase_if(*accounts, [&orgSlug](const Account &one) { return one.second != orgSlug; });
    const bool present = orgSlug.empty() || orgSlug == d->store->settings().text("org_slug");
    Result<void> outcome = !accounts ? accounts.error() : present ? d->forgetSignIn() : Result<void>();
    for (const auto &[server, itsOrg] : accounts ? *accounts : std::set<Account>()) {
        if (const auto out = d->store->teams().signedOut(server, itsOrg); !out)
            outcome = out;
    }
    QMetaObject::invokeMethod(
        &d->auth,
        [this, all = accounts ? *accounts : std::set<Account>(), outcome, done = std::move(done)] {
            d->forgetTokens(all, outcome, done);
        },
        Qt::QueuedConnection);
}

} // namespace mimir
