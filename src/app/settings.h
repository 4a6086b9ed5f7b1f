// One profile's settings: `settings.json` in its directory, seen by every process at once. Only what differs
// from the default is written, keys of other versions are left alone, and an invalid value counts as the
// default. Not for settings that triggers must see (privacy mode): those are in the store.
//
// A file that cannot be read as JSON is moved aside (damagedFile()), reported once, and the defaults apply.
#pragma once

#include "app/autostart.h"
#include "app/settingstable.h"
#include "core/json/json.h"
#include "sync/profile.h"

#include <QObject>
#include <QStringList>

#include <optional>
#include <vector>

class QFileSystemWatcher;

namespace mimir {

class Settings : public QObject {
    Q_OBJECT
public:
    /// A program with a user interface moves a damaged file aside and says so; one that only obeys the
    /// settings leaves it alone.
    enum class Damage : std::uint8_t { MoveAside, LeaveAlone };
    /// Reads the file. Never fails: what cannot be read gets its default, and problems() says so.
    explicit Settings(const Profile &profile, Damage damage = Damage::MoveAside, QObject *parent = nullptr);
    ~Settings() override;

    // Precondition of these: `key` is in the table and of that kind.
    bool isOn(std::string_view key) const;
    std::int64_t number(std::string_view key) const;
    /// A setting of any kind as stored: "true", "10000", "wait", "proxy.example.org".
    std::string value(std::string_view key) const;
    bool isDefault(std::string_view key) const;

    /// All or nothing; applies at once in every process. Errors: Usage (one translated sentence per bad
    /// value, separated by line breaks), StoreReadOnly, StoreFull, StoreBusy. Does not set secrets.
    Result<void> set(const SettingValues &values);
    Result<void> set(std::string_view key, std::string_view value);
    /// Empty = all of them, except secrets.
    Result<void> reset(const std::vector<std::string> &keys);
    /// The caller has put the secret into the keyring, or removed it: every process reads it again.
    Result<void> noteSecret(std::string_view key, bool present);

    /// Every setting except secrets, as one JSON object that importJson() reads.
    std::string toJson() const;
    /// Changes the given settings. Error: Usage, one sentence per unknown key or bad value; then nothing is
    /// changed.
    Result<void> importJson(std::string_view text);

    /// What is wrong in the file and counts as the default, translated; empty if all is well.
    QStringList problems() const;
    /// Whether the person's own settings are known. Errors: NotAFile, StoreReadOnly.
    static Result<void> checkReadable(const Profile &profile);
    /// Where a damaged file was moved to; only the first call after it happened returns it.
    std::optional<QString> takeDamagedFile();

    /// From now on, changes by other processes are noticed; needs an event loop.
    void watch();

Q_SIGNALS:
    /// No matter which process made the change. `keys` are those whose value has changed.
    void changed(const QStringList &keys);
    /// takeDamagedFile() has something.
    void damaged();
    /// problems() has changed.
    void problemsChanged();

private:
    void reload();
    Result<json::Object> read();
    Result<void> change(const SettingValues &changes);
    SettingValues valuesOf(const json::Object &kept, QStringList *problems) const;
    void adopt(const json::Object &kept);
    void moveAside();
    void note(const QStringList &problems);
    void watchFiles();
    void lookAtAutostart();

    QString m_path;
    Autostart m_autostart;
    const Damage m_damage;
    bool m_startsAtLogin;   ///< as last seen
    SettingValues m_values; ///< the whole table except start.at_login, whose truth is its file
    QStringList m_problems;
    std::optional<QString> m_damagedFile;
    QFileSystemWatcher *m_watcher = nullptr; ///< owned by QObject
};

/// Why settings could not be changed, translated; one line per bad value.
QString settingsErrorText(const Error &error);

} // namespace mimir
