// The settings of one profile: `settings.json` in its directory, seen by every process at once. Only what
// differs from the default is written, keys of other versions are kept, and what is wrong in the file counts
// as the default. Not for what triggers must see (privacy mode): that is in the store.
//
// A file that cannot be read as JSON is moved aside (damagedFile()), said once, and the defaults hold.
#pragma once

#include "app/autostart.h"
#include "app/settingstable.h"
#include "core/json.h"
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
    /// Who faces a person moves a damaged file aside and says so; who only obeys leaves it to them.
    enum class Damage : std::uint8_t { MoveAside, LeaveAlone };
    /// Reads the file. Never fails: what cannot be read is the default, and problems() says so.
    explicit Settings(const Profile &profile, Damage damage = Damage::MoveAside, QObject *parent = nullptr);
    ~Settings() override;

    // Precondition of these: `key` is in the table and of that kind.
    bool isOn(std::string_view key) const;
    std::int64_t number(std::string_view key) const;
    /// Of any kind, as it is kept: "true", "10000", "wait", "proxy.example.org".
    std::string value(std::string_view key) const;
    bool isDefault(std::string_view key) const;

    /// All or nothing; effective in every process at once. Errors: Usage (one translated sentence per bad
    /// value, separated by line breaks), StoreReadOnly, StoreFull, StoreBusy. Secrets are not set here.
    Result<void> set(const SettingValues &values);
    Result<void> set(std::string_view key, std::string_view value);
    Result<void> setOn(std::string_view key, bool on) { return set(key, on ? "true" : "false"); }
    Result<void> setNumber(std::string_view key, std::int64_t number)
    {
        return set(key, std::to_string(number));
    }
    /// Empty = every one, but for secrets.
    Result<void> reset(const std::vector<std::string> &keys);
    /// The caller has put the secret into the keyring, or taken it out: every process asks for it anew.
    Result<void> noteSecret(std::string_view key, bool present);

    /// Every setting but secrets, as one JSON object that importJson() reads.
    std::string toJson() const;
    /// Changes the settings named. Error: Usage, one sentence per unknown key and per bad value; nothing is
    /// changed then.
    Result<void> importJson(std::string_view text);

    /// What in the file is wrong and counts as the default, translated; empty when all is well.
    QStringList problems() const;
    /// Where a damaged file was put, the first time this is called after it happened.
    std::optional<QString> takeDamagedFile();

    /// From now on changes by other processes are seen; needs an event loop.
    void watch();

Q_SIGNALS:
    /// By whomever. `keys` are those whose value is another one now.
    void changed(const QStringList &keys);
    /// takeDamagedFile() has something.
    void damaged();
    /// problems() are others than before.
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
    SettingValues m_values; ///< of the whole table but start.at_login, whose truth is its file
    QStringList m_problems;
    std::optional<QString> m_damagedFile;
    QFileSystemWatcher *m_watcher = nullptr; ///< owned by QObject
};

/// Why settings could not be changed, translated; a line for each bad value.
QString settingsErrorText(const Error &error);

} // namespace mimir
