#include "teams/keyringwatch.h"
#include "teams/tokenstore.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QMutex>
#include <QPointer>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <map>

namespace mimir {
namespace {

using Tokens = std::optional<std::string>;
using Attributes = QMap<QString, QString>;

/// A hung Secret Service would block libsecret for 50 s.
constexpr int kWatchdog = 12'000;
/// For the probe after a failure, so that both together stay within 15 s.
constexpr int kProbeTimeout = 2'500;

Error keyringError(const char *what)
{
    return {ErrorCode::Keyring, what, std::nullopt};
}

struct Outcome {
    QKeychain::Error error = QKeychain::OtherError;
    std::string secret;
    bool hung = false;
};

/// One QtKeychain job with a time limit. QtKeychain's queue and libsecret's callbacks belong to the
/// application's thread, the answer to the thread that asked; a late answer is dropped.
class KeyringCall final : public QObject {
public:
    using Done = std::function<void(const Outcome &)>;
    /// Runs on the application's thread; creates the job without starting it.
    using MakeJob = std::function<QKeychain::Job *()>;

    KeyringCall(MakeJob makeJob, Done done, QObject *parent) : QObject(parent), m_done(std::move(done))
    {
        m_mailbox->owner = this;
        QTimer::singleShot(kWatchdog, this, [this] { end({QKeychain::OtherError, {}, true}); });
        QMetaObject::invokeMethod(
            qApp, [makeJob = std::move(makeJob), mailbox = m_mailbox] { start(makeJob(), mailbox); },
            Qt::QueuedConnection);
    }
    ~KeyringCall() override
    {
        const QMutexLocker lock(&m_mailbox->mutex);
        m_mailbox->owner = nullptr;
    }

private:
    struct Mailbox {
        QMutex mutex;
        KeyringCall *owner = nullptr;
    };

    static void start(QKeychain::Job *job, const std::shared_ptr<Mailbox> &mailbox)
    {
        connect(job, &QKeychain::Job::finished, job, [job, mailbox] {
            Outcome outcome {job->error(), {}, false};
            if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(job))
                outcome.secret = reading->textData().toStdString();
            const QMutexLocker lock(&mailbox->mutex);
            if (KeyringCall *owner = mailbox->owner)
                QMetaObject::invokeMethod(
                    owner, [owner, outcome] { owner->end(outcome); }, Qt::QueuedConnection);
        });
        job->start();
    }

    void end(const Outcome &outcome)
    {
        if (!m_done)
            return;
        const Done done = std::exchange(m_done, nullptr);
        deleteLater();
        done(outcome);
    }

    Done m_done;
    std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
};

class KeyringTokenStore final : public TokenStore {
public:
    KeyringTokenStore(const QString &service, InKeyring expected) : m_service(service), m_expected(expected)
    {
        qDBusRegisterMetaType<Attributes>();
    }

    void read(const std::string &key, Read done) override;
    void write(const std::string &key, const std::string &secret, Written done) override;
    void remove(const std::string &key, Written done) override;
    void onUsableAgain(const std::function<void()> &listener) override
    {
        QObject::connect(&m_watch, &KeyringWatch::changed, &m_context, std::move(listener));
    }
    Kind kind() const override { return m_kind; }

private:
    enum class Service : std::uint8_t { Absent, HasLocked, HasNoLocked, Unclear };

    void probe(const std::string &key, std::function<void(Service)> done);
    template <typename JobType>
    KeyringCall::MakeJob makeJob(const std::string &key, QString secret = {}) const;
    void wroteNothing(
        const std::string &key, const std::string &secret, const Written &done, Service service);

