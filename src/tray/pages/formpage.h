// Pages that only have settings.
#pragma once

#include <QWidget>

#include <memory>

namespace mimir {

class Settings;
class SettingsBinder;
namespace Ui {
class NotificationsPage;
class SyncPage;
} // namespace Ui

/// When and over which networks to sync, and what this computer does automatically.
class SyncPage : public QWidget {
    Q_OBJECT
public:
    /// `settings` must outlive the page.
    explicit SyncPage(Settings &settings, QWidget *parent = nullptr);
    ~SyncPage() override;
    /// Why the proxy's password could not be stored.
    void showError(const QString &sentence);

Q_SIGNALS:
    /// Empty = forget it. It belongs in the token store, never in the settings.
    void proxyPasswordChanged(const QString &password);

private:
    void showProxy();
    void setProxyPassword();
    void setProxy();

    Settings &m_settings;
    std::unique_ptr<Ui::SyncPage> m_ui;
    SettingsBinder *m_binder; ///< owned by the page
};

/// What deserves a notification.
class NotificationsPage : public QWidget {
    Q_OBJECT
public:
    explicit NotificationsPage(Settings &settings, QWidget *parent = nullptr);
    ~NotificationsPage() override;

private:
    std::unique_ptr<Ui::NotificationsPage> m_ui;
};

} // namespace mimir
