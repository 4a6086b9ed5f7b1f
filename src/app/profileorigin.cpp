#include "app/profileorigin.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSysInfo>

#include <sys/stat.h>

namespace mimir {
namespace {

/// Identifies this machine and directory, as a digest that does not reveal them.
std::string homeOf(const Profile &profile)
{
    const QByteArray name = QSysInfo::machineUniqueId() + '\n' + profile.directory().toUtf8();
    return QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(32).toStdString();
}

std::string fileOf(const Profile &profile)
{
    struct stat status = {};
    const int failed = ::stat(QFile::encodeName(profile.storePath()).constData(), &status);
    return failed ? std::string() : std::to_string(status.st_ino);
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
    const auto settled
        = store.settings().detectCopiedStore(homeOf(profile), fileOf(profile), store.clock().now(), random);
    MIMIR_TRY(settled);
    if (*settled == StoreSettings::StoreOrigin::Copied)
        MIMIR_TRY(signOutCopy(store));
    MIMIR_TRY(transaction.commit());
    return settled;
}

Result<void> endCopy(StoreSettings &settings)
{
    return settings.remove("is_copy");
}

} // namespace mimir
