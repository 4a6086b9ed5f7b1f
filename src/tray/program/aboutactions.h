// What a person does on the page “About”: diagnostics, export and import. And what is to be said of the
// settings file, since nobody else faces a person with it.
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

    /// Its page asks here from now on.
    void setWindow(SettingsDialog *window);
    /// Tells of a damaged settings file, and of values in it that cannot be used, once each; again when they
    /// are others.
    void saySettings();
    /// A history, or settings where the name ends in .json; says how it went.
    void importFile(const QString &file);

private:
    void showDiagnostics();
    void exportHistory();
    void chooseImport();
    void importSettings(const QString &file);

    Profile m_profile;
    Settings &m_settings;
    SyncThread &m_thread;
    Questions &m_questions;
    QPointer<SettingsDialog> m_window;
    QStringList m_told;
};

} // namespace mimir
