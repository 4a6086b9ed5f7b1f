// All settings, in one table: what the settings window shows, `mimir settings` lists and docs/settings.md
// documents. Pure: settings.h stores the values.
#pragma once

#include "core/result.h"

#include <QString>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// One of the values a Choice can have.
struct SettingChoice {
    std::string_view value;
    const char *text; ///< English, for settingText()
};

struct Setting {
    enum class Kind : std::uint8_t {
        Switch, ///< "true" or "false"
        Number, ///< decimal, within [least, most] or `special`
        Choice, ///< one of `choices`
        Text,   ///< one line; which text is allowed is checked per key
        Secret, ///< stored in the keyring; the value here only says whether there is one: "set" or ""
    };
    std::string_view key; ///< "section.name"; never changes
    Kind kind;
    std::string_view fallback; ///< the default
    const char *title;         ///< English, a label: "Metered networks"
    const char *text;          ///< English, one sentence
    std::int64_t least = 0, most = 0;
    std::optional<std::int64_t> special = std::nullopt; ///< a number outside the range with a special meaning
    std::span<const SettingChoice> choices = {};

    std::string_view section() const { return key.substr(0, key.find('.')); }
};

namespace settings {
// Sync
inline constexpr std::string_view kInterval = "sync.interval_ms"; ///< 0 = live
inline constexpr std::string_view kBatchItems = "sync.batch_items";
inline constexpr std::string_view kMetered = "sync.metered"; ///< wait, sync
inline constexpr std::string_view kBattery = "sync.battery"; ///< ignore, saver, battery
// Server
inline constexpr std::string_view kCaFile = "server.ca_file"; ///< absolute path, or empty
// Proxy
inline constexpr std::string_view kProxyMode = "proxy.mode"; ///< system, none, manual
inline constexpr std::string_view kProxyType = "proxy.type"; ///< http, socks5
inline constexpr std::string_view kProxyHost = "proxy.host";
inline constexpr std::string_view kProxyPort = "proxy.port";
inline constexpr std::string_view kProxyUser = "proxy.user";
inline constexpr std::string_view kProxyPassword = "proxy.password";
// This computer
inline constexpr std::string_view kStartAtLogin = "start.at_login"; ///< truth: the XDG autostart file
inline constexpr std::string_view kLanguage = "interface.language"; ///< system, en, de, …
inline constexpr std::string_view kIcons = "interface.icons";       ///< symbolic, colour
inline constexpr std::string_view kChart = "interface.chart";       ///< items, bytes
// Notifications, each on or off
inline constexpr std::string_view kNotifyConflict = "notifications.conflict";
inline constexpr std::string_view kNotifyRefused = "notifications.refused";
inline constexpr std::string_view kNotifySignIn = "notifications.sign_in";
inline constexpr std::string_view kNotifyStore = "notifications.store";
inline constexpr std::string_view kNotifyServer = "notifications.server";
// Telemetry of agents, received on this computer
inline constexpr std::string_view kTelemetryReceive = "telemetry.receive";
inline constexpr std::string_view kTelemetryPort = "telemetry.port";
// Log
inline constexpr std::string_view kLogLevel = "log.level"; ///< errors, normal, verbose
} // namespace settings

/// In the order of windows and lists; the keys of a section are adjacent.
std::span<const Setting> allSettings();
/// nullptr if there is none.
const Setting *findSetting(std::string_view key);

/// A title, sentence or choice of the table in the user's language.
QString settingText(const char *english);
/// "Synchronisation", "Proxy", …
QString sectionTitle(std::string_view section);
/// The allowed values: "0 or 1000 to 3600000", "wait, sync", "on or off".
QString rangeText(const Setting &setting);

/// The stored form of what the user typed or a file contains ("on" -> "true", " 07 " -> "7"). Error: Usage, a
/// translated sentence that names the key and the allowed values.
Result<std::string> acceptedValue(const Setting &setting, std::string_view given);

using SettingValues = std::map<std::string, std::string, std::less<>>;
/// Checks conditions between several settings. Error: Usage, a translated sentence.
Result<void> checkTogether(const SettingValues &all);

} // namespace mimir
