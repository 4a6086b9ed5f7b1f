#include "app/settingstable.h"

#include "app/trust.h"
#include "core/qtext.h"
#include "core/regularfile.h"
#include "core/text.h"
#include "core/wire/wire.h"
#include "sync/status/syncstatus.h"
#include "sync/tuning.h"

#include <QCoreApplication>
#include <QDir>
#include <QUrl>

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using enum Setting::Kind;

// lupdate finds the texts by this class.
struct Table {
    Q_DECLARE_TR_FUNCTIONS(SettingsTable)
};

constexpr std::int64_t kShortestIntervalMs = 1000;
constexpr std::int64_t kLongestIntervalMs = 3'600'000;
constexpr std::size_t kLongestText = 253;

constexpr std::array kMeteredChoices {
    SettingChoice {"wait", QT_TRANSLATE_NOOP("SettingsTable", "Wait for another network")},
    SettingChoice {"sync", QT_TRANSLATE_NOOP("SettingsTable", "Sync anyway")},
};
constexpr std::array kBatteryChoices {
    SettingChoice {"ignore", QT_TRANSLATE_NOOP("SettingsTable", "Sync always")},
    SettingChoice {"saver", QT_TRANSLATE_NOOP("SettingsTable", "Pause while the battery saver is on")},
    SettingChoice {"battery", QT_TRANSLATE_NOOP("SettingsTable", "Pause while running on battery")},
};
constexpr std::array kProxyModes {
    SettingChoice {"system", QT_TRANSLATE_NOOP("SettingsTable", "System proxy")},
    SettingChoice {"none", QT_TRANSLATE_NOOP("SettingsTable", "No proxy")},
    SettingChoice {"manual", QT_TRANSLATE_NOOP("SettingsTable", "Custom proxy")},
};
constexpr std::array kProxyTypes {
    SettingChoice {"http", QT_TRANSLATE_NOOP("SettingsTable", "HTTP")},
    SettingChoice {"socks5", QT_TRANSLATE_NOOP("SettingsTable", "SOCKS 5")},
};
constexpr std::array kLanguages {
    SettingChoice {"system", QT_TRANSLATE_NOOP("SettingsTable", "System language")},
    SettingChoice {"en", "English"},
    SettingChoice {"de", "Deutsch"},
    SettingChoice {"he", "עברית"},
};
constexpr std::array kChartUnits {
    SettingChoice {"items", QT_TRANSLATE_NOOP("SettingsTable", "Items")},
    SettingChoice {"bytes", QT_TRANSLATE_NOOP("SettingsTable", "Bytes")},
};
constexpr std::array kIconStyles {
    SettingChoice {"symbolic", QT_TRANSLATE_NOOP("SettingsTable", "Monochrome, to match the panel")},
    SettingChoice {"colour", QT_TRANSLATE_NOOP("SettingsTable", "Coloured")},
};
constexpr std::array kLogLevels {
    SettingChoice {"errors", QT_TRANSLATE_NOOP("SettingsTable", "Errors only")},
    SettingChoice {"normal", QT_TRANSLATE_NOOP("SettingsTable", "Normal")},
    SettingChoice {"verbose", QT_TRANSLATE_NOOP("SettingsTable", "Everything")},
};

