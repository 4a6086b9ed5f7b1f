#include "app/session.h"

#include "app/accountmove.h"
#include "app/devicename.h"
#include "app/profileorigin.h"
#include "app/teamchoice.h"
#include "app/tokenstorechoice.h"
#include "app/trust.h"
#include "teams/httpnetwork.h"
#include "teams/sleepwatch.h"

namespace mimir {
namespace {

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

/// What the store is opened with, before everything else.
struct System {
    SystemClock clock;
    SystemRandom random;
};

} // namespace

class Session::Private {
public:
    Private(const Profile &profile, std::unique_ptr<System> clockAndRandom, std::unique_ptr<Store> opened,
        std::unique_ptr<TokenStore> kept, const Options &options)
        : system(std::move(clockAndRandom)), store(std::move(opened)), tokens(std::move(kept)),
          settings(profile, Settings::Damage::LeaveAlone), usualName(usualDeviceName(profile)),
          plainHttp(plainHttpIf(options.allowInsecure || !store->settings().text("allow_insecure").empty())),
          signInFlow({*store, auth, *tokens, move, rules, [this] { return account(); }},
              plainHttpIf(options.allowInsecure))
    {
        obeySettings();
        identifyDevice(profile);
        client.setPlainHttp(plainHttp);
        worker.waitForNews([this] { return waitingClient(); });
        watchTheSystem();
        keepRulesFresh();
    }

    std::string deviceId()
    {
        const auto id = store->settings().deviceId(system->clock.now(), system->random);
        return id ? *id : std::string();
    }
    std::string deviceName() const { return mimir::deviceName(store->settings(), usualName); }
    AccountApi::Account account()
    {
        const StoreSettings &stored = store->settings();
        return {stored.text("server"), stored.text("org_slug"), deviceId()};
    }
    /// Sign-ins that came with a copy belong to the original; their server is not told.
    void leaveSignInsToOriginal(const std::set<SignInFlow::Account> &of)
    {
        for (const auto &[server, orgSlug] : of)
            tokens->remove(server + '|' + orgSlug, [](const Result<void> &removed) {
                if (!removed)
                    qWarning("The original's sign-in could not be removed from this copy: %s",
                        removed.error().message.c_str());
            });
    }

    void obeySettings();
    void identifyDevice(const Profile &profile);
    std::unique_ptr<Transport> waitingClient();
    void watchTheSystem();
    void keepRulesFresh();

