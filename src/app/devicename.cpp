#include "app/devicename.h"

#include "core/plaintext.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>

#include <array>

namespace mimir {
namespace {

constexpr std::string_view kNameKey = "device_name";
constexpr std::size_t kLongestName = 80; // characters
constexpr std::size_t kLongestFolder = 24;

std::string userName()
{
    std::array<char, 4096> buffer;
    passwd entry = {};
    passwd *found = nullptr;
    if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return std::to_string(geteuid());
    return found->pw_name;
}

// Two directories of one user may end in the same name.
std::string markOf(const Profile &profile)
{
    constexpr int kDigits = 4;
    return QCryptographicHash::hash(profile.directory().toUtf8(), QCryptographicHash::Sha256)
        .toHex()
        .first(kDigits)
        .toStdString();
}

// As the server stores it.
std::string presentable(std::string_view name)
{
    return singleLine(name, kLongestName);
}

} // namespace

std::string usualDeviceName(const Profile &profile)
{
    std::string name = userName() + '@' + QSysInfo::machineHostName().toStdString();
    if (!profile.isUsual()) {
        const std::string folder = QFileInfo(profile.directory()).fileName().toStdString();
        name += " (" + singleLine(folder, kLongestFolder) + ", " + markOf(profile) + ')';
    }
    return presentable(name);
}

std::string deviceName(const StoreSettings &settings, const std::string &usual)
{
    return settings.text(kNameKey, usual);
}

Result<void> noteNameInUse(StoreSettings &settings, const std::string &usual)
{
    const std::string name = deviceName(settings, usual);
    return settings.text(kNameInUse) == name ? Result<void>() : settings.set(kNameInUse, name);
}

Result<void> renameDevice(StoreSettings &settings, std::string_view typed)
{
    const std::string name = presentable(typed);
    return name.empty() ? settings.remove(kNameKey) : settings.set(kNameKey, name);
}

} // namespace mimir