constexpr std::array kSettings {
    Setting {settings::kInterval, Number, "10000", QT_TRANSLATE_NOOP("SettingsTable", "Interval"),
        QT_TRANSLATE_NOOP(
            "SettingsTable", "How long changes are collected and how often new items are fetched; 0 = live"),
        kShortestIntervalMs, kLongestIntervalMs, 0},
    Setting {settings::kBatchItems, Number, "100", QT_TRANSLATE_NOOP("SettingsTable", "Batch size"),
        QT_TRANSLATE_NOOP("SettingsTable", "Items sent in one request"), 1,
        std::int64_t(wire::kMaxBatchItems)},
    Setting {settings::kMetered, Choice, "wait", QT_TRANSLATE_NOOP("SettingsTable", "Metered networks"),
        QT_TRANSLATE_NOOP("SettingsTable", "What to do on a network where data is charged by volume"), 0, 0,
        {}, kMeteredChoices},
    Setting {settings::kBattery, Choice, "saver", QT_TRANSLATE_NOOP("SettingsTable", "Battery"),
        QT_TRANSLATE_NOOP("SettingsTable", "What to do when this computer saves power"), 0, 0, {},
        kBatteryChoices},
    Setting {settings::kCaFile, Text, "", QT_TRANSLATE_NOOP("SettingsTable", "Certificate authority"),
        QT_TRANSLATE_NOOP("SettingsTable",
            "File with the certificates of your own authority (PEM), trusted in addition to the system's")},
    Setting {settings::kProxyMode, Choice, "system", QT_TRANSLATE_NOOP("SettingsTable", "Proxy"),
        QT_TRANSLATE_NOOP("SettingsTable", "How to reach the server; never used for this computer itself"), 0,
        0, {}, kProxyModes},
    Setting {settings::kProxyType, Choice, "http", QT_TRANSLATE_NOOP("SettingsTable", "Kind of proxy"),
        QT_TRANSLATE_NOOP("SettingsTable", "The protocol that the proxy speaks"), 0, 0, {}, kProxyTypes},
    Setting {settings::kProxyHost, Text, "", QT_TRANSLATE_NOOP("SettingsTable", "Proxy host"),
        QT_TRANSLATE_NOOP("SettingsTable", "Name or address of the proxy, without http:// and port")},
    Setting {settings::kProxyPort, Number, "8080", QT_TRANSLATE_NOOP("SettingsTable", "Proxy port"),
        QT_TRANSLATE_NOOP("SettingsTable", "Port of the proxy"), 1, 65535},
    Setting {settings::kProxyUser, Text, "", QT_TRANSLATE_NOOP("SettingsTable", "Proxy user"),
        QT_TRANSLATE_NOOP("SettingsTable", "User name for the proxy, if it asks for one")},
    Setting {settings::kProxyPassword, Secret, "", QT_TRANSLATE_NOOP("SettingsTable", "Proxy password"),
        QT_TRANSLATE_NOOP("SettingsTable", "Stored where the sign-in is stored, never in the settings file")},
    Setting {settings::kStartAtLogin, Switch, "false", QT_TRANSLATE_NOOP("SettingsTable", "Start at login"),
        QT_TRANSLATE_NOOP("SettingsTable", "Start the tray application with the desktop")},
    Setting {settings::kLanguage, Choice, "system", QT_TRANSLATE_NOOP("SettingsTable", "Language"),
        QT_TRANSLATE_NOOP("SettingsTable", "The language of windows, messages and commands"), 0, 0, {},
        kLanguages},
    Setting {settings::kIcons, Choice, "symbolic", QT_TRANSLATE_NOOP("SettingsTable", "Tray icon"),
        QT_TRANSLATE_NOOP("SettingsTable", "How the icon in the panel looks"), 0, 0, {}, kIconStyles},
    Setting {settings::kChart, Choice, "items", QT_TRANSLATE_NOOP("SettingsTable", "Chart"),
        QT_TRANSLATE_NOOP("SettingsTable", "What the bars of the last 24 hours count"), 0, 0, {},
        kChartUnits},
    Setting {settings::kNotifyConflict, Switch, "true", QT_TRANSLATE_NOOP("SettingsTable", "Conflicts"),
        QT_TRANSLATE_NOOP("SettingsTable", "Notify when a newer change replaces one of yours")},
    Setting {settings::kNotifyRefused, Switch, "true", QT_TRANSLATE_NOOP("SettingsTable", "Refused items"),
        QT_TRANSLATE_NOOP("SettingsTable", "Notify when the server refuses items, or items cannot be sent")},
    Setting {settings::kNotifySignIn, Switch, "true", QT_TRANSLATE_NOOP("SettingsTable", "Expired sign-in"),
        QT_TRANSLATE_NOOP("SettingsTable", "Notify when you have to sign in again")},
    Setting {settings::kNotifyStore, Switch, "true",
        QT_TRANSLATE_NOOP("SettingsTable", "Problem on this computer"),
        QT_TRANSLATE_NOOP("SettingsTable",
            "Notify when the disk is full, the history or settings file is damaged, or an agent is about to "
            "delete what is not in your history")},
    Setting {settings::kNotifyServer, Switch, "true",
        QT_TRANSLATE_NOOP("SettingsTable", "Messages from the server"),
        QT_TRANSLATE_NOOP("SettingsTable", "Notify when there is news from the server")},
    Setting {settings::kTelemetryReceive, Switch, "false",
        QT_TRANSLATE_NOOP("SettingsTable", "Receive telemetry"),
        QT_TRANSLATE_NOOP("SettingsTable",
            "Store the decisions that agents tell of, as “mimir telemetry install” has set them up to do")},
    Setting {settings::kTelemetryPort, Number, "24318", QT_TRANSLATE_NOOP("SettingsTable", "Telemetry port"),
        QT_TRANSLATE_NOOP(
            "SettingsTable", "Port of this computer's own address 127.0.0.1 that agents send telemetry to"),
        1024, 65535},
    Setting {settings::kLogLevel, Choice, "normal", QT_TRANSLATE_NOOP("SettingsTable", "Log"),
        QT_TRANSLATE_NOOP("SettingsTable", "How much is written to mimir.log in the profile"), 0, 0, {},
        kLogLevels},
};

Error unusable(const QString &sentence)
{
    return Error {ErrorCode::Usage, sentence.toStdString()};
}

QString keyText(const Setting &setting)
{
    return toQString(setting.key);
}