    std::unique_ptr<System> system;
    std::unique_ptr<Store> store;
    std::unique_ptr<TokenStore> tokens;
    HttpNetwork network;
    AuthManager auth {network, *tokens, system->clock};
    TeamsClient client {network, auth, system->clock};
    AccountApi accountApi {network, auth, system->clock};
    NetworkReachability reachability;
    SleepWatch sleep;
    AccountMove move {*store, auth};
    SyncWorker worker {*store, client, reachability, system->clock, system->random};
    Settings settings;
    SessionProxy proxy {network, *tokens, settings};
    std::string usualName;     ///< of this device
    const PlainHttp plainHttp; ///< for the servers that are signed in to
    RulesWatch rules {*store, accountApi, system->clock, [this] { return account(); }};
    KeyExchange personKeys {*store, accountApi, system->clock, system->random, [this] { return account(); }};
    SignInFlow signInFlow;
};

void Session::Private::obeySettings()
{
    settings.watch();
    QObject::connect(&settings, &Settings::changed, &settings, [this](const QStringList &keys) {
        worker.setOptions(syncOptions(settings));
        if (keys.contains(QLatin1String(settings::kCaFile)))
            trustAlso(QString::fromStdString(settings.value(settings::kCaFile)));
        proxy.settingsChanged(keys);
    });
    trustAlso(QString::fromStdString(settings.value(settings::kCaFile)));
    worker.setOptions(syncOptions(settings));
    proxy.use();
}

void Session::Private::identifyDevice(const Profile &profile)
{
    auth.setLockDirectory(profile.directory());
    auth.setContinues(
        [this](const SignIn &signIn) { return store->accounts().continues(accountOf(signIn)); });
    auth.setDevice([this] { return deviceId(); }, [this] { return deviceName(); });
    client.setDeviceName([this] { return deviceName(); });
    if (const auto noted = noteNameInUse(store->settings(), usualName); !noted)
        qWarning("The device's name could not be noted: %s", noted.error().message.c_str());
}

std::unique_ptr<Transport> Session::Private::waitingClient()
{
    auto waiting = std::make_unique<TeamsClient>(network, auth, system->clock);
    waiting->setPlainHttp(plainHttp);
    waiting->setDeviceName([this] { return deviceName(); });
    return waiting;
}

// A kept-alive connection does not survive sleep, or a change of network.
void Session::Private::watchTheSystem()
{
    QObject::connect(&sleep, &SleepWatch::wokeUp, &worker, [this] {
        network.dropConnections();
        worker.resumedFromSleep();
    });
    tokens->onUsableAgain([this] { worker.keyringChanged(); });
    QObject::connect(&reachability, &NetworkReachability::changed, &network, &HttpNetwork::dropConnections);
}

// Needs no timer: a device that waits for news still renews its token.
void Session::Private::keepRulesFresh()
{
    QObject::connect(&auth, &AuthManager::refreshed, &auth, [this](const SignIn &signIn) {
        if (signInFlow.refreshed(signIn) == SignInFlow::Waiting::CanBeSent)
            QMetaObject::invokeMethod(&worker, &SyncWorker::syncNow, Qt::QueuedConnection);
    });
    const auto refresh = [this] {
        personKeys.refreshSometimes();
        const bool before = worker.status().privacyForbidden;
        rules.refresh([this, before] {
            if (const SyncStatus status = worker.status(); status.privacyForbidden != before)
                Q_EMIT worker.statusChanged(status);
        });
    };
    QObject::connect(&auth, &AuthManager::refreshed, &auth, refresh, Qt::QueuedConnection);
    QObject::connect(&worker, &SyncWorker::runEnded, &auth, [this, refresh](const RunOutcome &outcome) {
        if (outcome.end != RunOutcome::End::Done)
            return;
        refresh();
        move.forgetFormerAccounts([] {});
    });
}

Session::Session() = default;
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::open(const Profile &profile, const Options &options)
{
    MIMIR_TRY(Settings::checkReadable(profile)); // the defaults are not this person's proxy and authorities
    auto system = std::make_unique<System>();
    auto store = Store::open(profile.storePath(), system->clock, system->random);
    MIMIR_TRY(store);
    StoreSettings &settings = (*store)->settings();
    const auto signIns = SignInFlow::accountsOf(**store);
    MIMIR_TRY(signIns);
    const auto origin = detectCopiedProfile(profile, **store, system->random);
    MIMIR_TRY(origin);
    if (options.tokenStore)
        MIMIR_TRY(chooseTokenStore(settings, *options.tokenStore));
    auto tokens = makeTokenStore(options.tokenStore.value_or(chosenTokenStore(settings)), profile, settings);

    std::unique_ptr<Session> session(new Session);
    session->d = std::make_unique<Private>(
        profile, std::move(system), std::move(*store), std::move(tokens), options);
    if (*origin == StoreSettings::StoreOrigin::Copied)
        session->d->leaveSignInsToOriginal(*signIns);
    session->d->proxy.waitForPassword();
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
SessionProxy &Session::proxy()
{
    return d->proxy;
}
SignInFlow &Session::signInFlow()
{
    return d->signInFlow;
}
RulesWatch &Session::rules()
{
    return d->rules;
}

KeyExchange &Session::keys()
{
    return d->personKeys;
}

void Session::forgetFormerAccounts(std::function<void()> done)
{
    d->move.forgetFormerAccounts(std::move(done));
}

void Session::organizations(AccountApi::Organizations done)
{
    d->accountApi.organizations(d->account(), std::move(done));
}

void Session::devices(AccountApi::Devices done)
{
    const auto answered = [this, done = std::move(done)](Result<std::vector<AccountDevice>> list) {
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
    };
    d->accountApi.devices(d->account(), answered);
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
    d->accountApi.revokeDevice(d->account(), deviceId, std::move(done));
}

void Session::changePassword(const std::string &current, const std::string &next, AccountApi::Finished done)
{
    d->accountApi.changePassword(d->account(), current, next, std::move(done));
}

} // namespace mimir
