#include "app/profileorigin.h"

#include "app/tokenstorechoice.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSysInfo>

#include <sys/stat.h>

namespace mimir {
namespace {

/// Identifies what it does not reveal.
std::string digestOf(const QByteArray &name)
{
    return QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(32).toStdString();
}

/// Identifies this machine and directory.
std::string homeOf(const Profile &profile)
{
    return digestOf(QSysInfo::machineUniqueId() + '\n' + profile.directory().toUtf8());
}

std::optional<struct stat> statusOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? std::optional(status) : std::nullopt;
}

std::string fileOf(const Profile &profile)
{
    const auto store = statusOf(profile.storePath());
    return store ? std::to_string(store->st_ino) : std::string();
}

/// What the file system calls directory and store, whatever their path; of no use without knowing the machine.
std::string nodesOf(const Profile &profile)
{
    const QByteArray machine = QSysInfo::machineUniqueId();
    const auto directory = statusOf(profile.directory()), store = statusOf(profile.storePath());
    if (machine.isEmpty() || !directory || !store)
        return {};
    const auto node = [](const struct stat &status) {
        return QByteArray::number(qulonglong(status.st_dev)) + ':'
            + QByteArray::number(qulonglong(status.st_ino));
    };
    return digestOf(machine + '\n' + node(*directory) + '\n' + node(*store));
}

Result<void> signOutCopy(Store &store)
{
    const auto teams = store.teams().active();
    MIMIR_TRY(teams);
    for (const Team &team : *teams)
        MIMIR_TRY(store.teams().signedOut(team.server, team.orgSlug));
    for (const std::string_view key : {"signed_in", "run_state", "setup_pending", "device_name"})
        MIMIR_TRY(store.settings().remove(key));
    return store.settings().set("is_copy", std::int64_t(1));
}

} // namespace

Result<StoreSettings::StoreOrigin> detectCopiedProfile(
    const Profile &profile, Store &store, RandomSource &random)
{
    Transaction transaction(store.database());
    MIMIR_TRY(transaction.begun());
    const std::string home = homeOf(profile), file = fileOf(profile), nodes = nodesOf(profile);
    auto origin = store.settings().detectCopiedStore({home, file, nodes}, store.clock().now(), random);
    MIMIR_TRY(origin);
    if (*origin == StoreSettings::StoreOrigin::Copied)
        MIMIR_TRY(signOutCopy(store));
    MIMIR_TRY(noteKeyring(store.settings(), profile, *origin));
    MIMIR_TRY(transaction.commit());
    return origin;
}

Result<void> endCopy(StoreSettings &settings)
{
    return settings.remove("is_copy");
}

} // namespace mimir