Error outOfRange(const Setting &setting)
{
    return unusable(Table::tr("%1 must be %2.").arg(keyText(setting), rangeText(setting)));
}

Result<std::string> acceptedSwitch(const Setting &setting, const std::string &given)
{
    for (const std::string_view on : {"true", "on", "yes", "1"})
        if (given == on)
            return std::string("true");
    for (const std::string_view off : {"false", "off", "no", "0"})
        if (given == off)
            return std::string("false");
    return outOfRange(setting);
}

Result<std::string> acceptedNumber(const Setting &setting, const std::string &given)
{
    const auto number = numberIn<std::int64_t>(given);
    if (!number)
        return outOfRange(setting);
    const bool inRange = *number >= setting.least && *number <= setting.most;
    return inRange || number == setting.special ? Result(std::to_string(*number)) : outOfRange(setting);
}

bool isHost(const QString &text)
{
    if (text.contains(u'/') || text.contains(u'@') || text.contains(u' '))
        return false;
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty();
}

// The path must be absolute: another process has another working directory.
Result<void> checkCaFile(const Setting &setting, const QString &path)
{
    if (QDir::isRelativePath(path))
        return unusable(
            Table::tr("%1 must be an absolute path, such as /etc/ssl/company.pem.").arg(keyText(setting)));
    if (const auto isFile = checkRegular(path); !isFile)
        return unusable(errorReason(isFile.error()) + u'.');
    if (certificatesIn(path).isEmpty())
        return unusable(Table::tr("%1: this file contains no certificate (PEM).").arg(path));
    return {};
}

Result<std::string> acceptedText(const Setting &setting, const std::string &given)
{
    const bool printable = std::ranges::all_of(
        given, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
    if (!printable || given.size() > kLongestText)
        return unusable(Table::tr("%1 must be one line of at most %2 characters.")
                            .arg(keyText(setting))
                            .arg(kLongestText));
    if (setting.key == settings::kProxyHost && !given.empty() && !isHost(QString::fromStdString(given)))
        return unusable(Table::tr("%1 must be a host name or an address, without http:// and port.")
                            .arg(keyText(setting)));
    if (setting.key == settings::kCaFile && !given.empty())
        MIMIR_TRY(checkCaFile(setting, QString::fromStdString(given)));
    return given;
}

} // namespace

std::span<const Setting> allSettings()
{
    return kSettings;
}

const Setting *findSetting(std::string_view key)
{
    const auto found = std::ranges::find(kSettings, key, &Setting::key);
    return found == kSettings.end() ? nullptr : &*found;
}

QString settingText(const char *english)
{
    return QCoreApplication::translate("SettingsTable", english);
}

QString sectionTitle(std::string_view section)
{
    if (section == "sync")
        return Table::tr("Sync");
    if (section == "server")
        return Table::tr("Server");
    if (section == "proxy")
        return Table::tr("Proxy");
    if (section == "start")
        return Table::tr("Start");
    if (section == "interface")
        return Table::tr("Appearance");
    if (section == "notifications")
        return Table::tr("Notifications");
    if (section == "telemetry")
        return Table::tr("Telemetry");
    return Table::tr("Log");
}

QString rangeText(const Setting &setting)
{
    switch (setting.kind) {
    case Switch:
        return Table::tr("on or off");
    case Number: {
        const QString range = Table::tr("%1 to %2").arg(setting.least).arg(setting.most);
        return setting.special ? Table::tr("%1, or %2").arg(*setting.special).arg(range) : range;
    }
    case Choice: {
        QStringList values;
        for (const SettingChoice &choice : setting.choices)
            values << toQString(choice.value);
        return values.join(QStringLiteral(", "));
    }
    case Text:
    case Secret:
        break;
    }
    return Table::tr("any text");
}

Result<std::string> acceptedValue(const Setting &setting, std::string_view given)
{
    const std::string value = toQString(given).trimmed().toStdString();
    switch (setting.kind) {
    case Switch:
        return acceptedSwitch(setting, value);
    case Number:
        return acceptedNumber(setting, value);
    case Choice:
        return std::ranges::find(setting.choices, std::string_view(value), &SettingChoice::value)
                == setting.choices.end()
            ? Result<std::string>(outOfRange(setting))
            : value;
    case Text:
        return acceptedText(setting, value);
    case Secret:
        break;
    }
    return unusable(Table::tr("%1 is not stored in the settings.").arg(keyText(setting)));
}

Result<void> checkTogether(const SettingValues &all)
{
    const auto is = [&all](std::string_view key, std::string_view value) {
        const auto found = all.find(key);
        return found != all.end() && found->second == value;
    };
    if (is(settings::kProxyMode, "manual") && is(settings::kProxyHost, ""))
        return unusable(
            Table::tr("A custom proxy needs proxy.host: set it together with proxy.mode, or before it."));
    return {};
}

} // namespace mimir
