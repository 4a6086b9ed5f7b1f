#include "app/settings.h"

#include "core/durablefile.h"
#include "core/filelock.h"
#include "core/qtext.h"
#include "core/regularfile.h"
#include "sync/status/syncstatus.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QTimer>

#include <fcntl.h>

namespace mimir {
namespace {

struct SettingsText {
    Q_DECLARE_TR_FUNCTIONS(SettingsText)
};

constexpr qint64 kLargestFile = 1 << 20;
constexpr std::chrono::seconds kLockPatience {3};
constexpr int kQuietMs = 50;

bool isStamp(std::string_view key)
{
    const Setting *setting = findSetting(key);
    return setting && setting->kind == Setting::Kind::Secret;
}

/// A value as written in the file and in exports.
std::string jsonOf(const Setting &setting, const std::string &value)
{
    const bool bare = setting.kind == Setting::Kind::Switch || setting.kind == Setting::Kind::Number;
    return bare ? value : json::quoted(value);
}

/// The text of a bool, number or string; nullopt = another type.
std::optional<std::string> textOf(const std::string &canonical)
{
    if (canonical == "null" || canonical.starts_with('{') || canonical.starts_with('['))
        return std::nullopt;
    return json::textOrJson(canonical);
}

/// A setting's value when the file, or an import, contains `canonical`.
Result<std::string> readValue(const Setting &setting, const std::string &canonical)
{
    const auto text = textOf(canonical);
    const bool quoted = canonical.starts_with('"');
    const bool bare = setting.kind == Setting::Kind::Switch || setting.kind == Setting::Kind::Number;
    if (!text || quoted == bare)
        return Error {ErrorCode::Usage,
            SettingsText::tr("%1 must be %2.").arg(toQString(setting.key), rangeText(setting)).toStdString()};
    return acceptedValue(setting, *text);
}

Error joined(const QStringList &sentences)
{
    return Error {ErrorCode::Usage, sentences.join(u'\n').toStdString()};
}

/// One key per line, for human readers.
QByteArray pretty(const json::Object &object)
{
    std::string out = "{";
    for (const json::Member &member : object.members())
        out += (out.size() > 1 ? ",\n  " : "\n  ") + json::quoted(member.key) + ": " + member.json;
    return QByteArray::fromStdString(out + "\n}\n");
}

Result<void> save(const QString &path, const QByteArray &text)
{
    const auto written = writeDurably(path, text.toStdString(), FileMode::Private);
    return written ? written
                   : Error {written.error().code, path.toStdString() + ": " + written.error().message};
}

} // namespace

Settings::Settings(const Profile &profile, Damage damage, QObject *parent)
    : QObject(parent), m_path(profile.settingsPath()), m_autostart(profile), m_damage(damage),
      m_startsAtLogin(m_autostart.isOn())
{
    reload();
}

Settings::~Settings() = default;

// NotFound is an empty file: nothing has been set. A damaged file is moved aside and then counts as empty
// too.
Result<json::Object> Settings::read()
{
    const auto text = readRegular(m_path, kLargestFile + 1);
    if (!text && text.error().code == ErrorCode::NotFound)
        return json::Object();
    MIMIR_TRY(text);
    auto parsed
        = json::parseObject(std::string_view(text->constData(), static_cast<std::size_t>(text->size())));
    if (parsed && text->size() <= kLargestFile)
        return parsed;
    if (m_damage == Damage::LeaveAlone)
        return Error {ErrorCode::Malformed, m_path.toStdString() + " is damaged"};
    moveAside();
    return json::Object();
}

Result<void> Settings::checkReadable(const Profile &profile)
{
    const auto opened = openRegular(profile.settingsPath(), O_RDONLY);
    return opened || opened.error().code == ErrorCode::NotFound ? Result<void>() : opened.error();
}

// The process that renames it reports it: of two, the other finds nothing to rename.
void Settings::moveAside()
{
    QString aside = m_path + QStringLiteral(".damaged");
    for (int n = 2; QFileInfo::exists(aside) && n < 100; ++n)
        aside = m_path + QStringLiteral(".damaged-%1").arg(n);
    if (!QFile::rename(m_path, aside))
        return;
    m_damagedFile = aside;
    Q_EMIT damaged();
}

SettingValues Settings::valuesOf(const json::Object &kept, QStringList *problems) const
{
    SettingValues values;
    for (const Setting &setting : allSettings()) {
        std::string &value = values.emplace(setting.key, setting.fallback).first->second;
        const std::string *said = kept.find(setting.key);
        if (!said)
            continue;
        if (setting.kind == Setting::Kind::Secret) {
            value = *said;
            continue;
        }
        if (const auto read = readValue(setting, *said))
            value = *read;
        else if (problems)
            *problems << SettingsText::tr("%1 The default is used.")
                             .arg(QString::fromStdString(read.error().message));
    }
    if (const auto together = checkTogether(values); !together && problems)
        *problems << QString::fromStdString(together.error().message);
    return values;
}

void Settings::adopt(const json::Object &kept)
{
    QStringList problems;
    const SettingValues before = std::exchange(m_values, valuesOf(kept, &problems));
    note(problems);
    QStringList different;
    for (const auto &[key, now] : m_values)
        if (const auto was = before.find(key); was != before.end() && was->second != now)
            different << toQString(key);
    if (!different.isEmpty())
        Q_EMIT changed(different);
}

void Settings::reload()
{
    const auto kept = read();
    if (kept)
        return adopt(*kept);
    if (m_values.empty())
        adopt({});
    note({SettingsText::tr("The settings file cannot be read and was left as it is: %1")
              .arg(errorReason(kept.error()))});
}

void Settings::note(const QStringList &problems)
{
    if (std::exchange(m_problems, problems) != problems)
        Q_EMIT problemsChanged();
}

std::string Settings::value(std::string_view key) const
{
    if (key == settings::kStartAtLogin)
        return m_autostart.isOn() ? "true" : "false";
    const auto found = m_values.find(key);
    if (found == m_values.end())
        return {};
    return isStamp(key) && !found->second.empty() ? "set" : found->second;
}

bool Settings::isOn(std::string_view key) const
{
    return value(key) == "true";
}

std::int64_t Settings::number(std::string_view key) const
{
    return json::toInteger(value(key)).value_or(0);
}

bool Settings::isDefault(std::string_view key) const
{
    const Setting *setting = findSetting(key);
    return setting && value(key) == setting->fallback;
}

Result<void> Settings::set(std::string_view key, std::string_view value)
{
    return set(SettingValues {{std::string(key), std::string(value)}});
}

Result<void> Settings::set(const SettingValues &values)
{
    SettingValues accepted;
    QStringList refused;
    for (const auto &[key, given] : values) {
        const Setting *setting = findSetting(key);
        const auto value = setting
            ? acceptedValue(*setting, given)
            : Result<std::string>(Error {ErrorCode::Usage,
                SettingsText::tr("There is no setting %1.").arg(toQString(key)).toStdString()});
        if (value)
            accepted[key] = *value;
        else
            refused << QString::fromStdString(value.error().message);
    }
    return refused.isEmpty() ? change(accepted) : joined(refused);
}

Result<void> Settings::reset(const std::vector<std::string> &keys)
{
    SettingValues values;
    QStringList refused;
    for (const std::string &key : keys) {
        const Setting *setting = findSetting(key);
        if (!setting)
            refused << SettingsText::tr("There is no setting %1.").arg(toQString(key));
        else if (setting->kind != Setting::Kind::Secret)
            values[key] = setting->fallback;
    }
    for (const Setting &setting : allSettings())
        if (keys.empty() && setting.kind != Setting::Kind::Secret)
            values.emplace(setting.key, setting.fallback);
    return refused.isEmpty() ? change(values) : joined(refused);
}

// A new stamp each time, so that every process sees that the secret has changed.
Result<void> Settings::noteSecret(std::string_view key, bool present)
{
    const auto found = m_values.find(key);
    const std::int64_t stamp = found == m_values.end() ? 0 : json::toInteger(found->second).value_or(0);
    return change({{std::string(key), present ? std::to_string(stamp + 1) : std::string()}});
}

// Read, changed and written under one lock, so that two processes do not lose each other's changes.
Result<void> Settings::change(const SettingValues &changes)
{
    const auto lock = FileLock::take(m_path, kLockPatience);
    MIMIR_TRY(lock);
    auto kept = read();
    MIMIR_TRY(kept);
    json::Object next = *kept;
    for (const auto &[key, value] : changes) {
        const Setting &setting = *findSetting(key);
        if (key == settings::kStartAtLogin)
            continue;
        if (value == setting.fallback)
            next.remove(key);
        else
            next.set(key, setting.kind == Setting::Kind::Secret ? value : jsonOf(setting, value));
    }
    MIMIR_TRY(checkTogether(valuesOf(next, nullptr)));
    if (const auto start = changes.find(settings::kStartAtLogin);
        start != changes.end() && (start->second == "true") != m_autostart.isOn()) {
        MIMIR_TRY(m_autostart.set(start->second == "true"));
        lookAtAutostart();
    }
    if (next != *kept)
        MIMIR_TRY(save(m_path, pretty(next)));
    adopt(next);
    watchFiles();
    return {};
}

std::string Settings::toJson() const
{
    json::Object out;
    for (const Setting &setting : allSettings())
        if (setting.kind != Setting::Kind::Secret)
            out.set(setting.key, jsonOf(setting, value(setting.key)));
    return pretty(out).toStdString();
}

Result<void> Settings::importJson(std::string_view text)
{
    const auto parsed = json::parseObject(text);
    if (!parsed)
        return joined({SettingsText::tr("This is not a settings file: it must be one JSON object.")});
    SettingValues values;
    QStringList refused;
    for (const json::Member &member : parsed->members()) {
        const Setting *setting = findSetting(member.key);
        if (!setting || setting->kind == Setting::Kind::Secret) {
            refused << SettingsText::tr("There is no setting %1.").arg(toQString(member.key));
        } else if (const auto value = readValue(*setting, member.json)) {
            values[member.key] = *value;
        } else {
            refused << QString::fromStdString(value.error().message);
        }
    }
    return refused.isEmpty() ? change(values) : joined(refused);
}

QStringList Settings::problems() const
{
    return m_problems;
}

std::optional<QString> Settings::takeDamagedFile()
{
    return std::exchange(m_damagedFile, std::nullopt);
}

void Settings::watch()
{
    if (m_watcher)
        return;
    m_watcher = new QFileSystemWatcher(this);
    m_watcher->addPath(QFileInfo(m_path).path());
    watchFiles();
    // Do not read while an editor that writes in place is half-way through.
    auto *quiet = new QTimer(m_watcher);
    quiet->setSingleShot(true);
    quiet->setInterval(kQuietMs);
    connect(quiet, &QTimer::timeout, this, [this] {
        reload();
        lookAtAutostart();
        watchFiles();
    });
    const auto look = [quiet] { quiet->start(); };
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, quiet, look);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, quiet, look);
    reload();
}