    QObject m_context; ///< parent of everything under way
    KeyringWatch m_watch;
    QString m_service;
    InKeyring m_expected;
    Kind m_kind = Kind::Keyring;
    std::map<std::string, std::string> m_memory; ///< what no keyring accepted
};

template <typename JobType>
KeyringCall::MakeJob KeyringTokenStore::makeJob(const std::string &key, QString secret) const
{
    return [service = m_service, name = QString::fromStdString(key), secret = std::move(secret)] {
        auto *job = new JobType(service); // deletes itself
        job->setKey(name);
        if constexpr (std::is_same_v<JobType, QKeychain::WritePasswordJob>)
            job->setTextData(secret);
        return job;
    };
}

// QtKeychain does not distinguish "there is no keyring" from "it failed", or "not found" from "the prompt was
// cancelled".
void KeyringTokenStore::probe(const std::string &key, std::function<void(Service)> done)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        done(Service::Absent);
        return;
    }
    QDBusMessage search = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"),
        QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"),
        QStringLiteral("SearchItems"));
    search << QVariant::fromValue(Attributes {
        {QStringLiteral("user"), QString::fromStdString(key)}, {QStringLiteral("server"), m_service}});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(search, kProbeTimeout), &m_context);
    QObject::connect(
        watcher, &QDBusPendingCallWatcher::finished, &m_context, [watcher, done = std::move(done)] {
            watcher->deleteLater();
            const QDBusPendingReply<QList<QDBusObjectPath>, QList<QDBusObjectPath>> reply = *watcher;
            if (!reply.isError())
                return done(reply.argumentAt<1>().isEmpty() ? Service::HasNoLocked : Service::HasLocked);
            const bool absent = reply.error().type() == QDBusError::ServiceUnknown
                || reply.error().type() == QDBusError::Disconnected
                || reply.error().name().startsWith(QLatin1String("org.freedesktop.DBus.Error.Spawn."));
            done(absent ? Service::Absent : Service::Unclear);
        });
}

void KeyringTokenStore::read(const std::string &key, Read done)
{
    if (const auto at = m_memory.find(key); at != m_memory.end()) {
        QMetaObject::invokeMethod(
            &m_context, [done = std::move(done), token = at->second] { done(Tokens(token)); },
            Qt::QueuedConnection);
        return;
    }
    const auto judge = [this, done](bool notFound, Service service) {
        if (service == Service::Absent && m_expected == InKeyring::Tokens)
            return done(Error {ErrorCode::KeyringAbsent, "no keyring is running", std::nullopt});
        m_kind = service == Service::Absent && !notFound ? Kind::Memory : Kind::Keyring;
        const bool nothing = service == Service::Absent || (notFound && service == Service::HasNoLocked);
        done(nothing ? Result<Tokens>(Tokens()) : keyringError("the keyring is locked or does not answer"));
    };
    new KeyringCall(
        makeJob<QKeychain::ReadPasswordJob>(key),
        [this, key, done, judge](const Outcome &outcome) {
            if (outcome.error == QKeychain::NoError) {
                m_kind = Kind::Keyring;
                return done(Tokens(outcome.secret));
            }
            m_watch.begin(); // before anything is reported: it may be unlocked at any moment
            if (outcome.hung)
                return done(keyringError("the keyring does not answer"));
            const bool notFound = outcome.error == QKeychain::EntryNotFound;
            probe(key, [judge, notFound](Service service) { judge(notFound, service); });
        },
        &m_context);
}

void KeyringTokenStore::write(const std::string &key, const std::string &secret, Written done)
{
    auto job = makeJob<QKeychain::WritePasswordJob>(key, QString::fromStdString(secret));
    new KeyringCall(
        std::move(job),
        [this, key, secret, done = std::move(done)](const Outcome &outcome) {
            if (outcome.error == QKeychain::NoError) {
                m_kind = Kind::Keyring;
                m_expected = InKeyring::Tokens;
                m_memory.erase(key);
                return done({});
            }
            if (outcome.hung) {
                m_kind = Kind::Memory; // only the caller still has the token
                return done(keyringError("the keyring does not answer"));
            }
            probe(key,
                [this, key, secret, done](Service service) { wroteNothing(key, secret, done, service); });
        },
        &m_context);
}

void KeyringTokenStore::wroteNothing(
    const std::string &key, const std::string &secret, const Written &done, Service service)
{
    m_kind = Kind::Memory;
    if (service != Service::Absent)
        return done(keyringError("the keyring did not accept the token"));
    m_memory[key] = secret;
    done({});
}

void KeyringTokenStore::remove(const std::string &key, Written done)
{
    m_memory.erase(key);
    new KeyringCall(
        makeJob<QKeychain::DeletePasswordJob>(key),
        [this, key, done = std::move(done)](const Outcome &outcome) {
            if (outcome.hung)
                return done(keyringError("the keyring does not answer"));
            // A locked item is skipped silently.
            const bool removed
                = outcome.error == QKeychain::NoError || outcome.error == QKeychain::EntryNotFound;
            probe(key, [done, removed](Service service) {
                const bool gone = service == Service::Absent || (removed && service != Service::HasLocked);
                done(gone ? Result<void>() : keyringError("the keyring did not remove the token"));
            });
        },
        &m_context);
}

} // namespace

std::unique_ptr<TokenStore> makeKeyringTokenStore(const QString &service, InKeyring expected)
{
    return std::make_unique<KeyringTokenStore>(service, expected);
}

} // namespace mimir
