#include "sync/profile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace mimir {
namespace {

// sun_path holds 108 bytes including the terminating zero.
constexpr int kLongestSocketPath = 100;

} // namespace

std::optional<Profile> Profile::find(const QString &directory)
{
    const auto found = ProfileDirectory::find(directory);
    return found ? std::optional(Profile(*found)) : std::nullopt;
}

Result<Profile> Profile::open(const QString &directory)
{
    const auto opened = ProfileDirectory::open(directory);
    MIMIR_TRY(opened);
    return Profile(*opened);
}

QString Profile::socketPath() const
{
    QString own = directory() + QStringLiteral("/owner.sock");
    if (QFile::encodeName(own).size() <= kLongestSocketPath)
        return own;
    QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (runtime.isEmpty())
        runtime = QDir::tempPath();
    return runtime + QStringLiteral("/mimir-") + digest() + QStringLiteral("/owner.sock");
}

QString Profile::digest() const
{
    const QByteArray hash = QCryptographicHash::hash(directory().toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(16));
}

bool Profile::isUsual() const
{
    return directory() == QFileInfo(ProfileDirectory::usual()).canonicalFilePath();
}

QString Profile::keyringName() const
{
    return QStringLiteral("Mimir Sync ") + digest();
}

} // namespace mimir
