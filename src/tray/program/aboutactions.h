// What the user does on the page “About”: diagnostics, export and import. Also reports problems with the
// settings file, since nothing else tells the user about it.
#pragma once

#include "sync/profile.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

namespace mimir {

class Questions;
class Settings;
class SettingsDialog;
class SyncThread;

class AboutActions : public QObject {
    Q_OBJECT
public:
    /// References must outlive it.
    AboutActions(const Profile &profile, Settings &settings, SyncThread &thread, Questions &questions);

    /// Connects its page.
    void setWindow(SettingsDialog *window);
    /// Reports a damaged settings file and unusable values in it, once each; again when they change.
    void saySettings();

private:
    void showDiagnostics();
    void exportHistory();
    void chooseImport();
    /// Imports a history, or settings if the name ends in .json; says how it went.
    void importFile(const QString &file);
    void importSettings(const QString &file);

    Profile m_profile;
    Settings &m_settings;
    SyncThread &m_thread;
    Questions &m_questions;
    QPointer<SettingsDialog> m_window;
    QStringList m_told;
};

} // namespace mimir