// The directory reports a file that is replaced, the file itself one that is written into. Until the desktop
// has an autostart directory, its parent is watched for that.
void Settings::watchFiles()
{
    if (!m_watcher)
        return;
    const QString autostart = QFileInfo(m_autostart.path()).path();
    const bool any = QFileInfo::exists(autostart);
    for (const QString &path : {m_path, m_autostart.path(), any ? autostart : QFileInfo(autostart).path()})
        if (QFileInfo::exists(path) && !m_watcher->files().contains(path)
            && !m_watcher->directories().contains(path))
            m_watcher->addPath(path);
}

QString settingsErrorText(const Error &error)
{
    if (error.code == ErrorCode::Usage)
        return QString::fromStdString(error.message);
    if (error.code == ErrorCode::StoreFull)
        return errorSentence(error.code);
    if (error.code == ErrorCode::NotAFile)
        return SettingsText::tr("The setting could not be saved: %1.").arg(errorReason(error));
    return error.code == ErrorCode::StoreBusy
        ? SettingsText::tr("Another program is changing the settings. Try again in a moment.")
        : SettingsText::tr("The setting could not be saved. Check that the profile directory is writable.");
}

void Settings::lookAtAutostart()
{
    const bool on = m_autostart.isOn();
    if (std::exchange(m_startsAtLogin, on) != on)
        Q_EMIT changed({toQString(settings::kStartAtLogin)});
}

} // namespace mimir
